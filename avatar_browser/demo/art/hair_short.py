"""Short hair."""

from PySide6.QtGui import QPainter, QPainterPath

from avatar_browser.demo.art.pens import (
    around,
    faded,
    linear,
    mirrored,
    mix,
    radial,
    shape,
    taper,
)
from avatar_browser.demo.art.sitter import Sitter
from avatar_browser.demo.art.strands import curls, draw_curl_lines, draw_sheet, hair_brush

_SKULL_OUT = [(0.0, -152.0), (54.0, -145.0), (90.0, -110.0), (100.0, -56.0), (98.0, 4.0)]
_SKULL_IN = [(93.0, 14.0), (91.0, -18.0), (85.0, -44.0), (78.0, -70.0), (60.0, -96.0), (30.0, -108.0),
             (0.0, -111.0)]


def _skull() -> QPainterPath:
    left_in = [(-x, y) for x, y in _SKULL_IN]
    return shape(_SKULL_OUT, _SKULL_IN, left_in[::-1], mirrored(_SKULL_OUT))


def draw_shaved(p: QPainter, s: Sitter, strength: float = 0.9) -> None:
    """Hair cut close to the skin: fades out towards the ears."""
    tint = mix(s.skin.shade, s.hair.base, 0.8 * strength)
    p.fillPath(
        _skull(),
        linear((0, -150), (0, 14), (0, tint), (0.62, mix(tint, s.skin.shade, 0.15)),
               (1, mix(tint, s.skin.base, 0.8))),
    )
    p.save()
    p.setClipPath(_skull())
    spot = (s.light * 46, -134)
    p.fillRect(around(spot, 60, 40),
               radial(spot, 56, (0, faded(s.hair.light, 0.4)), (1, faded(s.hair.light, 0))))
    p.restore()


def front_buzz(p: QPainter, s: Sitter) -> None:
    draw_shaved(p, s)


def front_side_part(p: QPainter, s: Sitter) -> None:
    draw_shaved(p, s)
    small = [
        [(-42.0, -168.0), (-76.0, -156.0), (-102.0, -116.0), (-109.0, -60.0), (-104.0, -14.0)],
        [(-42.0, -112.0), (-64.0, -102.0), (-82.0, -74.0), (-91.0, -40.0), (-95.0, -6.0)],
    ]
    big = [
        [(-42.0, -168.0), (10.0, -186.0), (70.0, -168.0), (106.0, -118.0), (110.0, -60.0),
         (105.0, -18.0)],
        [(-44.0, -112.0), (-6.0, -118.0), (40.0, -108.0), (74.0, -82.0), (88.0, -50.0),
         (95.0, -10.0)],
    ]
    draw_sheet(p, small, s.hair, s.light, strands=3)
    draw_sheet(p, big, s.hair, s.light, strands=5)


def front_quiff(p: QPainter, s: Sitter) -> None:
    draw_shaved(p, s)
    guides = [
        [(-84.0, -66.0), (-100.0, -100.0), (-98.0, -144.0), (-74.0, -170.0)],
        [(-56.0, -100.0), (-66.0, -134.0), (-52.0, -176.0), (-24.0, -192.0)],
        [(-18.0, -112.0), (-26.0, -150.0), (-4.0, -190.0), (30.0, -200.0)],
        [(26.0, -110.0), (26.0, -146.0), (48.0, -184.0), (72.0, -184.0)],
        [(62.0, -94.0), (72.0, -126.0), (90.0, -152.0), (98.0, -148.0)],
        [(88.0, -50.0), (104.0, -78.0), (110.0, -104.0), (106.0, -124.0)],
    ]
    draw_sheet(p, guides, s.hair, s.light, strands=3, gloss=1.2)


def front_swept(p: QPainter, s: Sitter) -> None:
    """Combed straight back."""
    draw_shaved(p, s)
    guides = [
        [(-92.0, -20.0), (-106.0, -60.0), (-102.0, -112.0), (-64.0, -158.0)],
        [(-76.0, -80.0), (-82.0, -112.0), (-60.0, -152.0), (-30.0, -172.0)],
        [(-34.0, -112.0), (-36.0, -136.0), (-24.0, -164.0), (-10.0, -177.0)],
        [(0.0, -104.0), (0.0, -132.0), (0.0, -162.0), (0.0, -178.0)],
        [(34.0, -112.0), (36.0, -136.0), (24.0, -164.0), (10.0, -177.0)],
        [(76.0, -80.0), (82.0, -112.0), (60.0, -152.0), (30.0, -172.0)],
        [(92.0, -20.0), (106.0, -60.0), (102.0, -112.0), (64.0, -158.0)],
    ]
    draw_sheet(p, guides, s.hair, s.light, strands=2)


