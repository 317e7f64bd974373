"""When to ask again, as the vendors' own clients do. Pure: the clock and the dice are handed in."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from avatar_browser.domain.errors import RateLimited

RETRIES = 2
RETRIED = frozenset({429, 500, 502, 503, 504})
WAIT_LIMIT = 30.0
PAUSE_LIMIT = 300.0
GUESSED_PAUSE_LIMIT = 60.0

_SECONDS = re.compile(r"[0-9]+")
_DATE = re.compile(r"[A-Za-z]{3,9},? [A-Za-z0-9: -]{10,40}")


def parse_http_date(value: str | None) -> datetime | None:
    """The time in a ``Date`` header as aware UTC, None where there is none to be read."""
    if value is None or not _DATE.fullmatch(value.strip()):
        return None
    try:
        date = parsedate_to_datetime(value.strip())
    except (ValueError, OverflowError):
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a ``Retry-After`` header asks for, 0 or more and as large as it says.

    It holds ASCII digits or an HTTP date; None for all else, a negative number among it.
    """
    if value is None:
        return None
    if _SECONDS.fullmatch(value.strip()):
        return float(value)
    date = parse_http_date(value)
    return None if date is None else max(0.0, (date - now).total_seconds())


def backoff(attempt: int, random: Callable[[], float], limit: float = WAIT_LIMIT) -> float:
    """Seconds to wait after failure number ``attempt`` (from 0): 1 s * 2^attempt, ±25 %.

    ``random`` gives 0 to 1.
    """
    return min(limit, 2.0 ** min(attempt, 10) * (0.75 + 0.5 * random()))


def asked_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that an answer asks to wait; a date is read by the sender's clock, not ours."""
    sent = parse_http_date(headers.get("date"))
    return parse_retry_after(headers.get("retry-after"), sent or now)


class Pace:
    """The pause that one service has asked for, shared by all that ask it.

    A pause of up to 30 s is sat out by each request; a longer one is the user's to know of, and
    nothing is sent before its end.
    """

    def __init__(self, clock: Callable[[], float], random: Callable[[], float]) -> None:
        self._clock = clock
        self._random = random
        self._until = clock()
        self._refusals = 0

    @property
    def is_refusing(self) -> bool:
        """The service has refused, and has not served since."""
        return self._refusals > 0

    def pause_left(self) -> float:
        """Seconds to wait before asking, 0 when none. Raises RateLimited beyond 30 s."""
        left = self._until - self._clock()
        if left > WAIT_LIMIT:
            raise RateLimited(retry_after=left, code="429 pause")
        return max(0.0, left)

    def pause(self, seconds: float) -> None:
        """Nobody asks for so long."""
        self._until = max(self._until, self._clock() + seconds)

    def refused(self, asked: float | None) -> float:
        """Begins the pause after the last try was a 429, and tells its seconds: as long as
        asked, up to 300; else 4 s, longer with each refusal in a row, up to 60."""
        if asked is None:
            seconds = backoff(RETRIES + self._refusals, self._random, GUESSED_PAUSE_LIMIT)
        else:
            seconds = min(asked, PAUSE_LIMIT)
        self._refusals += 1
        self.pause(seconds)
        return seconds

    def served(self) -> None:
        self._refusals = 0
