"""Nose and mouth."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from avatar_browser.demo.art.pens import (
    color,
    darker,
    ellipse,
    faded,
    lighter,
    linear,
    mix,
    shape,
    taper,
)
from avatar_browser.demo.art.sitter import Sitter


def draw_nose(p: QPainter, s: Sitter) -> None:
    p.save()
    p.translate(s.pose.turn * 12, 0)
    wide = 15.5 + 6 * s.face.nose + (2 if s.strong else 0)
    far = -s.light
    shade = darker(s.skin.shade, 0.08)
    bridge = shape(
        [(far * 7, -26), (far * 8, -6), (far * 9, 16), (far * wide, 42)],
        [(far * wide, 42), (far * (wide - 3), 53), (far * 4, 55)],
        [(far * 4, 55), (far * 5, 36), (far * 3, 10), (far * 7, -26)],
    )
    p.fillPath(
        bridge,
        linear(
            (0, -28),
            (0, 50),
            (0, faded(shade, 0.0)),
            (0.4, faded(shade, 0.3)),
            (1, faded(shade, 0.5)),
        ),
    )
    under = shape(
        [(-wide + 3, 51), (-8, 54), (0, 56), (8, 54), (wide - 3, 51)],
        [(wide - 3, 51), (8, 61), (0, 63), (-8, 61), (-wide + 3, 51)],
    )
    p.fillPath(under, faded(shade, 0.75))
    for side in (-1, 1):
        p.fillPath(
            taper([(side * 4, 55.5), (side * 8.5, 53), (side * 12.5, 54.5)], 3.6, 0.2, 0.1),
            faded(s.skin.line, 0.72),
        )
        p.fillPath(
            taper([(side * (wide - 2), 40), (side * (wide + 1), 47), (side * (wide - 3), 54)], 2.2),
            faded(s.skin.line, 0.36),
        )
    p.fillPath(
        taper([(s.light * 2, -16), (s.light * 2.5, 10), (s.light * 3, 32)], 6),
        faded(s.skin.light, 0.42),
    )
    p.fillPath(ellipse((s.light * 3.5, 41), 5.6, 4.6), faded(lighter(s.skin.light, 0.3), 0.62))
    p.restore()


def draw_mouth(p: QPainter, s: Sitter) -> None:
    pose = s.pose
    p.save()
    p.translate(pose.turn * 10, 86 + 3 * (s.face.length - 0.5))
    open_by = 17.0 * max(pose.teeth * 0.62, pose.talk)
    width = (27 + 5 * s.face.mouth + 4 * pose.smile + 3 * pose.teeth) * (1 - 0.3 * pose.round)
    lift = 5.5 * pose.smile + 2 * pose.teeth
    full = 5.0 + 4.4 * s.face.lips - (1.2 if s.strong else 0)
    top = [
        (-width, -lift),
        (-width * 0.5, -full * 0.75),
        (-5.5, -full - 0.5),
        (0, -full + 1.4),
        (5.5, -full - 0.5),
        (width * 0.5, -full * 0.75),
        (width, -lift),
    ]
    sag = 1.8 * pose.smile
    upper = [
        (-width, -lift),
        (-width * 0.45, sag),
        (0, sag + 1.2),
        (width * 0.45, sag),
        (width, -lift),
    ]
    lower = [
        (width, -lift),
        (width * 0.5, sag + open_by * 0.78),
        (0, sag + 1.6 + open_by),
        (-width * 0.5, sag + open_by * 0.78),
        (-width, -lift),
    ]
    base = [
        (width, -lift),
        (width * 0.56, sag + open_by * 0.85 + full * 0.95),
        (0, sag + open_by + full * 1.55 + 2),
        (-width * 0.56, sag + open_by * 0.85 + full * 0.95),
        (-width, -lift),
    ]
    _lips(p, s, shape(top, upper[::-1]), shape(lower[::-1], base), full, sag + open_by)
    if open_by > 0.8:
        _inside(p, shape(upper, lower), width, sag, open_by, talking=pose.talk > pose.teeth)
    line = darker(s.skin.line, 0.15)
    p.fillPath(taper(upper, 2.6, 0.5, 0.5), faded(line, 0.85))
    for side in (-1, 1):
        p.fillPath(
            taper(
                [(side * (width - 3), -lift + 0.5), (side * (width + 3), -lift - 2.4)],
                3.0,
                0.3,
                0.3,
            ),
            faded(line, 0.55),
        )
    floor = sag + open_by + full * 1.55 + 9
    p.fillPath(
        taper([(-15, floor - 1), (0, floor + 1.5), (15, floor - 1)], 4.4), faded(s.skin.shade, 0.75)
    )
    p.restore()


def _lips(
    p: QPainter, s: Sitter, upper: QPainterPath, lower: QPainterPath, full: float, seam: float
) -> None:
    tint = QColor(s.outfit.lipstick) if s.outfit.lipstick else s.skin.lip
    natural = not s.outfit.lipstick
    blend = 0.42 if natural and s.strong else (0.72 if natural else 0.9)
    tint = mix(s.skin.base, tint, blend)
    p.fillPath(upper, darker(tint, 0.13))
    p.fillPath(
        lower, linear((0, seam), (0, seam + full * 1.6 + 2), (0, tint), (1, lighter(tint, 0.1)))
    )
    p.fillPath(
        ellipse((s.light * 5, seam + full * 0.85 + 1.5), 9, full * 0.26),
        faded(lighter(tint, 0.75), 0.5 if natural else 0.62),
    )


def _inside(
    p: QPainter, hole: QPainterPath, width: float, sag: float, open_by: float, *, talking: bool
) -> None:
    p.save()
    p.setClipPath(hole)
    p.fillPath(hole, color("#5c1d26"))
    tongue = (0.0, sag + open_by + 3)
    p.fillPath(ellipse(tongue, width * 0.5, open_by * 0.45 + 1), color("#c4626a"))
    depth = min(open_by * 0.42, 6.0) + 1.5 if talking else open_by * 0.74 + 1.5
    teeth = shape(
        [(-width, -9), (width, -9)],
        [
            (width, -9),
            (width * 0.72, depth * 0.75 + sag),
            (0, depth + sag + 0.6),
            (-width * 0.72, depth * 0.75 + sag),
            (-width, -9),
        ],
    )
    p.fillPath(
        teeth,
        linear(
            (0, sag - 4),
            (0, sag + depth),
            (0, color("#e6dcd6")),
            (0.4, color("#fffdfa")),
            (1, color("#f4ece6")),
        ),
    )
    p.setPen(Qt.PenStyle.NoPen)
    p.restore()