def front_crop(p: QPainter, s: Sitter) -> None:
    """A short textured fringe."""
    draw_shaved(p, s)
    guides = [
        [(-70.0, -160.0), (-96.0, -128.0), (-102.0, -92.0), (-92.0, -52.0)],
        [(-44.0, -176.0), (-62.0, -142.0), (-62.0, -108.0), (-56.0, -74.0)],
        [(-8.0, -181.0), (-20.0, -146.0), (-22.0, -112.0), (-12.0, -84.0)],
        [(28.0, -179.0), (22.0, -146.0), (22.0, -112.0), (30.0, -80.0)],
        [(60.0, -166.0), (64.0, -136.0), (64.0, -104.0), (66.0, -72.0)],
        [(84.0, -146.0), (102.0, -116.0), (104.0, -84.0), (92.0, -48.0)],
    ]
    draw_sheet(p, guides, s.hair, s.light, strands=2, gloss=1.1)
    for x, y, lean in ((-74, -66, -8), (-34, -80, 6), (8, -84, -6), (48, -78, 8), (78, -62, -4)):
        p.fillPath(taper([(x, y - 26), (x + lean * 0.4, y), (x + lean, y + 13)], 15, 0.9, 0.0),
                   mix(s.hair.base, s.hair.shade, 0.35))


def front_fade(p: QPainter, s: Sitter) -> None:
    """Curls on top, the sides cut close."""
    draw_shaved(p, s, 0.85)
    line = [(-82, -84), (-62, -102), (-36, -112), (-8, -116), (20, -115), (46, -107), (68, -92),
            (84, -78)]
    over = [(x * 1.06, y - 28) for x, y in line]
    top = [(x * 0.86, y - 52) for x, y in line[1:-1]]
    p.fillPath(curls([*line, *over, *top], 20), hair_brush(s.hair, s.light, -200, -40))
    draw_curl_lines(p, [*line, *over, *top], 18, s.hair, s.light)


def front_pixie(p: QPainter, s: Sitter) -> None:
    left = [
        [(-36.0, -176.0), (-84.0, -160.0), (-112.0, -104.0), (-114.0, -40.0), (-100.0, 30.0)],
        [(-36.0, -118.0), (-66.0, -100.0), (-86.0, -58.0), (-92.0, -14.0), (-90.0, 24.0)],
    ]
    right = [
        [(-36.0, -176.0), (30.0, -188.0), (92.0, -158.0), (116.0, -92.0), (114.0, -24.0),
         (100.0, 34.0)],
        [(-40.0, -116.0), (0.0, -96.0), (44.0, -72.0), (80.0, -46.0), (92.0, -14.0), (91.0, 26.0)],
    ]
    draw_sheet(p, left, s.hair, s.light, strands=3)
    draw_sheet(p, right, s.hair, s.light, strands=5, gloss=1.2)


def front_receding(p: QPainter, s: Sitter) -> None:
    """Hair at the sides only, a high brow."""
    for side in (-1, 1):
        guides = [
            [(side * 70.0, -134.0), (side * 100.0, -104.0), (side * 110.0, -58.0),
             (side * 105.0, 4.0)],
            [(side * 66.0, -116.0), (side * 84.0, -90.0), (side * 91.0, -50.0), (side * 93.0, 8.0)],
        ]
        draw_sheet(p, guides, s.hair, s.light, strands=2)


def front_bald(p: QPainter, s: Sitter) -> None:
    draw_shaved(p, s, 0.12)
    spot = (s.light * 38, -112)
    p.fillRect(around(spot, 50, 40),
               radial(spot, 46, (0, faded(s.skin.light, 0.85)), (1, faded(s.skin.light, 0))))


def back_tucked(p: QPainter, s: Sitter) -> None:
    half = [(0, -170), (92, -142), (116, -60), (124, 40), (120, 110), (96, 150), (50, 150)]
    path = shape([*half, *mirrored(half)])
    p.fillPath(path, mix(s.hair.shade, s.hair.deep, 0.5))


def front_tucked(p: QPainter, s: Sitter) -> None:
    """To the jaw, combed back behind the ears."""
    front_swept(p, s)
    for side in (-1, 1):
        guides = [
            [(side * 96.0, -90.0), (side * 116.0, -30.0), (side * 124.0, 50.0),
             (side * 112.0, 140.0)],
            [(side * 92.0, -30.0), (side * 108.0, 0.0), (side * 110.0, 60.0), (side * 98.0, 134.0)],
        ]
        draw_sheet(p, guides, s.hair, s.light, strands=2)
