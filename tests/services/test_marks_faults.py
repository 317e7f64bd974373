"""Trouble with the stored marks is told once, costs nothing on screen, and is made up for."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.marks import Mark
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.writing import PAUSE
from tests.services.marks_bench import MarksBench, MarksVisit
from tests.support.avatars import an_avatar

ANN = an_avatar("ann", name="Ann")
BEA = an_avatar("bea", name="Bea")
STARRED = Mark(is_favourite=True)


@pytest.fixture
def bench(dispatcher: Dispatcher, qtbot: QtBot, tmp_path: Path) -> MarksBench:
    return MarksBench(dispatcher, qtbot, tmp_path / "data")


def limit_pages(visit: MarksVisit, more: int) -> None:
    """Room for so many pages more: set on the writer's thread."""
    store = visit.store
    assert store is not None

    def limit(_: object) -> None:
        (count,) = store._database.rows("PRAGMA page_count")[0]
        store._database.rows(f"PRAGMA max_page_count = {count + more}")

    visit.keeper._run(lambda tell: visit.keeper._desk.read(limit, tell), lambda _: None)
    visit.settle()


def test_a_full_disk_is_told_once_and_what_waits_is_kept_once_there_is_room(
    bench: MarksBench,
) -> None:
    with bench.visit() as visit:
        visit.marks.toggle_favourite([ANN])
        visit.settle()
        limit_pages(visit, 0)
        for number in range(30):
            visit.marks.set_note(an_avatar(str(number)), "long " * 1_900)
        visit.settle()
        assert [str(trouble) for trouble in visit.troubles] == [
            "The disk is full, so that nothing new in the list of stars and notes is kept."
        ]
        assert visit.marks.mark(an_avatar("29").key).note
        limit_pages(visit, 1_000)
        visit.clock.now += PAUSE
        visit.keeper._retry.timeout.emit()  # its time has come
        visit.settle()
        assert visit.kept[-1] == 31
    with bench.visit() as visit:
        assert visit.marks.mark(ANN.key) == STARRED
        assert all(visit.marks.mark(an_avatar(str(n)).key).note for n in range(30))


def test_what_waits_for_room_is_tried_once_more_at_the_end(bench: MarksBench) -> None:
    with bench.visit() as visit:
        limit_pages(visit, 0)
        visit.marks.set_note(ANN, "long " * 1_900)
        visit.settle()
        assert len(visit.troubles) == 1
        limit_pages(visit, 1_000)
    with bench.visit() as visit:
        assert visit.marks.mark(ANN.key).note


@pytest.mark.expects_log("cannot be written")
def test_a_file_that_another_program_holds_is_read_when_it_is_free(bench: MarksBench) -> None:
    with bench.visit() as visit:
        visit.marks.toggle_favourite([ANN])
        visit.marks.add("Launch", [ANN])
    bench.now += 60
    visit = MarksVisit(bench)
    with closing(sqlite3.connect(bench.path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        visit.marks.open()
        visit.settle()
        assert [type(trouble).__name__ for trouble in visit.troubles] == ["StoreBusy"]
        visit.marks.toggle_favourite([BEA])
        visit.marks.set_note(ANN, "meanwhile")
        visit.settle()
    visit.clock.now += PAUSE
    visit.keeper._retry.timeout.emit()
    visit.settle()
    assert visit.marks.mark(ANN.key) == Mark(
        is_favourite=True, shortlists=("Launch",), note="meanwhile"
    )
    assert [entry.name for entry in visit.marks.favourites()] == ["Ann", "Bea"]
    assert visit.kept[-1] == 2
    assert visit.keeper.finish(timeout=20)
    with bench.visit() as after:
        assert after.marks.mark(ANN.key).note == "meanwhile"
        assert after.marks.mark(BEA.key) == STARRED


def test_commands_that_come_before_the_file_is_read_win_over_it(bench: MarksBench) -> None:
    with bench.visit() as visit:
        visit.marks.set_note(ANN, "old")
        visit.marks.toggle_favourite([BEA])
    visit = MarksVisit(bench)
    visit.marks.set_note(ANN, "new")
    visit.marks.open()
    visit.settle()
    assert visit.marks.mark(ANN.key).note == "new"
    assert visit.marks.mark(BEA.key) == STARRED
    visit.marks.undo()
    assert visit.marks.mark(ANN.key).note == "new"
    assert visit.keeper.finish(timeout=20)
    with bench.visit() as after:
        assert after.marks.mark(ANN.key).note == "new"


@pytest.mark.expects_log("of no use")
def test_a_damaged_file_is_told_and_marks_can_be_made_anew(bench: MarksBench) -> None:
    bench.path.parent.mkdir()
    bench.path.write_bytes(b"no database " * 500)
    with bench.visit() as visit:
        [trouble] = visit.troubles
        assert str(trouble).startswith("The stored list of stars and notes was damaged")
        visit.marks.toggle_favourite([ANN])
    with bench.visit() as visit:
        assert visit.troubles == []
        assert visit.marks.mark(ANN.key) == STARRED


@pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")
@pytest.mark.expects_log("cannot be written")
def test_without_a_folder_to_write_marks_last_as_long_as_the_session(
    bench: MarksBench,
) -> None:
    bench.path.parent.write_bytes(b"a file where the folder should be")
    with bench.visit() as visit:
        [trouble] = visit.troubles
        assert str(trouble) == (
            "The list of stars and notes cannot be stored, so that nothing is kept after you quit."
        )
        visit.marks.toggle_favourite([ANN])
        visit.marks.add("Launch", [BEA])
        visit.marks.undo()
        visit.settle()
        assert visit.marks.mark(ANN.key) == STARRED
        assert len(visit.troubles) == 1
        assert visit.kept == []
