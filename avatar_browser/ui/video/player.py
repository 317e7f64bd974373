"""The one player. It opens files that our own client fetched and checked (rule R2)."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

_FIRST_FRAME_MS = 3_000
_STALL_MS = 5_000

CANNOT_DECODE = "This clip cannot be decoded on this computer."
STALLED = "The player stopped answering."


class ClipPlayer(QObject):
    """Plays one clip at a time. Times are milliseconds.

    A clip that ends, or runs for three seconds, without one frame is reported as a failure:
    FFmpeg ends an AV1 stream that way without saying so.
    """

    frame_shown = Signal(QImage)
    playing_changed = Signal(bool)
    position_changed = Signal(int)
    duration_changed = Signal(int)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frames = 0
        self._loop = True
        self._sink = QVideoSink(self)
        self._sound = QAudioOutput(self)
        self._player = QMediaPlayer(self)
        self._player.setVideoSink(self._sink)
        self._player.setAudioOutput(self._sound)
        self._watchdog = QTimer(self, singleShot=True)
        self._watchdog.timeout.connect(self._on_watchdog)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._player.positionChanged.connect(self._on_position_changed)
        self._player.playbackStateChanged.connect(self._on_state_changed)
        # Queued: Qt goes on with the clip after telling its length, or what is wrong with it, and
        # crashes where that clip has been closed in between.
        queued = Qt.ConnectionType.QueuedConnection
        self._player.durationChanged.connect(self._on_duration_changed, queued)
        self._player.mediaStatusChanged.connect(self._on_status_changed, queued)
        self._player.errorOccurred.connect(self._on_error, queued)

    @property
    def is_playing(self) -> bool:
        return self._player.playbackState() == QMediaPlayer.PlaybackState.PlayingState

    @property
    def is_open(self) -> bool:
        return not self._player.source().isEmpty()

    @property
    def position(self) -> int:
        return self._player.position()

    @property
    def source(self) -> str | None:
        """The path of the file that is open."""
        return self._player.source().toLocalFile() or None

    @property
    def frames(self) -> int:
        """Frames decoded since the clip was opened."""
        return self._frames

    def open(self, path: Path) -> None:
        """Start playing a local file."""
        self.close()
        self._player.setSource(QUrl.fromLocalFile(str(path)))
        self._apply_loop()
        self.play()

    def play(self) -> None:
        self._watchdog.start(_FIRST_FRAME_MS if not self._frames else _STALL_MS)
        self._player.play()

    def pause(self) -> None:
        self._watchdog.stop()
        self._player.pause()

    def seek(self, position: int) -> None:
        self._player.setPosition(position)

    def set_loop(self, on: bool) -> None:
        self._loop = on
        self._apply_loop()

    def set_muted(self, on: bool) -> None:
        self._sound.setMuted(on)

    def close(self) -> None:
        """Stop and let go of the file."""
        self._watchdog.stop()
        self._frames = 0
        if self.is_open:
            # It stops first. QMediaPlayer.stop() would wait for Qt's threads with Python's lock
            # held, for ever where one of them has a message for a handler written in Python.
            self._player.setSource(QUrl())

    def _apply_loop(self) -> None:
        endless = QMediaPlayer.Loops.Infinite
        self._player.setLoops(endless if self._loop else QMediaPlayer.Loops.Once)

    def _fail(self, text: str) -> None:
        """Once for each clip, however often Qt tells of it."""
        if self.is_open:
            self.close()
            self.failed.emit(text)

    def _on_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid() or not self.is_open:
            return
        self._frames += 1
        if self.is_playing:
            self._watchdog.start(_STALL_MS)
        self.frame_shown.emit(frame.toImage())

    # Qt's signals carry 64 bits, ours the 32 of Python's int; a clip has at most ten minutes.
    def _on_position_changed(self, milliseconds: int) -> None:
        self.position_changed.emit(milliseconds)

    def _on_duration_changed(self) -> None:
        self.duration_changed.emit(self._player.duration() if self.is_open else 0)

    def _on_state_changed(self, state: QMediaPlayer.PlaybackState) -> None:
        self.playing_changed.emit(state == QMediaPlayer.PlaybackState.PlayingState)

    def _on_status_changed(self) -> None:
        """What is told late may be of a clip before: only what holds now counts."""
        status = self._player.mediaStatus()
        if status == QMediaPlayer.MediaStatus.EndOfMedia:
            self._watchdog.stop()
            if not self._frames:
                self._fail(CANNOT_DECODE)
        elif status == QMediaPlayer.MediaStatus.InvalidMedia:
            self._fail(CANNOT_DECODE)

    def _on_error(self) -> None:
        if self._player.error() != QMediaPlayer.Error.NoError:
            self._fail(CANNOT_DECODE)

    def _on_watchdog(self) -> None:
        if self.is_playing:
            self._fail(STALLED if self._frames else CANNOT_DECODE)
