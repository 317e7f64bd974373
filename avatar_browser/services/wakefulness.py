"""Noticing that the computer slept."""

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

_log = logging.getLogger(__name__)

LOOK_SECONDS = 15.0
SHORTEST_SLEEP = 30.0
"""Less is a busy moment; connections outlive it as well."""


class Wakefulness(QObject):
    """``woke`` carries about how many seconds the computer slept.

    Linux stops the monotonic clock in a sleep, Windows and macOS may let it run: either the wall
    clock has gone further than the other, or both further than a timer lets them. A wall clock that
    is put forward looks the same, and does no harm; one that is put back is no sleep.
    """

    woke = Signal(float)

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._wall_clock = wall_clock
        self._seen = clock(), wall_clock()
        self._timer = QTimer(self, interval=round(LOOK_SECONDS * 1000))
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        before = self._seen
        self._seen = now = self._clock(), self._wall_clock()
        slept = max(now[0] - before[0], now[1] - before[1]) - LOOK_SECONDS
        if slept >= SHORTEST_SLEEP:
            _log.info("The computer slept for about %.0f s.", slept)
            self.woke.emit(slept)
