"""One avatar's clip: fetched, checked, played on the floor, told to whoever shows it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from avatar_browser.domain.avatar import Avatar, AvatarKey, Media
from avatar_browser.domain.errors import Problem
from avatar_browser.services.previews import Previews
from avatar_browser.ui.telling import told
from avatar_browser.ui.video import support
from avatar_browser.ui.video.controls import Controls
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.video.player_settings import PlayerSettings

if TYPE_CHECKING:
    from avatar_browser.ui.video.player import ClipPlayer

Use = Callable[[Path], None]


class Playback(QObject):
    """Plays the clip it was given last, as the settings say.

    ``previews`` is its own: what another player fetches is none of its business.
    """

    frame_shown = Signal(object)
    """A QImage; None where the still is to be seen again."""
    told = Signal(str, object)
    """A line to show over the picture, empty for none, and a share from 0 to 1 or None."""
    playing_changed = Signal(bool)
    position_changed = Signal(int)
    duration_changed = Signal(int)
    failed = Signal()
    """The clip was not to be had, or not to be played; what was told says why."""

    def __init__(
        self, previews: Previews, floor: Floor, settings: PlayerSettings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self._previews = previews
        self._floor = floor
        self._avatar: Avatar | None = None
        self._video: Media | None = None
        self._use: Use | None = None
        self._player: ClipPlayer | None = None
        self._frame: QImage | None = None
        self._company = 1
        previews.progressed.connect(self._on_progressed)
        previews.ready.connect(self._on_ready)
        previews.failed.connect(self._on_failed)
        settings.changed.connect(self._apply_settings)

    def attach(self, controls: Controls) -> None:
        """Have them show how it stands, and do what is done with them."""
        self.playing_changed.connect(controls.show_playing)
        self.position_changed.connect(controls.show_position)
        self.duration_changed.connect(controls.show_duration)
        controls.play_toggled.connect(self.toggle_play)
        controls.sought.connect(self.seek)
        controls.stepped.connect(self.step)
        controls.show_duration(self.duration)
        controls.show_position(self.position)
        controls.show_playing(self.is_playing)

    def detach(self, controls: Controls) -> None:
        """They are about to be deleted."""
        self.playing_changed.disconnect(controls.show_playing)
        self.position_changed.disconnect(controls.show_position)
        self.duration_changed.disconnect(controls.show_duration)

    def ask_for_frame(self) -> None:
        """Have the frame that is shown told again, for somebody who sees it from now on."""
        if self._frame is not None:
            self.frame_shown.emit(self._frame)

    @property
    def avatar(self) -> Avatar | None:
        return self._avatar

    @property
    def is_playing(self) -> bool:
        return self._player is not None and self._player.is_playing

    @property
    def has_player(self) -> bool:
        return self._player is not None

    @property
    def position(self) -> int:
        """Milliseconds into the clip, 0 where none is open."""
        return self._player.position if self._player else 0

    @property
    def duration(self) -> int:
        """Milliseconds, 0 while it is not known."""
        return self._player.duration if self._player else 0

    @property
    def rate(self) -> float:
        """The speed that the player goes at, 1 where there is none yet."""
        return self._player.rate if self._player else 1.0

    @property
    def source(self) -> str | None:
        """The file that is open."""
        return self._player.source if self._player else None

    def set_company(self, playbacks: int) -> None:
        """So many play at once, this one among them."""
        self._company = playbacks
        if self._player is not None:
            self._player.set_company(playbacks)

    def show(self, avatar: Avatar | None, video: Media | None) -> None:
        """What is played next. What plays now goes on: see :meth:`stop`."""
        self._avatar, self._video = avatar, video

    def play(self) -> None:
        if not self.is_playing:
            self.toggle_play()

    def pause(self) -> None:
        if self._player is not None and self._player.is_playing:
            self._player.pause()

    def hold(self, position: int) -> None:
        """Rest there and show that frame, where the clip is open, even if it has ended."""
        if self._player is not None and self._player.is_open:
            self._player.pause()
            self._player.seek(position)

    def toggle_play(self) -> None:
        player = self._player
        if player is None or not player.is_open:
            self._fetch()
        elif player.is_playing:
            player.pause()
        else:
            self._floor.take(self, self.stop)
            player.play()

    def seek(self, position: int) -> None:
        if self._player is not None and self._player.is_open:
            self._player.seek(position)

    def seek_by(self, milliseconds: int) -> None:
        if self._player is not None:
            last = max(0, self._player.duration - 1)
            self.seek(min(max(0, self.position + milliseconds), last))

    def step(self, frames: int) -> None:
        if self._player is not None:
            self._player.step(frames)

    def stop(self) -> None:
        """Give the still back, stop fetching, let go of the file and of the floor."""
        self._use = None
        self._previews.cancel()
        if self._player is not None:
            self._player.close()
        self._floor.leave(self)
        self._show_frame(None)
        self.told.emit("", None)
        self.playing_changed.emit(False)
        self.duration_changed.emit(0)

    def with_file(self, use: Use) -> None:
        """Have ``use`` called with the clip's file, fetched and checked where it has to be."""
        if self.source is not None:
            use(Path(self.source))
        else:
            self._use = use
            self._fetch()

    def tell(self, text: str) -> None:
        self.told.emit(text, None)

    def _fetch(self) -> None:
        if self._avatar is not None and self._video is not None and not support.missing_text():
            # At once: two players are not to fetch the same clip, one of them for nothing.
            self._floor.take(self, self.stop)
            self.told.emit("Fetching the preview…", 0.0)
            self._previews.fetch(self._avatar, self._video)

    def _made_player(self) -> "ClipPlayer | None":
        """The player, made at the first clip: its start loads FFmpeg."""
        player_class = support.player_class()
        if self._player is None and player_class is not None:
            player = self._player = player_class(self)
            player.set_company(self._company)
            self._apply_settings()
            player.frame_shown.connect(self._show_frame)
            player.playing_changed.connect(self._on_playing_changed)
            player.position_changed.connect(self.position_changed)
            player.duration_changed.connect(self.duration_changed)
            player.failed.connect(self._on_player_failed)
        return self._player

    def _apply_settings(self) -> None:
        if self._player is not None:
            self._player.apply(self.settings)

    def _is_current(self, key: AvatarKey, field: str) -> bool:
        avatar, video = self._avatar, self._video
        return bool(avatar and video and (key, field) == (avatar.key, video.field))

    def _on_progressed(self, key: AvatarKey, received: int, total: int) -> None:
        if self._avatar is not None and key == self._avatar.key:
            share = received / total if total > 0 else None
            self.told.emit(f"Fetching the preview… {received // 1024:,} kB", share)

    def _on_ready(self, key: AvatarKey, field: str, path: str) -> None:
        if not self._is_current(key, field):
            return
        self.told.emit("", None)
        use, self._use = self._use, None
        player = self._made_player()
        if use is not None:
            self._floor.leave(self)
            use(Path(path))
        elif player is not None:
            self._floor.take(self, self.stop)
            player.open(Path(path))

    def _on_failed(self, key: AvatarKey, field: str, problem: Problem) -> None:
        if self._is_current(key, field):
            self._use = None
            self._on_player_failed(told(problem, "press “Play” to try again"))

    def _on_player_failed(self, text: str) -> None:
        self._floor.leave(self)
        self._show_frame(None)
        self.told.emit(text, None)
        self.failed.emit()

    def _show_frame(self, frame: QImage | None) -> None:
        self._frame = frame
        self.frame_shown.emit(frame)

    def _on_playing_changed(self, playing: bool) -> None:
        """Who pauses decodes nothing, and stands in nobody's way."""
        if playing:
            self._floor.take(self, self.stop)
        else:
            self._floor.leave(self)
        self.playing_changed.emit(playing)
