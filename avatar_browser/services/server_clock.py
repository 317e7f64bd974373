"""What time it is by the clocks of those who sign the links."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    return datetime.now(UTC)


class ServerClock:
    """The time of each provider, by the last answer of its API, for any thread.

    Until one has come it is this computer's, which may be wrong by years.
    """

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        """``now`` is aware UTC."""
        self._now = now
        self._ahead: dict[str, timedelta] = {}

    def note(self, provider_id: str, date: datetime) -> None:
        """An answer that says ``date`` (aware UTC) has come this moment."""
        self._ahead[provider_id] = date - self._now()

    def now(self, provider_id: str) -> datetime:
        return self._now() + self._ahead.get(provider_id, timedelta())
