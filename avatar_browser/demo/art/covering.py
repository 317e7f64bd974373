"""Hijab, turban and head wrap."""

from itertools import pairwise

from PySide6.QtGui import QPainter

from avatar_browser.demo.art.palette import cloth
from avatar_browser.demo.art.pens import (
    Curve,
    blob,
    faded,
    linear,
    mirrored,
    shape,
    taper,
)
from avatar_browser.demo.art.sitter import Sitter
from avatar_browser.demo.art.strands import draw_sheet

_HIJAB_OUT = [(0, -176), (60, -168), (104, -126), (124, -60), (126, 20), (116, 92), (96, 150)]
_HIJAB_IN = [
    (0, -104),
    (44, -97),
    (74, -72),
    (89, -30),
    (91, 16),
    (84, 66),
    (64, 108),
    (34, 133),
    (0, 141),
]


def back_hijab(p: QPainter, s: Sitter) -> None:
    tone = cloth(s.outfit.scarf)
    half = [(0, -160), (86, -120), (108, -40), (100, 80), (96, 180), (60, 220)]
    p.fillPath(blob([*half, *mirrored(half)[:-1]]), tone.deep)


def over_hijab(p: QPainter, s: Sitter) -> None:
    """What lies on the shoulders; drawn over the clothes."""
    tone = cloth(s.outfit.scarf)
    drape = shape(
        [
            (-96, 110),
            (-126, 170),
            (-176, 214),
            (-168, 268),
            (-96, 330),
            (10, 352),
            (96, 316),
            (166, 262),
            (178, 214),
            (128, 172),
            (96, 110),
        ],
    )
    p.fillPath(
        drape,
        linear(
            (s.light * 170, 110),
            (-s.light * 170, 340),
            (0, tone.light),
            (0.4, tone.base),
            (1, tone.shade),
        ),
    )
    p.save()
    p.setClipPath(drape)
    folds: tuple[tuple[Curve, float], ...] = (
        ([(-150, 226), (-80, 262), (10, 268), (110, 210)], 9),
        ([(-130, 268), (-50, 306), (50, 296), (140, 226)], 10),
        ([(-90, 186), (-40, 226), (30, 232), (92, 176)], 8),
    )
    for fold, width in folds:
        p.fillPath(taper(fold, width), faded(tone.deep, 0.38))
        p.fillPath(taper([(x + 3, y - 9) for x, y in fold], width * 0.8), faded(tone.light, 0.5))
    p.restore()


def front_hijab(p: QPainter, s: Sitter) -> None:
    tone = cloth(s.outfit.scarf)
    right_in = _HIJAB_IN[::-1]
    wrap = shape(
        [*_HIJAB_OUT, (60, 196), (0, 214)],
        [(0, 214), (-60, 196), *mirrored(_HIJAB_OUT)],
    )
    opening = blob([*right_in, *[(-x, y) for x, y in _HIJAB_IN[1:-1]]])
    ring = wrap.subtracted(opening)
    p.fillPath(
        ring,
        linear(
            (s.light * 120, -150),
            (-s.light * 110, 180),
            (0, tone.light),
            (0.35, tone.base),
            (0.8, tone.shade),
            (1, tone.shade),
        ),
    )
    p.save()
    p.setClipPath(ring)
    edge = [(x * 1.06, y * 1.03 - 3) for x, y in _HIJAB_IN]
    for side in (-1, 1):
        p.fillPath(taper([(side * x, y) for x, y in edge], 7, 0.9, 0.5), faded(tone.light, 0.4))
        for k, width in ((1.12, 7), (1.24, 8)):
            fold = [(side * x * k, y * (k * 0.98) - 6) for x, y in _HIJAB_IN[1:7]]
            p.fillPath(taper(fold, width), faded(tone.deep, 0.34))
    p.fillPath(
        taper([(-92, 96), (-40, 156), (20, 176), (78, 150), (106, 96)], 12), faded(tone.deep, 0.36)
    )
    p.fillPath(
        taper([(-92, 84), (-40, 144), (20, 164), (78, 138), (106, 84)], 9), faded(tone.light, 0.45)
    )
    p.restore()


_BANDS = (
    [(88.0, -184.0), (66.0, -206.0), (34.0, -216.0), (-8.0, -214.0)],
    [(118.0, -140.0), (94.0, -180.0), (44.0, -196.0), (-20.0, -184.0)],
    [(127.0, -94.0), (104.0, -144.0), (48.0, -164.0), (-26.0, -146.0)],
    [(118.0, -56.0), (92.0, -104.0), (42.0, -128.0), (-24.0, -112.0)],
    [(101.0, -24.0), (74.0, -62.0), (34.0, -84.0), (-12.0, -84.0)],
)


def front_turban(p: QPainter, s: Sitter) -> None:
    """Layers that cross above the brow, alternately from the left and from the right."""
    tone = cloth(s.outfit.scarf)
    crown = [(0, -216), (70, -204), (116, -146), (122, -90), (100, -40), (0, -96)]
    p.fillPath(blob([*crown, *mirrored(crown)[1:-1]]), tone.shade)
    for upper, lower in pairwise(_BANDS):
        for side in (-1, 1):
            guides = [[(side * x, y) for x, y in guide] for guide in (upper, lower)]
            draw_sheet(p, guides, tone, s.light, strands=2, gloss=0.5)
            p.fillPath(taper(guides[1], 5, 0.6, 0.2), faded(tone.deep, 0.5))


def front_head_wrap(p: QPainter, s: Sitter) -> None:
    """A wrapped cloth with a bow-like knot above the brow."""
    tone = cloth(s.outfit.scarf)
    for side, size in ((-1, 1.0), (1, 0.9)):
        guides = [
            [
                (0.0, -150.0),
                (side * 30.0 * size, -212.0),
                (side * 86.0 * size, -238.0 * size),
                (side * 128.0 * size, -214.0 * size),
            ],
            [
                (side * 14.0, -150.0),
                (side * 56.0 * size, -178.0),
                (side * 98.0 * size, -186.0 * size),
                (side * 128.0 * size, -206.0 * size),
            ],
        ]
        draw_sheet(p, guides, tone, s.light, strands=2, gloss=0.5)
    guides = [
        [(-101.0, -22.0), (-60.0, -74.0), (0.0, -90.0), (60.0, -74.0), (101.0, -22.0)],
        [(-116.0, -58.0), (-70.0, -110.0), (0.0, -126.0), (70.0, -110.0), (116.0, -58.0)],
        [(-112.0, -100.0), (-70.0, -146.0), (0.0, -162.0), (70.0, -146.0), (112.0, -100.0)],
        [(-80.0, -150.0), (-50.0, -172.0), (0.0, -180.0), (50.0, -172.0), (80.0, -150.0)],
    ]
    draw_sheet(p, guides, tone, s.light, strands=2, gloss=0.5)
    p.fillPath(
        blob([(0, -172), (26, -164), (26, -138), (0, -128), (-26, -138), (-26, -164)]),
        linear((0, -172), (0, -128), (0, tone.light), (1, tone.shade)),
    )
