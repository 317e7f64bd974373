"""At once, but not all the time: what many events in a row ask for is done a few times a second."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from avatar_browser.services.slices import SliceTimer

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
        self._rest = SliceTimer(self._on_rested, self, interval_ms=rest_ms)

    @property
    def is_due(self) -> bool:
        """It was asked for, and waits for the rest to end."""
        return self._is_due

    def set_rest(self, rest_ms: int) -> None:
        """A rest that has begun is as long from now on."""
        self._rest.set_interval(rest_ms)

    def ask(self) -> None:
        """For what comes by itself."""
        self._is_due = True
        if not self._rest.is_active:
            self._do()

    def at_once(self) -> None:
        """For what somebody is waiting for."""
        self._do()

    def _do(self) -> None:
        self._is_due = False
        self._rest.start()
        self._act()

    def _on_rested(self) -> None:
        if self._is_due:
            self._do()
