"""A list view of equal cells that is never laid out."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView
from typing_extensions import override

from avatar_browser.ui.grid.cell_painting import RubberBand, paint_cells
from avatar_browser.ui.grid.cells import Cells

_Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint


class CellView(QListView):
    """Shows the first column of its model, whose rows have no parent and are never hidden.

    QListView asks the model for every row whenever rows arrive or its size changes. Of a model
    written in Python that took 60 ms at 10,000 rows and 380 ms at 100,000, on the thread that
    paints. Here each place is computed when it is needed. It is a QListView still, for that is
    what makes it a list to assistive technology.
    """

    def __init__(self) -> None:
        super().__init__()
        self._columns = 1
        self._cell = QSize(1, 1)
        self._band = RubberBand()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_cells(self, columns: int, size: QSize) -> None:
        self._columns, self._cell = columns, QSize(size)
        self.doItemsLayout()

    @property
    def cells(self) -> Cells:
        model: QAbstractItemModel | None = self.model()  # None until it is set
        return Cells(
            0 if model is None else model.rowCount(),
            self._columns,
            self._cell,
            self.viewport().width(),
            self.isRightToLeft(),
        )

    def visible_rows(self) -> range:
        """Rows at least partly in view."""
        top = self.verticalOffset()
        return self.cells.between(top, top + self.viewport().height())

    @override
    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    @override
    def reset(self) -> None:
        super().reset()
        self.updateGeometries()  # who scrolls next finds the range of the new rows

    @override
    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(max(1, self._cell.height() // 4))  # three of them a notch of the wheel
        bar.setPageStep(height)
        bar.setRange(0, max(0, self.cells.height - height))
        self.horizontalScrollBar().setRange(0, 0)
        QAbstractItemView.updateGeometries(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)

    @override
    def rowsInserted(self, parent: _Index, start: int, end: int) -> None:
        QAbstractItemView.rowsInserted(self, parent, start, end)
        self.updateGeometries()
        if start < self.visible_rows().stop:
            self.viewport().update()

    @override
    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, roles)

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.scrollDirtyRegion(dx, dy)
        self.viewport().scroll(dx, dy)

    @override
    def isIndexHidden(self, index: _Index) -> bool:
        return False

    @override
    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid():
            return QRect()
        return self.cells.rect(index.row()).translated(0, -self.verticalOffset())

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.cells.row_at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if row is None else self.model().index(row, 0)

    @override
    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        if not index.isValid():
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setValue(self.cells.top_to_show(index.row(), hint, bar.value(), height))

    @override
    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        cells, current = self.cells, self.currentIndex()
        if not cells.count:
            return QModelIndex()
        page = max(1, self.viewport().height() // self._cell.height())
        row = cells.after(action, current.row(), page) if current.isValid() else 0
        return self.model().index(row, 0)

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        cells, area = self.cells, rect.translated(0, self.verticalOffset())
        if self.state() is self.State.DragSelectingState:
            spans = list(cells.touching(area))
        else:  # from one avatar to another, in reading order
            spans = [cells.in_order(area.topLeft(), area.bottomRight())]
        selection, model = QItemSelection(), self.model()
        for span in spans:
            if span:
                selection.select(model.index(span[0], 0), model.index(span[-1], 0))
        self.selectionModel().select(selection, command)

    @override
    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region, model = QRegion(), self.model()
        for row in self.visible_rows():
            index = model.index(row, 0)
            if selection.contains(index):
                region += self.visualRect(index)
        return region

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        QAbstractItemView.currentChanged(self, current, previous)
        if current.isValid() and self.hasFocus():
            self._tell_assistants(QAccessible.Event.Focus, current.row())

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)
        for event, rows in (
            (QAccessible.Event.SelectionAdd, selected),
            (QAccessible.Event.SelectionRemove, deselected),
        ):
            if not rows.isEmpty():
                self._tell_assistants(event, rows.at(0).top())

    def _tell_assistants(self, event: QAccessible.Event, row: int) -> None:
        """What QListView tells, which would look the row up in the layout that there is none of."""
        if QAccessible.isActive():
            told = QAccessibleEvent(self, event)
            told.setChild(row)
            QAccessible.updateAccessibility(told)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, offset = QPainter(self.viewport()), self.verticalOffset()
        paint_cells(painter, self, self.cells, offset, event.rect())
        if self.state() is self.State.DragSelectingState:
            self._band.paint(painter, self, offset)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._band.begin(event.position().toPoint(), self.verticalOffset())
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self.state() is self.State.DragSelectingState:
            self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._band.end()
        self.viewport().update()
