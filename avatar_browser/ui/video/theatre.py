"""Stage and controls together: fetches the clip, plays it, keeps the still when it cannot."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from avatar_browser.domain.avatar import Avatar, AvatarKey, Media, MediaKind, Status
from avatar_browser.domain.errors import Problem
from avatar_browser.services.previews import Previews
from avatar_browser.ui.grid.requests import card_still
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_S, Theme
from avatar_browser.ui.video import support
from avatar_browser.ui.video.controls import Controls
from avatar_browser.ui.video.stage import Stage

if TYPE_CHECKING:
    from avatar_browser.ui.video.player import ClipPlayer


class Theatre(QWidget):
    """``still`` is what the stage shows while no clip plays; the pane fetches its pixmap."""

    still_wanted = Signal()
    """Another still is to be shown, or in another size."""
    loop_changed = Signal(bool)
    mute_changed = Signal(bool)

    def __init__(self, previews: Previews, theme: Theme, *, loop: bool, muted: bool) -> None:
        super().__init__()
        self._previews = previews
        self._avatar: Avatar | None = None
        self._still: Media | None = None
        self._video: Media | None = None
        self._loop, self._muted = loop, muted
        self._player: ClipPlayer | None = None
        self._stage = Stage(theme)
        self._stage.resized.connect(self.still_wanted)
        self._media = QComboBox()
        self._media.setAccessibleName("Media")
        self._media.activated.connect(self._on_media_activated)
        self._controls = Controls(theme, loop=loop, muted=muted)
        self._controls.play_toggled.connect(self.toggle_play)
        self._controls.loop_toggled.connect(self._on_loop_toggled)
        self._controls.mute_toggled.connect(self._on_mute_toggled)
        layout = column(self, spacing=SPACE_S)
        for widget in (self._stage, self._controls, self._media):
            layout.addWidget(widget)
        previews.progressed.connect(self._on_progressed)
        previews.ready.connect(self._on_ready)
        previews.failed.connect(self._on_failed)

    @property
    def still(self) -> Media | None:
        return self._still

    @property
    def stage_size(self) -> QSize:
        return self._stage.size()

    @property
    def stage(self) -> Stage:
        return self._stage

    @property
    def is_playing(self) -> bool:
        return self._player is not None and self._player.is_playing

    @property
    def position(self) -> int:
        """Milliseconds into the clip, 0 where none is open."""
        return self._player.position if self._player else 0

    @property
    def source(self) -> str | None:
        """The file that is open."""
        return self._player.source if self._player else None

    @property
    def controls(self) -> Controls:
        return self._controls

    def set_theme(self, theme: Theme) -> None:
        self._stage.set_theme(theme)
        self._controls.set_theme(theme)

    def show_avatar(self, avatar: Avatar | None) -> None:
        """The same avatar told anew goes on playing; another one ends the clip."""
        same = avatar is not None and self._avatar is not None and avatar.key == self._avatar.key
        if not same:
            self.stop()
        self._avatar = avatar
        self._still = self._chosen(avatar.stills, self._still) if same and avatar else None
        self._video = self._chosen(avatar.videos, self._video) if same and avatar else None
        if avatar is not None:
            self._still = self._still or card_still(avatar)
            self._video = self._video or next(iter(avatar.videos), None)
        self._fill_media()
        self._controls.set_playable(self._why_not_playable())
        self.still_wanted.emit()

    def show_still(self, pixmap: QPixmap | None, problem: Problem | None) -> None:
        self._stage.show_still(pixmap)
        if problem is not None and self._player is None:
            self._stage.show_message(str(problem))

    def toggle_play(self) -> None:
        if self._player is not None and self._player.is_open:
            if self._player.is_playing:
                self._player.pause()
            else:
                self._player.play()
        elif self._avatar is not None and self._video is not None:
            self._stage.show_message("Fetching the preview…", 0.0)
            self._previews.fetch(self._avatar, self._video)

    def stop(self) -> None:
        """Give the still back, stop fetching, let go of the file."""
        self._previews.cancel()
        if self._player is not None:
            self._player.close()
        self._stage.show_frame(None)
        self._stage.show_message("")
        self._controls.show_playing(False)
        self._controls.show_duration(0)

    def _why_not_playable(self) -> str:
        if self._avatar is None:
            return "Nothing is selected."
        if self._video is not None:
            return support.missing_text()
        if self._avatar.status is Status.PROCESSING:
            return "The preview is being made."
        return "No preview video."

    def _fill_media(self) -> None:
        media = self._avatar.media if self._avatar else ()
        self._media.clear()
        for one in media:
            self._media.addItem(one.label, one.field)
        self._media.setVisible(len(media) > 1)
        if self._still is not None:
            self._media.setCurrentIndex(self._media.findData(self._still.field))

    @staticmethod
    def _chosen(media: tuple[Media, ...], before: Media | None) -> Media | None:
        return next((m for m in media if before and m.field == before.field), None)

    def _made_player(self) -> "ClipPlayer | None":
        """The player, made at the first clip: its start loads FFmpeg."""
        if self._player is None and support.player_class is not None:
            player = self._player = support.player_class(self)
            player.set_loop(self._loop)
            player.set_muted(self._muted)
            player.frame_shown.connect(self._stage.show_frame)
            player.playing_changed.connect(self._controls.show_playing)
            player.position_changed.connect(self._controls.show_position)
            player.duration_changed.connect(self._controls.show_duration)
            player.failed.connect(self._on_player_failed)
            self._controls.sought.connect(player.seek)
        return self._player

    def _is_current(self, key: AvatarKey, field: str) -> bool:
        wanted = self._avatar is not None and self._video is not None
        return wanted and (key, field) == (self._avatar.key, self._video.field)  # type: ignore[union-attr]

    def _on_media_activated(self, index: int) -> None:
        field = self._media.itemData(index)
        media = self._avatar.media_named(field) if self._avatar else None
        self.stop()
        if media is None:
            return
        if media.kind is MediaKind.STILL:
            self._still = media
            self.still_wanted.emit()
        else:
            self._video = media
            self.toggle_play()

    def _on_progressed(self, key: AvatarKey, received: int, total: int) -> None:
        if self._avatar is not None and key == self._avatar.key:
            share = received / total if total > 0 else None
            self._stage.show_message(f"Fetching the preview… {received // 1024:,} kB", share)

    def _on_ready(self, key: AvatarKey, field: str, path: str) -> None:
        player = self._made_player()
        if player is not None and self._is_current(key, field):
            self._stage.show_message("")
            player.open(Path(path))

    def _on_failed(self, key: AvatarKey, field: str, problem: Problem) -> None:
        if self._is_current(key, field):
            self._stage.show_message(str(problem))

    def _on_player_failed(self, text: str) -> None:
        self._stage.show_frame(None)
        self._stage.show_message(text)

    def _on_loop_toggled(self, on: bool) -> None:
        self._loop = on
        if self._player is not None:
            self._player.set_loop(on)
        self.loop_changed.emit(on)

    def _on_mute_toggled(self, on: bool) -> None:
        self._muted = on
        if self._player is not None:
            self._player.set_muted(on)
        self.mute_changed.emit(on)
