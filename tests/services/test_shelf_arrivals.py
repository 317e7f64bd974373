"""A shelf tells what arrives a few times a second, and at once where somebody waits for it."""

import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.ordering import Sort
from avatar_browser.services.intake import AVATARS_A_MS
from avatar_browser.services.shelf import Shelf
from avatar_browser.services.throttle import USUAL_MS
from tests.support.crowd import PROVIDER_NAMES, crowd

MANY = 8_000


class Arrivals(QObject):
    """A shelf that is fed as by a catalogue, and the list that its signals tell of."""

    came = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf([], PROVIDER_NAMES)
        self.followed: list[Avatar] = []
        self.tellings: list[tuple[float, int]] = []
        """When each began that came by itself, and how many avatars there were by then."""
        self.shelf._intake._throttle._act = self._tell
        self.came.connect(self.shelf._on_avatars_told)
        self.shelf.rows_reset.connect(self._on_reset)
        self.shelf.rows_appended.connect(self._on_appended)

    @property
    def is_behind(self) -> bool:
        """More was taken in than is told."""
        return len(self.shelf.rows) < self.shelf.total

    def _tell(self) -> None:
        self.tellings.append((time.monotonic(), self.shelf.total))
        self.shelf._intake.tell()

    def _on_reset(self) -> None:
        self.followed = list(self.shelf.rows)

    def _on_appended(self, count: int) -> None:
        assert len(self.followed) + count == len(self.shelf.rows)
        self.followed = list(self.shelf.rows)


@pytest.fixture
def arrivals(qtbot: QtBot) -> Arrivals:  # noqa: ARG001 - timers need the application
    return Arrivals()


def test_a_long_list_is_told_in_few_steps_and_the_first_rows_long_before_the_last(
    arrivals: Arrivals, qtbot: QtBot
) -> None:
    avatars = crowd(MANY)
    arrivals.came.emit(avatars)
    while not arrivals.shelf.rows:
        QCoreApplication.processEvents()
    assert len(arrivals.shelf.rows) < MANY / 10
    assert arrivals.shelf.is_taking_in
    qtbot.waitUntil(lambda: not arrivals.shelf.is_taking_in)
    assert arrivals.followed == avatars
    # How many there are depends on the machine. Qt's timers may be early by a twentieth.
    for (before, total), (after, _) in pairwise(arrivals.tellings):
        rest_ms = min(USUAL_MS, total // AVATARS_A_MS)
        assert after - before >= (0.9 * rest_ms - 2) / 1000


def test_a_command_lists_what_was_taken_in_and_not_yet_told(
    arrivals: Arrivals, qtbot: QtBot
) -> None:
    avatars = crowd(MANY)
    shelf = arrivals.shelf
    arrivals.came.emit(avatars)
    qtbot.waitUntil(lambda: arrivals.is_behind)
    shelf.set_sort(Sort.NAME)
    assert not arrivals.is_behind
    assert arrivals.followed == list(shelf.rows)
    qtbot.waitUntil(lambda: not shelf.is_taking_in)
    assert len(shelf.rows) == MANY
    assert {avatar.key for avatar in arrivals.followed} == {avatar.key for avatar in avatars}


def test_a_list_that_nobody_sees_falls_behind_and_catches_up(
    arrivals: Arrivals, qtbot: QtBot
) -> None:
    hidden = Arrivals()
    hidden.shelf.set_hurried(False)
    avatars = crowd(MANY)
    arrivals.came.emit(avatars)
    hidden.came.emit(avatars)
    qtbot.waitUntil(lambda: arrivals.shelf.total == MANY)
    assert hidden.shelf.total < MANY
    hidden.shelf.set_hurried(True)
    qtbot.waitUntil(lambda: not hidden.shelf.is_taking_in)
    assert hidden.followed == avatars
