"""The pictures of a comparison: the cards' at once, then as large as they are shown."""

from PySide6.QtCore import QObject, QTimer

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.services.pictures import PictureRequest
from avatar_browser.ui.compare.pane import Pane
from avatar_browser.ui.compare.panes import Panes
from avatar_browser.ui.grid.larger import LargerPictures
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.requests import whole_request
from avatar_browser.ui.grid.view import AvatarGrid


class Stills(QObject):
    def __init__(self, pixmaps: PixmapStore, panes: Panes, parent: QObject) -> None:
        super().__init__(parent)
        self._larger = LargerPictures(pixmaps)
        self._panes = panes
        self._grid: AvatarGrid | None = None
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._want)
        panes.resized.connect(self.ask)
        pixmaps.changed.connect(self._on_picture_changed)

    def begin(self, grid: AvatarGrid) -> None:
        """Those of the avatars that the panes show; ``grid`` has smaller ones already."""
        self._grid = grid
        self._show()
        self.ask()

    def ask(self) -> None:
        """On the next turn of the event loop, when the panes are laid out."""
        if self._grid is not None:
            self._due.start()

    def stop(self) -> None:
        self._grid = None
        self._due.stop()
        self._larger.clear()

    def _want(self) -> None:
        if self._grid is None:
            return
        self._larger.want(_request(pane) for pane in self._panes.shown)
        self._show()

    def _show(self) -> None:
        for pane in self._panes.shown:
            avatar = pane.avatar
            if avatar is not None and self._grid is not None:
                pane.show_still(self._larger.pixmap(avatar, self._grid))
                pane.show_trouble(self._larger.trouble(avatar))

    def _on_picture_changed(self, key: AvatarKey) -> None:
        if any(pane.avatar and pane.avatar.key == key for pane in self._panes.shown):
            self._show()


def _request(pane: Pane) -> PictureRequest | None:
    if pane.avatar is None:
        return None
    return whole_request(pane.avatar, pane.canvas.size(), pane.devicePixelRatioF())
