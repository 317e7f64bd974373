"""Several clips on one bar: played, paused and moved together."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from avatar_browser.ui.compare.patience import Patience
from avatar_browser.ui.compare.step_clock import StepClock
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.video.playback import Playback
from avatar_browser.ui.video.player_settings import PlayerSettings

FRAME_MS = 40
_TICK_MS = 100
_PLACING_MS = 40
_TOLERANCE_MS = 120
_NEAR_MS = 1_000
_LATE_MS = 500


class Conductor(QObject):
    """The bar is as long as the longest clip; a shorter one rests on its last frame.

    The floor is taken once for all of them: here alone, several clips are decoded at once, each
    by a player of its own. Each playback has a floor of its own, or one would end the other. The
    clips that fail are left out; the others play on. Times are milliseconds.
    """

    position_changed = Signal(int)
    duration_changed = Signal(int)
    playing_changed = Signal(bool)

    def __init__(self, floor: Floor, settings: PlayerSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._floor = floor
        self._settings = settings
        self._clock = StepClock()
        self._patience: dict[Playback, Patience] = {}
        self._active: list[Playback] = []
        self._failed: set[Playback] = set()
        self._plays = False
        self._is_putting = False
        self._offsets: dict[Playback, int] = {}
        self._told_duration = 0
        self._ticks = QTimer(self, interval=_TICK_MS)
        self._ticks.timeout.connect(self._on_tick)
        self._placing = QTimer(self, singleShot=True, interval=_PLACING_MS)
        self._placing.timeout.connect(self._put_all)
        settings.changed.connect(self._apply_rate)

    @property
    def is_playing(self) -> bool:
        return self._plays

    @property
    def position(self) -> int:
        return min(self._clock.now, self.duration)

    @property
    def duration(self) -> int:
        """Of the longest clip that is open."""
        return max((each.duration for each in self._active), default=0)

    def add(self, playback: Playback) -> None:
        """One more that may be conducted; its clips end where they end."""
        self._patience[playback] = Patience()
        playback.position_changed.connect(partial(self._on_position, playback))
        playback.failed.connect(partial(self._on_failed, playback))

    def begin(self, playbacks: Sequence[Playback]) -> None:
        """These are conducted from now on, from their beginning; nothing plays yet."""
        self.stop()
        self._active = list(playbacks)
        self._failed.clear()
        self._tell_company()

    def join(self, playback: Playback) -> None:
        """One more among them, where it is not yet."""
        if playback not in self._active:
            self._active.append(playback)
            self._tell_company()
            if self._plays:
                self._put(playback)

    def toggle(self) -> None:
        if self._plays:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        if self._plays or not self._active:
            return
        self._plays = True
        if not self._sound_ones:  # asked for once more
            self._failed.clear()
        self._floor.take(self, self.stop)
        if 0 < self.duration <= self._clock.now + FRAME_MS:
            self._clock.seek(0)
        self._put_all()
        self._ticks.start()
        self.playing_changed.emit(True)

    def pause(self) -> None:
        """All on the frame of the same moment."""
        if self._plays:
            self._rest()
            self._put_all()

    def seek(self, position: int) -> None:
        """Told at once; the clips follow a few times a second, for each is decoded anew."""
        self._clock.stop()
        self._clock.seek(min(max(0, position), self.duration))
        self._tell()
        if not self._placing.isActive():
            self._placing.start()

    def seek_by(self, milliseconds: int) -> None:
        self.seek(self.position + milliseconds)

    def step(self, frames: int) -> None:
        """So many frames on, or back where below 0; pauses."""
        self.pause()
        self.seek_by(frames * FRAME_MS)

    def stop(self) -> None:
        """Give the stills back, stop fetching, let go of the files and of the floor."""
        self._rest()
        self._placing.stop()
        self._clock.seek(0)
        for playback in self._active:
            playback.stop()
            self._patience[playback].begin_anew()
        self._tell()

    @property
    def _sound_ones(self) -> list[Playback]:
        return [each for each in self._active if each not in self._failed]

    def _rest(self) -> None:
        self._clock.stop()
        self._ticks.stop()
        self._floor.leave(self)
        if self._plays:
            self._plays = False
            self.playing_changed.emit(False)

    def _put_all(self) -> None:
        """Each where the bar is, playing or resting."""
        self._offsets.clear()
        self._is_putting = True  # what they tell meanwhile is of us
        for playback in self._sound_ones:
            self._put(playback)
        self._is_putting = False
        self._tell()
        is_open = any(each.source for each in self._sound_ones)
        if self._plays and is_open and not self._is_any_playing:
            self._clock.start()  # all rest at their ends, the bar goes on

    def _put(self, playback: Playback) -> None:
        at, last = self._clock.now, playback.duration - FRAME_MS
        if playback.source is None:
            if self._plays:
                playback.play()
        elif self._plays and (at < last or last < 0):
            playback.play()
            if abs(playback.position - at) > FRAME_MS:
                playback.seek(at)
        else:
            playback.hold(max(0, min(at, last)))

    @property
    def _is_any_playing(self) -> bool:
        return any(each.is_playing for each in self._active)

    def _on_position(self, playback: Playback, position: int) -> None:
        if self._is_putting or position <= 0 or not playback.is_playing:
            return
        if not self._plays:  # it came when all had been paused
            self._placing.start()
            return
        if not self._clock.is_running and not self._placing.isActive():
            if abs(position - self._clock.now) < _NEAR_MS:
                self._clock.seek(position)
            self._clock.start()
        self._offsets[playback] = position - self._clock.now

    def _keep_in_step(self) -> None:
        """Not while a player tells where it is: it is no time to send it elsewhere."""
        offsets, self._offsets = self._offsets, {}
        now = self._clock.now
        for playback, offset in offsets.items():
            if not playback.is_playing:
                continue
            if now >= playback.duration - FRAME_MS:
                if offset < -_LATE_MS:  # it came when its end was past
                    self._put(playback)
            elif abs(offset) > _TOLERANCE_MS and self._patience[playback].is_over():
                playback.seek(now)

    def _on_tick(self) -> None:
        self._tell()
        if self._clock.is_running:
            self._keep_in_step()
        now, end = self._clock.now, self.duration
        if not end or not self._clock.is_running or now < end:
            return
        if now < end + _LATE_MS and self._is_any_playing:
            return  # one is a little late
        self._clock.stop()
        if self._settings.loop:
            self._clock.seek(0)
            self._put_all()
        else:
            self._clock.seek(end)
            self._rest()
            for late in (each for each in self._active if each.is_playing):
                self._put(late)
            self._tell()

    def _on_failed(self, playback: Playback) -> None:
        self._failed.add(playback)
        self._tell()
        if not self._sound_ones:
            self._rest()

    def _tell(self) -> None:
        duration = self.duration
        if duration != self._told_duration:
            self._told_duration = duration
            self.duration_changed.emit(duration)
        self.position_changed.emit(self.position)

    def _tell_company(self) -> None:
        for playback in self._active:
            playback.set_company(len(self._active))

    def _apply_rate(self) -> None:
        self._clock.set_rate(self._settings.rate)
