"""Cells of one size, in lines of as many as fit: where each of them is, by arithmetic alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractItemView

_Action = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint


@dataclass(frozen=True, slots=True)
class Cells:
    """``count`` cells, ``columns`` a line. Points are of the whole, with (0, 0) at its top left.

    Where it is ``mirrored``, lines begin at the right end of ``width``.
    """

    count: int
    columns: int
    size: QSize
    width: int = 0
    mirrored: bool = False

    @property
    def lines(self) -> int:
        return -(-self.count // self.columns)

    @property
    def height(self) -> int:
        return self.lines * self.size.height()

    def rect(self, row: int) -> QRect:
        line, column = divmod(row, self.columns)
        return QRect(QPoint(self._left(column), line * self.size.height()), self.size)

    def row_at(self, point: QPoint) -> int | None:
        """The row whose cell is there, None beside the cells and behind the last."""
        column = (self.width - 1 - point.x() if self.mirrored else point.x()) // self.size.width()
        row = point.y() // self.size.height() * self.columns + column
        return row if 0 <= column < self.columns and 0 <= row < self.count else None

    def between(self, top: int, bottom: int) -> range:
        """The rows of all lines at least partly from pixel ``top`` to before ``bottom``."""
        first = top // self.size.height() * self.columns
        stop = -(-bottom // self.size.height()) * self.columns
        return range(min(max(0, first), self.count), min(max(0, stop), self.count))

    def touching(self, area: QRect) -> Iterator[range]:
        """The rows whose cells meet ``area``: one range a line, or one for all whole lines."""
        columns = [c for c in range(self.columns) if self._meets(c, area)]
        rows = self.between(area.top(), area.bottom() + 1)
        if not columns or not rows:
            return
        if len(columns) == self.columns:
            yield rows
            return
        for first in range(rows.start, rows.stop, self.columns):
            yield range(first + columns[0], min(first + columns[-1] + 1, self.count))

    def in_order(self, point: QPoint, other: QPoint) -> range:
        """From the cell at one point to the cell at the other, as one reads; none beside cells."""
        ends = sorted(row for row in map(self.row_at, (point, other)) if row is not None)
        return range(ends[0], ends[-1] + 1) if ends else range(0)

    def moved(self, row: int, lines: int) -> int:
        """So many lines down, or up where below 0; as far as there are lines."""
        line, column = divmod(row, self.columns)
        target = min(max(0, line + lines), self.lines - 1)
        return min(target * self.columns + column, self.count - 1)

    def after(self, action: _Action, row: int, page: int) -> int:
        """Where a key goes from ``row``; ``page`` is so many lines."""
        lines = {
            _Action.MoveUp: -1,
            _Action.MoveDown: 1,
            _Action.MovePageUp: -page,
            _Action.MovePageDown: page,
        }
        if action in lines:
            return self.moved(row, lines[action])
        if action is _Action.MoveHome:
            return 0
        if action is _Action.MoveEnd:
            return self.count - 1
        onwards = _Action.MoveLeft if self.mirrored else _Action.MoveRight
        step = 1 if action in {_Action.MoveNext, onwards} else -1
        return min(max(0, row + step), self.count - 1)

    def top_to_show(self, row: int, hint: _Hint, top: int, height: int) -> int:
        """What is to be at the top of a view of that height, where ``top`` is now; in pixels."""
        cell = self.rect(row)
        to_top, to_bottom = cell.top(), cell.bottom() + 1 - height
        if hint is _Hint.PositionAtTop:
            return to_top
        if hint is _Hint.PositionAtBottom:
            return to_bottom
        if hint is _Hint.PositionAtCenter:
            return (to_top + to_bottom) // 2
        if top > to_top or cell.height() > height:
            return to_top
        return max(top, to_bottom)

    def _left(self, column: int) -> int:
        width = self.size.width()
        return self.width - (column + 1) * width if self.mirrored else column * width

    def _meets(self, column: int, area: QRect) -> bool:
        left = self._left(column)
        return left <= area.right() and area.left() < left + self.size.width()
