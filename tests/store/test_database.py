"""A database file that is damaged, foreign, newer, locked or on a bad drive costs no start."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from avatar_browser.domain.errors import (
    StoreBusy,
    StoreFull,
    StoreNewer,
    StoreRebuilt,
    StoreTrouble,
    StoreUnwritable,
)
from avatar_browser.store import database_file
from avatar_browser.store.database import Database, Opened, open_database
from avatar_browser.store.schema import Schema

FIRST = ("CREATE TABLE things (name TEXT NOT NULL)",)
SECOND = ("ALTER TABLE things ADD COLUMN size INTEGER NOT NULL DEFAULT 7",)
SCHEMA = Schema("list", 0x54455354, (FIRST,), ("SELECT name FROM things",))
NEWER = Schema("list", 0x54455354, (FIRST, SECOND), ("SELECT name, size FROM things",))
BUSY = 0.1

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "list.sqlite3"


def opened(path: Path, schema: Schema = SCHEMA, vfs: str = "") -> Opened:
    return open_database(path, schema, vfs=vfs, busy_seconds=BUSY)


@contextmanager
def database(path: Path, schema: Schema = SCHEMA) -> Iterator[Database]:
    """A file that opens without a word."""
    found = opened(path, schema)
    assert found.trouble is None
    assert found.database is not None
    with closing(found.database) as made:
        yield made


def put(file: Database, *names: str) -> None:
    with file.writing() as connection:
        connection.executemany("INSERT INTO things (name) VALUES (?)", [(n,) for n in names])


def names(file: Database) -> list[str]:
    return [name for (name,) in file.rows("SELECT name FROM things ORDER BY rowid")]


def filled(path: Path, count: int = 2_000) -> list[str]:
    """Puts many things into a new file."""
    things = [f"thing number {number}" for number in range(count)]
    with database(path) as file:
        put(file, *things)
    return things


def set_aside(path: Path) -> list[Path]:
    return sorted(
        p for p in path.parent.glob("*.corrupt-*") if not p.name.endswith(("-wal", "-shm"))
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


@pytest.mark.expects_log("cannot be written")
def test_a_folder_that_cannot_be_made_means_memory_only(tmp_path: Path) -> None:
    """Fault F70."""
    (tmp_path / "data").write_text("a file where the folder should be")
    found = opened(tmp_path / "data" / "list.sqlite3")
    assert (found.database, type(found.trouble)) == (None, StoreUnwritable)
    assert "nothing is kept" in str(found.trouble)


@pytest.mark.expects_log("cannot be written")
def test_a_folder_in_place_of_the_file_means_memory_only(path: Path) -> None:
    path.mkdir(parents=True)
    found = opened(path)
    assert (found.database, type(found.trouble)) == (None, StoreUnwritable)


@contextmanager
def somebody_else() -> Iterator[None]:
    """The process as a user without rights; whoever owns a folder could open it again."""
    if os.geteuid() != 0:
        pytest.skip("changes the user of the process")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@needs_posix
@pytest.mark.expects_log("cannot be written")
@pytest.mark.parametrize("file_mode", [0o666, 0o444])
def test_what_is_stored_in_a_read_only_folder_is_read(file_mode: int) -> None:
    """Fault F70."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "data" / "list.sqlite3"
        with database(path) as file:
            put(file, "one")
        Path(folder).chmod(0o755)
        path.parent.chmod(0o555)
        path.chmod(file_mode)
        with somebody_else():
            found = opened(path)
            assert isinstance(found.trouble, StoreUnwritable)
            assert "as last stored is shown" in str(found.trouble)
            assert found.database is not None
            assert names(found.database) == ["one"]
            found.database.close()


