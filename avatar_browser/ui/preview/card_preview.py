"""One clip at a time, played in place of the picture of a card."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from avatar_browser.domain.avatar import Avatar, AvatarKey, Media
from avatar_browser.domain.errors import Problem
from avatar_browser.services.playing_mark import PlayingMark
from avatar_browser.services.previews import Previews
from avatar_browser.services.thumbnails import framed
from avatar_browser.ui.grid.overlay import CardOverlay
from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.look.theme import RADIUS_CARD
from avatar_browser.ui.video import support
from avatar_browser.ui.video.floor import Floor

if TYPE_CHECKING:
    from avatar_browser.ui.video.player import ClipPlayer


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    grid: AvatarGrid
    row: int
    avatar: Avatar
    video: Media

    @property
    def clip(self) -> tuple[AvatarKey, str]:
        return self.avatar.key, self.video.field


class CardPreview(QObject):
    """Muted, in a loop; there is no sound at all that could be let out.

    It gives way to every other player, and begins only where none plays.

    ``previews`` is its own. A clip that the player gave up on is not tried again. What cannot be
    fetched leaves the picture as it is: the details pane says why when it is asked to play it.
    """

    moved = Signal()
    """The first frame of a clip is on its card."""
    gave_up = Signal()
    """The player could not play the clip, or got stuck in it."""

    def __init__(
        self, previews: Previews, mark: PlayingMark, floor: Floor, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._previews = previews
        self._mark = mark
        self._floor = floor
        self._scene: _Scene | None = None
        self._player: ClipPlayer | None = None
        self._broken: set[tuple[AvatarKey, str]] = set()
        previews.progressed.connect(self._on_progressed)
        previews.ready.connect(self._on_ready)
        previews.failed.connect(self._on_failed)

    @property
    def is_playing(self) -> bool:
        return self._player is not None and self._player.is_playing

    @property
    def position(self) -> int:
        """Milliseconds into the clip, 0 where none is open."""
        return self._player.position if self._player else 0

    @property
    def has_frames(self) -> bool:
        """The clip of the card moves, and can be sought."""
        return self._player is not None and self._player.frames > 0

    def begin(self, grid: AvatarGrid, row: int) -> None:
        """Play the clip of the avatar in ``row`` of ``grid``, where there is one that plays."""
        self.end()
        avatar = grid.avatars.avatar(row)
        video = next(iter(avatar.videos), None)
        if video is None or support.why_missing() or not self._floor.is_free:
            return
        scene = _Scene(grid, row, avatar, video)
        if scene.clip not in self._broken:
            self._scene = scene
            self._floor.take(self, self.end)  # who takes it next need not share the network
            self._previews.fetch(avatar, video)

    def end(self) -> None:
        """Give the picture back, stop fetching, let go of the file and of the floor."""
        scene, self._scene = self._scene, None
        if scene is None:
            return
        scene.grid.show_overlay(None)
        self._previews.cancel()
        if self._player is not None:
            self._player.close()
        self._mark.end()
        self._floor.leave(self)

    def pause(self) -> None:
        if self.has_frames and self._player is not None:
            self._player.pause()

    def resume(self) -> None:
        if self.has_frames and self._player is not None:
            self._player.play()

    def seek(self, share: float) -> None:
        """To so much of the clip, from 0 to 1."""
        if self.has_frames and self._player is not None:
            last = max(0, self._player.duration - 1)
            self._player.seek(round(last * min(max(0.0, share), 1.0)))

    def _on_progressed(self, key: AvatarKey, received: int, total: int) -> None:
        scene = self._scene
        if scene is not None and key == scene.avatar.key:
            share = received / total if total > 0 else 0.0
            scene.grid.show_overlay(CardOverlay(scene.row, key, progress=share))

    def _on_ready(self, key: AvatarKey, field: str, path: str) -> None:
        if self._scene is not None and self._scene.clip == (key, field):
            self._mark.begin(partial(self._play, self._scene, Path(path)))

    def _play(self, scene: _Scene, path: Path) -> None:
        player = self._made_player()
        if scene is self._scene and player is not None:
            player.open(path)

    def _on_failed(self, key: AvatarKey, field: str, _problem: Problem) -> None:
        if self._scene is not None and self._scene.clip == (key, field):
            self.end()

    def _made_player(self) -> "ClipPlayer | None":
        player_class = support.player_class()
        if self._player is None and player_class is not None:
            self._player = player_class(self, with_sound=False)
            self._player.frame_shown.connect(self._on_frame)
            self._player.failed.connect(self._on_player_failed)
        return self._player

    def _on_frame(self, image: QImage) -> None:
        scene = self._scene
        if scene is None or image.isNull():
            return
        is_first = scene.grid.overlay is None or scene.grid.overlay.frame is None
        scene.grid.show_overlay(
            CardOverlay(scene.row, scene.avatar.key, _pixmap(image, scene.grid))
        )
        if is_first:
            self.moved.emit()

    def _on_player_failed(self, _text: str) -> None:
        if self._scene is not None:
            self._broken.add(self._scene.clip)
            self.end()
            self.gave_up.emit()


def _pixmap(image: QImage, grid: AvatarGrid) -> QPixmap:
    """As the card's own picture is cut and rounded."""
    ratio = grid.devicePixelRatioF()
    size = grid.shape.picture_size
    width, height = round(size.width() * ratio), round(size.height() * ratio)
    radius = round(RADIUS_CARD * ratio)
    pixmap = QPixmap.fromImage(framed(image, width, height, grid.fit, radius))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
