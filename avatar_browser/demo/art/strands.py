"""Hair as sheets between guide curves, with strands that follow them."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, dist, pi, sin

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from avatar_browser.demo.art.palette import Tone
from avatar_browser.demo.art.pens import (
    Curve,
    Point,
    around,
    between,
    faded,
    linear,
    mix,
    sampled,
    shape,
    taper,
)

_SAMPLES = 10


def sheet_outline(guides: Sequence[Curve]) -> QPainterPath:
    """The area swept from the first guide to the last."""
    starts = [guide[0] for guide in guides]
    ends = [guide[-1] for guide in guides]
    return shape(guides[0], ends, guides[-1][::-1], starts[::-1])


def hair_brush(tone: Tone, light: int, top: float = -180, bottom: float = 140) -> QBrush:
    """Lit from above and from the side."""
    return QBrush(
        linear(
            (light * 70, top),
            (-light * 60, bottom),
            (0.0, mix(tone.base, tone.light, 0.3)),
            (0.3, tone.base),
            (0.75, mix(tone.base, tone.shade, 0.75)),
            (1.0, tone.shade),
        )
    )


def draw_sheet(
    p: QPainter,
    guides: Sequence[Curve],
    tone: Tone,
    light: int,
    *,
    strands: int = 3,
    gloss: float = 1.0,
    brush: QBrush | None = None,
) -> None:
    """Hair combed along the guides. ``strands`` is the number of locks between two guides."""
    even = [sampled(guide, _SAMPLES) for guide in guides]
    outline = sheet_outline(guides)
    p.fillPath(outline, brush or hair_brush(tone, light))
    p.save()
    p.setClipPath(outline)
    for n, (left, right) in enumerate(pairwise(even)):
        (x1, y1), (x2, y2) = left[_SAMPLES // 2], right[_SAMPLES // 2]
        lock = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 / strands
        for k in range(strands):
            centre = (k + 0.5 + 0.16 * sin(2.4 * (k + 3 * n))) / strands
            edge = between(left, right, min(centre + 0.42 / strands, 0.97))
            start = (k + n) % 3
            p.fillPath(taper(edge[start:], lock * 0.3, 0.1, 0.5), faded(tone.deep, 0.34))
            p.fillPath(
                taper(edge[start + 2 :], max(lock * 0.1, 1.8), 0.1, 0.1), faded(tone.deep, 0.5)
            )
            if gloss > 0:
                _gleam(p, between(left, right, centre), lock, tone, gloss, start)
    p.restore()


def _gleam(p: QPainter, lock: Curve, width: float, tone: Tone, gloss: float, start: int) -> None:
    p.fillPath(taper(lock[1 + start : 6 + start], width * 0.34), faded(tone.light, 0.34 * gloss))
    p.fillPath(taper(lock[2 : 5 + start], width * 0.13), faded(tone.light, 0.5 * gloss))


def waved(points: Curve, size: float, length: float, start: float, phase: float = 0.0) -> Curve:
    """The curve swinging sideways below ``start``, more and more over the first 60 units."""
    made: list[Point] = []
    for x, y in sampled(points, 14):
        grown = min(max((y - start) / 60, 0.0), 1.0)
        made.append((x + size * grown * sin((y - start) / length * pi + phase), y))
    return made


def rope(p: QPainter, points: Curve, width: float, tone: Tone, light: int, *, turns: int) -> None:
    """A braid or a loc: a row of overlapping lobes along the curve."""
    body = QPainterPath()
    body.setFillRule(Qt.FillRule.WindingFill)
    weave = QPainterPath()
    gleam = QPainterPath()
    length = sum(dist(a, b) for a, b in pairwise(points))
    tall = 0.68 * length / turns + 2
    for i, (x, y) in enumerate(sampled(points, turns)):
        size = width * (1 - 0.35 * (i / turns) ** 2) / 2
        body.addEllipse(around((x, y), size, tall))
        weave.moveTo(x - size * 0.9, y - size * 0.4)
        weave.lineTo(x + size * 0.2, y + size * 0.7)
        weave.lineTo(x + size * 0.9, y + size * 0.1)
        gleam.addEllipse(around((x + size * 0.35 * light, y - size * 0.2), size * 0.3, size * 0.5))
    p.fillPath(body, mix(tone.base, tone.shade, 0.3))
    p.strokePath(weave, _round_pen(faded(tone.deep, 0.7), width * 0.14))
    p.fillPath(gleam, faded(tone.light, 0.36))


def _round_pen(tint: QColor, width: float) -> QPen:
    return QPen(
        tint, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def curls(centres: Sequence[Point], radius: float, seed: float = 0.0) -> QPainterPath:
    """A scalloped mass of round curls."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for i, (x, y) in enumerate(centres):
        size = radius * (1 + 0.18 * sin(i * 2.1 + seed))
        path.addEllipse(around((x, y), size, size))
    return path


def draw_curl_lines(
    p: QPainter, centres: Sequence[Point], radius: float, tone: Tone, light: int
) -> None:
    """Arcs of light and shadow that make a mass read as curls."""
    dark = QPainterPath()
    shine = QPainterPath()
    for i, (x, y) in enumerate(centres):
        size = radius * (0.55 + 0.2 * sin(i * 1.3))
        spin = (i * 97) % 360
        area = around((x, y), size, size)
        dark.arcMoveTo(area, spin)
        dark.arcTo(area, spin, 190)
        if i % 3 != 1:
            lit = around((x, y), size * 1.1, size * 1.1)
            high = 90 - 34 * light
            shine.arcMoveTo(lit, high - 42)
            shine.arcTo(lit, high - 42, 84)
    p.strokePath(dark, _round_pen(faded(tone.deep, 0.36), radius * 0.14))
    p.strokePath(shine, _round_pen(faded(tone.light, 0.32), radius * 0.13))


def ring(centre: Point, rx: float, ry: float, start: float, end: float, count: int) -> list[Point]:
    """Points on an arc; angles in turns, 0 at the right, clockwise on the picture."""
    return [
        (
            centre[0] + rx * cos(2 * pi * (start + (end - start) * k / (count - 1))),
            centre[1] + ry * sin(2 * pi * (start + (end - start) * k / (count - 1))),
        )
        for k in range(count)
    ]
