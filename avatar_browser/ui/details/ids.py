"""The ids block: each id with its label, a copy button, and a line saying what it is for."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from avatar_browser.domain.avatar import Identifier
from avatar_browser.ui.details.id_field import IdField
from avatar_browser.ui.look.buttons import tool_button
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import small_label
from avatar_browser.ui.look.layouts import empty
from avatar_browser.ui.look.theme import SPACE_S, SPACE_XS, Theme


class IdsBlock(QWidget):
    copy_wanted = Signal(str, str)
    """Label and raw value of one id."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ids: tuple[Identifier, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_XS)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._build()

    def show_ids(self, ids: tuple[Identifier, ...]) -> None:
        if ids != self._ids:
            self._ids = ids
            self._build()

    def _build(self) -> None:
        empty(self._grid)
        for number, identifier in enumerate(self._ids):
            row = number * 4
            self._grid.addWidget(small_label(identifier.label), row, 0, 1, 2)
            value = IdField(identifier.value, identifier.label)
            value.copy_wanted.connect(partial(self._copy, identifier))
            self._grid.addWidget(value, row + 1, 0)
            self._grid.addWidget(self._copy_button(identifier), row + 1, 1)
            self._grid.addWidget(small_label(identifier.purpose), row + 2, 0, 1, 2)
            self._grid.setRowMinimumHeight(row + 3, SPACE_S)

    def _copy_button(self, identifier: Identifier) -> QToolButton:
        button = tool_button(f"Copy {identifier.label}")
        button.setIcon(icon("copy", self._theme.muted))
        button.clicked.connect(partial(self._copy, identifier))
        return button

    def _copy(self, identifier: Identifier, _checked: bool = False) -> None:
        self.copy_wanted.emit(identifier.label, identifier.value)
