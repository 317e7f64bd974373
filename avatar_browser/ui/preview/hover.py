"""On which card of a grid the mouse or the keyboard rests."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent
from typing_extensions import override

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.services.slices import SliceTimer
from avatar_browser.ui.grid.view import AvatarGrid

REST_MS = 300

_STEPS = {
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
}
_GOES = {QEvent.Type.Hide, QEvent.Type.WindowDeactivate, QEvent.Type.WindowBlocked}
_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
"""Not ``Other``: that is the program's own, as when the first rows arrive."""


class _By(Enum):
    NOBODY = auto()
    MOUSE = auto()
    KEYBOARD = auto()


class HoverWatch(QObject):
    """Tells the row of a card on which the mouse or the keyboard has been for ``REST_MS``.

    Nothing is told while the grid is scrolled or a button is held and the mouse dragged. The one
    who was moved last counts. Only somebody's hand begins a rest: no card is rested on because
    it came to lie under the mouse as the rows became others.
    """

    rested = Signal(int)
    moved = Signal(QPoint)
    """The mouse moves on the card on which it rested; a place in the viewport."""
    left = Signal()
    """The card that was told last is rested on no more. Told at once, and only after a rest."""

    def __init__(self, grid: AvatarGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._by = _By.NOBODY
        self._place: QPoint | None = None
        self._under_mouse: int | None = None
        self._rested: tuple[int, AvatarKey] | None = None
        self._rest = SliceTimer(self._on_rest, self, interval_ms=REST_MS)
        for watched in (grid, grid.viewport()):
            watched.installEventFilter(self)
        grid.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        grid.selectionModel().currentChanged.connect(self._on_current_changed)
        grid.avatars.modelReset.connect(self._on_rows_changed)
        grid.avatars.rowsInserted.connect(self._on_rows_changed)

    def leave(self) -> None:
        """As if mouse and keyboard were elsewhere, until one of them moves."""
        self._rest.stop()
        self._by = _By.NOBODY
        self._under_mouse = None
        if self._rested is not None:
            self._rested = None
            self.left.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._grid:
            self._note_of_grid(event)
        else:
            self._note_of_viewport(event)
        return False

    def _note_of_viewport(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._on_mouse_moved(event)
        elif event.type() == QEvent.Type.Leave:
            self._place = None
            if self._by is _By.MOUSE:
                self.leave()
        elif event.type() in {QEvent.Type.Wheel, QEvent.Type.Resize}:
            self._begin_anew()

    def _note_of_grid(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _STEPS:
                self._begin(_By.KEYBOARD)
        elif event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            held = QGuiApplication.mouseButtons()
            if event.reason() in _BY_KEYBOARD and held == Qt.MouseButton.NoButton:
                self._begin(_By.KEYBOARD)
        elif event.type() == QEvent.Type.FocusOut:
            if self._by is _By.KEYBOARD:
                self.leave()
        elif event.type() in _GOES:
            self.leave()

    def _on_mouse_moved(self, event: QMouseEvent) -> None:
        if event.buttons() != Qt.MouseButton.NoButton:
            self.leave()
            return
        self._place = event.position().toPoint()
        row = self._row_at(self._place)
        if self._by is not _By.MOUSE or row != self._under_mouse:
            self.leave()
            self._begin(_By.MOUSE)
            self._under_mouse = row
        elif self._rested is not None:
            self.moved.emit(self._place)

    def _begin(self, by: _By) -> None:
        if by is not self._by:
            self.leave()  # who leaves a card is told by who came to it
        self._by = by
        self._rest.start()

    def _begin_anew(self) -> None:
        by = self._by
        self.leave()
        if by is not _By.NOBODY:
            self._begin(by)

    def _on_rest(self) -> None:
        row = self._row_pointed_at()
        is_dragged = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if row is None or is_dragged or (self._rested is not None and self._rested[0] == row):
            return
        by = self._by
        self.leave()
        self._by = by
        self._under_mouse = row if by is _By.MOUSE else None
        self._rested = row, self._grid.avatars.avatar(row).key
        self.rested.emit(row)

    def _row_pointed_at(self) -> int | None:
        if self._by is _By.MOUSE:
            return None if self._place is None else self._row_at(self._place)
        row = self._grid.currentIndex().row()
        is_in_view = self._grid.hasFocus() and row in self._grid.visible_rows()
        return row if self._by is _By.KEYBOARD and is_in_view else None

    def _row_at(self, place: QPoint) -> int | None:
        index = self._grid.indexAt(place)
        return index.row() if index.isValid() else None

    def _on_scrolled(self) -> None:
        self._begin_anew()

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        is_other = self._rested is not None and self._rested[0] != current.row()
        if self._by is _By.KEYBOARD and is_other:
            self._begin_anew()

    def _on_rows_changed(self) -> None:
        """The same avatar in the same place is rested on still."""
        if self._rested is not None:
            row, key = self._rested
            model = self._grid.avatars
            if row >= model.rowCount() or model.avatar(row).key != key:
                self.leave()
