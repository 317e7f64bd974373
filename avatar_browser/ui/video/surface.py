"""What pictures and clips are shown on: a still, or a frame in its place, and one line of text."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_PILL = QColor(20, 21, 24, 205)
ON_PILL = QColor("#f4f4f6")


class Surface(QWidget):
    """Keeps what is to be seen; how it is laid out and painted, subclasses say."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._still: QPixmap | None = None
        self._frame: QImage | None = None
        self._message = ""
        self.setAccessibleName("Picture")

    def show_still(self, still: QPixmap | None) -> None:
        self._still = still
        self.update()

    def show_frame(self, frame: QImage | None) -> None:
        """None gives the still back."""
        self._frame = frame
        self.update()

    def show_message(self, text: str) -> None:
        """Over the picture; empty for none."""
        self._message = text
        self.setAccessibleDescription(text)
        self.update()

    @property
    def message(self) -> str:
        return self._message

    @property
    def is_showing_frame(self) -> bool:
        return self._frame is not None

    @property
    def is_empty(self) -> bool:
        return self._frame is None and self._still is None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def paint_pill(painter: QPainter, pill: QRectF) -> None:
    """The ground of a line of text, which may then be drawn with the pen as it is."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_PILL)
    painter.drawRoundedRect(pill, 6, 6)
    painter.setPen(ON_PILL)
