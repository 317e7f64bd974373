"""When Python looks for garbage, and on which thread: never while somebody looks on, never on a
worker's.

Python collects on whichever thread happens to allocate. Garbage that holds a QObject would then be
deleted on a worker thread, timers and all, which Qt forbids.
"""

import gc

from PySide6.QtCore import QObject

from avatar_browser.services.slices import SliceTimer

OLDEST_THRESHOLD = 1_000
"""Passes over the middle generation before one over all objects. Python's own 10 come to a pass of
60 ms at 10,000 avatars and of 500 ms at 100,000, again and again while they arrive."""

YOUNG_PASSES = 3
"""Before one over the middle generation, which then holds what came in 300 ms."""

START_MS = 3_000
"""Until then modules are imported and the window is made, all of which stays."""
_INTERVAL_MS = 100
"""What a sync of thousands of avatars allocates in that time is looked through in under 10 ms."""


class GarbageRounds(QObject):
    """From its making to :meth:`end`, garbage is collected on the thread it was made on alone.

    That which is young in rounds of a timer, all of it when :meth:`collect` says so. What is there
    after the first ``start_ms`` is taken to stay: no round looks through it.
    """

    def __init__(self, parent: QObject | None = None, *, start_ms: int = START_MS) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._middle_passes = 0
        self._has_begun = False
        self._timer = SliceTimer(self._on_timeout, self, interval_ms=_INTERVAL_MS)
        self._timer.start(start_ms)

    @property
    def has_begun(self) -> bool:
        """The rounds are on."""
        return self._has_begun

    def collect(self) -> None:
        """For a moment in which nobody looks on: it may take half a second."""
        self._middle_passes = 0
        gc.collect()

    def end(self) -> None:
        """Leave it to Python again, if it was before."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    def _on_timeout(self) -> None:
        self._timer.start()
        if self._has_begun:
            self._look()
        else:
            gc.freeze()
            self._has_begun = True

    def _look(self) -> None:
        young, middle, _ = gc.get_count()
        if self._middle_passes >= OLDEST_THRESHOLD:
            self.collect()
        elif middle >= YOUNG_PASSES:
            self._middle_passes += 1
            gc.collect(1)
        elif young > gc.get_threshold()[0]:
            gc.collect(0)
