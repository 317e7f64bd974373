"""A large picture that can be zoomed and framed: a still, or the frames of a clip."""

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

ZOOM_MAX = 8.0
_SHADE = QColor(0, 0, 0, 120)
_LINE = QColor(255, 255, 255, 220)
_PILL = QColor(20, 21, 24, 205)
_ON_PILL = QColor("#f4f4f6")


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


class Canvas(QWidget):
    """Paints what it is given on the ground of its parent."""

    resized = Signal()
    pressed = Signal()
    dragged = Signal(QPointF)
    """By so much, in shares of the picture."""

    def __init__(self) -> None:
        super().__init__()
        self._still: QPixmap | None = None
        self._frame: QImage | None = None
        self._look = Look()
        self._message = ""
        self._caption = ""
        self._ring: QColor | None = None
        self._grip: QPointF | None = None
        self.setAccessibleName("Picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 80)

    def show_still(self, still: QPixmap | None) -> None:
        self._still = still
        self.update()

    def show_frame(self, frame: QImage | None) -> None:
        """None gives the still back."""
        self._frame = frame
        self.update()

    def show_look(self, look: Look) -> None:
        self._look = look
        self.update()

    def show_message(self, text: str) -> None:
        self._message = text
        self.setAccessibleDescription(text)
        self.update()

    def show_caption(self, text: str, ring: QColor | None) -> None:
        """A name on the picture, and a ring around the one that is current of several."""
        self._caption, self._ring = text, ring
        self.update()

    @property
    def message(self) -> str:
        return self._message

    @property
    def still(self) -> QPixmap | None:
        return self._still

    @property
    def is_showing_frame(self) -> bool:
        return self._frame is not None

    @property
    def is_empty(self) -> bool:
        return self._frame is None and self._still is None

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
            self._paint_line(painter, self._caption, at_top=False)
        if self._message:
            self._paint_line(painter, self._message, at_top=bool(self._caption))
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

    def _paint_line(self, painter: QPainter, text: str, *, at_top: bool) -> None:
        """In the middle, at the canvas's upper or lower edge."""
        line = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 40)
        size = self._pill_size(line)
        top = 8 if at_top else self.height() - size.height() - 8
        self._paint_pill(painter, line, QPointF((self.width() - size.width()) / 2, top))

    def _pill_size(self, text: str) -> QSizeF:
        metrics = self.fontMetrics()
        return QSizeF(metrics.horizontalAdvance(text) + 20, metrics.height() + 8)

    def _paint_pill(self, painter: QPainter, text: str, corner: QPointF) -> None:
        pill = QRectF(corner, self._pill_size(text))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PILL)
        painter.drawRoundedRect(pill, 6, 6)
        painter.setPen(_ON_PILL)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

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
