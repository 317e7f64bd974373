"""Programs that start for the first time at the same moment find one whole file: F73, F81."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from avatar_browser.domain.errors import StoreUnwritable
from avatar_browser.store import database as module
from avatar_browser.store import database_file
from avatar_browser.store.accounts import Salt
from avatar_browser.store.schema import Schema, migrate
from tests.store.things import SCHEMA, database, names, opened, put

ROUNDS = 25

STARTER_CODE = """
import sys
from pathlib import Path
from avatar_browser.store.accounts import Salt
from avatar_browser.store.database import open_database
from tests.store.things import SCHEMA
folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for number in range(rounds):
    found = open_database(folder / f"{number}" / "list.sqlite3", SCHEMA)
    if found.trouble is not None:
        print(number, repr(found.trouble), flush=True)
    with found.database.writing() as connection:
        connection.execute("INSERT INTO things VALUES ('one')")
    found.database.close()
    print(Salt.kept_at(folder / f"{number}" / "salt").value.hex(), flush=True)
"""


def test_four_that_start_together_are_told_nothing_and_lose_nothing(tmp_path: Path) -> None:
    """F73, F81: in real processes, which begin at one signal."""
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", STARTER_CODE, str(tmp_path), str(ROUNDS)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for starter in starters:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "ready\n"
    told = {starter.communicate("go\n", timeout=50)[0] for starter in starters}
    assert [starter.returncode for starter in starters] == [0] * 4
    [salts] = told
    assert len(salts.split()) == ROUNDS
    for number in range(ROUNDS):
        folder = tmp_path / f"{number}"
        with database(folder / "list.sqlite3") as file:
            assert names(file) == ["one"] * 4
        assert sorted(p.name for p in folder.iterdir()) == ["list.sqlite3", "salt"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "list.sqlite3"


@pytest.mark.parametrize("when", ["before", "after"])
def test_who_starts_while_the_file_is_being_made_makes_his_own(
    when: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F73: the first to be ready wins, the other throws his away; ``when`` it holds nothing yet,
    and when it holds all but has no name."""

    def slow(connection: sqlite3.Connection, schema: Schema) -> int:
        monkeypatch.setattr(module, "migrate", migrate)
        version = migrate(connection, schema) if when == "after" else 0
        with database(path) as other:
            put(other, "of the other")
        return version if when == "after" else migrate(connection, schema)

    monkeypatch.setattr(module, "migrate", slow)
    with database(path) as file:
        assert names(file) == ["of the other"]
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_file_appears_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int]] = []
    hardlink = Path.hardlink_to

    def look(self: Path, target: Path) -> None:
        assert not self.exists()
        hardlink(self, target)
        with closing(sqlite3.connect(self)) as connection:
            seen.append(connection.execute("PRAGMA user_version").fetchone())

    monkeypatch.setattr(Path, "hardlink_to", look)
    with database(path):
        assert seen == [(SCHEMA.version,)]


def test_on_a_drive_without_links_it_is_made_in_its_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(1, os.strerror(1))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    for name in ("one", "two"):
        with database(path) as file:
            put(file, name)
    with database(path) as file:
        assert names(file) == ["one", "two"]
    salt = Salt.kept_at(path.with_name("salt"))
    assert salt.is_new
    assert Salt.kept_at(path.with_name("salt")).value == salt.value
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name, "salt"]


@pytest.mark.expects_log("cannot be written")
def test_a_file_that_could_not_be_filled_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F68: else the next start would find it empty."""

    def full(_connection: sqlite3.Connection, _schema: Schema) -> int:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(module, "migrate", full)
        found = opened(path)
    assert (found.database, type(found.trouble)) == (None, StoreUnwritable)
    assert list(path.parent.iterdir()) == []
    with database(path) as file:
        assert names(file) == []


def test_what_is_there_already_is_not_filled(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert not database_file.made_private(tmp_path / "file", lambda p: p.write_text("new"))
    assert (tmp_path / "file").read_text() == "mine"
