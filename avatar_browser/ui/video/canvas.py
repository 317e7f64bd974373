"""A large picture that can be zoomed and framed: a still, or the frames of a clip."""

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from avatar_browser.ui.video.surface import Surface, paint_pill

ZOOM_MAX = 8.0
_SHADE = QColor(0, 0, 0, 120)
_LINE = QColor(255, 255, 255, 220)
_BESIDE = 20
"""Pixels at either side that no text reaches into."""


class Guide(Enum):
    """A frame drawn over the picture: what is left of it in a video of that shape."""

    NONE = ("", 0.0)
    WIDE = ("16:9", 16 / 9)
    TALL = ("9:16", 9 / 16)
    SQUARE = ("1:1", 1.0)

    @property
    def title(self) -> str:
        return self.value[0]

    @property
    def shape(self) -> float:
        return self.value[1]

    @property
    def following(self) -> "Guide":
        guides = list(Guide)
        return guides[(guides.index(self) + 1) % len(guides)]


@dataclass(frozen=True, slots=True)
class Look:
    """How pictures are looked at: ``zoom`` 1 fits; ``shift`` is in shares of the picture."""

    zoom: float = 1.0
    shift: QPointF = field(default_factory=QPointF)
    guide: Guide = Guide.NONE


class Canvas(Surface):
    """Paints what it is given on the ground of its parent."""

    pressed = Signal()
    dragged = Signal(QPointF)
    """By so much, in shares of the picture."""

    def __init__(self) -> None:
        super().__init__()
        self._look = Look()
        self._caption = ""
        self._ring: QColor | None = None
        self._grip: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 80)

    def show_look(self, look: Look) -> None:
        self._look = look
        self.update()

    def show_caption(self, text: str, ring: QColor | None) -> None:
        """A name on the picture, and a ring around the one that is current of several."""
        self._caption, self._ring = text, ring
        self.update()

    @property
    def still(self) -> QPixmap | None:
        return self._still

    @property
    def picture(self) -> QRectF:
        """Where the picture is, zoomed; it may reach beyond the canvas."""
        size = self._picture_size()
        if size.isEmpty():
            return QRectF()
        fitted = QSizeF(size).scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        fitted *= self._look.zoom
        place = QRectF(QPointF(0, 0), fitted)
        shift = self._look.shift
        place.moveCenter(
            QRectF(self.rect()).center()
            + QPointF(shift.x() * fitted.width(), shift.y() * fitted.height())
        )
        return place

    def _picture_size(self) -> QSize:
        if self._frame is not None:
            return self._frame.size()
        return self._still.size() if self._still is not None else QSize()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self.picture
        if self._frame is not None:
            painter.drawImage(place, self._frame)
        elif self._still is not None:
            painter.drawPixmap(place, self._still, QRectF(self._still.rect()))
        if self._look.guide is not Guide.NONE and not place.isEmpty():
            self._paint_guide(painter, place, self._look.guide)
        if self._caption:
            self._paint_caption(painter)
        if self._message:
            self._paint_message(painter)
        if self._ring is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._ring, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_guide(self, painter: QPainter, place: QRectF, guide: Guide) -> None:
        size = QSizeF(guide.shape, 1).scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        frame = QRectF(QPointF(0, 0), size)
        frame.moveCenter(place.center())
        painter.save()
        painter.setClipRect(place)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        if frame.width() < place.width():
            side = (place.width() - frame.width()) / 2
            painter.drawRect(QRectF(place.left(), place.top(), side, place.height()))
            painter.drawRect(QRectF(frame.right(), place.top(), side, place.height()))
        else:
            side = (place.height() - frame.height()) / 2
            painter.drawRect(QRectF(place.left(), place.top(), place.width(), side))
            painter.drawRect(QRectF(place.left(), frame.bottom(), place.width(), side))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_LINE, 1.5))
        painter.drawRect(frame.adjusted(1, 1, -1, -1))
        seen = frame.intersected(QRectF(self.rect()))  # zoomed, its corner may be outside
        self._paint_pill(painter, guide.title, seen.topLeft() + QPointF(8, 8))
        painter.restore()

    def _paint_caption(self, painter: QPainter) -> None:
        """In the middle of the lower edge, cut where it is long."""
        cut = Qt.TextElideMode.ElideRight
        line = self.fontMetrics().elidedText(self._caption, cut, self.width() - 2 * _BESIDE)
        size = self._pill_size(line)
        place = QPointF((self.width() - size.width()) / 2, self.height() - size.height() - 8)
        self._paint_pill(painter, line, place)

    def _paint_message(self, painter: QPainter) -> None:
        """Whole, in as many lines as it takes; above where there is a caption below."""
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = QRect(0, 0, self.width() - 2 * _BESIDE, self.height())
        text = self.fontMetrics().boundingRect(room, int(flags), self._message)
        pill = QRectF(0, 8, text.width() + 20, text.height() + 8)
        pill.moveLeft((self.width() - pill.width()) / 2)
        if not self._caption:
            pill.moveBottom(self.height() - 8)
        paint_pill(painter, pill)
        painter.drawText(pill, int(flags), self._message)

    def _pill_size(self, text: str) -> QSizeF:
        metrics = self.fontMetrics()
        return QSizeF(metrics.horizontalAdvance(text) + 20, metrics.height() + 8)

    def _paint_pill(self, painter: QPainter, text: str, corner: QPointF) -> None:
        pill = QRectF(corner, self._pill_size(text))
        paint_pill(painter, pill)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.position()
        self.pressed.emit()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.picture
        if self._grip is None or place.isEmpty():
            return
        moved = event.position() - self._grip
        self._grip = event.position()
        self.dragged.emit(QPointF(moved.x() / place.width(), moved.y() / place.height()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None


def held_inside(shift: QPointF, zoom: float) -> QPointF:
    """No further than that the picture's edge comes to the middle of the canvas."""
    most = 0.5 if zoom > 1 else 0.0
    return QPointF(min(most, max(-most, shift.x())), min(most, max(-most, shift.y())))
