"""When something that failed is tried again unbidden: later each time, and never on the dot."""

import random
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

FIRST = 30.0
LONGEST = 300.0


def delay(tries: int, dice: Callable[[], float]) -> float:
    """Seconds before try number ``tries`` (from 0): 30 s, doubled up to 300, ±25 %.

    ``dice`` gives 0 to 1: many programs that lost one service shall not come back as one.
    """
    return min(LONGEST, FIRST * 2.0 ** min(tries, 10)) * (0.75 + 0.5 * dice())


class RetryRound(QObject):
    """Calls ``act`` some time after :meth:`failed`, once for each, until :meth:`settle`."""

    def __init__(
        self,
        act: Callable[[], object],
        parent: QObject,
        dice: Callable[[], float] = random.random,
    ) -> None:
        super().__init__(parent)
        self._act = act
        self._dice = dice
        self._tries = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_waiting(self) -> bool:
        return self._timer.isActive()

    def failed(self, at_least: float = 0.0) -> None:
        """It failed; no effect where that is known. ``at_least`` so many seconds are waited."""
        if not self._timer.isActive():
            self._timer.start(round(max(at_least, delay(self._tries, self._dice)) * 1000))

    def hold(self) -> None:
        """Somebody else tries it now; the next wait is as long as it would have been."""
        self._timer.stop()

    def settle(self) -> None:
        """There is nothing to try any more, or the cause is another one."""
        self._timer.stop()
        self._tries = 0

    def hurry(self) -> None:
        """What it waited for may have come: try now where it waits, as if for the first time."""
        if self._timer.isActive():
            self.settle()
            self._on_timeout()

    @Slot()
    def _on_timeout(self) -> None:
        self._tries += 1
        self._act()
