"""How much one service is asked at most, whatever goes wrong here. Pure: the clock is given.

A bound for our own mistakes, which honest use does not meet: a sync asks for a few pages a second.
"""

from collections.abc import Callable
from functools import partial

from avatar_browser.domain.errors import Offline, Problem, ServiceFailed

BURST = 300
A_SECOND = 10.0
"""Requests at once, and in each second after them."""
MOST_FAILURES = 5
REST = 60.0
"""After so many failures in a row nothing is asked for so many seconds, and then one request."""

_NOT_ASKED = ", not asked again yet"


class Budget:
    """A bucket of requests that fills again, and a breaker. Kept for a service, not for a key."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """``clock`` is monotonic seconds."""
        self._clock = clock
        self._tokens = float(BURST)
        self._counted_at = clock()
        self._failures = 0
        self._open_until = 0.0
        self._make_last: Callable[[], Problem] | None = None

    def take(self) -> float:
        """Takes a request out; returns the seconds to wait before it is sent, mostly 0."""
        now = self._clock()
        self._tokens = min(BURST, self._tokens + (now - self._counted_at) * A_SECOND)
        self._counted_at = now
        self._tokens -= 1
        return max(0.0, -self._tokens / A_SECOND)

    def check(self) -> None:
        """Raises the last failure again, without anything being sent, while the breaker is open."""
        make = self._make_last
        if make is None or self._failures < MOST_FAILURES:
            return
        now = self._clock()
        if now >= self._open_until:
            self._open_until = now + REST  # this one is the trial; others wait for its outcome
            return
        raise make()

    def failed(self, problem: Problem) -> None:
        """What is no answer counts; a refusal is one."""
        if isinstance(problem, Offline | ServiceFailed):
            self._failures += 1
            self._open_until = self._clock() + REST
            # Not the problem itself, whose traceback holds all that was at hand where it arose.
            code = f"{problem.code.removesuffix(_NOT_ASKED)}{_NOT_ASKED}"
            words = {"advice": problem.advice, "code": code, "detail": problem.detail}
            self._make_last = partial(type(problem), str(problem), **words)
        else:
            self.served()

    def served(self) -> None:
        self._failures = 0
        self._make_last = None

    def trust(self) -> None:
        """Somebody, or a round that waited long enough, wants the service tried. Any thread."""
        self._failures = 0
