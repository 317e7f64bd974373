"""Stage and controls together: fetches the clip, plays it, keeps the still when it cannot."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from avatar_browser.domain.avatar import Avatar, Media, MediaKind, Status
from avatar_browser.domain.errors import Problem
from avatar_browser.services.clip_copies import ClipCopies
from avatar_browser.services.previews import Previews
from avatar_browser.ui.grid.requests import card_still
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_S, Theme
from avatar_browser.ui.telling import picture_told
from avatar_browser.ui.video import support
from avatar_browser.ui.video.controls import Controls
from avatar_browser.ui.video.errands import Errands
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.video.keys import PlayerKeys
from avatar_browser.ui.video.playback import Playback
from avatar_browser.ui.video.player_settings import PlayerSettings
from avatar_browser.ui.video.stage import Stage


class Theatre(QWidget):
    """``still`` is what the stage shows while no clip plays; the pane fetches its pixmap."""

    still_wanted = Signal()
    """Another still is to be shown, or in another size."""
    told = Signal(str)
    """A sentence for the toast."""

    def __init__(
        self,
        previews: Previews,
        floor: Floor,
        settings: PlayerSettings,
        copies: ClipCopies,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._avatar: Avatar | None = None
        self._still: Media | None = None
        self._video: Media | None = None
        self._stage = Stage(theme)
        self._stage.resized.connect(self.still_wanted)
        self._media = QComboBox()
        self._media.setAccessibleName("Media")
        self._media.activated.connect(self._on_media_activated)
        self._controls = Controls(theme, settings)
        self._playback = Playback(previews, floor, settings, self)
        self._playback.attach(self._controls)
        self._playback.frame_shown.connect(self._on_frame_shown)
        self._playback.told.connect(self._stage.show_message)
        self._errands = Errands(self._playback, self._controls, copies, theme)
        self._errands.told.connect(self.told)
        layout = column(self, spacing=SPACE_S)
        for widget in (self._stage, self._controls, self._media):
            layout.addWidget(widget)
        PlayerKeys(self._playback, self._errands.show_full_screen, self._stage, self._controls)

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
    def playback(self) -> Playback:
        return self._playback

    @property
    def errands(self) -> Errands:
        return self._errands

    @property
    def is_playing(self) -> bool:
        return self._playback.is_playing

    @property
    def position(self) -> int:
        """Milliseconds into the clip, 0 where none is open."""
        return self._playback.position

    @property
    def source(self) -> str | None:
        """The file that is open."""
        return self._playback.source

    @property
    def controls(self) -> Controls:
        return self._controls

    def set_theme(self, theme: Theme) -> None:
        self._stage.set_theme(theme)
        self._controls.set_theme(theme)
        self._errands.set_theme(theme)

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
        self._playback.show(avatar, self._video)
        self._fill_media()
        self._controls.set_playable(why_not_playable(avatar, self._video))
        self.still_wanted.emit()

    def show_still(self, pixmap: QPixmap | None, problem: Problem | None) -> None:
        self._stage.show_still(pixmap)
        if problem is not None and not self._playback.has_player:
            self._stage.show_message(picture_told(problem))

    def toggle_play(self) -> None:
        self._playback.toggle_play()

    def stop(self) -> None:
        """Give the still back, stop fetching, let go of the file."""
        self._playback.stop()

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
            self._playback.show(self._avatar, media)
            self.toggle_play()

    def _on_frame_shown(self, frame: QImage | None) -> None:
        self._stage.show_frame(frame)


def why_not_playable(avatar: Avatar | None, video: Media | None) -> str:
    """Why there is no clip to be played; empty where there is one."""
    if avatar is None:
        return "Nothing is selected."
    if video is not None:
        return support.missing_text()
    if avatar.status is Status.PROCESSING:
        return "The preview is being made: choose “Refresh” in the View menu in a while."
    return "No preview video."
