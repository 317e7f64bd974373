"""Plays the sample of a voice. It opens files that our own client fetched and checked (rule R2)."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

from avatar_browser.ui.video.player import NO_BACKEND

_STALL_MS = 4_000

_Status = QMediaPlayer.MediaStatus
_OPEN = {_Status.LoadedMedia, _Status.BufferingMedia, _Status.BufferedMedia, _Status.EndOfMedia}

CANNOT_PLAY = "The sample cannot be played."
STALLED = "The player stopped answering."


class SoundPlayer(QObject):
    """Plays one file at a time, once. Where there is no sound device it runs in silence.

    ``ended`` is emitted when a sample was played to its end, ``failed`` with a sentence when it
    cannot be; neither after :meth:`stop`.
    """

    ended = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._output = QAudioOutput(self)
        self._player = QMediaPlayer(self)
        self._player.setAudioOutput(self._output)
        self._watchdog = QTimer(self, singleShot=True, interval=_STALL_MS)
        self._watchdog.timeout.connect(self._on_stalled)
        self._player.positionChanged.connect(self._on_position_changed)
        # Queued, as for clips: what Qt tells of may be closed in answer, but not in between.
        queued = Qt.ConnectionType.QueuedConnection
        self._player.mediaStatusChanged.connect(self._on_status_changed, queued)
        self._player.errorOccurred.connect(self._on_error, queued)

    @property
    def is_playing(self) -> bool:
        return self._player.playbackState() == QMediaPlayer.PlaybackState.PlayingState

    @property
    def position(self) -> int:
        """Milliseconds into the sample."""
        return self._player.position()

    @property
    def has_device(self) -> bool:
        """Whether anything can be heard."""
        return not self._output.device().isNull()

    def set_volume(self, percent: int) -> None:
        self._output.setVolume((percent / 100) ** 2)  # as loud as it sounds, nearly

    def play(self, path: Path) -> None:
        self.stop()
        if not self._player.isAvailable():
            self.failed.emit(NO_BACKEND)
            return
        self._watchdog.start()
        self._player.setSource(QUrl.fromLocalFile(str(path)))
        self._player.play()

    def stop(self) -> None:
        """Let go of the file."""
        self._watchdog.stop()
        if not self._player.source().isEmpty():
            # It stops first. QMediaPlayer.stop() would wait for Qt's threads with Python's lock
            # held, for ever where one of them has a message for a handler written in Python.
            self._player.setSource(QUrl())

    def _fail(self, text: str) -> None:
        """Once for each file, however often Qt tells of it."""
        if not self._player.source().isEmpty():
            self.stop()
            self.failed.emit(text)

    # Qt's signal carries 64 bits; nobody wants them here.
    def _on_position_changed(self, _milliseconds: int) -> None:
        if self.is_playing:
            self._watchdog.start()

    def _on_status_changed(self) -> None:
        """What is told late may be of a file before: only what holds now counts."""
        status = self._player.mediaStatus()
        is_silent = status in _OPEN and not self._player.hasAudio()
        if status == _Status.InvalidMedia or is_silent:
            self._fail(CANNOT_PLAY)
        elif status == _Status.EndOfMedia:
            self.stop()
            self.ended.emit()

    def _on_error(self) -> None:
        if self._player.error() != QMediaPlayer.Error.NoError:
            self._fail(CANNOT_PLAY)

    def _on_stalled(self) -> None:
        self._fail(STALLED)
