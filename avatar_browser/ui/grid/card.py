"""Where the parts of a card are, in logical pixels."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from avatar_browser.ui.look.theme import SPACE_S

CARD_WIDTH, CARD_WIDTH_MIN, CARD_WIDTH_MAX = 152, 96, 320
"""Widths that can be asked for: the usual one, the least, the most."""
MARGIN = SPACE_S
"""Free space around a card; two neighbours share twice this."""
PICTURE_RATIO = 4 / 3
"""Height of the picture by its width: cards are 3:4."""


@dataclass(frozen=True, slots=True)
class CardShape:
    """The cell that fits a view of ``width`` pixels, all columns equal."""

    columns: int
    cell: QSize
    text_height: int

    @classmethod
    def fitting(cls, width: int, wanted: int, text_height: int) -> "CardShape":
        """``wanted`` is the card width asked for; the cards get as wide as the columns allow."""
        columns = max(1, width // (wanted + 2 * MARGIN))
        cell_width = max(wanted // 2, width // columns)
        picture = round((cell_width - 2 * MARGIN) * PICTURE_RATIO)
        return cls(columns, QSize(cell_width, picture + text_height + 2 * MARGIN), text_height)

    @property
    def picture_size(self) -> QSize:
        width = self.cell.width() - 2 * MARGIN
        return QSize(width, round(width * PICTURE_RATIO))

    def card(self, cell: QRect) -> QRect:
        return cell.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def picture(self, cell: QRect) -> QRect:
        return QRect(self.card(cell).topLeft(), self.picture_size)

    def text(self, cell: QRect) -> QRect:
        card = self.card(cell)
        return card.adjusted(10, self.picture_size.height() + 7, -10, -7)
