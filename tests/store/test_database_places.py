"""A database on a disk that is full, locked, shared or not to be written still serves."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from avatar_browser.domain.errors import (
    StoreBusy,
    StoreFull,
    StoreTrouble,
    StoreUnwritable,
)
from tests.store.things import (
    database,
    filled,
    names,
    needs_posix,
    opened,
    put,
    set_aside,
)


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
from tests.store.things import SCHEMA
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
