"""How long the window does not get round to anything: the gaps between ticks of a short timer."""

import time

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5


class StallMeter(QObject):
    """The gaps between the ticks of a 5 ms timer on the GUI thread, in milliseconds.

    ``busy`` is what of each the thread had the processor for: the rest it waited for one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self.busy: list[float] = []
        self._last, self._last_busy = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    @property
    def worst_gap(self) -> float:
        return max(self.gaps, default=0.0)

    @property
    def worst_busy(self) -> float:
        return max(self.busy, default=0.0)

    def clear(self) -> None:
        """Measure anew, from now on."""
        self.gaps.clear()
        self.busy.clear()
        self._last, self._last_busy = time.perf_counter(), time.thread_time()

    def stop(self) -> None:
        """What has been measured stays."""
        self._on_tick()
        self._timer.stop()

    def _on_tick(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        self.busy.append((busy - self._last_busy) * 1000)
        self._last, self._last_busy = now, busy
