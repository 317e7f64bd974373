"""What is drawn for a moment in place of the picture of one card."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from avatar_browser.domain.avatar import AvatarKey

_LINE = 3
_LINE_GROUND = QColor(20, 21, 24, 110)
_LINE_DONE = QColor(244, 244, 246, 235)


@dataclass(frozen=True, slots=True)
class CardOverlay:
    """For the card of ``key``, which is in ``row``.

    ``frame`` is as large as the picture, its corners rounded; None leaves the picture where it is.
    ``progress`` is 0 to 1, drawn as a line along the lower edge; None for no line.
    """

    row: int
    key: AvatarKey
    frame: QPixmap | None = None
    progress: float | None = None


def paint_progress(painter: QPainter, picture: QRect, share: float) -> None:
    line = QRectF(picture.left(), picture.bottom() + 1 - _LINE, picture.width(), _LINE)
    painter.fillRect(line, _LINE_GROUND)
    line.setWidth(line.width() * min(max(0.0, share), 1.0))
    painter.fillRect(line, _LINE_DONE)
