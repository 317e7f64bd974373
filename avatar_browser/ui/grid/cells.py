"""Cells of one size, in lines of as many as fit: where each of them is, by arithmetic alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize


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

    def moved(self, row: int, lines: int) -> int:
        """So many lines down, or up where below 0; as far as there are lines."""
        line, column = divmod(row, self.columns)
        target = min(max(0, line + lines), self.lines - 1)
        return min(target * self.columns + column, self.count - 1)

    def _left(self, column: int) -> int:
        width = self.size.width()
        return self.width - (column + 1) * width if self.mirrored else column * width

    def _meets(self, column: int, area: QRect) -> bool:
        left = self._left(column)
        return left <= area.right() and area.left() < left + self.size.width()
