"""Where several clips are that play in step."""

import time
from collections.abc import Callable


class StepClock:
    """Runs by the computer's clock, not by any one clip: one that stalls holds up no other.

    Times are milliseconds; ``clock`` gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._base = 0.0
        self._since: float | None = None
        self._rate = 1.0

    @property
    def is_running(self) -> bool:
        return self._since is not None

    @property
    def now(self) -> int:
        return round(self._exact())

    def start(self) -> None:
        if self._since is None:
            self._since = self._clock()

    def stop(self) -> None:
        self._base, self._since = self._exact(), None

    def seek(self, position: int) -> None:
        """Go on from there, if it runs."""
        self._base = float(position)
        if self._since is not None:
            self._since = self._clock()

    def set_rate(self, rate: float) -> None:
        self._base = self._exact()
        if self._since is not None:
            self._since = self._clock()
        self._rate = rate

    def _exact(self) -> float:
        if self._since is None:
            return self._base
        return self._base + (self._clock() - self._since) * 1000 * self._rate
