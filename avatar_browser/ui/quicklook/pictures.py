"""The large pictures of quick look: asked for at full size, something else until they are there."""

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPixmap

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.services.pictures import PictureRequest
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.requests import card_still, stage_request
from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.quicklook.board import Board
from avatar_browser.ui.quicklook.gallery import Gallery

_MOST_PIXELS = 2560


class LargePictures(QObject):
    """Keeps the stills of ``board`` what the gallery shows."""

    fewer_listed = Signal()
    """The gallery shows another number of avatars than the board."""

    def __init__(self, pixmaps: PixmapStore, board: Board, parent: QObject) -> None:
        super().__init__(parent)
        self._pixmaps = pixmaps
        self._board = board
        self._gallery: Gallery | None = None
        self._wanted: dict[AvatarKey, PictureRequest] = {}
        self._there: dict[AvatarKey, PictureRequest] = {}
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._want)
        board.resized.connect(self.ask)
        pixmaps.changed.connect(self._on_picture_changed)

    def show(self, gallery: Gallery) -> None:
        """At once what there is."""
        self._gallery = gallery
        self._show()
        self.ask()

    def ask(self) -> None:
        """On the next turn of the event loop, when the places are laid out: size or zoom differ."""
        self._due.start()

    def stop(self) -> None:
        self._gallery = None
        self._due.stop()
        self._wanted.clear()
        self._there.clear()
        self._pixmaps.want_for_look(())

    def _want(self) -> None:
        if self._gallery is None:
            return
        board = self._board
        sharp = _sharp(board.current.size() * board.devicePixelRatioF(), board.look.zoom)
        # What may be next comes last.
        avatars = (*self._gallery.shown, *self._gallery.neighbours)
        wanted = [_request(avatar, sharp) for avatar in avatars]
        self._wanted = {r.avatar_key: r for r in wanted if r is not None}
        self._pixmaps.want_for_look(list(self._wanted.values()))
        self._show()

    def _show(self) -> None:
        gallery, board = self._gallery, self._board
        if gallery is None or gallery.current is None:
            return
        shown = gallery.shown
        if len(shown) != len(board.canvases):
            self.fewer_listed.emit()
            return
        board.show_stills([self._pixmap(avatar, gallery.page.grid) for avatar in shown])
        trouble = self._trouble(gallery.current)
        if trouble and board.current.is_empty:
            board.show_message(trouble)

    def _pixmap(self, avatar: Avatar, grid: AvatarGrid) -> QPixmap | None:
        """The large one; until it is there one of another size, else the card's."""
        for request in (self._wanted.get(avatar.key), self._there.get(avatar.key)):
            pixmap = self._pixmaps.pixmap(request) if request is not None else None
            if pixmap is not None and request is not None:
                self._there[avatar.key] = request
                return pixmap
        return grid.pixmap_of(avatar)

    def _trouble(self, avatar: Avatar) -> str:
        """Why there is no large picture, empty where there is one or may be."""
        request = self._wanted.get(avatar.key)
        if request is None:
            return "" if avatar.stills else "No picture."
        return str(self._pixmaps.problem(request) or "")

    def _on_picture_changed(self, key: AvatarKey) -> None:
        if self._gallery is not None and any(a.key == key for a in self._gallery.shown):
            self._show()


def _sharp(size: QSize, zoom: float) -> QSize:
    """Few sizes, for each is decoded anew; no larger than what is worth its memory."""
    wanted = size * (1 if zoom <= 1 else 2 if zoom <= 2 else 4)
    return wanted.boundedTo(QSize(_MOST_PIXELS, _MOST_PIXELS)).expandedTo(size)


def _request(avatar: Avatar, size: QSize) -> PictureRequest | None:
    still = card_still(avatar)
    return None if still is None else stage_request(avatar, still, size, 1.0)
