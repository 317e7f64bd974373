"""The sidebar: every value that occurs in the tab, with a live count, to be ticked."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from avatar_browser.domain.facets import FACET_TITLE, Facet
from avatar_browser.domain.text import displayable
from avatar_browser.services.shelf import FacetCount
from avatar_browser.ui.look.icons import icon_pixmap
from avatar_browser.ui.look.labels import scaled
from avatar_browser.ui.look.theme import SPACE_L, SPACE_S, Theme

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
Line = FacetCount | Facet
"""A value, or the heading of those that follow."""

LINE_ROLE = Qt.ItemDataRole.UserRole + 1


class FacetModel(QAbstractListModel):
    """Headings and values in one list. Counts change in place; other values are a reset."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return FACET_TITLE[line] if isinstance(line, Facet) else displayable(line.label)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(line)
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._lines[index.row()], Facet):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show_counts(self, counts: Sequence[FacetCount]) -> None:
        lines: list[Line] = []
        for facet, values in groupby(counts, key=lambda count: count.facet):
            lines += [facet, *values]
        if list(map(_identity, lines)) == list(map(_identity, self._lines)):
            self._lines = lines
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()


class Sidebar(QListView):
    """A list named "Filters". Click, Space or Enter ticks a value."""

    toggled = Signal(object, str)
    """Facet and value."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName("Filters")
        self._lines = FacetModel()
        self.setModel(self._lines)
        self._drawer = _LineDelegate(theme, self)
        self.setItemDelegate(self._drawer)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_chosen)

    def set_theme(self, theme: Theme) -> None:
        self._drawer.set_theme(theme)
        self.viewport().update()

    def show_counts(self, counts: Sequence[FacetCount]) -> None:
        self._lines.show_counts(counts)

    def _on_chosen(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, FacetCount):
            self.toggled.emit(line.facet, line.value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _LineDelegate(QStyledItemDelegate):
    """A heading, or a box to tick, a label and a count."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._font = view.font()
        self._heading = scaled(view.font(), -1, bold=True)
        self._metrics = QFontMetrics(self._font)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        extra = SPACE_L + 4 if isinstance(index.data(LINE_ROLE), Facet) else SPACE_S
        return QSize(120, self._metrics.height() + extra)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(LINE_ROLE)
        area = option.rect.adjusted(SPACE_L, 0, -SPACE_S, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, FacetCount):
            hovered = option.state & QStyle.StateFlag.State_MouseOver
            focused = option.state & QStyle.StateFlag.State_HasFocus
            if hovered or focused:
                painter.setPen(self._theme.accent if focused else Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.card_hover)
                painter.drawRoundedRect(option.rect.adjusted(SPACE_S, 0, -2, -1), 6, 6)
            self._paint_value(painter, area, line)
        else:
            painter.setFont(self._heading)
            painter.setPen(self._theme.muted)
            bottom = area.adjusted(0, 0, 0, -4)
            flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading
            painter.drawText(bottom, flags, str(index.data()))
        painter.restore()

    def _paint_value(self, painter: QPainter, area: QRect, line: FacetCount) -> None:
        box = QRect(area.left(), area.center().y() - 6, 13, 13)
        painter.setPen(self._theme.accent if line.chosen else self._theme.muted)
        painter.setBrush(self._theme.accent if line.chosen else self._theme.field)
        painter.drawRoundedRect(box, 3, 3)
        if line.chosen:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(
                box.topLeft(), icon_pixmap("check", self._theme.on_accent, 13, ratio)
            )
        painter.setFont(self._font)
        count = f"{line.count:,}"
        width = self._metrics.horizontalAdvance(count)
        text = area.adjusted(13 + SPACE_S, 0, -width - SPACE_S, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._theme.text if line.count or line.chosen else self._theme.muted)
        label = self._metrics.elidedText(
            displayable(line.label), Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignLeading, label)
        painter.setPen(self._theme.muted)
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignTrailing, count)


def _identity(line: Line) -> object:
    return line if isinstance(line, Facet) else (line.facet, line.value)


def _spoken(line: Line) -> str:
    if isinstance(line, Facet):
        return FACET_TITLE[line]
    ticked = ", ticked" if line.chosen else ""
    return f"{FACET_TITLE[line.facet]} {displayable(line.label)}, {line.count:,}{ticked}"
