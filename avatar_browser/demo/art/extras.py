"""Glasses, earrings and necklaces."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from avatar_browser.demo.art.pens import (
    Curve,
    around,
    blob,
    color,
    darker,
    ellipse,
    faded,
    lighter,
    line,
    linear,
    shape,
    taper,
)
from avatar_browser.demo.art.sitter import Sitter

_BARE_EARS = frozenset(
    {
        "ponytail",
        "top-bun",
        "low-bun",
        "pixie",
        "buzz",
        "fade",
        "afro",
        "bald",
        "side-part",
        "quiff",
        "swept",
        "crop",
        "receding",
        "turban",
        "head-wrap",
    }
)


# Corners of one lens around (0, 0), the outer side to the right.
_LENSES: Mapping[str, tuple[Curve, ...]] = {
    "cat": (
        [(41, -31), (40, -14), (34, 10), (14, 25), (-12, 25)],
        [(-12, 25), (-32, 12), (-37, -8), (-24, -19), (4, -21), (41, -31)],
    ),
    "square": (
        [(-36, -20), (-18, -25), (18, -26), (37, -22)],
        [(39, 2), (31, 24), (0, 29), (-28, 25), (-37, 4)],
    ),
    "rect": (
        [(-36, -12), (-20, -19), (16, -20), (37, -15)],
        [(37, 6), (26, 20), (0, 22), (-26, 20), (-37, 6)],
    ),
}


def _lens(kind: str) -> QPainterPath:
    """Made anew for each picture: Qt keeps notes in a path, and two threads may draw at once."""
    if kind == "round":
        return ellipse((0, 2), 36, 35)
    if kind == "cat":
        return shape(*_LENSES[kind])
    return blob([point for curve in _LENSES[kind] for point in curve])


def draw_glasses(p: QPainter, s: Sitter) -> None:
    thick = 2.8 if s.face.glasses == "round" else 4.4
    pen = QPen(QColor(s.face.glasses_color), thick)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    p.save()
    p.translate(s.pose.turn * 9, 5)
    p.fillPath(
        taper([(-92, 12), (-45, 40), (0, 10), (45, 40), (92, 12)], 10), faded(s.skin.shade, 0.22)
    )
    for side in (-1, 1):
        p.save()
        p.translate(side * 45, 0)
        p.scale(side * (1 - 0.05 * max(0.0, s.pose.turn * side)), 1)
        _glass(p, s, side)
        p.strokePath(_lens(s.face.glasses), pen)
        p.strokePath(line([(37, -12), (53, -15)]), pen)
        p.restore()
    p.strokePath(line([(-10, -4), (0, -9), (10, -4)]), pen)
    p.restore()


def _glass(p: QPainter, s: Sitter, side: int) -> None:
    """Reflections of sky and of a window."""
    lens = _lens(s.face.glasses)
    p.fillPath(
        lens,
        linear(
            (-30, -30),
            (30, 30),
            (0, color("#ffffff", 0.16)),
            (0.5, color("#ffffff", 0.03)),
            (1, color("#cfe4ff", 0.14)),
        ),
    )
    p.save()
    p.setClipPath(lens)
    bar = s.light * side
    p.fillPath(
        taper([(bar * 26 - 8, -34), (bar * 10 - 8, 0), (bar * -8 - 8, 34)], 9, 1, 1),
        color("#ffffff", 0.13),
    )
    p.restore()


def draw_earrings(p: QPainter, s: Sitter) -> None:
    if s.face.hair not in _BARE_EARS:
        return
    metal = QColor(s.outfit.metal)
    for side in (-1, 1):
        x = side * 102 - s.pose.turn * 5
        if s.outfit.earrings == "hoop":
            p.strokePath(ellipse((x, 68), 15, 19), QPen(darker(metal, 0.2), 4.6))
            p.strokePath(ellipse((x, 67.4), 15, 19), QPen(metal, 3.2))
        elif s.outfit.earrings == "drop":
            p.fillPath(ellipse((x, 45), 3.4, 3.4), metal)
            drop = blob([(x, 52), (x + 7, 70), (x, 80), (x - 7, 70)])
            p.fillPath(
                drop,
                linear(
                    (x - 6, 54), (x + 6, 80), (0, lighter(metal, 0.5)), (1, darker(metal, 0.25))
                ),
            )
        else:
            p.fillPath(ellipse((x, 46), 5.4, 5.4), metal)
            p.fillPath(ellipse((x - 1.4, 44.6), 2, 2), color("#ffffff", 0.85))


def draw_necklace(p: QPainter, s: Sitter) -> None:
    metal = QColor(s.outfit.metal)
    x = s.neck
    chain = line([(-x + 1, 178), (-x * 0.62, 216), (0, 250), (x * 0.62, 216), (x - 1, 178)])
    p.strokePath(chain, QPen(faded(darker(s.skin.shade, 0.2), 0.5), 2.6))
    p.strokePath(chain.translated(0, -1.4), QPen(metal, 2.0))
    p.fillPath(ellipse((0, 254), 5.6, 6.6), metal)
    p.fillRect(around((-1.5, 252), 1.5, 1.5), color("#ffffff", 0.7))
