"""The large pictures of quick look: asked for at full size, something else until they are there."""

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.ui.grid.larger import LargerPictures
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.requests import whole_request
from avatar_browser.ui.quicklook.board import Board
from avatar_browser.ui.quicklook.gallery import Gallery

_MOST_PIXELS = 2560


class LargePictures(QObject):
    """Keeps the stills of ``board`` what the gallery shows."""

    fewer_listed = Signal()
    """The gallery shows another number of avatars than the board."""

    def __init__(self, pixmaps: PixmapStore, board: Board, parent: QObject) -> None:
        super().__init__(parent)
        self._larger = LargerPictures(pixmaps)
        self._board = board
        self._gallery: Gallery | None = None
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
        self._larger.clear()

    def _want(self) -> None:
        if self._gallery is None:
            return
        board = self._board
        sharp = _sharp(board.current.size() * board.devicePixelRatioF(), board.look.zoom)
        # What may be next comes last.
        avatars = (*self._gallery.shown, *self._gallery.neighbours)
        self._larger.want(whole_request(avatar, sharp, 1.0) for avatar in avatars)
        self._show()

    def _show(self) -> None:
        gallery, board = self._gallery, self._board
        if gallery is None or gallery.current is None:
            return
        shown = gallery.shown
        if len(shown) != len(board.canvases):
            self.fewer_listed.emit()
            return
        board.show_stills([self._larger.pixmap(avatar, gallery.page.grid) for avatar in shown])
        trouble = self._larger.trouble(gallery.current)
        if trouble and board.current.is_empty:
            board.show_message(trouble)

    def _on_picture_changed(self, key: AvatarKey) -> None:
        if self._gallery is not None and any(a.key == key for a in self._gallery.shown):
            self._show()


def _sharp(size: QSize, zoom: float) -> QSize:
    """Few sizes, for each is decoded anew; no larger than what is worth its memory."""
    wanted = size * (1 if zoom <= 1 else 2 if zoom <= 2 else 4)
    return wanted.boundedTo(QSize(_MOST_PIXELS, _MOST_PIXELS)).expandedTo(size)
