"""Hair that falls: long, waved, to the shoulders, in a bob, in plaits."""

from PySide6.QtGui import QPainter

from avatar_browser.demo.art.pens import Curve, Point, between, blob, faded, mirrored, mix, taper
from avatar_browser.demo.art.sitter import Sitter
from avatar_browser.demo.art.strands import draw_sheet, hair_brush, rope, waved

_BIG_OUT = [(-30.0, -176.0), (28.0, -180.0), (80.0, -150.0), (110.0, -88.0), (117.0, 0.0)]
_BIG_IN = [(-30.0, -103.0), (12.0, -98.0), (58.0, -70.0), (85.0, -18.0), (93.0, 46.0)]
_SMALL_OUT = [(-30.0, -176.0), (-68.0, -162.0), (-98.0, -116.0), (-113.0, -44.0), (-117.0, 24.0)]
_SMALL_IN = [(-30.0, -103.0), (-55.0, -90.0), (-79.0, -54.0), (-90.0, -4.0), (-95.0, 50.0)]
_MID_OUT = [(0.0, -179.0), (46.0, -172.0), (88.0, -136.0), (111.0, -70.0), (117.0, 10.0)]
_MID_IN = [(0.0, -112.0), (32.0, -97.0), (66.0, -64.0), (87.0, -18.0), (94.0, 46.0)]

_LONG_END_OUT = [(134.0, 110.0), (154.0, 210.0), (136.0, 312.0)]
_LONG_END_IN = [(98.0, 126.0), (86.0, 214.0), (88.0, 306.0)]
_LOB_END_OUT = [(126.0, 84.0), (134.0, 160.0), (116.0, 214.0)]
_LOB_END_IN = [(98.0, 106.0), (94.0, 160.0), (92.0, 208.0)]
_BOB_END_OUT = [(125.0, 58.0), (122.0, 108.0), (92.0, 134.0)]
_BOB_END_IN = [(94.0, 72.0), (90.0, 104.0), (80.0, 120.0)]

Ends = tuple[list[Point], list[Point], float]
_ENDS: dict[str, Ends] = {
    "long": (_LONG_END_OUT, _LONG_END_IN, 34.0),
    "lob": (_LOB_END_OUT, _LOB_END_IN, 22.0),
    "bob": (_BOB_END_OUT, _BOB_END_IN, 9.0),
}
_BACK = {
    "long": [(0, -170), (80, -136), (106, -60), (122, 80), (146, 200), (132, 306), (60, 330)],
    "lob": [(0, -170), (80, -136), (106, -60), (120, 70), (128, 160), (108, 214), (50, 222)],
    "bob": [(0, -170), (80, -136), (106, -60), (122, 50), (118, 104), (92, 130), (40, 134)],
}


def _length(style: str) -> str:
    return style.split("-", maxsplit=1)[0]


def back_falling(p: QPainter, s: Sitter) -> None:
    half = _BACK[_length(s.face.hair)]
    p.fillPath(blob([*half, *mirrored(half)[:-1]]), mix(s.hair.shade, s.hair.deep, 0.55))


def _swing(s: Sitter, points: Curve, side: int, phase: float) -> Curve:
    if "wavy" not in s.face.hair:
        return points
    return waved(points, side * 9, 44, -20, phase)


def _curtain(p: QPainter, s: Sitter, outer: Curve, inner: Curve, side: int, strands: int) -> None:
    ends = _ENDS[_length(s.face.hair)]
    end_out = [(side * x, y) for x, y in ends[0]]
    end_in = [(side * x, y) for x, y in ends[1]]
    first = [*outer, *end_out]
    last = [*inner, *end_in]
    guides = []
    for share, drop in ((0.0, 0.0), (0.22, 0.72), (0.5, 1.0), (0.78, 0.8), (1.0, 0.0)):
        lock = between(first, last, share)
        lock[-1] = (lock[-1][0], lock[-1][1] + drop * ends[2])
        guides.append(_swing(s, lock, side, 0.5 * (1 - share)))
    draw_sheet(
        p,
        guides,
        s.hair,
        s.light,
        strands=strands,
        brush=hair_brush(s.hair, s.light, -180, ends[0][-1][1] + 40),
    )


