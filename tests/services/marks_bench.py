"""Sessions of the program over the same stored marks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.marks import Marks
from avatar_browser.services.marks_keeper import MarksKeeper
from avatar_browser.store.marks import MarksStore, OpenedMarks, open_marks
from tests.support.clock import Clock


class MarksVisit(QObject):
    """Marks on a real file, and a note of all that they said."""

    def __init__(self, bench: "MarksBench") -> None:
        super().__init__()
        self.clock = Clock()
        self.store: MarksStore | None = None
        self._bench = bench
        self.keeper = MarksKeeper(self._open, bench.dispatcher, clock=self.clock)
        self.marks = Marks(self.keeper, clock=lambda: bench.now)
        self.told: list[str] = []
        self.changed: list[list[AvatarKey]] = []
        self.troubles: list[Problem] = []
        self.kept: list[int] = []
        self.list_changes = 0
        self.marks.told.connect(self.told.append)
        self.marks.changed.connect(self.changed.append)
        self.marks.troubled.connect(self.troubles.append)
        self.marks.shortlists_changed.connect(self._on_shortlists_changed)
        self.keeper.kept.connect(self.kept.append)

    def _open(self) -> OpenedMarks:
        opened = open_marks(self._bench.path, busy_seconds=0.05)
        self.store = opened.store
        return opened

    def _on_shortlists_changed(self) -> None:
        self.list_changes += 1

    def settle(self) -> None:
        self._bench.qtbot.waitUntil(lambda: self._bench.dispatcher.pending == 0)

    def names(self, shortlist: str) -> list[str]:
        return [entry.name for entry in self.marks.entries(shortlist)]


class MarksBench:
    def __init__(self, dispatcher: Dispatcher, qtbot: QtBot, folder: Path) -> None:
        self.path = folder / "marks.sqlite3"
        self.dispatcher = dispatcher
        self.qtbot = qtbot
        self.now = 1_790_000_000.0

    @contextmanager
    def visit(self) -> Iterator[MarksVisit]:
        """From the start, once what is stored is read, to the end of a session."""
        visit = MarksVisit(self)
        visit.marks.open()
        visit.settle()
        try:
            yield visit
        finally:
            visit.settle()
            assert visit.keeper.finish(timeout=20)
