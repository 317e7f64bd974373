"""What players of clips and of sounds have in common: one QMediaPlayer, which opens local files.

They are files that our own client fetched and checked (rule R2).
"""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

STALLED = "The player stopped answering: play it once more."
NO_BACKEND = (
    "Nothing can be played, since Qt's plugin for it could not be loaded: install the Python"
    " package PySide6-Addons again."
)

QUEUED = Qt.ConnectionType.QueuedConnection
"""For whatever may be answered by closing: Qt goes on with a file after telling its length, that
it is at its end or what is wrong with it, and crashes where it has been closed in between."""


class FilePlayer(QObject):
    """Has one file open at a time. Times are milliseconds."""

    failed = Signal(str)
    """A sentence, once for each file."""

    def __init__(self, parent: QObject | None, cannot: str, *, with_sound: bool = True) -> None:
        """``cannot`` is what is told of a file that Qt cannot play."""
        super().__init__(parent)
        self._cannot = cannot
        self._player = QMediaPlayer(self)
        self._sound = QAudioOutput(self) if with_sound else None
        if self._sound is not None:
            self._player.setAudioOutput(self._sound)
        self._watchdog = QTimer(self, singleShot=True)
        self._player.errorOccurred.connect(self._on_error, QUEUED)

    @property
    def is_playing(self) -> bool:
        return self._player.playbackState() == QMediaPlayer.PlaybackState.PlayingState

    @property
    def is_open(self) -> bool:
        return not self._player.source().isEmpty()

    @property
    def position(self) -> int:
        return self._player.position()

    def set_volume(self, percent: int) -> None:
        if self._sound is not None:
            self._sound.setVolume((percent / 100) ** 2)  # as loud as it sounds, nearly

    def close(self) -> None:
        """Stop and let go of the file."""
        self._watchdog.stop()
        if self.is_open:
            # It stops first. QMediaPlayer.stop() would wait for Qt's threads with Python's lock
            # held, for ever where one of them has a message for a handler written in Python.
            self._player.setSource(QUrl())

    def _load(self, path: Path) -> bool:
        """Whether there is anything to play it with; told where there is not."""
        self.close()
        if not self._player.isAvailable():
            self.failed.emit(NO_BACKEND)
            return False
        self._player.setSource(QUrl.fromLocalFile(str(path)))
        return True

    def _fail(self, text: str) -> None:
        """Once for each file, however often Qt tells of it."""
        if self.is_open:
            self.close()
            self.failed.emit(text)

    def _on_error(self) -> None:
        """What is told late may be of a file before: only what holds now counts."""
        if self._player.error() != QMediaPlayer.Error.NoError:
            self._fail(self._cannot)
