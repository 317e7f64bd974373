"""How garments are cut: necklines, folds, collars, ribs."""

from PySide6.QtGui import QGradient, QPainter, QPainterPath

from avatar_browser.demo.art.body import BOTTOM
from avatar_browser.demo.art.palette import Tone
from avatar_browser.demo.art.pens import (
    Curve,
    Point,
    ellipse,
    faded,
    linear,
    mix,
    moved,
    shape,
    taper,
)
from avatar_browser.demo.art.sitter import Sitter


def round_neck(s: Sitter, depth: float, wide: float = 0.0) -> list[Point]:
    """A round opening from left to right, ``depth`` units below the collar bone."""
    x = s.neck + 22 + wide
    top = 192 + wide * 0.28
    low = 222 + depth
    return [
        (-x, top),
        (-x * 0.82, top + (low - top) * 0.55),
        (-x * 0.42, low - 3),
        (0, low),
        (x * 0.42, low - 3),
        (x * 0.82, top + (low - top) * 0.55),
        (x, top),
    ]


def fill_cloth(p: QPainter, s: Sitter, path: QPainterPath, tone: Tone) -> None:
    """Cloth lit from the side, darker towards the bottom."""
    p.fillPath(
        path,
        linear(
            (s.light * 230, 180),
            (-s.light * 220, 420),
            (0.0, tone.light),
            (0.28, tone.base),
            (0.7, mix(tone.base, tone.shade, 0.7)),
            (1.0, tone.shade),
        ),
    )


def folds(p: QPainter, s: Sitter, path: QPainterPath, tone: Tone) -> None:
    """Sleeves and creases."""
    wide = s.shoulder
    p.save()
    p.setClipPath(path)
    for side in (-1, 1):
        seam = [
            (side * (wide - 52), 322),
            (side * (wide - 60), 372),
            (side * (wide - 56), 470),
            (side * (wide - 52), BOTTOM),
        ]
        sleeve = shape(seam, [(side * (wide + 60), BOTTOM), (side * (wide + 60), 322)])
        strength = 0.55 if side != s.light else 0.26
        p.fillPath(
            sleeve,
            linear((0, 300), (0, 440), (0, faded(tone.shade, 0)), (1, faded(tone.shade, strength))),
        )
        p.fillPath(taper(seam, 7, 0.0, 1), faded(tone.deep, 0.5))
        p.fillPath(
            taper(
                [(side * (wide - 58), 350), (side * (wide - 96), 366), (side * (wide - 128), 400)],
                7,
            ),
            faded(tone.deep, 0.2),
        )
        p.fillPath(
            taper(
                [
                    (side * (s.neck + 60), 216),
                    (side * (s.neck + 80), 246),
                    (side * (s.neck + 84), 290),
                ],
                10,
            ),
            faded(tone.shade, 0.3),
        )
    p.restore()


def band(p: QPainter, edge: Curve, tone: Tone, width: float) -> None:
    p.fillPath(taper(edge, width, 0.8, 0.8), tone.shade)
    p.fillPath(taper(moved(edge, 0, -width * 0.34), width * 0.28, 0.5, 0.5), faded(tone.light, 0.6))


def ribs(p: QPainter, path: QPainterPath, tone: Tone) -> None:
    ribs = linear(
        (0, 0),
        (21, 0),
        (0, faded(tone.deep, 0.0)),
        (0.42, faded(tone.deep, 0.0)),
        (0.5, faded(tone.deep, 0.3)),
        (0.6, faded(tone.light, 0.12)),
        (1, faded(tone.deep, 0.0)),
    )
    ribs.setSpread(QGradient.Spread.RepeatSpread)
    p.fillPath(path, ribs)


def collar(p: QPainter, s: Sitter, tone: Tone, *, spread: float, drop: float) -> None:
    """The two points of a shirt collar."""
    x = s.neck
    for side in (-1, 1):
        leaf = shape(
            [(side * (x - 2), 150), (side * (x + 12), 168), (side * (x + 22), 198)],
            [(side * (x + 22), 198), (side * (spread + 22), 216 + drop)],
            [(side * (spread + 22), 216 + drop), (side * 5, 226)],
            [(side * 5, 226), (side * (x * 0.62), 196), (side * (x - 2), 150)],
        )
        lit = side == s.light
        p.fillPath(
            leaf,
            linear(
                (side * x, 160),
                (side * spread, 216 + drop),
                (0, tone.shade if not lit else tone.base),
                (1, tone.light if lit else tone.base),
            ),
        )
        p.fillPath(
            taper(
                [(side * (x + 23), 200), (side * (spread + 23), 217 + drop), (side * 6, 229)],
                4,
                0.3,
                0.3,
            ),
            faded(tone.deep, 0.5),
        )


def placket(p: QPainter, tone: Tone, first: float) -> None:
    """The front of a shirt with its buttons."""
    p.fillPath(taper([(8, 226), (11, 420), (11, BOTTOM)], 4, 0.7, 1), faded(tone.deep, 0.5))
    p.fillPath(taper([(-12, 232), (-11, 420), (-11, BOTTOM)], 2.4, 1, 1), faded(tone.shade, 0.9))
    for k in range(5):
        y = first + 66 * k
        p.fillPath(ellipse((0, y), 4.6, 4.6), tone.light)
        p.fillPath(ellipse((0.8, y + 0.8), 2.4, 2.4), faded(tone.deep, 0.6))
