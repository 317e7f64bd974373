"""Facts in two aligned columns: label muted, value selectable."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from avatar_browser.ui.details.rows import Row
from avatar_browser.ui.look.labels import PlainLabel
from avatar_browser.ui.look.layouts import empty
from avatar_browser.ui.look.theme import SPACE_M, SPACE_S

_LABEL_WIDTH = 104


class FactsTable(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(SPACE_S - 2)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def show_rows(self, rows: Sequence[Row]) -> None:
        if list(rows) == self._rows:
            return
        self._rows = list(rows)
        empty(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for number, row in enumerate(rows):
            label = PlainLabel(row.label, muted=True)
            label.setFixedWidth(_LABEL_WIDTH)
            value = PlainLabel(row.value, selectable=True)
            value.setAccessibleDescription(row.label)
            # A word longer than the pane is cut, it must not widen the pane.
            value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(label, number, 0, top)
            self._grid.addWidget(value, number, 1, top)
