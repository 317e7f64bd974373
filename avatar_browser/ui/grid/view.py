"""The grid: shows cards, says which pictures it needs, reports what is chosen."""

from PySide6.QtCore import QItemSelection, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.services.pictures import PictureRequest
from avatar_browser.ui.grid.card import CardShape
from avatar_browser.ui.grid.delegate import CardDelegate
from avatar_browser.ui.grid.model import AvatarModel
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.place import KeptPlace
from avatar_browser.ui.grid.requests import card_request
from avatar_browser.ui.look.theme import Theme

_CARD_WIDTH = 152
_TYPING = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}


class AvatarGrid(QListView):
    """A list named "Avatars". Cells are fixed; only rows in view and a screen ahead are fetched."""

    chosen = Signal(list)
    """Avatars selected, the current one first."""
    menu_wanted = Signal(QPoint)
    typed = Signal(str)
    """Text typed in the grid: it belongs to the search."""

    def __init__(self, model: AvatarModel, pixmaps: PixmapStore, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("grid")
        self.setAccessibleName("Avatars")
        self._avatars = model
        self._pixmaps = pixmaps
        self._shape = CardShape.fitting(800, _CARD_WIDTH, 48)
        self._requests: dict[AvatarKey, PictureRequest | None] = {}
        self._scrolled_down = True
        self._delegate = CardDelegate(theme, self.font(), self._picture_of)
        self.setItemDelegate(self._delegate)
        self._set_behaviour()
        self.setModel(model)
        self._demand = QTimer(self, singleShot=True, interval=0)
        self._demand.timeout.connect(self._on_demand_due)
        model.rowsInserted.connect(self._demand.start)
        self._kept = KeptPlace(self, model)
        model.modelReset.connect(self._on_model_reset)
        model.dataChanged.connect(self._on_avatars_changed)
        pixmaps.changed.connect(self._on_picture_changed)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._last_scroll = 0

    def _set_behaviour(self) -> None:
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(500)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_look(theme, self.font())
        self.viewport().update()

    @property
    def selected(self) -> list[Avatar]:
        """Selected avatars in the order of the grid."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._avatars.avatar(row) for row in rows]

    @property
    def current(self) -> Avatar | None:
        index = self.currentIndex()
        return self._avatars.avatar(index.row()) if index.isValid() else None

    @property
    def is_looked_at(self) -> bool:
        """Something is selected, or the view was scrolled away from the top."""
        return self.selectionModel().hasSelection() or self.verticalScrollBar().value() > 0

    @property
    def shape(self) -> CardShape:
        """The cards as they are laid out now."""
        return self._shape

    def pixmap_of(self, avatar: Avatar) -> QPixmap | None:
        """The picture shown on the avatar's card, None while there is none."""
        return self._picture_of(avatar)[0]

    def choose_row(self, row: int) -> None:
        if 0 <= row < self._avatars.rowCount():
            self.setCurrentIndex(self._avatars.index(row))

    def visible_rows(self) -> range:
        """Rows at least partly in view; from arithmetic, so it costs the same at any size."""
        height = self._shape.cell.height()
        top = self.verticalScrollBar().value()
        columns = self._shape.columns
        first = top // height * columns
        last = ((top + self.viewport().height() - 1) // height + 1) * columns
        return range(max(0, first), min(last, self._avatars.rowCount()))

    @property
    def is_painted(self) -> bool:
        """Every card in view has its picture, or has none to wait for."""
        rows = self.visible_rows()
        return bool(rows) and all(self._settled(self._avatars.avatar(row)) for row in rows)

    def _settled(self, avatar: Avatar) -> bool:
        request = self._request(avatar)
        if request is None:
            return True
        return self._pixmaps.pixmap(request) is not None or bool(self._pixmaps.problem(request))

    def ask_for_pictures(self) -> None:
        self._demand.start()

    def _request(self, avatar: Avatar) -> PictureRequest | None:
        if avatar.key not in self._requests:
            size = self._shape.picture_size
            self._requests[avatar.key] = card_request(avatar, size, self.devicePixelRatioF())
        return self._requests[avatar.key]

    def _picture_of(self, avatar: Avatar) -> tuple[QPixmap | None, bool]:
        request = self._request(avatar)
        if request is None:
            return None, False
        pixmap = self._pixmaps.pixmap(request)
        if pixmap is not None:
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        return pixmap, self._pixmaps.problem(request) is not None

    def _on_demand_due(self) -> None:
        if not self.isVisible():
            return
        rows = self.visible_rows()
        ahead = (
            range(rows.stop, min(rows.stop + len(rows), self._avatars.rowCount()))
            if self._scrolled_down
            else range(max(0, rows.start - len(rows)), rows.start)
        )
        wanted = (self._request(self._avatars.avatar(row)) for row in (*rows, *ahead))
        self._pixmaps.want_for_grid([request for request in wanted if request])

    def _on_scrolled(self, value: int) -> None:
        self._scrolled_down = value >= self._last_scroll
        self._last_scroll = value
        self._demand.start()

    def _on_model_reset(self) -> None:
        self._kept.restore()
        self._demand.start()
        self.chosen.emit(self.selected)

    def _on_avatars_changed(self, first: object, last: object) -> None:
        # Requests hold links; an avatar told anew may have fresh ones.
        for row in range(first.row(), last.row() + 1):  # type: ignore[attr-defined]
            self._requests.pop(self._avatars.avatar(row).key, None)
        self._demand.start()

    def _on_picture_changed(self, key: AvatarKey) -> None:
        row = self._avatars.row_of(key)
        if row is not None and row in self.visible_rows():
            self.viewport().update(self.visualRect(self._avatars.index(row)))

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        avatars = self.selected
        current = self.current
        if current in avatars:
            avatars.remove(current)
            avatars.insert(0, current)
        self.chosen.emit(avatars)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        plain = event.modifiers() in _TYPING
        if plain and text.isprintable() and text not in {"", " ", "/"}:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._reshape()
        super().resizeEvent(event)
        self._demand.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._demand.start()

    def _reshape(self) -> None:
        """All columns equally wide; the avatar at the top stays at the top."""
        shape = CardShape.fitting(self.viewport().width(), _CARD_WIDTH, self._delegate.text_height)
        if shape == self._shape:
            return
        top = self.visible_rows().start
        self._shape = shape
        self._requests.clear()
        self._delegate.set_shape(shape)
        self.setGridSize(QSize(shape.cell))
        if top:
            self.scrollTo(self._avatars.index(top), QListView.ScrollHint.PositionAtTop)