@needs_posix
@pytest.mark.expects_log("cannot be written")
def test_without_its_log_a_file_is_not_read() -> None:
    """In a folder without rights the log cannot be used, and the file alone may be half."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "data" / "list.sqlite3"
        with database(path) as file:
            put(file, "one")
            files = {p: p.read_bytes() for p in path.parent.iterdir() if p.suffix != ".sqlite3-shm"}
        for name, data in files.items():
            name.write_bytes(data)
            name.chmod(0o444)
        Path(folder).chmod(0o755)
        path.parent.chmod(0o555)
        with somebody_else():
            found = opened(path)
            assert (found.database, type(found.trouble)) == (None, StoreUnwritable)


def test_a_full_disk_stops_writing_and_not_reading(path: Path) -> None:
    """Fault F68, with the limit that SQLite has for it."""
    with database(path) as file:
        put(file, "one")
        (pages,) = file.rows("PRAGMA page_count")[0]
        file.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreFull, match="disk is full"):
            put(file, "much " * 10_000)
        assert names(file) == ["one"]
        file.rows("PRAGMA max_page_count = 100000")
        put(file, "two")
        assert names(file) == ["one", "two"]


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program is in the middle of a transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_file_held_by_another_program_is_told_and_works_after_it(path: Path) -> None:
    """Fault F76."""
    with database(path) as file:
        put(file, "one")
        with held(path):
            with pytest.raises(StoreBusy):
                put(file, "two")
            assert names(file) == ["one"]
        put(file, "three")
        assert names(file) == ["one", "three"]


@pytest.mark.expects_log("cannot be written")
def test_a_file_that_is_held_while_it_is_opened_is_left_alone(path: Path) -> None:
    filled(path, 1)
    with held(path):
        found = opened(path)
    assert (found.database, type(found.trouble)) == (None, StoreBusy)
    assert set_aside(path) == []


WRITER_CODE = """
import sys
from pathlib import Path
from avatar_browser.store.database import open_database
from tests.store.test_database import SCHEMA
file = open_database(Path(sys.argv[1]), SCHEMA).database
for number in range(150):
    with file.writing() as connection:
        (count,) = connection.execute("SELECT count(*) FROM things").fetchone()
        connection.execute("INSERT INTO things VALUES (?)", (f"{count}",))
file.close()
"""


def test_four_programs_that_read_and_then_write_lose_nothing(path: Path) -> None:
    """Faults F76 and F77; and they all may be the one that makes the file."""
    command = [sys.executable, "-c", WRITER_CODE, str(path)]
    writers = [subprocess.Popen(command, cwd=Path(__file__).parents[2]) for _ in range(4)]
    assert [writer.wait(timeout=50) for writer in writers] == [0] * 4
    with database(path) as file:
        assert names(file) == [str(number) for number in range(600)]


@pytest.mark.expects_log("allows no write-ahead log")
@pytest.mark.skipif(sys.platform == "win32", reason="a way of POSIX to the disk")
def test_a_drive_without_shared_memory_works_and_is_told(path: Path) -> None:
    """Fault F78: locks by files, as on a network drive."""
    found = opened(path, vfs="unix-dotfile")
    assert isinstance(found.trouble, StoreTrouble)
    assert found.trouble.code == "no wal"
    assert found.database is not None
    with closing(found.database) as file:
        put(file, "one")
        assert names(file) == ["one"]


@pytest.mark.expects_log("allows no write-ahead log")
@pytest.mark.skipif(sys.platform == "win32", reason="a way of POSIX to the disk")
def test_a_file_moved_to_a_drive_without_shared_memory_is_not_lost(
    path: Path, tmp_path: Path
) -> None:
    with database(path) as file:
        put(file, "one")
        shutil.copytree(path.parent, tmp_path / "moved")
    moved = opened(tmp_path / "moved" / path.name, vfs="unix-dotfile")
    assert moved.database is not None
    with closing(moved.database) as file:
        assert names(file) == ["one"]
        put(file, "two")
    assert moved.trouble is not None
    assert moved.trouble.code == "no wal"


def test_nothing_of_what_was_deleted_is_left_in_any_file(path: Path) -> None:
    with database(path) as file:
        put(file, "a private thing " * 500)
        with file.writing() as connection:
            connection.execute("DELETE FROM things")
        file.empty_log()
        for part in path.parent.iterdir():
            assert b"private" not in part.read_bytes(), part.name
