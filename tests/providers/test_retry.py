"""When to ask again: F05, F06, F07. The clock is a number here."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.errors import RateLimited
from avatar_browser.providers.retry import (
    Pace,
    asked_wait,
    backoff,
    parse_http_date,
    parse_retry_after,
)
from tests.support.clock import Clock

NOW = datetime(2026, 10, 21, 7, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5.0),
        (" 5 ", 5.0),
        ("0", 0.0),
        ("007", 7.0),
        ("1000000000", 1e9),
        ("Wed, 21 Oct 2026 07:28:30 GMT", 30.0),
        ("Wednesday, 21-Oct-26 07:28:30 GMT", 30.0),
        ("Wed Oct 21 07:28:30 2026", 30.0),
        ("Wed, 21 Oct 2026 07:27:00 GMT", 0.0),
        ("Wed, 21 Oct 2026 09:28:30 +0200", None),
        ("-5", None),
        ("1e9", None),
        ("1.5", None),
        ("٣", None),
        ("５", None),
        ("soon", None),
        ("", None),
        ("Wed, 99 Oct 2026 07:28:30 GMT", None),
        ("Wed, 21 Oct 99999999999 07:28:30 GMT", None),
        ("5, 10", None),
        (None, None),
    ],
)
def test_retry_after_is_ascii_digits_or_a_date(value: str | None, seconds: float | None) -> None:
    """F06."""
    assert parse_retry_after(value, NOW) == seconds


def test_digits_without_end_are_a_very_long_time() -> None:
    """F06: int() itself raises at 5,000 digits."""
    assert (parse_retry_after("9" * 5_000, NOW) or 0.0) > 1e300


@given(st.text(max_size=80) | st.from_regex(r"[A-Za-z]{3}, [0-9]{1,12} [A-Z][a-z]{2} [0-9: ]*GMT"))
def test_no_header_breaks_the_parser(value: str) -> None:
    """F06."""
    seconds = parse_retry_after(value, NOW)
    assert seconds is None or seconds >= 0.0


def test_a_date_is_counted_from_the_servers_own_clock() -> None:
    headers = {
        "date": "Mon, 01 Jan 2024 00:00:00 GMT",
        "retry-after": "Mon, 01 Jan 2024 00:00:09 GMT",
    }
    assert asked_wait(headers, NOW) == 9.0


def test_a_date_header_is_read_as_utc() -> None:
    assert parse_http_date("Wed, 21 Oct 2026 07:28:00 GMT") == NOW
    assert parse_http_date("yesterday") is None


@pytest.mark.parametrize(("attempt", "middle"), [(0, 1.0), (1, 2.0), (2, 4.0), (3, 8.0)])
def test_waits_double_and_vary_by_a_quarter(attempt: int, middle: float) -> None:
    """F07."""
    assert backoff(attempt, lambda: 0.0) == middle * 0.75
    assert backoff(attempt, lambda: 0.5) == middle
    assert backoff(attempt, lambda: 1.0) == middle * 1.25


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_no_wait_exceeds_half_a_minute(attempt: int, dice: float) -> None:
    assert 0.0 < backoff(attempt, lambda: dice) <= 30.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    return Pace(clock, lambda: 0.5)


def test_without_a_refusal_there_is_no_pause(pace: Pace) -> None:
    assert pace.pause_left() == 0.0


def test_a_short_pause_runs_out(pace: Pace, clock: Clock) -> None:
    """F05."""
    pace.pause(5.0)
    clock.now += 2.0
    assert pace.pause_left() == 3.0
    clock.now += 4.0
    assert pace.pause_left() == 0.0


def test_a_shorter_pause_does_not_cut_a_longer_one(pace: Pace) -> None:
    pace.pause(20.0)
    pace.pause(1.0)
    assert pace.pause_left() == 20.0


def test_a_long_pause_is_told_and_not_sat_out(pace: Pace, clock: Clock) -> None:
    """F05: the countdown is the window's."""
    assert pace.refused(120.0) == 120.0
    clock.now += 20.0
    with pytest.raises(RateLimited) as limited:
        pace.pause_left()
    assert limited.value.retry_after == 100.0


def test_no_pause_exceeds_five_minutes(pace: Pace) -> None:
    """F05, F06."""
    assert pace.refused(timedelta(days=9).total_seconds()) == 300.0


def test_refusals_without_a_word_on_the_pause_make_it_longer_up_to_a_minute(pace: Pace) -> None:
    """F06, T30."""
    assert [pace.refused(None) for _ in range(7)] == [4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]
    pace.served()
    assert pace.refused(None) == 4.0
