"""The moment at the start that belongs to the first screen, which is stored."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from avatar_browser.services.slices import SliceTimer

AT_MOST_MS = 1_000
"""After which a picture that does not come holds nothing up any longer."""
_LOOK_EVERY_MS = 10


class FirstLook(QObject):
    """From :meth:`begin` until the first screen stands, or so long as is given.

    Reading all that is stored, importing the HTTP library and taking in pages wants the
    interpreter for 100 ms and more, which the first screen, when it is on the disk, need not wait
    for. Before :meth:`begin` it is over.
    """

    over = Signal()

    def __init__(self, parent: QObject | None = None, *, at_most_ms: int = AT_MOST_MS) -> None:
        super().__init__(parent)
        self._at_most_ms = at_most_ms
        self._is_shown: Callable[[], bool] | None = None
        self._looks_left = 0
        self._timer = SliceTimer(self._look, self, interval_ms=_LOOK_EVERY_MS)

    @property
    def is_over(self) -> bool:
        return self._is_shown is None

    def begin(self, is_shown: Callable[[], bool]) -> None:
        """It lasts until ``is_shown`` says so."""
        self._is_shown = is_shown
        self._looks_left = self._at_most_ms // _LOOK_EVERY_MS
        self._timer.start()

    def stop(self) -> None:
        """The program ends: nobody looks any more, and nothing waits for it."""
        self._timer.stop()

    def _look(self) -> None:
        self._looks_left -= 1
        if self._is_shown is None or self._looks_left <= 0 or self._is_shown():
            self._is_shown = None
            self.over.emit()
        else:
            self._timer.start()
