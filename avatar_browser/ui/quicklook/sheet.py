"""The sheet that quick look is drawn on: dimmed ground, picture, controls, names and buttons."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.overlay import Keys, Overlay
from avatar_browser.ui.look.theme import SPACE_L, SPACE_M, SPACE_S, Theme
from avatar_browser.ui.quicklook.board import Board
from avatar_browser.ui.quicklook.facts_side import FactsSide
from avatar_browser.ui.quicklook.footer import Footer
from avatar_browser.ui.video.controls import Controls

KEYS_TOLD = (
    ("Previous, next avatar", "Left, Right"),
    ("Looks of the person", "Up, Down"),
    ("Play or pause", "Ctrl+P"),
    ("A frame back or on", "Comma, Full stop"),
    ("Full screen", "F"),
    ("Larger, smaller, whole", "+, −, 0, or Ctrl with the wheel"),
    ("Frame guide", "G"),
    ("Facts", "I"),
    ("Copy ID", "Ctrl+C"),
    ("Star", "S or Ctrl+D"),
    ("Close", "Space or Esc"),
)
"""For people."""


class Sheet(Overlay):
    """The picture, what is worked with below it, and the facts beside it."""

    def __init__(self, over: QWidget, controls: Controls, theme: Theme) -> None:
        super().__init__(over, theme)
        self.setAccessibleName("Quick look")
        self.board = Board()
        self.controls = controls
        self.footer = Footer(theme)
        self.side = FactsSide(theme)
        self.side.hide()
        self._build()
        self.take_keys_of(self.panel)

    def _build(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(SPACE_M)
        upper.addWidget(self.board, 1)
        upper.addWidget(self.side)
        inner = column(self.panel, spacing=SPACE_S, margins=(SPACE_L, SPACE_L, SPACE_L, SPACE_M))
        inner.addLayout(upper, 1)
        inner.addWidget(self.controls)
        inner.addWidget(self.footer)

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for part in (self.controls, self.footer, self.side):
            part.set_theme(theme)


def zoom_keys(zoom: Callable[[int], object]) -> Keys:
    """Plus, minus and nought, alone or with Ctrl; plus is with Shift on many keyboards."""
    none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    shift, key = Qt.KeyboardModifier.ShiftModifier, Qt.Key
    steps = {key.Key_Plus: 1, key.Key_Equal: 1, key.Key_Minus: -1, key.Key_0: 0}
    return {
        (held, k): partial(zoom, by)
        for k, by in steps.items()
        for held in (none, shift, control, control | shift)
    }
