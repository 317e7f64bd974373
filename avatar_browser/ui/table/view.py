"""The list view: one line an avatar, with the same keys and the same choice as the grid."""

from PySide6.QtCore import QByteArray, QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from avatar_browser.ui.columns import COLUMNS
from avatar_browser.ui.grid.choice import Choice
from avatar_browser.ui.grid.demand import RowPictures
from avatar_browser.ui.grid.model import AvatarModel
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.typed import typed_text
from avatar_browser.ui.look.theme import Theme
from avatar_browser.ui.table.delegate import PICTURE, ROW_HEIGHT, RowDelegate
from avatar_browser.ui.table.head import TableHead

_SIDEWAYS = {
    QAbstractItemView.CursorAction.MoveLeft: -1,
    QAbstractItemView.CursorAction.MoveRight: 1,
}
_ENDS = {QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd}


class AvatarTable(QTableView):
    """A table named "Avatars". Only the pictures of rows in view and a screen ahead are fetched."""

    menu_wanted = Signal(QPoint)
    typed = Signal(str)
    """Text typed in the table: it belongs to the search."""

    def __init__(
        self, model: AvatarModel, choice: Choice, pixmaps: PixmapStore, theme: Theme
    ) -> None:
        super().__init__()
        self.setObjectName("table")
        self.setAccessibleName("Avatars")
        self._avatars = model
        self._hovered = -1
        self.head = TableHead(self)
        self.setHorizontalHeader(self.head)
        self.head.setSortIndicatorShown(True)  # a table that sorts nothing itself takes it away
        self._pictures = RowPictures(self, model, pixmaps, self.visible_rows)
        self._pictures.set_size(PICTURE)
        self._delegate = RowDelegate(
            theme, self.font(), self._pictures.picture_of, self._under_pointer, self._is_current
        )
        self.setItemDelegate(self._delegate)
        self._set_behaviour()
        self.setModel(model)
        self.setSelectionModel(choice)
        for number, column in enumerate(COLUMNS):
            self.setColumnWidth(number, column.width)
            self.setColumnHidden(number, not column.is_usual)
        self.entered.connect(self._on_entered)
        choice.currentRowChanged.connect(self._on_current_row_changed)

    def _set_behaviour(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_look(theme, self.font())
        self.viewport().update()

    def visible_rows(self) -> range:
        """Rows at least partly in view."""
        top = self.verticalScrollBar().value()
        last = (top + self.viewport().height() - 1) // ROW_HEIGHT + 1
        return range(max(0, top // ROW_HEIGHT), min(last, self._avatars.rowCount()))

    @property
    def is_painted(self) -> bool:
        """Every row in view has its picture, or has none to wait for."""
        return self._pictures.are_there

    def columns_state(self) -> bytes:
        """Which columns are shown, where and how wide, for :meth:`restore_columns`."""
        return bytes(self.head.saveState().data())

    def restore_columns(self, state: bytes) -> None:
        """What another version kept, with other columns, is left out."""
        usual = self.head.saveState()
        if not self.head.restoreState(QByteArray(state)) or self.head.count() != len(COLUMNS):
            self.head.restoreState(usual)

    def _under_pointer(self, row: int) -> bool:
        return row == self._hovered

    def _is_current(self, row: int) -> bool:
        return self.hasFocus() and row == self.currentIndex().row()

    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _on_current_row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        for index in (now, before):
            self._update_row(index.row())

    def _hover(self, row: int) -> None:
        before, self._hovered = self._hovered, row
        for each in {before, row}:
            self._update_row(each)

    def _update_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), ROW_HEIGHT)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Left and right scroll: a line is one thing, not a row of cells."""
        sideways = _SIDEWAYS.get(action)
        if sideways:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + sideways * bar.singleStep() * 3)
            return self.currentIndex()
        if action in _ENDS and self._avatars.rowCount():
            is_home = action is QAbstractItemView.CursorAction.MoveHome
            row = 0 if is_home else self._avatars.rowCount() - 1
            return self._avatars.index(row, max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = typed_text(event)
        if text:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pictures.ask()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pictures.ask()
