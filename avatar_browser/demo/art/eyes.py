"""Eyes and brows: where a portrait lives or does not."""

from PySide6.QtGui import QPainter

from avatar_browser.demo.art.pens import (
    Curve,
    between,
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

_OPEN_TOP = [(-23.0, 4.0), (-15.0, -6.0), (-1.0, -11.8), (13.0, -9.4), (24.0, -1.5)]
_SHUT_TOP = [(-23.0, 4.0), (-14.0, 7.8), (0.0, 10.2), (13.0, 7.4), (24.0, -0.5)]
_BOTTOM = [(24.0, -1.5), (14.0, 7.4), (0.0, 10.4), (-13.0, 8.6), (-23.0, 4.0)]


def draw_eyes(p: QPainter, s: Sitter) -> None:
    turn = s.pose.turn
    for side in (-1, 1):
        p.save()
        p.translate(side * 44.5 + turn * 9, 4)
        size = 1.02 + 0.18 * s.face.eye_size - (0.07 if s.strong else 0)
        far = max(0.0, turn * side)
        p.scale(side * size * (1 - 0.09 * far), size)
        p.rotate(-5 * (s.face.eye_tilt - 0.3))
        _eye(p, s, side)
        p.restore()


def _eye(p: QPainter, s: Sitter, side: int) -> None:
    squint = 0.14 * s.pose.smile * (0.6 + s.pose.teeth)
    wide = max(0.0, 1 - s.pose.blink - squint)
    top = between(_SHUT_TOP, _OPEN_TOP, wide)
    if wide > 0.12:
        _ball(p, s, side, top)
    else:
        lid = shape(_OPEN_TOP, _BOTTOM)
        p.fillPath(lid, mix(s.skin.base, s.skin.shade, 0.45))
    _lids(p, s, top, wide)


def _ball(p: QPainter, s: Sitter, side: int, top: Curve) -> None:
    hole = shape(top, _BOTTOM)
    p.fillPath(
        hole,
        linear(
            (0, -14),
            (0, 11),
            (0, color("#d9d3d6")),
            (0.45, color("#fdfbf8")),
            (1, color("#f3ece8")),
        ),
    )
    p.save()
    p.setClipPath(hole)
    x = side * (s.pose.gaze * 5.5 + s.pose.turn * 1.2) - 0.8
    iris = (x, -1.0)
    rim = darker(s.iris, 0.5)
    p.fillPath(ellipse(iris, 12.9, 12.9), rim)
    glow = lighter(s.iris, 0.32)
    p.fillPath(
        ellipse(iris, 11.7, 11.7),
        radial((x, 5), 14, (0, glow), (0.55, s.iris), (1, darker(s.iris, 0.36))),
    )
    p.fillPath(ellipse(iris, 6.0, 6.0), color("#140d10"))
    p.fillPath(shape(moved(top, 0, -3), moved(top[::-1], 0, 4.6)), color("#2a1520", 0.3))
    p.fillPath(ellipse((x + s.light * side * 4.5, -5.2), 3.7, 3.9), color("#ffffff", 0.96))
    p.fillPath(ellipse((x - s.light * side * 4.4, 3.2), 1.9, 1.9), color("#ffffff", 0.5))
    p.fillPath(ellipse((-21.5, 3.2), 3.4, 2.6), faded(s.skin.blush, 0.55))
    p.restore()


def _lids(p: QPainter, s: Sitter, top: Curve, wide: float) -> None:
    soft = not s.strong
    ink = mix(s.skin.line, color("#1a1013"), 0.78)
    thick = 4.6 if soft else 3.2
    tail = (31.0, -6.0 - 2.5 * wide) if soft else (25.6, -1.6)
    edge = [(24.5, top[-1][1] - thick * 0.9), *moved(top[-2:0:-1], 0, -thick), top[0]]
    p.fillPath(shape(top, [top[-1], tail], [tail, *edge]), ink)
    p.fillPath(
        taper([(22, 2.5), (14, 8.8), (0, 11.6), (-12, 9.6)], 1.9, 0.5, 0.1),
        faded(s.skin.line, 0.45),
    )
    if s.face.lid > 0.05:
        rise = 5.0 + 3.6 * s.face.lid
        fold = [
            (x * 1.04, y - rise - 1.5 * (1 - wide))
            for x, y in between(_SHUT_TOP, _OPEN_TOP, 0.55 + 0.45 * wide)
        ]
        p.fillPath(
            taper(
                [(fold[0][0] + 3, fold[0][1] + 3), *fold[1:-1], (fold[-1][0] + 3, fold[-1][1] + 1)],
                2.3,
                0.1,
                0.1,
            ),
            faded(s.skin.line, 0.3 + 0.3 * s.face.lid),
        )
    p.fillPath(taper([(-15, 15.5), (-2, 18.5), (12, 15.5)], 2.4), faded(s.skin.shade, 0.45))


def draw_brows(p: QPainter, s: Sitter) -> None:
    thick = 5.4 + 5.0 * s.face.brows + (2.8 if s.strong else 0)
    arch = 5 + 6 * s.face.arch - (3 if s.strong else 0)
    rise = 5 * s.pose.raise_brows + 1.5 * s.pose.smile
    for side in (-1, 1):
        p.save()
        p.translate(side * 44.5 + s.pose.turn * 9, -32 - rise)
        p.scale(side * (1 - 0.07 * max(0.0, s.pose.turn * side)), 1)
        above = [
            (-27, -thick * 0.38),
            (-10, -arch * 0.8 - thick * 0.5),
            (8, -arch - thick * 0.42),
            (32, 3),
        ]
        below = [
            (32, 3),
            (9, -arch + thick * 0.45),
            (-9, -arch * 0.55 + thick * 0.5),
            (-26, thick * 0.62),
        ]
        brow = shape(above, below)
        p.fillPath(
            brow,
            linear(
                (-28, 0),
                (34, 0),
                (0, faded(s.brow, 0.7)),
                (0.25, faded(s.brow, 0.94)),
                (1, faded(s.brow, 0.9)),
            ),
        )
        p.restore()


def draw_mole(p: QPainter, s: Sitter) -> None:
    p.fillPath(ellipse((s.light * -38 + s.pose.turn * 8, 70), 2.3, 2.3), faded(s.skin.line, 0.75))
