"""The program's own player, without a window and without sound."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtGui import QGuiApplication

from avatar_browser.ui.video.player import ClipPlayer

_MS, _FRAMES = 250, 3


class Stage:
    """Plays one file after the other. Made in the child, once."""

    def __init__(self) -> None:
        self._application = QGuiApplication([])
        self._folder = tempfile.TemporaryDirectory()
        self._player = ClipPlayer(with_sound=False)
        self._failures: list[str] = []
        self._player.failed.connect(self._failures.append)
        self._number = 0

    def play(self, data: bytes) -> None:
        """Some frames of it, or until it fails, or for a moment."""
        self._number += 1
        file = Path(self._folder.name) / str(self._number)
        file.write_bytes(data)
        self._failures.clear()
        self._player.open(file)
        clock = QElapsedTimer()
        clock.start()
        while not self._failures and self._player.frames < _FRAMES and clock.elapsed() < _MS:
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        self._player.close()
        file.unlink()
