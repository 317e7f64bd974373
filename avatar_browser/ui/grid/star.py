"""The star on a card: where it is, and how it is drawn."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from avatar_browser.ui.look.icons import icon_pixmap
from avatar_browser.ui.look.theme import SPACE_XS

_SIDE = 26
_ICON = 16
_GROUND = QColor(20, 21, 24, 175)
_LINE = QColor("#f4f4f6")


def star_area(picture: QRect) -> QRect:
    """The upper right corner of a card's picture; what is clicked there is meant for the star."""
    corner = QPoint(picture.right() - _SIDE - SPACE_XS + 1, picture.top() + SPACE_XS)
    return QRect(corner.x(), corner.y(), _SIDE, _SIDE)


def paint_star(painter: QPainter, picture: QRect, *, filled: bool) -> None:
    """A filled star or its outline, on a disc of its own: pictures are of any colour there."""
    area = star_area(picture)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawEllipse(QRectF(area))
    name = "star-filled" if filled else "star"
    drawing = icon_pixmap(name, _LINE, _ICON, painter.device().devicePixelRatioF())
    inset = (_SIDE - _ICON) // 2
    painter.drawPixmap(area.topLeft() + QPoint(inset, inset), drawing)
