"""Noticing a sleep by the clocks alone: F29, F84."""

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.services.wakefulness import LOOK_SECONDS, Wakefulness


class Clocks:
    def __init__(self) -> None:
        self.mono, self.wall = 100.0, 1_700_000_000.0

    def pass_by(self, mono: float, wall: float) -> None:
        self.mono += mono
        self.wall += wall


@pytest.mark.parametrize(
    ("mono", "wall", "slept"),
    [
        (LOOK_SECONDS, LOOK_SECONDS, None),
        (LOOK_SECONDS + 20, LOOK_SECONDS + 20, None),  # busy
        (LOOK_SECONDS, LOOK_SECONDS + 3600, 3600),  # Linux: the monotonic clock slept too
        (LOOK_SECONDS + 3600, LOOK_SECONDS + 3600, 3600),  # it ran on
        (LOOK_SECONDS, -86_400, None),  # the wall clock was put back
        (LOOK_SECONDS + 3600, -86_400, 3600),
    ],
)
def test_a_sleep_is_told_by_what_the_clocks_missed(
    mono: float, wall: float, slept: float | None, qtbot: QtBot
) -> None:
    """F29."""
    clocks = Clocks()
    watch = Wakefulness(lambda: clocks.mono, lambda: clocks.wall)
    told: list[float] = []
    watch.woke.connect(told.append)
    clocks.pass_by(mono, wall)
    watch.look()
    assert told == ([] if slept is None else [pytest.approx(slept)])
    clocks.pass_by(LOOK_SECONDS, LOOK_SECONDS)
    watch.look()
    assert len(told) == (slept is not None), "told once"
    assert watch._timer.isActive()
    qtbot.wait(0)
