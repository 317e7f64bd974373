"""What rooms are made of."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from avatar_browser.demo.art.pens import (
    darker,
    faded,
    lighter,
    linear,
    mix,
    radial,
)

COLOURS = (
    "#b5473c",
    "#d98e3f",
    "#e7c878",
    "#5c7f6b",
    "#3f6580",
    "#7b5a86",
    "#ece3d2",
    "#2f3b4d",
    "#a8b8a0",
    "#c77b68",
)


def box(p: QPainter, x: float, y: float, w: float, h: float, tint: QColor) -> None:
    p.fillRect(QRectF(x, y, w, h), tint)


def paint_wall(p: QPainter, wide: float, tint: QColor) -> None:
    p.fillRect(
        QRectF(0, 0, wide, 1000),
        linear((0, 0), (0, 1000), (0, lighter(tint, 0.24)), (1, darker(tint, 0.1))),
    )


def glow(p: QPainter, x: float, y: float, size: float, tint: QColor, alpha: float) -> None:
    p.fillRect(
        QRectF(x - size, y - size, 2 * size, 2 * size),
        radial((x, y), size, (0, faded(tint, alpha)), (1, faded(tint, 0))),
    )


def panes(p: QPainter, x: float, w: float, top: float, bottom: float, tint: QColor) -> None:
    area = QRectF(x, top, w, bottom - top)
    p.fillRect(
        area,
        linear(
            (0, top),
            (0, bottom),
            (0, QColor("#d9ecfa")),
            (0.6, QColor("#f6f8f3")),
            (1, mix(QColor("#cfe0c4"), tint, 0.2)),
        ),
    )
