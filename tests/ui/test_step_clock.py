"""The clock that clips in step go by, and how often one is moved."""

from itertools import pairwise

import pytest

from avatar_browser.ui.compare.patience import Patience
from avatar_browser.ui.compare.step_clock import StepClock
from tests.support.clock import Clock


@pytest.fixture
def seconds() -> Clock:
    return Clock()


@pytest.fixture
def clock(seconds: Clock) -> StepClock:
    return StepClock(seconds)


def test_it_runs_from_where_it_was_put_and_rests(clock: StepClock, seconds: Clock) -> None:
    clock.seek(250)
    seconds.now += 5
    assert clock.now == 250
    clock.start()
    seconds.now += 1.5
    assert clock.now == 1_750
    clock.stop()
    seconds.now += 1
    assert (clock.now, clock.is_running) == (1_750, False)


def test_put_elsewhere_it_goes_on_from_there(clock: StepClock, seconds: Clock) -> None:
    clock.start()
    seconds.now += 4
    clock.seek(1_000)
    seconds.now += 0.5
    assert clock.now == 1_500


def test_another_speed_holds_from_then_on(clock: StepClock, seconds: Clock) -> None:
    clock.start()
    seconds.now += 1
    clock.set_rate(2.0)
    seconds.now += 1
    assert clock.now == 3_000
    clock.set_rate(0.5)
    seconds.now += 2
    assert clock.now == 4_000


def test_a_clip_that_stays_behind_is_moved_ever_more_seldom(seconds: Clock) -> None:
    patience = Patience(seconds)
    moved = []
    for tenth in range(300):
        if patience.is_over():
            moved.append(tenth / 10)
        seconds.now += 0.1
    waits = [round(b - a, 1) for a, b in pairwise(moved)]
    assert moved[0] == 0
    assert waits == sorted(waits)
    assert waits[0] == pytest.approx(0.4, abs=0.15)
    assert waits[-1] >= 8
    patience.begin_anew()
    assert patience.is_over()
