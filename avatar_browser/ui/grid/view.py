"""The grid: shows cards, says which pictures it needs, reports what is chosen."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.pictures import PictureRequest
from avatar_browser.services.thumbnails import Fit
from avatar_browser.ui.grid.card import CARD_WIDTH, CARD_WIDTH_MAX, CARD_WIDTH_MIN, CardShape
from avatar_browser.ui.grid.cell_view import CellView
from avatar_browser.ui.grid.choice import Choice
from avatar_browser.ui.grid.delegate import CardDelegate
from avatar_browser.ui.grid.demand import RowPictures
from avatar_browser.ui.grid.model import AvatarModel
from avatar_browser.ui.grid.overlay import CardOverlay
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.typed import typed_text
from avatar_browser.ui.look.theme import Theme

_STEP = 8


class AvatarGrid(CellView):
    """A list named "Avatars". Cells are fixed; only rows in view and a screen ahead are fetched."""

    menu_wanted = Signal(QPoint)
    typed = Signal(str)
    """Text typed in the grid: it belongs to the search."""
    resize_wanted = Signal(int)
    """The wheel was turned with Ctrl held: so many steps larger, or smaller where below 0."""

    def __init__(
        self, model: AvatarModel, choice: Choice, pixmaps: PixmapStore, theme: Theme
    ) -> None:
        super().__init__()
        self.setObjectName("grid")
        self.setAccessibleName("Avatars")
        self._avatars = model
        self._card_width = CARD_WIDTH
        self._top = 0
        self._shape = CardShape.fitting(800, CARD_WIDTH, 48)
        self._pictures = RowPictures(self, model, pixmaps, self.visible_rows)
        self._delegate = CardDelegate(
            theme, self.font(), self._pictures.picture_of, self._pictures.colour_of
        )
        self.setItemDelegate(self._delegate)
        self._set_behaviour()
        self.setModel(model)
        self.setSelectionModel(choice)

    def _set_behaviour(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_look(theme, self.font())
        self.viewport().update()

    @property
    def shape(self) -> CardShape:
        """The cards as they are laid out now."""
        return self._shape

    def pixmap_of(self, avatar: Avatar) -> QPixmap | None:
        """The picture shown on the avatar's card, None while there is none."""
        return self._pictures.picture_of(avatar)[0]

    @property
    def avatars(self) -> AvatarModel:
        return self._avatars

    @property
    def overlay(self) -> CardOverlay | None:
        return self._delegate.overlay

    def show_overlay(self, overlay: CardOverlay | None) -> None:
        """Over the picture of one card, and no other; None gives the picture back."""
        before, self._delegate.overlay = self._delegate.overlay, overlay
        for row in {one.row for one in (before, overlay) if one is not None}:
            cell = self.visualRect(self._avatars.index(row, 0))
            self.viewport().update(self._shape.picture(cell))

    @property
    def is_painted(self) -> bool:
        """Every card in view has its picture, or has none to wait for."""
        return self._pictures.are_there

    @property
    def fit(self) -> Fit:
        return "fit" if self._delegate.shows_whole else "fill"

    def set_fit(self, fit: Fit) -> None:
        """Whether pictures fill their frames or are shown whole."""
        self._delegate.shows_whole = fit == "fit"
        self._pictures.set_fit(fit)
        self.viewport().update()

    def requests_to_warm(self) -> Iterator[PictureRequest]:
        """For the picture of each row, from the rows in view on; made when they are read."""
        return self._pictures.requests_from(self.visible_rows().start)

    def ask_for_pictures(self) -> None:
        self._pictures.ask()

    @property
    def card_width(self) -> int:
        """The width that cards are made for, in logical pixels; they fill their columns."""
        return self._card_width

    def set_card_width(self, width: int) -> None:
        if width != self._card_width:
            self._card_width = width
            self._reshape()
            self._pictures.ask_at_rest()

    def stepped_width(self, steps: int) -> int:
        """The next width at which cards are larger, or smaller where ``steps`` is below 0."""
        width, view = self._card_width, self.viewport().width()
        columns = CardShape.fitting(view, width, 0).columns
        step = _STEP if steps > 0 else -_STEP
        while CARD_WIDTH_MIN <= width + step <= CARD_WIDTH_MAX:
            width += step
            if CardShape.fitting(view, width, 0).columns != columns:
                break
        return width

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = typed_text(event)
        if text:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._reshape()
        super().resizeEvent(event)
        self._pictures.ask()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pictures.ask()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.resize_wanted.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _top_to_keep(self) -> int:
        """As long as nobody scrolls it is the same avatar, however often the size changes."""
        start = self.visible_rows().start
        if self._top not in range(start, start + self._shape.columns):
            self._top = start
        return self._top

    def _cut_off(self) -> float:
        """The share of the first line's height that is above the view."""
        height = self._shape.cell.height()
        return self.verticalScrollBar().value() % height / height

    def _reshape(self) -> None:
        """All columns equally wide; the avatar at the top stays at the top."""
        width = self.viewport().width()
        shape = CardShape.fitting(width, self._card_width, self._delegate.text_height)
        if shape == self._shape:
            return
        top, cut = self._top_to_keep(), self._cut_off()
        self._shape = shape
        self._pictures.set_size(shape.picture_size)
        self._delegate.set_shape(shape)
        self.set_cells(shape.columns, shape.cell)
        if top or cut:
            self.scrollTo(self._avatars.index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(cut * shape.cell.height()))
