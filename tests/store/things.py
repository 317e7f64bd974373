"""A database file of the tests: a list of things."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from avatar_browser.store.database import Database, Opened, open_database
from avatar_browser.store.schema import Schema

FIRST = ("CREATE TABLE things (name TEXT NOT NULL)",)
SECOND = ("ALTER TABLE things ADD COLUMN size INTEGER NOT NULL DEFAULT 7",)
SCHEMA = Schema("list", 0x54455354, (FIRST,), ("SELECT name FROM things",))
NEWER = Schema("list", 0x54455354, (FIRST, SECOND), ("SELECT name, size FROM things",))
BUSY = 0.1

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")


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
