"""Pictures made on the spot, as the bytes a provider would send."""

from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QRect
from PySide6.QtGui import QColor, QImage, QPainter

Band = tuple[str, int]
"""A colour and so many rows, or columns, of it."""


def encoded(image: QImage, kind: str = "png", quality: int = -1) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind, quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def plain(width: int, height: int, colour: str = "#3a7bd5") -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    return image


def rows(width: int, *bands: Band) -> QImage:
    """Horizontal bands from top to bottom."""
    image = plain(width, sum(count for _, count in bands))
    top = 0
    for colour, count in bands:
        _paint(image, QRect(0, top, width, count), colour)
        top += count
    return image


def columns(height: int, *bands: Band) -> QImage:
    """Vertical bands from left to right."""
    image = plain(sum(count for _, count in bands), height)
    left = 0
    for colour, count in bands:
        _paint(image, QRect(left, 0, count, height), colour)
        left += count
    return image


def colours(image: QImage, points: Iterable[tuple[int, int]]) -> list[str]:
    return [image.pixelColor(x, y).name() for x, y in points]


def _paint(image: QImage, area: QRect, colour: str) -> None:
    painter = QPainter(image)
    painter.fillRect(area, QColor(colour))
    painter.end()
