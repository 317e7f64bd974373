"""Work of the GUI thread that can wait, in slices, with time for painting and input between them.

Qt fires all timers that are due in one turn of its event loop. Pages that arrive, lists that are
put in order, counts that are told anew and garbage that is collected then add up to one long turn:
measured with 10,000 avatars arriving, 20 to 50 ms of the processor, and two to four times as long
while decoders want it too.
"""

import time
from collections.abc import Callable
from math import ceil
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer, Slot

REST_SECONDS = 0.004
"""Between the end of a slice and the begin of the next one, whoever's they are."""


class SliceTimer(QObject):
    """Calls ``work``, which is short, ``interval_ms`` after :meth:`start` or a little later.

    Never within ``REST_SECONDS`` after another slice. For the GUI thread only.
    """

    _free_from: ClassVar[float] = 0.0

    def __init__(
        self, work: Callable[[], object], parent: QObject, *, interval_ms: int = 0
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._interval_ms = interval_ms
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_active(self) -> bool:
        """It was started, and its work has not begun since."""
        return self._timer.isActive()

    def set_interval(self, interval_ms: int) -> None:
        """An interval that has begun begins anew."""
        self._interval_ms = interval_ms
        if self.is_active:
            self.start()

    def start(self, interval_ms: int | None = None) -> None:
        """Begin the interval, anew where it has begun."""
        self._timer.start(self._interval_ms if interval_ms is None else interval_ms)

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _on_timeout(self) -> None:
        wait = SliceTimer._free_from - time.perf_counter()
        if wait > 0:
            self._timer.start(ceil(wait * 1000))
            return
        try:
            self._work()
        finally:
            SliceTimer._free_from = time.perf_counter() + REST_SECONDS
