"""When a clip that is out of step is moved: soon at first, ever more seldom if it does not help."""

import time
from collections.abc import Callable

_FIRST_S = 0.3
_LONGEST_S = 8.0
_FORGIVEN_S = 20.0


class Patience:
    """A machine too slow for six clips would else be busy with moving them, and be slower yet."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wait = _FIRST_S
        self._last: float | None = None

    def is_over(self) -> bool:
        """Whether it may be moved now; then it counts as moved."""
        now = self._clock()
        since = None if self._last is None else now - self._last
        if since is not None and since < self._wait:
            return False
        is_new = since is None or since > _FORGIVEN_S
        self._wait = _FIRST_S if is_new else min(_LONGEST_S, self._wait * 2)
        self._last = now
        return True

    def begin_anew(self) -> None:
        self._wait, self._last = _FIRST_S, None
