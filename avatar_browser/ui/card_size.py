"""The slider for the size of the cards."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QSlider
from typing_extensions import override

from avatar_browser.ui.grid.card import CARD_WIDTH, CARD_WIDTH_MAX, CARD_WIDTH_MIN

_STEP = 8
_PAGE = 32


class CardSizeSlider(QSlider):
    """Its value is the width that cards are made for, in logical pixels; one for all tabs."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("size")
        self.setAccessibleName("Card size")
        self.setToolTip("Card size (Ctrl+Plus, Ctrl+Minus, Ctrl+0)")
        self.setRange(CARD_WIDTH_MIN, CARD_WIDTH_MAX)
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.setValue(CARD_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(104, super().sizeHint().height())

    def reset(self) -> None:
        self.setValue(CARD_WIDTH)