def front_parted(p: QPainter, s: Sitter) -> None:
    """Parted at the side."""
    _curtain(p, s, _SMALL_OUT, _SMALL_IN, -1, 1)
    _curtain(p, s, _BIG_OUT, _BIG_IN, 1, 1)
    _parting(p, s, -30)


def front_middle(p: QPainter, s: Sitter) -> None:
    for side in (-1, 1):
        _curtain(
            p, s, [(side * x, y) for x, y in _MID_OUT], [(side * x, y) for x, y in _MID_IN], side, 1
        )
    _parting(p, s, 0)


def _parting(p: QPainter, s: Sitter, x: float) -> None:
    p.fillPath(
        taper([(x - 2, -171), (x + 2, -140), (x, -105)], 3.4, 0.1, 0.7), faded(s.hair.deep, 0.62)
    )


def front_fringe(p: QPainter, s: Sitter) -> None:
    """A full fringe over the brows."""
    for side in (-1, 1):
        _curtain(
            p, s, [(side * x, y) for x, y in _MID_OUT], [(side * x, y) for x, y in _MID_IN], side, 1
        )
    draw_fringe(p, s)


def draw_fringe(p: QPainter, s: Sitter) -> None:
    guides = [
        [(-14.0, -166.0), (-62.0, -136.0), (-88.0, -88.0), (-97.0, -26.0)],
        [(-8.0, -166.0), (-34.0, -130.0), (-48.0, -84.0), (-52.0, -40.0)],
        [(0.0, -166.0), (0.0, -128.0), (0.0, -84.0), (-2.0, -42.0)],
        [(8.0, -166.0), (34.0, -130.0), (48.0, -84.0), (51.0, -40.0)],
        [(14.0, -166.0), (62.0, -136.0), (88.0, -88.0), (97.0, -26.0)],
    ]
    draw_sheet(p, guides, s.hair, s.light, strands=2, gloss=1.2)


_PLAIT = [(92.0, 40.0), (112.0, 110.0), (122.0, 190.0), (112.0, 270.0), (108.0, 350.0)]


def back_plaits(p: QPainter, s: Sitter) -> None:
    half = [(0, -170), (80, -138), (106, -60), (106, 40), (82, 108), (40, 120)]
    p.fillPath(blob([*half, *mirrored(half)[:-1]]), mix(s.hair.shade, s.hair.deep, 0.55))


def front_plaits(p: QPainter, s: Sitter) -> None:
    for side in (-1, 1):
        rope(p, [(side * x, y) for x, y in _PLAIT], 42, s.hair, s.light, turns=13)
        guides = [
            [(side * x, y) for x, y in [*_MID_OUT[:4], (114.0, 20.0), (108.0, 66.0)]],
            [(side * x, y) for x, y in [*_MID_IN[:4], (90.0, 20.0), (86.0, 60.0)]],
        ]
        draw_sheet(p, guides, s.hair, s.light, strands=4)
    _parting(p, s, 0)


def back_box_braids(p: QPainter, s: Sitter) -> None:
    back_plaits(p, s)
    for side in (-1, 1):
        for k in range(3):
            x = 126 - 21 * k
            rope(
                p,
                [
                    (side * 96, -40),
                    (side * (x - 4), 60),
                    (side * (x + 8), 190),
                    (side * x, 310 + 12 * (k % 2)),
                ],
                19,
                s.hair,
                s.light,
                turns=19,
            )


def front_box_braids(p: QPainter, s: Sitter) -> None:
    cap = [
        [(side * x, y) for x, y in points]
        for side, points in ((-1, _MID_OUT[:4]), (-1, _MID_IN[:4]))
    ]
    draw_sheet(p, cap, s.hair, s.light, strands=4, gloss=0.6)
    right = [[(-x, y) for x, y in guide] for guide in cap]
    draw_sheet(p, right, s.hair, s.light, strands=4, gloss=0.6)
    for side in (-1, 1):
        for k in range(3):
            out = 112 - 9 * k
            rope(
                p,
                [
                    (side * (102 - 6 * k), -70),
                    (side * out, 20),
                    (side * (out + 12), 130),
                    (side * (out + 8), 290 + 20 * k),
                ],
                18,
                s.hair,
                s.light,
                turns=19,
            )
    _parting(p, s, 0)
