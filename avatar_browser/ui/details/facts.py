"""Facts in two aligned columns: label muted, value selectable."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from avatar_browser.domain.text import TEXT_LIMIT, displayable
from avatar_browser.ui.details.rows import Row
from avatar_browser.ui.look.labels import PlainLabel
from avatar_browser.ui.look.layouts import empty
from avatar_browser.ui.look.theme import SPACE_M, SPACE_S

_LABEL_WIDTH = 104
_LONGEST_WORD = 26


def value_widget(text: str) -> PlainLabel | QLineEdit:
    """A label; a line that scrolls where a word is too long to be wrapped, such as an id."""
    if "\n" in text or max(map(len, text.split()), default=0) <= _LONGEST_WORD:
        return PlainLabel(text, selectable=True)
    line = QLineEdit(displayable(text, TEXT_LIMIT))
    line.setReadOnly(True)
    line.setProperty("flat", True)
    line.setCursorPosition(0)
    return line


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
            value = value_widget(row.value)
            value.setAccessibleDescription(row.label)
            # A word longer than the pane is cut, it must not widen the pane.
            value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(label, number, 0, top)
            self._grid.addWidget(value, number, 1, top)
