"""The stage: the still, or the frames of a clip over it, and one line of text."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from avatar_browser.ui.look.icons import icon_pixmap
from avatar_browser.ui.look.theme import RADIUS_CARD, SPACE_S, Theme
from avatar_browser.ui.video.surface import ON_PILL, Surface, paint_pill


class Stage(Surface):
    """Shows a still, scaled to fit; a frame replaces it while a clip plays."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._progress: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(320)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    @override
    def show_message(self, text: str, progress: float | None = None) -> None:
        """``progress`` is 0 to 1, None for no bar."""
        self._progress = progress
        super().show_message(text)

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rounded = QPainterPath()
        rounded.addRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)
        painter.fillPath(rounded, self._theme.placeholder)
        painter.setClipPath(rounded)
        if self._frame is not None:
            painter.drawImage(self._fitted(self._frame.size()), self._frame)
        elif self._still is not None:
            self._paint_still(painter, self._still)
        else:
            self._paint_symbol(painter)
        self._paint_message(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.accent, 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)

    def _paint_still(self, painter: QPainter, still: QPixmap) -> None:
        size = still.deviceIndependentSize().toSize()
        corner = QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        painter.drawPixmap(corner, still)

    def _paint_symbol(self, painter: QPainter) -> None:
        symbol = icon_pixmap("person", self._theme.muted, 48, self.devicePixelRatioF())
        painter.setOpacity(0.5)
        painter.drawPixmap(self.rect().center() - QPoint(24, 24), symbol)
        painter.setOpacity(1.0)

    def _paint_message(self, painter: QPainter) -> None:
        if not self._message:
            return
        metrics = self.fontMetrics()
        width = self.width() - 2 * SPACE_S
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        text = metrics.boundingRect(QRect(0, 0, width - 20, 200), int(flags), self._message)
        height = text.height() + 12 + (8 if self._progress is not None else 0)
        box = QRect(SPACE_S, self.height() - height - SPACE_S, width, height)
        paint_pill(painter, QRectF(box))
        painter.drawText(box.adjusted(10, 6, -10, -6), int(flags), self._message)
        if self._progress is not None:
            bar = QRectF(box.left() + 10, box.bottom() - 7, box.width() - 20, 3)
            painter.fillRect(bar, QColor(255, 255, 255, 70))
            bar.setWidth(bar.width() * min(1.0, self._progress))
            painter.fillRect(bar, ON_PILL)

    def _fitted(self, size: QSize) -> QRect:
        """The largest place for ``size`` within the stage that keeps its shape, centred."""
        fitted = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(0, 0), fitted)
        place.moveCenter(self.rect().center())
        return place
