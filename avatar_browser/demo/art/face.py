"""The head without its hair: ears, skin, nose, mouth, and the marks of age."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from avatar_browser.demo.art.pens import (
    around,
    blob,
    color,
    darker,
    ellipse,
    faded,
    lighter,
    linear,
    mix,
    moved,
    radial,
    shape,
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
    _shade_planes(p, s, far)
    _blush(p, s)
    if s.face.freckles:
        _freckles(p, s)
    p.restore()


def _shade_planes(p: QPainter, s: Sitter, far: int) -> None:
    shade = s.skin.shade
    inside = moved(s.outline(), s.light * 17, -7)
    side = QPainterPath()
    side.addRect(around((0, 0), 160, 200))
    side.addPath(blob(inside))
    p.fillPath(side, faded(shade, 0.45))
    p.fillRect(
        around((s.light * 24, -74), 90, 62),
        radial((s.light * 24, -74), 88, (0, faded(s.skin.light, 0.55)), (1, faded(s.skin.light, 0))),
    )
    for eye in (-1, 1):
        spot = (eye * 43 + s.pose.turn * 8, -6)
        p.fillRect(
            around(spot, 40, 40), radial(spot, 38, (0, faded(shade, 0.5)), (1, faded(shade, 0)))
        )
    p.fillRect(
        around((0, 128), 50, 26), radial((0, 116), 34, (0, faded(s.skin.light, 0.4)),
                                         (1, faded(s.skin.light, 0)))
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
        bridge, linear((0, -28), (0, 50), (0, faded(shade, 0.0)), (0.4, faded(shade, 0.3)),
                       (1, faded(shade, 0.5)))
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
    p.fillPath(taper([(s.light * 2, -16), (s.light * 2.5, 10), (s.light * 3, 32)], 6),
               faded(s.skin.light, 0.42))
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
    top = [(-width, -lift), (-width * 0.5, -full * 0.75), (-5.5, -full - 0.5), (0, -full + 1.4),
           (5.5, -full - 0.5), (width * 0.5, -full * 0.75), (width, -lift)]
    sag = 1.8 * pose.smile
    upper = [(-width, -lift), (-width * 0.45, sag), (0, sag + 1.2), (width * 0.45, sag),
             (width, -lift)]
    lower = [(width, -lift), (width * 0.5, sag + open_by * 0.78), (0, sag + 1.6 + open_by),
             (-width * 0.5, sag + open_by * 0.78), (-width, -lift)]
    base = [(width, -lift), (width * 0.56, sag + open_by * 0.85 + full * 0.95),
            (0, sag + open_by + full * 1.55 + 2),
            (-width * 0.56, sag + open_by * 0.85 + full * 0.95), (-width, -lift)]
    _lips(p, s, shape(top, upper[::-1]), shape(lower[::-1], base), full, sag + open_by)
    if open_by > 0.8:
        _inside(p, shape(upper, lower), width, sag, open_by, talking=pose.talk > pose.teeth)
    line = darker(s.skin.line, 0.15)
    p.fillPath(taper(upper, 2.6, 0.5, 0.5), faded(line, 0.85))
    for side in (-1, 1):
        p.fillPath(taper([(side * (width - 3), -lift + 0.5), (side * (width + 3), -lift - 2.4)], 3.0,
                         0.3, 0.3), faded(line, 0.55))
    floor = sag + open_by + full * 1.55 + 9
    p.fillPath(taper([(-15, floor - 1), (0, floor + 1.5), (15, floor - 1)], 4.4),
               faded(s.skin.shade, 0.75))
    p.restore()


def _lips(p: QPainter, s: Sitter, upper: QPainterPath, lower: QPainterPath,
          full: float, seam: float) -> None:
    tint = QColor(s.outfit.lipstick) if s.outfit.lipstick else s.skin.lip
    natural = not s.outfit.lipstick
    blend = 0.42 if natural and s.strong else (0.72 if natural else 0.9)
    tint = mix(s.skin.base, tint, blend)
    p.fillPath(upper, darker(tint, 0.13))
    p.fillPath(lower, linear((0, seam), (0, seam + full * 1.6 + 2), (0, tint),
                             (1, lighter(tint, 0.1))))
    p.fillPath(ellipse((s.light * 5, seam + full * 0.85 + 1.5), 9, full * 0.26),
               faded(lighter(tint, 0.75), 0.5 if natural else 0.62))


def _inside(p: QPainter, hole: QPainterPath, width: float, sag: float, open_by: float,
            *, talking: bool) -> None:
    p.save()
    p.setClipPath(hole)
    p.fillPath(hole, color("#5c1d26"))
    tongue = (0.0, sag + open_by + 3)
    p.fillPath(ellipse(tongue, width * 0.5, open_by * 0.45 + 1), color("#c4626a"))
    depth = min(open_by * 0.42, 6.0) + 1.5 if talking else open_by * 0.74 + 1.5
    teeth = shape(
        [(-width, -9), (width, -9)],
        [(width, -9), (width * 0.72, depth * 0.75 + sag), (0, depth + sag + 0.6),
         (-width * 0.72, depth * 0.75 + sag), (-width, -9)],
    )
    p.fillPath(teeth, linear((0, sag - 4), (0, sag + depth), (0, color("#e6dcd6")),
                             (0.4, color("#fffdfa")), (1, color("#f4ece6"))))
    p.setPen(Qt.PenStyle.NoPen)
    p.restore()
