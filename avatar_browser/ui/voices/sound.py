"""Plays the sample of a voice."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QMediaPlayer

from avatar_browser.ui.video.file_player import QUEUED, STALLED, FilePlayer

_STALL_MS = 4_000

_Status = QMediaPlayer.MediaStatus
_OPEN = {_Status.LoadedMedia, _Status.BufferingMedia, _Status.BufferedMedia, _Status.EndOfMedia}

CANNOT_PLAY = "The sample cannot be played: nothing is to be done, the voice works all the same."


class SoundPlayer(FilePlayer):
    """Plays one file at a time, once. Where there is no sound device it runs in silence.

    ``ended`` is emitted when a sample was played to its end, ``failed`` with a sentence when it
    cannot be; neither after :meth:`close`.
    """

    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, CANNOT_PLAY)
        self._watchdog.setInterval(_STALL_MS)
        self._watchdog.timeout.connect(self._on_stalled)
        self._player.positionChanged.connect(self._on_position_changed)
        self._player.mediaStatusChanged.connect(self._on_status_changed, QUEUED)

    @property
    def has_device(self) -> bool:
        """Whether anything can be heard."""
        return self._sound is not None and not self._sound.device().isNull()

    def play(self, path: Path) -> None:
        if self._load(path):
            self._watchdog.start()
            self._player.play()

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
            self.close()
            self.ended.emit()

    def _on_stalled(self) -> None:
        self._fail(STALLED)
