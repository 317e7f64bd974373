"""Stars, shortlists and notes are kept as told, whatever the file suffers."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import StoreFull, StoreNewer, StoreRebuilt
from avatar_browser.domain.mark_book import Cell, Cells, Kind
from avatar_browser.domain.marks import Label
from avatar_browser.store.marks import MarksStore, open_marks

ANN = AvatarKey("anam", "avatars", "ann")
BEA = AvatarKey("heygen", "looks", "bea")
LABELS = {ANN: Label("ann", "Ann", "home"), BEA: Label("bea-copy", "Bea")}
EVERY_KIND: Cells = {
    Cell(Kind.STAR, ANN): 1_790_000_000_000_001,
    Cell(Kind.NOTE, ANN): "Two\nlines, 'quoted' \u00fc\U0001f600",
    Cell(Kind.COPY, BEA): 5,
    Cell(Kind.LIST, shortlist="Launch"): 3,
    Cell(Kind.ENTRY, ANN, "Launch"): 8,
    Cell(Kind.ENTRY, BEA, "Launch"): 7,
}


@contextmanager
def opened(path: Path) -> Iterator[MarksStore]:
    """A file that opens without a word."""
    found = open_marks(path)
    assert found.trouble is None
    assert found.store is not None
    with closing(found.store) as store:
        yield store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "marks.sqlite3"


def test_every_kind_of_mark_comes_back_as_it_was_put(path: Path) -> None:
    with opened(path) as store:
        store.put(EVERY_KIND, LABELS)
    with opened(path) as store:
        stored = store.read()
    assert stored.cells == EVERY_KIND
    assert stored.labels == LABELS


def test_what_is_taken_back_is_gone_and_its_label_goes_with_the_last_mark(path: Path) -> None:
    with opened(path) as store:
        store.put(EVERY_KIND, LABELS)
        store.put({Cell(Kind.STAR, ANN): None, Cell(Kind.NOTE, ANN): None}, {})
        assert store.read().labels == LABELS  # still in the shortlist
        store.put({Cell(Kind.ENTRY, ANN, "Launch"): None}, {})
        stored = store.read()
        assert stored.labels == {BEA: LABELS[BEA]}
        assert {cell.key for cell in stored.cells if cell.kind is not Kind.LIST} == {BEA}
        store.put(dict.fromkeys(EVERY_KIND), {})
        assert (store.read().cells, store.read().labels) == ({}, {})


def test_two_programs_that_write_keep_what_both_said(path: Path) -> None:
    with opened(path) as one, opened(path) as other:
        one.put({Cell(Kind.LIST, shortlist="Launch"): 1, Cell(Kind.ENTRY, ANN, "Launch"): 2}, {})
        other.put({Cell(Kind.LIST, shortlist="Launch"): 3, Cell(Kind.ENTRY, BEA, "Launch"): 4}, {})
        one.put({Cell(Kind.STAR, ANN): 5}, {})
        other.put({Cell(Kind.STAR, BEA): 6}, {})
        assert one.read().cells == other.read().cells
        assert len(one.read().cells) == 5


def test_a_change_outlives_a_power_cut_once_it_is_made(path: Path) -> None:
    """F80."""
    with opened(path) as store:
        assert store._database.rows("PRAGMA synchronous") == [(2,)]  # FULL
        assert store._database.rows("PRAGMA journal_mode") == [("wal",)]


def test_a_failed_change_leaves_nothing_of_itself(path: Path) -> None:
    with opened(path) as store:
        store.put({Cell(Kind.STAR, ANN): 1}, {})
        (count,) = store._database.rows("PRAGMA page_count")[0]
        store._database.rows(f"PRAGMA max_page_count = {count}")
        long_notes = {
            Cell(Kind.NOTE, AvatarKey("anam", "avatars", str(n))): "x" * 4_000 for n in range(50)
        }
        with pytest.raises(StoreFull, match="so that nothing new in the list of stars"):
            store.put({Cell(Kind.STAR, BEA): 2, **long_notes}, {})
        assert store.read().cells == {Cell(Kind.STAR, ANN): 1}


@pytest.mark.expects_log("of no use")
def test_damaged_files_are_set_aside_and_all_of_them_are_kept(path: Path) -> None:
    for number in range(2):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"no database " * 500)
        found = open_marks(path)
        assert isinstance(found.trouble, StoreRebuilt)
        assert str(found.trouble).startswith("The stored list of stars and notes was damaged and")
        assert found.store is not None
        with closing(found.store) as store:
            store.put({Cell(Kind.STAR, ANN): number}, {})
    aside = sorted(path.parent.glob("marks.sqlite3.corrupt-*"))
    assert len([file for file in aside if not file.name.endswith(("-wal", "-shm"))]) == 2


def test_a_file_of_a_newer_version_is_read_and_not_written(path: Path) -> None:
    with opened(path) as store:
        store.put(EVERY_KIND, LABELS)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE notes ADD COLUMN colour TEXT")
        connection.execute("PRAGMA user_version = 9")
    found = open_marks(path)
    assert isinstance(found.trouble, StoreNewer)
    assert found.store is not None
    with closing(found.store) as store:
        assert not store.writable
        assert store.read().cells == EVERY_KIND
