"""Of many events in a row a few are acted on, the first at once, and the last is not lost."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from avatar_browser.services.throttle import Throttle


class Counter(QObject):
    """Counts up, and notes what the count was each time it was told."""

    def __init__(self, rest_ms: int) -> None:
        super().__init__()
        self.count = 0
        self.told: list[int] = []
        self.throttle = Throttle(self._tell, self, rest_ms)

    def _tell(self) -> None:
        self.told.append(self.count)

    def count_up(self) -> None:
        self.count += 1
        self.throttle.ask()


@pytest.fixture
def counter(qtbot: QtBot) -> Counter:  # noqa: ARG001 - timers need the application
    return Counter(rest_ms=30)


def test_the_first_is_told_at_once_and_the_last_after_the_rest(
    counter: Counter, qtbot: QtBot
) -> None:
    for _ in range(100):
        counter.count_up()
    assert counter.told == [1]
    assert counter.throttle.is_due
    qtbot.waitUntil(lambda: counter.told == [1, 100])
    assert not counter.throttle.is_due


def test_what_somebody_waits_for_is_told_at_once_and_not_twice(
    counter: Counter, qtbot: QtBot
) -> None:
    counter.count_up()
    counter.count_up()
    counter.throttle.at_once()
    assert counter.told == [1, 2]
    later = Counter(rest_ms=60)
    later.count_up()
    later.count_up()
    qtbot.waitUntil(lambda: later.told == [1, 2])  # longer than the rest of the other
    assert counter.told == [1, 2]


def test_without_a_rest_everything_is_told_by_the_next_turn(qtbot: QtBot) -> None:
    counter = Counter(rest_ms=30)
    counter.throttle.set_rest(0)
    counter.count_up()
    counter.count_up()
    qtbot.waitUntil(lambda: counter.told == [1, 2])
