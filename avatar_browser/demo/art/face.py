"""The head without hair and features: ears, skin, and the marks of age."""

from PySide6.QtGui import QPainter, QPainterPath

from avatar_browser.demo.art.pens import (
    around,
    blob,
    ellipse,
    faded,
    linear,
    mix,
    moved,
    radial,
    taper,
)
from avatar_browser.demo.art.sitter import Sitter


def draw_ears(p: QPainter, s: Sitter) -> None:
    for side in (-1, 1):
        p.save()
        p.translate(side * 97 - s.pose.turn * 5, 14)
        p.scale(side, 1)
        lit = side == s.light
        base = s.skin.base if lit else mix(s.skin.base, s.skin.shade, 0.55)
        ear = blob([(-8, -26), (4, -31), (14, -24), (16, -6), (10, 14), (3, 29), (-5, 26), (-9, 0)])
        p.fillPath(ear, mix(base, s.skin.blush, 0.18))
        inner = taper([(10, -20), (3, -25), (-3, -10), (6, 2), (1, 18)], 6, 0.3, 0.2)
        p.fillPath(inner, faded(s.skin.shade, 0.85))
        p.fillPath(taper([(11, -22), (13, -8), (8, 12)], 2.6), faded(s.skin.light, 0.55))
        p.restore()


def draw_skin(p: QPainter, s: Sitter) -> None:
    """The face with soft light from one side; leaves the painter as it found it."""
    outline = blob(s.outline())
    far = -s.light
    p.fillPath(
        outline,
        linear(
            (s.light * 104, -50),
            (far * 108, 30),
            (0.0, mix(s.skin.base, s.skin.light, 0.75)),
            (0.42, s.skin.base),
            (0.74, mix(s.skin.base, s.skin.shade, 0.28)),
            (1.0, s.skin.shade),
        ),
    )
    p.save()
    p.setClipPath(outline)
    _shade_planes(p, s)
    _blush(p, s)
    if s.face.freckles:
        _freckles(p, s)
    p.restore()


def _shade_planes(p: QPainter, s: Sitter) -> None:
    shade = s.skin.shade
    inside = moved(s.outline(), s.light * 17, -7)
    side = QPainterPath()
    side.addRect(around((0, 0), 160, 200))
    side.addPath(blob(inside))
    p.fillPath(side, faded(shade, 0.45))
    p.fillRect(
        around((s.light * 24, -74), 90, 62),
        radial(
            (s.light * 24, -74), 88, (0, faded(s.skin.light, 0.55)), (1, faded(s.skin.light, 0))
        ),
    )
    for eye in (-1, 1):
        spot = (eye * 43 + s.pose.turn * 8, -6)
        p.fillRect(
            around(spot, 40, 40), radial(spot, 38, (0, faded(shade, 0.5)), (1, faded(shade, 0)))
        )
    p.fillRect(
        around((0, 128), 50, 26),
        radial((0, 116), 34, (0, faded(s.skin.light, 0.4)), (1, faded(s.skin.light, 0))),
    )


def _blush(p: QPainter, s: Sitter) -> None:
    strength = (0.26 if s.strong else 0.42) + 0.1 * s.pose.smile
    for side in (-1, 1):
        spot = (side * 57 + s.pose.turn * 8, 47.0 - 3 * s.pose.smile)
        tint = s.skin.blush
        p.fillRect(
            around(spot, 40, 36),
            radial(spot, 36, (0, faded(tint, strength)), (1, faded(tint, 0))),
        )
        if side == s.light:
            glow = (side * 62 + s.pose.turn * 6, 31.0)
            p.fillPath(
                ellipse(glow, 20, 11),
                radial(glow, 20, (0, faded(s.skin.light, 0.75)), (1, faded(s.skin.light, 0))),
            )


def _freckles(p: QPainter, s: Sitter) -> None:
    spots = QPainterPath()
    for i, (x, y) in enumerate(
        ((34, 38), (46, 44), (58, 37), (52, 53), (40, 52), (66, 46), (22, 33), (12, 27), (70, 34))
    ):
        for side in (-1, 1):
            spots.addEllipse(around((side * x + s.pose.turn * 9, y + (i + side) % 3), 1.7, 1.5))
    p.fillPath(spots, faded(s.skin.line, 0.3))


def draw_age(p: QPainter, s: Sitter) -> None:
    """Folds that come with the years and with a smile."""
    years = max(0.0, s.face.age - 0.35) / 0.65
    line = s.skin.line
    for side in (-1, 1):
        fold = 0.02 + 0.12 * s.pose.smile * (0.4 + s.pose.teeth) + 0.34 * years
        p.fillPath(
            taper([(side * 26, 50), (side * 36, 62), (side * 41, 78), (side * 40, 88)], 3.2),
            faded(line, min(fold, 0.5) * 0.7),
        )
        if years > 0.1:
            p.fillPath(
                taper([(side * 24, 22), (side * 40, 29), (side * 56, 24)], 3.4),
                faded(line, 0.32 * years),
            )
            for k in (0, 1):
                p.fillPath(
                    taper([(side * 74, 0 + 7 * k), (side * 84, 1 + 11 * k)], 2.2),
                    faded(line, 0.4 * years),
                )
    if years > 0.35:
        for y in (-78, -66):
            p.fillPath(
                taper([(-40, y + 3), (-14, y - 1), (14, y), (40, y + 3)], 2.4),
                faded(line, 0.22 * years),
            )
