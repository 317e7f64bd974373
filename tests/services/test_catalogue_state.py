"""The facts that the window words, for every mixture of streams."""

import pytest

from avatar_browser.domain.errors import KeyMissing, NotPermitted, RateLimited, UnexpectedAnswer
from avatar_browser.services.catalogue_state import Phase, Reading, state_of
from tests.services.scripted import ScriptedStream


def _reading(name: str = "looks", **facts: object) -> Reading:
    return Reading(ScriptedStream(name), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("readings", "count", "phase"),
    [
        ([], 0, Phase.STOPPED),
        ([_reading(task=1)], 0, Phase.LOADING),
        ([_reading(task=1), _reading(problem=NotPermitted())], 5, Phase.LOADING),
        ([_reading(complete=True)], 5, Phase.COMPLETE),
        ([_reading(complete=True), _reading(complete=True)], 0, Phase.EMPTY),
        ([_reading(complete=True), _reading(problem=NotPermitted())], 5, Phase.PARTIAL),
        ([_reading(complete=True), _reading(problem=NotPermitted())], 0, Phase.FAILED),
        ([_reading(problem=KeyMissing())], 5, Phase.NO_KEY),
    ],
)
def test_the_phase_follows_from_the_streams(
    readings: list[Reading], count: int, phase: Phase
) -> None:
    assert state_of(readings, count, stopped=False, resume_in=None).phase is phase


def test_a_stopped_reading_is_stopped_even_where_a_stream_failed_before() -> None:
    readings = [_reading(), _reading("own looks", problem=NotPermitted(), pages=13)]
    state = state_of(readings, 5, stopped=True, resume_in=None)
    assert state.phase is Phase.STOPPED
    assert [(f.stream, f.page) for f in state.failures] == [("own looks", 14)]


def test_a_pause_tells_its_seconds_and_who_asked_for_it() -> None:
    limited = RateLimited(retry_after=5)
    readings = [_reading(task=1), _reading("own looks", problem=limited, resume_at=5.0)]
    state = state_of(readings, 5, stopped=False, resume_in=5)
    assert (state.phase, state.resume_in) == (Phase.WAITING, 5)
    assert (state.problem, state.stream) == (limited, "own looks")
    assert state.failures == ()


def test_a_list_of_which_nothing_could_be_read_is_not_called_empty() -> None:
    state = state_of([_reading(complete=True, skipped=7)], 0, stopped=False, resume_in=None)
    assert state.phase is Phase.FAILED
    assert isinstance(state.problem, UnexpectedAnswer)
    assert state.skipped == 7


@pytest.mark.parametrize(
    ("readings", "total"),
    [
        ([_reading(task=1)], None),
        ([_reading(task=1, total=120)], 120),
        ([_reading(task=1, total=120), _reading(task=2)], None),
        ([_reading(task=1, total=120), _reading(complete=True, avatars=3)], 123),
        ([_reading(complete=True, avatars=3)], None),
    ],
)
def test_a_total_is_told_once_it_covers_every_stream(
    readings: list[Reading], total: int | None
) -> None:
    assert state_of(readings, 3, stopped=False, resume_in=None).total == total
