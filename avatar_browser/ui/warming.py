"""Tells the warm-up when nobody needs anything else: what it may fetch, and when."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QWindow
from typing_extensions import override

from avatar_browser.domain.errors import Offline
from avatar_browser.services.slices import SliceTimer
from avatar_browser.services.warm_up import WarmUp
from avatar_browser.ui.window import MainWindow

REST_SECONDS = 2.0
_TICK_MS = 500
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
}


class Warming(QObject):
    """Offers the pictures of the current tab's rows, from those in view on.

    They are fetched while the window is in sight, the last key or movement is two seconds past,
    no page arrives, no picture in view is waited for, and the provider can be reached.
    """

    def __init__(
        self,
        window: MainWindow,
        warm_up: WarmUp,
        *,
        rest_seconds: float = REST_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._warm_up = warm_up
        self._rest_seconds = rest_seconds
        self._clock = clock
        self._last_input = clock()
        self._is_on = False
        self._is_offered = self._is_through = False
        self._native: QWindow | None = None
        self._tick = SliceTimer(self._on_tick, self, interval_ms=_TICK_MS)
        warm_up.finished.connect(self._on_finished)
        window.header.tab_chosen.connect(self._on_rows_changed)
        window.closed.connect(self.stop)
        for page in window.pages:
            page.model.modelReset.connect(self._on_rows_changed)
            page.model.rowsInserted.connect(self._on_rows_changed)

    def set_on(self, on: bool) -> None:
        self._is_on = on
        self._on_rows_changed()
        if not on:
            self.stop()

    @Slot()
    def stop(self) -> None:
        self._tick.stop()
        self._warm_up.allow(False)

    @Slot()
    def _on_rows_changed(self) -> None:
        self._is_offered = self._is_through = False
        if self._is_on and not self._tick.is_active:
            self._tick.start()

    @Slot()
    def _on_finished(self) -> None:
        """Until there are other rows there is nothing to look after."""
        self._is_through = True
        self.stop()

    def _on_tick(self) -> None:
        self._watch()
        if self._window.isVisible() and not self._window.isMinimized():
            self._decide()
        else:
            self._warm_up.allow(False)
        if not self._is_through:
            self._tick.start()

    def _decide(self) -> None:
        idle = self._is_idle()
        if idle and not self._is_offered:
            self._is_offered = True
            self._warm_up.offer(self._window.page.grid.requests_to_warm())
        self._warm_up.allow(idle)

    def _is_idle(self) -> bool:
        window = self._window
        sources = window.pages[0].sources
        return (
            self._clock() - self._last_input >= self._rest_seconds
            and not any(page.is_loading for page in window.pages)
            and not window.parts.pixmaps.is_busy
            and not any(isinstance(s.catalogue.state.problem, Offline) for s in sources)
        )

    def _watch(self) -> None:
        """Of the window's own events alone: one for each key and movement, and few others."""
        native = self._window.windowHandle()
        if native is not self._native:
            self._native = native
            native.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last_input = self._clock()
            self._warm_up.allow(False)
        return False
