"""The row of chips: what narrows the tab down, each to be dropped, and how much is left."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from avatar_browser.domain.text import displayable
from avatar_browser.services.shelf import Chip
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import small_label
from avatar_browser.ui.look.layouts import empty
from avatar_browser.ui.look.plain import literal
from avatar_browser.ui.look.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Theme
from avatar_browser.ui.words import counted

_SHOWN = 6
_LABEL_LIMIT = 28


class ChipsRow(QWidget):
    dropped = Signal(object)
    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chips: list[Chip] = []
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE_XS)
        self._count = small_label()
        self._count.setWordWrap(False)
        self._clear = QToolButton()
        self._clear.setText("Clear all")
        self._clear.clicked.connect(self.cleared)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_XS, SPACE_M, SPACE_XS)
        layout.setSpacing(SPACE_S)
        layout.addLayout(self._buttons)
        layout.addStretch(1)
        layout.addWidget(self._count)
        layout.addWidget(self._clear)

    @property
    def labels(self) -> list[str]:
        return [chip.label for chip in self._chips]

    @property
    def count_text(self) -> str:
        return self._count.text()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._build()

    def show_chips(
        self, chips: Sequence[Chip], shown: int, total: int, people: int | None = None
    ) -> None:
        """``shown`` of ``total`` avatars of the tab are left. No row where nothing narrows it.

        ``people`` is how many they are of, where people are shown and are to be counted.
        """
        self.setVisible(bool(chips) or people is not None)
        self._clear.setVisible(bool(chips))
        counts = [] if people is None else [counted(people, "person", "people")]
        if chips:
            counts.append(f"{shown:,} of {total:,}" + (" looks" if counts else ""))
        self._count.show_text("  ·  ".join(counts))
        if list(chips) != self._chips:
            self._chips = list(chips)
            self._build()

    def _build(self) -> None:
        empty(self._buttons)
        for chip in self._chips[:_SHOWN]:
            button = QToolButton()
            button.setProperty("chip", True)
            button.setText(literal(displayable(chip.label, _LABEL_LIMIT)))
            button.setIcon(icon("close", self._theme.muted, 12))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            button.setAccessibleName(f"Drop {displayable(chip.label)}")
            button.clicked.connect(partial(self.dropped.emit, chip))
            self._buttons.addWidget(button)
        if len(self._chips) > _SHOWN:
            self._buttons.addWidget(small_label(f"and {len(self._chips) - _SHOWN} more"))
