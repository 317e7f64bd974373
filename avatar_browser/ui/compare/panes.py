"""The panes of a comparison in one row, or in two."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QWidget

from avatar_browser.ui.compare.pane import Pane
from avatar_browser.ui.look.layouts import IN_A_ROW, columns_for, lay_beside
from avatar_browser.ui.look.theme import SPACE_M, Theme

MOST = 6
_LEAST_WIDTH = 220
_LEAST_HEIGHT = 150
_LINE = 44
_ONE_ROW, _TWO_ROWS = 0.8, 0.94
"""Of the height that the pictures can have: something of the facts is to be seen below."""


class Panes(QWidget):
    """Panes are made when they are first wanted, and kept: each has a player of its own."""

    made = Signal(object, int)
    """A Pane and its number; it is in its place."""
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._made: list[Pane] = []
        self._shown = 0
        self._current = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(SPACE_M)

    @property
    def shown(self) -> list[Pane]:
        return self._made[: self._shown]

    @property
    def columns(self) -> int:
        return columns_for(self._shown)

    @property
    def number(self) -> int:
        """Of the pane that keys act on."""
        return self._current

    @property
    def current(self) -> Pane | None:
        return self.shown[self._current] if self._current < self._shown else None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for pane in self._made:
            pane.set_theme(theme)
        self._show_current()

    def show_count(self, count: int) -> None:
        self._shown = count
        while len(self._made) < count:
            pane = Pane(self._theme)
            pane.setParent(self)  # else it would be a window of its own for a moment
            pane.resized.connect(self.resized)
            self._made.append(pane)
            self.made.emit(pane, len(self._made) - 1)
        lay_beside(self._grid, self._made, count)
        for place in range(IN_A_ROW):
            is_used = place < self.columns
            self._grid.setColumnStretch(place, 1 if is_used else 0)
            self._grid.setColumnMinimumWidth(place, _LEAST_WIDTH if is_used else 0)
        self.set_current(0)

    def fit(self, height: int) -> None:
        """Give the pictures their share of the height that is seen."""
        rows, share = (1, _ONE_ROW) if self._shown <= IN_A_ROW else (2, _TWO_ROWS)
        room = height / rows - _LINE - SPACE_M
        for pane in self.shown:
            pane.canvas.setFixedHeight(max(_LEAST_HEIGHT, round(room * share)))

    def set_current(self, number: int) -> None:
        self._current = number
        self._show_current()

    def pane_of(self, widget: QWidget) -> int | None:
        """The number of the pane that it is, or that it is a part of."""
        inside = (n for n, p in enumerate(self.shown) if p is widget or p.isAncestorOf(widget))
        return next(inside, None)

    def _show_current(self) -> None:
        ring = QColor(self._theme.accent)
        for number, pane in enumerate(self.shown):
            pane.show_current(ring if number == self._current else None)
