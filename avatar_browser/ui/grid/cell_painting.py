"""How a view of equal cells is painted: those in the area that is to be painted, and the band."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionRubberBand,
    QStyleOptionViewItem,
    QWidget,
)

from avatar_browser.ui.grid.cells import Cells

_State = QStyle.StateFlag


def paint_cells(
    painter: QPainter, view: QAbstractItemView, cells: Cells, offset: int, area: QRect
) -> None:
    """Those that ``area`` of the viewport touches; ``offset`` is how far down it is scrolled."""
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    usual = option.state & ~(_State.State_HasFocus | _State.State_MouseOver)
    focused = view.currentIndex().row() if view.hasFocus() else -1
    under_mouse = _row_under_mouse(view.viewport(), cells, offset)
    model, delegate, chosen = view.model(), view.itemDelegate(), view.selectionModel()
    for rows in cells.touching(area.translated(0, offset)):
        for row in rows:
            index = model.index(row, 0)
            option.rect = cells.rect(row).translated(0, -offset)
            option.state = usual
            if chosen.isSelected(index):
                option.state |= _State.State_Selected
            if row == focused:
                option.state |= _State.State_HasFocus
            if row == under_mouse:
                option.state |= _State.State_MouseOver
            delegate.paint(painter, option, index)


def _row_under_mouse(viewport: QWidget, cells: Cells, offset: int) -> int | None:
    if not viewport.underMouse():
        return None
    return cells.row_at(viewport.mapFromGlobal(QCursor.pos()) + QPoint(0, offset))


class RubberBand:
    """The rectangle that is drawn up with the mouse. It stays at its cell as they are scrolled."""

    def __init__(self) -> None:
        self._begin: QPoint | None = None

    def begin(self, point: QPoint, offset: int) -> None:
        """At ``point`` of the viewport, which is scrolled down so far."""
        self._begin = point + QPoint(0, offset)

    def end(self) -> None:
        self._begin = None

    def paint(self, painter: QPainter, view: QAbstractItemView, offset: int) -> None:
        """From where it began to the mouse."""
        if self._begin is None:
            return
        begin = self._begin - QPoint(0, offset)
        option = QStyleOptionRubberBand()
        option.initFrom(view)
        option.rect = QRect(begin, view.viewport().mapFromGlobal(QCursor.pos())).normalized()
        view.style().drawControl(QStyle.ControlElement.CE_RubberBand, option, painter, view)
