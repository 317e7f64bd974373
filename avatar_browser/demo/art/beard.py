"""Beards and moustaches."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from avatar_browser.demo.art.pens import (
    blob,
    faded,
    linear,
    mirrored,
    mix,
    shape,
    taper,
)
from avatar_browser.demo.art.sitter import Sitter
from avatar_browser.demo.art.strands import draw_sheet


def draw_beard(p: QPainter, s: Sitter) -> None:
    kind = s.face.beard
    tint = mix(s.hair.base, s.hair.shade, 0.35)
    if kind == "stubble":
        _cover(p, s, 0, mix(tint, s.skin.shade, 0.45), 0.46)
    elif kind == "short":
        _cover(p, s, 4, tint, 0.93)
        _moustache(p, s, tint, 0.9)
    elif kind == "full":
        _full(p, s, tint)
        _moustache(p, s, tint, 1.25)
    elif kind == "goatee":
        _goatee(p, s, tint)
        _moustache(p, s, tint, 0.85)
    elif kind == "moustache":
        _moustache(p, s, tint, 1.2)


def _edge(s: Sitter, out: float) -> list[tuple[float, float]]:
    """The right half of the jaw from the sideburn to the chin, ``out`` units outside the skin."""
    half = s.jawline()[4:]
    return [(x + (out if x > 20 else out * 0.5), y + out * (y / 120)) for x, y in half]


def _inner(s: Sitter) -> list[tuple[float, float]]:
    """From the chin side of the cheek up to the sideburn."""
    turn = s.pose.turn * 6
    return [
        (0, 68),
        (20 + turn, 67),
        (38 + turn, 73),
        (56 + turn, 66),
        (74, 44),
        (88, 12),
        (91, -8),
    ]


def _field(s: Sitter, out: float) -> QPainterPath:
    """Where a beard grows: cheeks, chin and upper lip, ``out`` units beyond the skin."""
    edge = [(93.0, -8.0), *_edge(s, out)]
    left = [(-x, y) for x, y in edge]
    inner = _inner(s)
    inner_left = [(-x, y) for x, y in inner[1:]]
    return shape(edge, left[::-1], inner_left[::-1], inner)


def _cover(p: QPainter, s: Sitter, out: float, tint: QColor, strength: float) -> None:
    """Short hair all over the beard's field; ``strength`` is how much of the skin it hides."""
    field = _field(s, out)
    p.fillPath(
        field,
        linear(
            (0, -8),
            (0, 140),
            (0, faded(tint, strength * 0.35)),
            (0.4, faded(tint, strength)),
            (1, faded(tint, strength)),
        ),
    )
    if strength > 0.6:
        p.save()
        p.setClipPath(field)
        hairs = QPainterPath()
        for x in range(-84, 85, 8):
            y = 128 - abs(x) * 0.55
            hairs.addPath(taper([(x, y - 26), (x * 0.97, y - 8), (x * 0.93, y + 10)], 3))
        hairs.setFillRule(Qt.FillRule.WindingFill)
        p.fillPath(hairs, faded(s.hair.light, 0.3))
        p.restore()


def _full(p: QPainter, s: Sitter, tint: QColor) -> None:
    field = _field(s, 8)
    p.fillPath(field, linear((0, -8), (0, 60), (0, faded(tint, 0.45)), (1, tint)))
    for side in (-1, 1):
        guides = [
            [(side * 88.0, 20.0), (side * 98.0, 70.0), (side * 78.0, 136.0), (side * 34.0, 178.0)],
            [(side * 56.0, 74.0), (side * 58.0, 112.0), (side * 42.0, 152.0), (side * 16.0, 184.0)],
            [(0.0, 116.0), (0.0, 140.0), (0.0, 164.0), (0.0, 186.0)],
        ]
        draw_sheet(p, guides, s.hair, s.light, strands=3, gloss=0.8)


def _goatee(p: QPainter, s: Sitter, tint: QColor) -> None:
    half = [(0, 108), (14, 112), (30, 98), (36, 84), (41, 92), (38, 118), (26, 142), (0, 150)]
    field = blob([*half, *mirrored(half)[1:-1]])
    p.fillPath(field, tint)
    p.save()
    p.setClipPath(field)
    for x in range(-34, 35, 9):
        p.fillPath(taper([(x, 100), (x * 0.95, 122), (x * 0.8, 148)], 3), faded(s.hair.deep, 0.4))
        p.fillPath(
            taper([(x + 4, 104), (x * 0.95 + 4, 120), (x * 0.8 + 3, 138)], 2.4),
            faded(s.hair.light, 0.4),
        )
    p.restore()


def _moustache(p: QPainter, s: Sitter, tint: QColor, size: float) -> None:
    p.save()
    p.translate(s.pose.turn * 10, 0)
    lift = 2.5 * s.pose.smile
    for side in (-1, 1):
        wing = shape(
            [(0, 66), (side * 14, 64.5), (side * 30, 70 - lift), (side * 41, 84 - lift)],
            [
                (side * 41, 84 - lift),
                (side * 26, 78 + 3 * size - lift),
                (side * 10, 77 + 2 * size),
                (0, 75 + size),
            ],
        )
        p.fillPath(wing, tint)
        for k in range(4):
            x = 7 + 8 * k
            p.fillPath(
                taper(
                    [(side * x, 67 + k), (side * (x + 6), 72 + k), (side * (x + 9), 78 + k)], 2.2
                ),
                faded(s.hair.light, 0.34),
            )
    p.restore()
