"""A picture of the window, made by itself once its first screen is painted."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from avatar_browser.ui.window import MainWindow

_LOOK_EVERY_MS = 25
_PATIENCE_MS = 60_000


class ScreenshotTaker(QObject):
    """Waits until the window is settled with its first avatar chosen, saves, says it is done."""

    finished = Signal(int)
    """Exit code: 0, or 1 where nothing settled in a minute or the file could not be written."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._on_look)
        self._look.start()
        self._give_up = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._give_up.timeout.connect(self._on_gave_up)
        self._give_up.start()

    def _on_look(self) -> None:
        page = self._window.page
        if page.model.rowCount() and self._window.pane.avatar is None:
            page.views.choose_row(0)
        elif self._window.is_settled:
            self._finish()

    def _on_gave_up(self) -> None:
        sys.stderr.write(
            "avatar-browser: the first screen was not complete after a minute: the picture shows"
            " what there was.\n"
        )
        self._finish(code=1)

    def _finish(self, code: int = 0) -> None:
        self._look.stop()
        self._give_up.stop()
        if not self._window.grab().save(str(self._path), "PNG"):
            sys.stderr.write(
                f"avatar-browser: {self._path} could not be written: choose another folder.\n"
            )
            code = 1
        self.finished.emit(code)
