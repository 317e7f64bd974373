"""Lists from files become shortlists, whether or not a catalogue holds their avatars by now."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from avatar_browser.domain import importing
from avatar_browser.domain.avatar import AvatarKey, Identifier
from avatar_browser.domain.errors import Problem
from avatar_browser.providers.protocol import Page
from avatar_browser.services import imports as imports_module
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.exports import Exports
from avatar_browser.services.imports import Imports
from avatar_browser.services.marks import Marks
from avatar_browser.services.strays import Strays
from tests.services.desk import Desk
from tests.services.marks_bench import MarksBench, MarksVisit
from tests.services.scripted import END, ScriptedStream
from tests.support.avatars import an_avatar

ANN = an_avatar("ann", "one", name="Ann")
BEA = an_avatar(
    "bea", "one", name="Bea", ids=(Identifier("Avatar ID", "copied-bea", "Use it.", primary=True),)
)
LATE = an_avatar("late", "one", name="Late")


class Importing(QObject):
    """A catalogue that holds Ann and Bea, and brings Late when it is asked to."""

    def __init__(self, visit: MarksVisit, dispatcher: Dispatcher, qtbot: QtBot) -> None:
        super().__init__()
        self.visit = visit
        self._stream = ScriptedStream("all", Page((ANN, BEA)))
        self._desk = Desk(dispatcher, qtbot, [self._stream])
        self._strays = Strays(visit.marks, [self._desk.catalogue], self)
        self.imports = Imports(dispatcher, visit.marks, [self._desk.catalogue], self)
        self.failed: list[Problem] = []
        self.imports.failed.connect(self.failed.append)
        self._desk.catalogue.load()
        self._desk.wait_for_count(2)

    def bring_late(self) -> None:
        self._stream.give(Page((LATE,)), END)
        self._desk.wait_for(Phase.COMPLETE)

    def read(self, path: Path, shortlist: str = "Launch") -> None:
        self.imports.read(path, shortlist)
        self._desk._qtbot.waitUntil(lambda: bool(self.failed or self.visit.told))


@pytest.fixture
def bench(dispatcher: Dispatcher, qtbot: QtBot, tmp_path: Path) -> MarksBench:
    return MarksBench(dispatcher, qtbot, tmp_path / "data")


@pytest.fixture
def desk(bench: MarksBench, dispatcher: Dispatcher, qtbot: QtBot) -> Iterator[Importing]:
    visit = MarksVisit(bench)
    with qtbot.waitSignal(visit.keeper.read):
        visit.marks.open()
    made = Importing(visit, dispatcher, qtbot)
    yield made
    dispatcher.cancel_all()  # the stream may still wait for its next page
    assert visit.keeper.finish(timeout=20)


def keys(marks: Marks, shortlist: str = "Launch") -> list[AvatarKey]:
    return [entry.key for entry in marks.entries(shortlist)]


def test_what_is_known_is_matched_and_the_rest_kept_and_told_of(
    desk: Importing, tmp_path: Path
) -> None:
    path = tmp_path / "list.json"
    rows = [
        {"provider": "one", "id": "copied-bea", "note": "for May"},
        {"id": "ann"},
        {"provider": "two", "id": "ann", "name": "Another Ann"},
        {"id": 3},
    ]
    path.write_text(json.dumps(rows))
    desk.read(path)
    visit = desk.visit
    assert visit.told == [
        "Imported 3 avatars into Launch. 1 is not known here. 1 line was skipped."
    ]
    assert visit.names("Launch") == ["Bea", "Ann", "Another Ann"]
    assert keys(visit.marks) == [BEA.key, ANN.key, AvatarKey("two", "", "ann")]
    assert visit.marks.mark(BEA.key).note == "for May"
    visit.marks.undo()
    assert visit.marks.shortlists == []
    assert visit.marks.mark(BEA.key).note == ""


def test_an_import_adds_to_a_shortlist_and_overwrites_no_note(
    desk: Importing, tmp_path: Path
) -> None:
    marks = desk.visit.marks
    marks.add("Launch", [ANN])
    marks.set_note(ANN, "mine")
    desk.visit.told.clear()
    path = tmp_path / "list.csv"
    path.write_text("id,note\nann,theirs\nbea,theirs\n")
    desk.read(path, "launch")
    assert keys(marks) == [ANN.key, BEA.key]
    assert [marks.mark(a.key).note for a in (ANN, BEA)] == ["mine", "theirs"]
    desk.visit.told.clear()
    desk.read(path, "Launch")
    assert desk.visit.told == ["2 avatars are in Launch already."]
    assert marks.undo_text == "Import 2 avatars into Launch"


def test_an_avatar_that_arrives_later_takes_over_what_was_said_of_its_id(
    desk: Importing, bench: MarksBench, tmp_path: Path
) -> None:
    path = tmp_path / "ids.txt"
    path.write_text("late\nann\n")
    desk.read(path)
    visit = desk.visit
    stray, _ = visit.marks.entries("Launch")
    assert (stray.key, stray.name) == (AvatarKey("", "", "late"), "late")
    visit.marks.toggle_favourite([stray])
    visit.marks.set_note(stray, "who is it?")
    desk.bring_late()
    assert keys(visit.marks) == [LATE.key, ANN.key]
    assert visit.names("Launch") == ["Late", "Ann"]
    mark = visit.marks.mark(LATE.key)
    assert (mark.is_favourite, mark.note, mark.shortlists) == (True, "who is it?", ("Launch",))
    assert visit.marks.strays == set()
    visit.settle()
    with bench.visit() as after:
        assert after.marks.entries("Launch") == visit.marks.entries("Launch")
    for _ in range(3):
        visit.marks.undo()
    assert not visit.marks.mark(LATE.key).shortlists
    for _ in range(3):
        visit.marks.redo()
    assert visit.marks.mark(LATE.key) == mark


def test_what_was_exported_is_taken_in_again(
    desk: Importing, dispatcher: Dispatcher, tmp_path: Path
) -> None:
    visit = desk.visit
    visit.marks.set_note(ANN, "=1+1\nsecond line")
    unknown = an_avatar("x", "two", name="Gone")
    visit.marks.add("Launch", [ANN, unknown])
    exports = Exports(dispatcher, {"one": "One"}, mark_of=visit.marks.mark)
    written: list[Path] = []
    exports.written.connect(lambda path, _: written.append(path))
    exports.write([ANN, unknown], tmp_path / "list.csv")
    desk._desk._qtbot.waitUntil(lambda: bool(written))
    visit.marks.set_note(ANN, "")
    visit.marks.delete("Launch")
    visit.told.clear()
    desk.read(tmp_path / "list.csv", "Again")
    assert visit.told == ["Imported 2 avatars into Again. 1 is not known here."]
    assert visit.names("Again") == ["Ann", "Gone"]
    assert visit.marks.mark(ANN.key).note == "=1+1\nsecond line"


def test_what_cannot_be_read_is_told_and_changes_nothing(
    desk: Importing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports_module, "SIZE_LIMIT", 10)
    large, empty = tmp_path / "large.txt", tmp_path / "empty.txt"
    large.write_text("x" * 11)
    empty.write_text("")
    for path, told in [
        (large, "That file is larger than 64 MB, so nothing was imported"),
        (empty, "No avatar was found in that file"),
        (tmp_path / "none.txt", "That file is not there any more, so nothing was imported"),
        (tmp_path, "That is a folder, no file, so nothing was imported"),
    ]:
        desk.failed.clear()
        desk.read(path)
        [sentence] = [str(problem) for problem in desk.failed]
        assert sentence.startswith(f"{told}: choose ")
    assert desk.visit.marks.shortlists == []
    assert importing.SIZE_LIMIT == 64 * 1024 * 1024
