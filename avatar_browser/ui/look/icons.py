"""Icons: one family of own SVGs (24 units, stroke 1.75), tinted from the palette."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from avatar_browser.store.resources import resource

_DENSE = 2.0
"""Serves a screen that is plugged in later: a picture made smaller stays sharp."""


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    side = round(size * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_pixmap(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """The icon as a picture of ``size`` logical pixels at the device pixel ratio given."""
    return _pixmap(name, colour.name(), size, ratio)


def icon(name: str, colour: QColor, size: int = 18) -> QIcon:
    """At the ratios of the screens there are: the window has dozens of icons when it opens."""
    result = QIcon()
    screens = QGuiApplication.screens()
    for ratio in sorted({_DENSE, *(screen.devicePixelRatio() for screen in screens)}):
        result.addPixmap(icon_pixmap(name, colour, size, ratio))
    return result


def application_icon() -> QIcon:
    result = QIcon()
    for size in (16, 32, 48, 64, 128, 256):
        result.addPixmap(_pixmap("avatar-browser", "#000000", size, 1.0))
    return result
