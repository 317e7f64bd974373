"""The pictures of a view's rows: which are asked for, and which are there."""

from collections.abc import Callable, Iterator
from itertools import chain

from PySide6.QtCore import QModelIndex, QObject, QSize, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractItemView

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.services.pictures import PictureRequest
from avatar_browser.services.thumbnails import Fit
from avatar_browser.ui.grid.model import AvatarModel
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.requests import card_request

_REST_MS = 120


class RowPictures(QObject):
    """Asks for the rows in view and for one screen ahead, while the view is visible."""

    def __init__(
        self,
        view: QAbstractItemView,
        model: AvatarModel,
        pixmaps: PixmapStore,
        visible_rows: Callable[[], range],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._pixmaps = pixmaps
        self._visible_rows = visible_rows
        self._size = QSize()
        self._fit: Fit = "fill"
        self._requests: dict[AvatarKey, PictureRequest | None] = {}
        self._stand_ins: dict[AvatarKey, PictureRequest] = {}
        self._scrolled_down = True
        self._last_scroll = 0
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._on_due)
        model.rowsInserted.connect(self.ask)
        model.modelReset.connect(self.ask)
        model.dataChanged.connect(self._on_avatars_changed)
        pixmaps.changed.connect(self._on_picture_changed)
        view.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def set_size(self, size: QSize) -> None:
        """In logical pixels, of every picture. Until it is there, one of another size stands in."""
        if size != self._size:
            self._size = size
            self._keep_stand_ins()

    def set_fit(self, fit: Fit) -> None:
        """Whether pictures fill their frames or are shown whole; those as they were stand in."""
        if fit != self._fit:
            self._fit = fit
            self._keep_stand_ins()
            self.ask()

    def _keep_stand_ins(self) -> None:
        asked = self._requests.items()
        self._stand_ins |= {k: r for k, r in asked if r and self._pixmaps.pixmap(r)}
        self._requests.clear()

    def requests_from(self, first: int) -> Iterator[PictureRequest]:
        """For each row there is when it is asked for, from ``first`` on and round to it."""
        count = self._model.rowCount()
        for row in chain(range(first, count), range(first)):
            if row < self._model.rowCount():
                request = self._request(self._model.avatar(row), keep=False)
                if request is not None:
                    yield request

    def ask(self) -> None:
        """On the next turn of the event loop, once for whatever happened in this one."""
        self._due.start(0)

    def ask_at_rest(self) -> None:
        """As :meth:`ask`, once the size has been the same for a moment."""
        self._due.start(_REST_MS)

    def picture_of(self, avatar: Avatar) -> tuple[QPixmap | None, bool]:
        """The pixmap if it is there, and whether fetching it failed."""
        request = self._request(avatar)
        if request is None:
            return None, False
        pixmap = self._pixmaps.pixmap(request)
        if pixmap is None and avatar.key in self._stand_ins:
            pixmap = self._pixmaps.pixmap(self._stand_ins[avatar.key])
        if pixmap is not None:
            pixmap.setDevicePixelRatio(self._view.devicePixelRatioF())
        return pixmap, self._pixmaps.problem(request) is not None

    def colour_of(self, avatar: Avatar) -> int | None:
        """What stands for the picture until it is there, ``0xRRGGBB``; None while unknown."""
        request = self._request(avatar)
        return None if request is None else self._pixmaps.colour(request)

    @property
    def are_there(self) -> bool:
        """Every row in view has its picture, or has none to wait for."""
        rows = self._visible_rows()
        return bool(rows) and all(self._settled(self._model.avatar(row)) for row in rows)

    def _settled(self, avatar: Avatar) -> bool:
        request = self._request(avatar)
        if request is None:
            return True
        return self._pixmaps.pixmap(request) is not None or bool(self._pixmaps.problem(request))

    def _request(self, avatar: Avatar, *, keep: bool = True) -> PictureRequest | None:
        if avatar.key in self._requests:
            return self._requests[avatar.key]
        ratio = self._view.devicePixelRatioF()
        request = card_request(avatar, self._size, ratio, self._fit)
        if keep:
            self._requests[avatar.key] = request
        return request

    def _on_due(self) -> None:
        if not self._view.isVisible():
            return
        rows = self._visible_rows()
        ahead = (
            range(rows.stop, min(rows.stop + len(rows), self._model.rowCount()))
            if self._scrolled_down
            else range(max(0, rows.start - len(rows)), rows.start)
        )
        wanted = (self._request(self._model.avatar(row)) for row in (*rows, *ahead))
        self._pixmaps.want_for_grid([request for request in wanted if request])

    def _on_scrolled(self, value: int) -> None:
        self._scrolled_down = value >= self._last_scroll
        self._last_scroll = value
        self.ask()

    def _on_avatars_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """Requests hold links; an avatar told anew may have fresh ones."""
        rows = range(first.row(), last.row() + 1)
        if len(rows) > len(self._requests):
            self._requests.clear()
        else:
            for row in rows:
                self._requests.pop(self._model.avatar(row).key, None)
        self.ask()

    def _on_picture_changed(self, key: AvatarKey) -> None:
        for row in self._visible_rows():
            if self._model.avatar(row).key == key:
                self._view.viewport().update(self._view.visualRect(self._model.index(row, 0)))
