"""The one player of clips."""

import logging
import os
import time
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import (
    QMediaDevices,
    QMediaFormat,
    QMediaMetaData,
    QMediaPlayer,
    QVideoFrame,
    QVideoSink,
)
from typing_extensions import override

from avatar_browser.ui.video.file_player import QUEUED, STALLED, FilePlayer
from avatar_browser.ui.video.player_settings import PlayerSettings

_FIRST_FRAME_MS = 3_000
_STALL_MS = 5_000
_USUAL_FRAME_RATE = 25.0
_SHARE = 0.4
"""Of the GUI thread's time, at most, nearly. A frame of 1080p takes 10 ms of it and more."""
_SHARE_OF_ALL = 0.6
"""The same for several players together."""

CANNOT_DECODE = (
    "This clip cannot be decoded here: choose “Open in the System's Player” under “More” in the"
    " details pane."
)

_log = logging.getLogger(__name__)


@cache
def log_backend() -> None:
    """What there is to play with, once (fault F60)."""
    codecs = QMediaFormat().supportedVideoCodecs(QMediaFormat.ConversionMode.Decode)
    names = ", ".join(codec.name for codec in codecs) or "none"
    sounds = len(QMediaDevices.audioOutputs())
    chosen = os.environ.get("QT_MEDIA_BACKEND", "Qt's own choice")
    _log.info("Backend: %s. Video codecs: %s. Sound devices: %d", chosen, names, sounds)


class ClipPlayer(FilePlayer):
    """Plays one clip at a time. Times are milliseconds.

    A clip that ends, or runs for three seconds, without one frame is reported as a failure:
    FFmpeg ends an AV1 stream that way without saying so.
    """

    frame_shown = Signal(QImage)
    playing_changed = Signal(bool)
    position_changed = Signal(int)
    duration_changed = Signal(int)

    def __init__(self, parent: QObject | None = None, *, with_sound: bool = True) -> None:
        super().__init__(parent, CANNOT_DECODE, with_sound=with_sound)
        self._frames = 0
        self._frame_start = -1
        self._free_from = 0.0
        self._share = _SHARE
        self._loop = True
        self._rate = 1.0
        self._sink = QVideoSink(self)
        self._player.setVideoSink(self._sink)
        self._watchdog.timeout.connect(self._on_watchdog)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._player.positionChanged.connect(self._on_position_changed)
        self._player.playbackStateChanged.connect(self._on_state_changed)
        self._player.durationChanged.connect(self._on_duration_changed, QUEUED)
        self._player.mediaStatusChanged.connect(self._on_status_changed, QUEUED)

    @property
    def duration(self) -> int:
        """0 while it is not known."""
        return self._player.duration() if self.is_open else 0

    @property
    def rate(self) -> float:
        return self._player.playbackRate()

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
        log_backend()
        if self._load(path):
            self._apply_loop()
            self._player.setPlaybackRate(self._rate)
            self.play()

    def play(self) -> None:
        self._watchdog.start(_FIRST_FRAME_MS if not self._frames else _STALL_MS)
        self._player.play()

    def pause(self) -> None:
        self._watchdog.stop()
        self._player.pause()

    def seek(self, position: int) -> None:
        self._player.setPosition(position)

    def apply(self, settings: PlayerSettings) -> None:
        self.set_loop(settings.loop)
        self.set_muted(settings.muted)
        self.set_volume(settings.volume)
        self.set_rate(settings.rate)

    def set_loop(self, on: bool) -> None:
        self._loop = on
        self._apply_loop()

    def step(self, frames: int) -> None:
        """Show the frame that is so many after this one, or before it where below 0; pauses."""
        if not self.is_open:
            return
        if self.is_playing:
            self.pause()
        start = self._frame_start / 1000 if self._frame_start >= 0 else self.position
        # The middle of a frame: its edges are rounded to milliseconds.
        target = start + (frames + 0.5) * 1000 / self._frame_rate()
        self.seek(round(min(max(0.0, target), max(0, self._player.duration() - 1))))

    def set_rate(self, rate: float) -> None:
        self._rate = rate
        self._player.setPlaybackRate(rate)

    def set_company(self, players: int) -> None:
        """So many play at once, which have one GUI thread among them."""
        self._share = min(_SHARE, _SHARE_OF_ALL / players)

    def set_muted(self, on: bool) -> None:
        if self._sound is not None:
            self._sound.setMuted(on)

    @override
    def close(self) -> None:
        self._frames = 0
        self._frame_start = -1
        self._free_from = 0.0
        super().close()

    def _frame_rate(self) -> float:
        told = self._player.metaData().value(QMediaMetaData.Key.VideoFrameRate)
        return told if isinstance(told, float) and told > 1 else _USUAL_FRAME_RATE

    def _apply_loop(self) -> None:
        endless = QMediaPlayer.Loops.Infinite
        self._player.setLoops(endless if self._loop else QMediaPlayer.Loops.Once)

    def _on_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid() or not self.is_open:
            return
        self._frames += 1
        if self.is_playing:
            self._watchdog.start(_STALL_MS)
        if self.is_playing and time.perf_counter() < self._free_from:
            return
        began = time.thread_time()
        self._frame_start = frame.startTime()
        self.frame_shown.emit(frame.toImage())
        self._free_from = time.perf_counter() + (time.thread_time() - began) / self._share

    # Qt's signals carry 64 bits, ours the 32 of Python's int; a clip has at most ten minutes.
    def _on_position_changed(self, milliseconds: int) -> None:
        if self._frames and self.is_playing:  # sound may go on where the picture has ended
            self._watchdog.start(_STALL_MS)
        self.position_changed.emit(milliseconds)

    def _on_duration_changed(self) -> None:
        self.duration_changed.emit(self.duration)

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

    def _on_watchdog(self) -> None:
        if self.is_playing:
            self._fail(STALLED if self._frames else CANNOT_DECODE)
