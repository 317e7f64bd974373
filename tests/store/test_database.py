"""A database file that is damaged, foreign or of another version costs no start."""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from avatar_browser.domain.errors import (
    StoreNewer,
    StoreRebuilt,
    StoreUnwritable,
)
from avatar_browser.store import database_file
from avatar_browser.store.schema import Schema
from tests.store.things import (
    FIRST,
    NEWER,
    SCHEMA,
    database,
    filled,
    names,
    needs_posix,
    opened,
    put,
    set_aside,
)


def test_what_is_written_is_there_after_the_next_opening(path: Path) -> None:
    with database(path) as file:
        put(file, "one", "two")
    with database(path) as file:
        assert names(file) == ["one", "two"]


@needs_posix
def test_only_the_owner_can_read_the_file_and_its_companions(path: Path) -> None:
    with database(path) as file:
        put(file, "one")
        files = list(path.parent.iterdir())
        assert len(files) == 3
        assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@needs_posix
def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    filled(path, 1)
    path.chmod(0o644)
    with database(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_transaction_that_fails_leaves_nothing(path: Path) -> None:
    with database(path) as file:
        with pytest.raises(sqlite3.IntegrityError):
            put(file, "half", None)  # type: ignore[arg-type]
        put(file, "whole")
        assert names(file) == ["whole"]


def test_a_bug_in_a_statement_is_not_told_as_trouble(path: Path) -> None:
    with database(path) as file, pytest.raises(sqlite3.OperationalError):
        file.rows("SELECT nothing FROM nowhere")


def test_a_file_of_an_older_version_is_migrated_with_what_it_holds(path: Path) -> None:
    things = filled(path)
    with database(path, NEWER) as file:
        assert file.rows("SELECT count(*), min(size) FROM things") == [(len(things), 7)]


@pytest.mark.expects_log("of no use|cannot be written")
def test_a_migration_that_does_not_fit_the_file_is_damage_and_undone(path: Path) -> None:
    filled(path)
    broken = Schema("list", SCHEMA.application_id, (FIRST, ("CREATE TABLE things (x)",)))
    found = opened(path, broken)
    assert isinstance(found.trouble, StoreRebuilt) or found.database is None
    [kept] = set_aside(path)
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def zeroed(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\0" * 100)


def cut_in_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_short(path: Path) -> None:
    os.truncate(path, 50)


def not_a_database(path: Path) -> None:
    path.write_text("Dear diary, today I met SQLite. " * 100)


def one_page_scribbled(path: Path) -> None:
    """Fault F72: it opens fine."""
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(os.urandom(4096))


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name)")


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 77")


def without_its_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE things")


DAMAGES = [
    zeroed,
    cut_in_half,
    cut_short,
    not_a_database,
    one_page_scribbled,
    foreign,
    of_another_program,
    without_its_table,
]


@pytest.mark.expects_log("of no use")
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_a_file_of_no_use_is_set_aside_and_begun_anew(
    path: Path, damage: Callable[[Path], None]
) -> None:
    """Faults F71, F72, F73."""
    filled(path)
    damage(path)
    damaged = path.read_bytes()
    found = opened(path)
    assert isinstance(found.trouble, StoreRebuilt)
    assert found.database is not None
    [kept] = set_aside(path)
    assert kept.name in str(found.trouble)
    assert kept.read_bytes() == damaged
    with closing(found.database) as file:
        assert names(file) == []
        put(file, "anew")
    with database(path) as file:
        assert names(file) == ["anew"]


@pytest.mark.expects_log("of no use")
def test_only_the_last_file_set_aside_is_kept(path: Path) -> None:
    for _ in range(3):
        filled(path)
        zeroed(path)
        found = opened(path)
        assert found.database is not None
        found.database.close()
    assert len(set_aside(path)) == 1


def test_the_log_of_a_file_goes_aside_with_it(path: Path) -> None:
    """A log that stayed behind would be taken for the new file's."""
    with database(path) as file:
        put(file, "one")
        kept = database_file.set_aside(path)
        assert [p.name for p in set_aside(path)] == [kept.name]
        assert kept.with_name(f"{kept.name}-wal").exists()
        assert not path.with_name(f"{path.name}-wal").exists()


def test_an_empty_file_is_filled_in_place_and_told(path: Path) -> None:
    """Fault F73: there is nothing in it to set aside."""
    path.parent.mkdir()
    path.touch()
    found = opened(path)
    assert isinstance(found.trouble, StoreRebuilt)
    assert "empty" in str(found.trouble)
    assert found.database is not None
    put(found.database, "one")
    found.database.close()
    assert set_aside(path) == []


def test_a_file_of_a_newer_version_is_read_and_never_migrated_down(path: Path) -> None:
    """Fault F75."""
    with database(path, NEWER) as file:
        put(file, "from the future")
    before = path.read_bytes()
    found = opened(path)
    assert isinstance(found.trouble, StoreNewer)
    assert "shown" in str(found.trouble)
    assert found.database is not None
    with closing(found.database) as file:
        assert names(file) == ["from the future"]
        assert not file.writable
        with pytest.raises(StoreUnwritable), file.writing():
            pass
    assert path.read_bytes() == before


def test_a_newer_file_that_is_not_understood_is_left_alone(path: Path) -> None:
    filled(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE things RENAME TO objects")
        connection.execute("PRAGMA user_version = 999")
    before = path.read_bytes()
    found = opened(path)
    assert (found.database, type(found.trouble)) == (None, StoreNewer)
    assert "left alone" in str(found.trouble)
    assert path.read_bytes() == before


def test_nothing_of_what_was_deleted_is_left_in_any_file(path: Path) -> None:
    with database(path) as file:
        put(file, "a private thing " * 500)
        with file.writing() as connection:
            connection.execute("DELETE FROM things")
        file.empty_log()
        for part in path.parent.iterdir():
            assert b"private" not in part.read_bytes(), part.name
