"""At once, but not all the time: what many events in a row ask for is done a few times a second."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

USUAL_MS = 120
"""Figures that count up look alive at eight a second, and cost less than a tenth of the time."""


class Throttle(QObject):
    """Does ``act`` when asked, and again ``rest_ms`` later at the earliest.

    The first time it is done before :meth:`ask` returns. However often it is asked for during the
    rest, it is done once when that ends: what came last is never left out.
    """

    def __init__(self, act: Callable[[], object], parent: QObject, rest_ms: int = USUAL_MS) -> None:
        super().__init__(parent)
        self._act = act
        self._is_due = False
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._on_rested)

    @property
    def is_due(self) -> bool:
        """It was asked for, and waits for the rest to end."""
        return self._is_due

    def set_rest(self, rest_ms: int) -> None:
        """A rest that has begun is as long from now on."""
        self._rest.setInterval(rest_ms)

    def ask(self) -> None:
        """For what comes by itself."""
        self._is_due = True
        if not self._rest.isActive():
            self._do()

    def at_once(self) -> None:
        """For what somebody is waiting for."""
        self._do()

    def _do(self) -> None:
        self._is_due = False
        self._rest.start()
        self._act()

    @Slot()
    def _on_rested(self) -> None:
        if self._is_due:
            self._do()
