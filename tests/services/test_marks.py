"""Stars, shortlists and notes: at once in memory, undone by one key, there at the next start."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.mark_steps import COPIES_KEPT
from avatar_browser.domain.marks import EMPTY, Mark
from avatar_browser.domain.standing import Standing
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.marks import Marks
from tests.services.marks_bench import MarksBench
from tests.support.avatars import an_avatar

ANN = an_avatar("ann", name="Ann")
BEA = an_avatar("bea", name="Bea")
CAI = an_avatar("cai", "anam", name="Cai")
ALL = (ANN, BEA, CAI)


@pytest.fixture
def bench(dispatcher: Dispatcher, qtbot: QtBot, tmp_path: Path) -> MarksBench:
    return MarksBench(dispatcher, qtbot, tmp_path / "data")


def content(marks: Marks) -> object:
    """All there is to see."""
    lists = {s.name: marks.entries(s.name) for s in marks.shortlists}
    return [marks.mark(a.key) for a in ALL], marks.favourites(), lists


def test_starring_is_told_and_seen_at_once(bench: MarksBench) -> None:
    with bench.visit() as visit:
        visit.marks.toggle_favourite([ANN])
        assert visit.marks.mark(ANN.key) == Mark(is_favourite=True)
        assert visit.changed == [[ANN.key]]
        assert visit.told == ["Starred Ann"]
        visit.marks.toggle_favourite([ANN, BEA, CAI])
        assert visit.changed[1:] == [[BEA.key, CAI.key]]
        assert visit.told[1:] == ["Starred 3 avatars"]
        visit.marks.toggle_favourite(ALL)
        assert visit.told[2:] == ["Unstarred 3 avatars"]
        assert visit.marks.favourites() == []


def test_what_stands_elsewhere_is_merged_and_left_alone_without_marks(bench: MarksBench) -> None:
    facts = Standing(is_new=True)
    with bench.visit() as visit:
        assert visit.marks.standing(ANN.key, facts) is facts
        visit.marks.toggle_favourite([ANN])
        visit.marks.add("Launch", [ANN])
        visit.marks.set_note(ANN, "Good hair")
        visit.marks.note_copied([ANN])
        merged = visit.marks.standing(ANN.key, facts)
        assert merged.is_new
        assert merged.is_favourite
        assert merged.shortlists == ("Launch",)
        assert merged.note == "Good hair"
        assert merged.copied_at is not None
        assert abs((merged.copied_at - datetime.fromtimestamp(bench.now, UTC)).seconds) < 1
        assert visit.marks.standing(BEA.key, facts) is facts


def test_everything_is_there_at_the_next_start_in_the_order_of_adding(bench: MarksBench) -> None:
    with bench.visit() as visit:
        visit.marks.toggle_favourite([BEA])
        visit.marks.toggle_favourite([ANN])
        visit.marks.add("Launch", [CAI, ANN])
        visit.marks.add("autumn", [])
        visit.marks.set_note(CAI, "One\nTwo  \n")
        before = content(visit.marks)
    bench.now -= 1_000_000  # a clock that was put back
    with bench.visit() as visit:
        assert content(visit.marks) == before
        assert [e.name for e in visit.marks.favourites()] == ["Bea", "Ann"]
        assert visit.names("Launch") == ["Cai", "Ann"]
        assert [(s.name, s.count) for s in visit.marks.shortlists] == [("autumn", 0), ("Launch", 2)]
        assert visit.marks.mark(CAI.key).note == "One\nTwo"
        assert [set(keys) for keys in visit.changed] == [{a.key for a in ALL}]
        assert visit.told == []
        assert (visit.marks.undo_text, visit.marks.redo_text) == ("", "")
        visit.marks.add("Launch", [BEA])
        assert visit.names("Launch") == ["Cai", "Ann", "Bea"]


def test_two_sessions_at_once_lose_nothing_of_each_other(bench: MarksBench) -> None:
    with bench.visit() as one, bench.visit() as other:
        one.marks.toggle_favourite([ANN])
        other.marks.toggle_favourite([BEA])
        one.marks.add("Launch", [ANN])
        other.marks.add("Launch", [BEA])
        one.settle()
        other.marks.set_note(ANN, "from the other")
        other.settle()
        one.marks.set_note(BEA, "from the one")
    with bench.visit() as visit:
        assert [e.name for e in visit.marks.favourites()] == ["Ann", "Bea"]
        assert visit.names("Launch") == ["Ann", "Bea"]
        assert visit.marks.mark(ANN.key).note == "from the other"
        assert visit.marks.mark(BEA.key).note == "from the one"


COMMANDS: dict[str, tuple[Callable[[Marks], None], str, str]] = {
    "star": (lambda m: m.toggle_favourite(ALL), "Star 3 avatars", "Starred 3 avatars"),
    "unstar": (lambda m: m.toggle_favourite([ANN]), "Unstar Ann", "Unstarred Ann"),
    "add": (lambda m: m.add("Launch", ALL), "Add 2 avatars to Launch", "Added 2 avatars to Launch"),
    "make": (lambda m: m.add("New", [BEA]), "Add Bea to New", "Added Bea to New"),
    "remove": (
        lambda m: m.remove("Launch", ALL),
        "Remove Ann from Launch",
        "Removed Ann from Launch",
    ),
    "rename": (
        lambda m: m.rename("Launch", "launch"),
        "Rename Launch to launch",
        "Renamed Launch to launch",
    ),
    "delete": (
        lambda m: m.delete("Launch"),
        "Delete Shortlist Launch",
        "Deleted the shortlist Launch",
    ),
    "note": (lambda m: m.set_note(ANN, "Other"), "Note on Ann", "Kept the note on Ann"),
    "unnote": (lambda m: m.set_note(ANN, " "), "Note on Ann", "Removed the note on Ann"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_undone_and_done_again_as_it_was(bench: MarksBench, command: str) -> None:
    run, name, done = COMMANDS[command]
    with bench.visit() as visit:
        visit.marks.toggle_favourite([ANN])
        visit.marks.add("Launch", [ANN])
        visit.marks.set_note(ANN, "Good")
    with bench.visit() as visit:
        marks = visit.marks
        before = content(marks)
        run(marks)
        after = content(marks)
        assert after != before
        assert (marks.undo_text, marks.redo_text) == (name, "")
        marks.undo()
        assert content(marks) == before
        assert (marks.undo_text, marks.redo_text) == ("", name)
        marks.redo()
        assert content(marks) == after
        assert visit.told == [done, f"Undone: {name}", f"Done again: {name}"]
    with bench.visit() as visit:
        assert content(visit.marks) == after
        # What a session before did cannot be undone, but nothing is lost by trying.
        visit.marks.undo()
        assert content(visit.marks) == after


def test_undo_goes_back_step_by_step_and_a_new_command_ends_what_could_be_redone(
    bench: MarksBench,
) -> None:
    with bench.visit() as visit:
        marks = visit.marks
        marks.toggle_favourite([ANN])
        marks.add("Launch", [BEA])
        marks.undo()
        marks.undo()
        assert content(marks) == ([EMPTY] * 3, [], {})
        marks.redo()
        assert marks.redo_text == "Add Bea to Launch"
        marks.set_note(CAI, "x")
        assert marks.redo_text == ""
        marks.redo()
        assert marks.shortlists == []


def test_a_note_typed_in_one_go_is_undone_in_one_go(bench: MarksBench) -> None:
    with bench.visit() as visit:
        marks = visit.marks
        for text in ("G", "Go", "Good"):
            marks.set_note(ANN, text)
            bench.now += 2
        assert visit.told == ["Kept the note on Ann"]
        bench.now += 600
        marks.set_note(ANN, "Good hair")
        marks.undo()
        assert marks.mark(ANN.key).note == "Good"
        marks.undo()
        assert marks.mark(ANN.key).note == ""
        assert marks.undo_text == ""


def test_what_changes_nothing_is_no_step(bench: MarksBench) -> None:
    with bench.visit() as visit:
        marks = visit.marks
        marks.toggle_favourite([])
        marks.add("  ", [ANN])
        marks.remove("Nowhere", [ANN])
        marks.delete("Nowhere")
        marks.rename("Nowhere", "Somewhere")
        marks.set_note(ANN, "  ")
        marks.note_copied([])
        assert (visit.told, visit.changed, marks.undo_text) == ([], [], "")
        marks.add("Launch", [ANN])
        marks.add(" launch ", [ANN])
        assert visit.told[1:] == ["Ann is in Launch already"]
        marks.add("Other", [])
        marks.rename("Other", "LAUNCH")
        assert [s.name for s in marks.shortlists] == ["Launch", "Other"]


def test_copies_are_kept_newest_first_up_to_a_limit_and_are_no_steps(bench: MarksBench) -> None:
    many = [an_avatar(str(number)) for number in range(COPIES_KEPT + 5)]
    with bench.visit() as visit:
        for avatar in many:
            visit.marks.note_copied([avatar])
        visit.marks.note_copied([many[7], many[8]])
        assert (visit.told, visit.marks.undo_text) == ([], "")
    with bench.visit() as visit:
        copied = [(visit.marks.mark(a.key).copied_at, a.key.id) for a in many]
        kept = sorted(((when, name) for when, name in copied if when), reverse=True)
        assert len(kept) == COPIES_KEPT
        assert [name for _, name in kept[:3]] == ["7", "8", str(COPIES_KEPT + 4)]
        assert "4" not in {name for _, name in kept}


def test_names_from_outside_are_one_clean_line_in_what_is_told(bench: MarksBench) -> None:
    with bench.visit() as visit:
        visit.marks.toggle_favourite([an_avatar("x", name="A\u202eb\n" + "c" * 300)])
        assert "\u202e" not in visit.told[0]
        assert "\n" not in visit.told[0]
        assert len(visit.told[0]) < 60
        visit.marks.add("  a\tb\n" + "c" * 300, [ANN])
        [shortlist] = visit.marks.shortlists
        assert shortlist.name.startswith("a b c")
        assert len(shortlist.name) == 60
