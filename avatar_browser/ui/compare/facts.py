"""The table below the panes: a row a fact, a column an avatar."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from avatar_browser.ui.compare.differences import Line
from avatar_browser.ui.details.facts import value_widget
from avatar_browser.ui.look.labels import PlainLabel, scaled
from avatar_browser.ui.look.layouts import empty
from avatar_browser.ui.look.theme import SPACE_M, SPACE_S

MARK = "≠"
_LABEL_WIDTH = 104
_VALUE_WIDTH = 112
_NOT_STATED = "—"


class ComparedFacts(QWidget):
    """Rows that differ have a mark before them and heavier values."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Facts")
        self._names: list[str] = []
        self._lines: list[Line] = []
        self._only_differing = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(SPACE_S - 2)

    @property
    def shown(self) -> list[Line]:
        return [each for each in self._lines if each.differs or not self._only_differing]

    def set_only_differing(self, on: bool) -> None:
        self._only_differing = on
        self._build()

    def show_lines(self, names: Sequence[str], lines: Sequence[Line]) -> None:
        """``names`` are above the columns."""
        if (list(names), list(lines)) != (self._names, self._lines):
            self._names, self._lines = list(names), list(lines)
            self._build()

    def _build(self) -> None:
        empty(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for place in range(2, self._grid.columnCount()):
            is_used = place < len(self._names) + 2
            self._grid.setColumnMinimumWidth(place, _VALUE_WIDTH if is_used else 0)
            self._grid.setColumnStretch(place, 1 if is_used else 0)
        for place, name in enumerate(self._names, start=2):
            heading = PlainLabel(name)
            heading.setFont(scaled(heading.font(), 0, bold=True))
            self._grid.addWidget(_cut(heading), 0, place, top)
            self._grid.setColumnMinimumWidth(place, _VALUE_WIDTH)
            self._grid.setColumnStretch(place, 1)
        for number, line in enumerate(self.shown, start=1):
            mark = PlainLabel(MARK if line.differs else "", wrap=False)
            mark.setAccessibleName("Differs" if line.differs else "The same")
            mark.setFixedWidth(mark.fontMetrics().horizontalAdvance(MARK))
            label = PlainLabel(line.label, muted=True)
            label.setFixedWidth(_LABEL_WIDTH)
            self._grid.addWidget(mark, number, 0, top)
            self._grid.addWidget(label, number, 1, top)
            for place, (name, value) in enumerate(
                zip(self._names, line.values, strict=True), start=2
            ):
                cell = value_widget(value or _NOT_STATED)
                cell.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # by keyboard: panes and buttons
                cell.setAccessibleName("" if value else "Not stated")
                said = f"{line.label} of {name}"
                cell.setAccessibleDescription(f"{said}, differs" if line.differs else said)
                if line.differs:
                    cell.setFont(scaled(cell.font(), 0, bold=True))
                self._grid.addWidget(_cut(cell), number, place, top)
        if self._names and not self.shown:
            words = PlainLabel("No differences in what the providers tell.", muted=True)
            self._grid.addWidget(words, 1, 0, 1, len(self._names) + 2)


def _cut(widget: QWidget) -> QWidget:
    """A word longer than the column is cut, it must not widen the column."""
    widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return widget
