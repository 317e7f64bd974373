"""Hair put up or tied back, curly hair, locs and afros."""

from PySide6.QtGui import QPainter

from avatar_browser.demo.art.pens import Point, blob, ellipse, faded, mirrored, mix, taper
from avatar_browser.demo.art.sitter import Sitter
from avatar_browser.demo.art.strands import (
    curls,
    draw_curl_lines,
    draw_sheet,
    hair_brush,
    ring,
    rope,
)


def _cap(p: QPainter, s: Sitter) -> None:
    """Hair drawn back smoothly from the brow."""
    guides = [
        [(-95.0, 10.0), (-108.0, -40.0), (-103.0, -100.0), (-66.0, -150.0)],
        [(-79.0, -56.0), (-84.0, -90.0), (-70.0, -132.0), (-44.0, -164.0)],
        [(-36.0, -98.0), (-40.0, -124.0), (-34.0, -152.0), (-20.0, -171.0)],
        [(0.0, -104.0), (0.0, -130.0), (0.0, -154.0), (0.0, -173.0)],
        [(36.0, -98.0), (40.0, -124.0), (34.0, -152.0), (20.0, -171.0)],
        [(79.0, -56.0), (84.0, -90.0), (70.0, -132.0), (44.0, -164.0)],
        [(95.0, 10.0), (108.0, -40.0), (103.0, -100.0), (66.0, -150.0)],
    ]
    draw_sheet(p, guides, s.hair, s.light, strands=2)


def _wisps(p: QPainter, s: Sitter) -> None:
    for side in (-1, 1):
        p.fillPath(
            taper([(side * 86, -50), (side * 97, -10), (side * 95, 40), (side * 88, 74)], 5),
            mix(s.hair.base, s.hair.shade, 0.4),
        )


def back_ponytail(p: QPainter, s: Sitter) -> None:
    guides = [
        [
            (10.0, -160.0),
            (70.0, -196.0),
            (150.0, -150.0),
            (176.0, -30.0),
            (168.0, 90.0),
            (138.0, 190.0),
        ],
        [
            (10.0, -140.0),
            (60.0, -150.0),
            (96.0, -100.0),
            (112.0, -10.0),
            (116.0, 90.0),
            (124.0, 186.0),
        ],
    ]
    draw_sheet(p, guides, s.hair, s.light, strands=5, brush=hair_brush(s.hair, s.light, -190, 220))


def front_tied(p: QPainter, s: Sitter) -> None:
    _cap(p, s)
    if not s.strong:
        _wisps(p, s)


def back_top_bun(p: QPainter, s: Sitter) -> None:
    bun = ellipse((0, -196), 56, 46)
    p.fillPath(bun, hair_brush(s.hair, s.light, -240, -140))
    p.save()
    p.setClipPath(bun)
    for k in range(5):
        swirl = ring((4 * k - 8, -194 + 3 * k), 50 - 9 * k, 40 - 7 * k, 0.45, 1.25, 9)
        p.fillPath(taper(swirl, 4.5), faded(s.hair.deep, 0.5))
        p.fillPath(
            taper(ring((4 * k - 8, -198 + 3 * k), 47 - 9 * k, 38 - 7 * k, 0.6, 0.86, 5), 4),
            faded(s.hair.light, 0.5),
        )
    p.restore()


def back_low_bun(p: QPainter, s: Sitter) -> None:
    p.fillPath(ellipse((66, 108), 52, 44), hair_brush(s.hair, s.light, 40, 170))
    for k in range(3):
        p.fillPath(
            taper(ring((68 + 4 * k, 108), 46 - 11 * k, 38 - 9 * k, 0.55, 1.2, 7), 4),
            faded(s.hair.deep, 0.5),
        )


def _afro_ring(rx: float, ry: float, count: int, start: float, end: float) -> list[Point]:
    return ring((0, -62), rx, ry, start, end, count)


def back_afro(p: QPainter, s: Sitter) -> None:
    rim = _afro_ring(132, 132, 22, 0.38, 1.12)
    mass = curls(rim, 28).united(ellipse((0, -62), 138, 134))
    p.fillPath(mass, hair_brush(s.hair, s.light, -200, 110))
    inner = _afro_ring(118, 120, 24, 0.36, 1.14)
    draw_curl_lines(p, [*rim, *inner], 20, s.hair, s.light)


def front_afro(p: QPainter, s: Sitter) -> None:
    line = [
        (-98, -4),
        (-95, -36),
        (-86, -64),
        (-66, -86),
        (-40, -100),
        (-10, -106),
        (20, -105),
        (48, -96),
        (70, -80),
        (88, -56),
        (96, -30),
        (98, 0),
    ]
    over = [(x * 1.05, y - 32) for x, y in line[1:-1]]
    top = [(x * 0.8, y - 62) for x, y in line[2:-2]]
    mass = curls([*line, *over, *top], 21)
    p.fillPath(mass, hair_brush(s.hair, s.light, -200, 110))
    draw_curl_lines(p, [*line, *over, *top], 18, s.hair, s.light)


_TUMBLE = [(-104, 4), (-112, 44), (-106, 84), (-120, 118), (-104, 150), (-124, 180), (-106, 208)]


def back_curly(p: QPainter, s: Sitter) -> None:
    rim = ring((0, -60), 112, 112, 0.44, 1.06, 16)
    sides: list[Point] = []
    for x, y in _TUMBLE:
        sides += [(x - 14, y), (-x + 14, y + 6), (x + 22, y + 8), (-x - 22, y)]
    mass = curls([*rim, *sides], 32).united(blob([*ring((0, -40), 118, 130, 0.0, 1.0, 12)]))
    p.fillPath(mass, hair_brush(s.hair, s.light, -200, 240))
    draw_curl_lines(p, [*rim, *sides], 24, s.hair, s.light)


def front_curly(p: QPainter, s: Sitter) -> None:
    line = [
        (-100, 20),
        (-101, -16),
        (-93, -50),
        (-78, -76),
        (-52, -98),
        (-20, -110),
        (14, -107),
        (46, -96),
        (75, -74),
        (92, -46),
        (101, -12),
        (102, 24),
    ]
    over = [(x * 1.08, y - 34) for x, y in line[1:-1]]
    top = [(x * 0.8, y - 60) for x, y in line[3:-3]]
    p.fillPath(curls([*line, *over, *top], 24), hair_brush(s.hair, s.light, -200, 240))
    draw_curl_lines(p, [*line, *over, *top], 22, s.hair, s.light)


def back_locs(p: QPainter, s: Sitter) -> None:
    half = [(0, -172), (90, -142), (112, -60), (110, 40), (80, 100), (40, 110)]
    p.fillPath(blob([*half, *mirrored(half)[:-1]]), mix(s.hair.shade, s.hair.deep, 0.5))
    for side in (-1, 1):
        for k in range(3):
            x = 124 - 25 * k
            rope(
                p,
                [
                    (side * 92, -60),
                    (side * (x + 2), 30),
                    (side * (x + 6), 120),
                    (side * (x - 4), 196 + 14 * (k % 2)),
                ],
                25,
                s.hair,
                s.light,
                turns=13,
            )


def front_locs(p: QPainter, s: Sitter) -> None:
    _cap(p, s)
    for side in (-1, 1):
        for k in range(3):
            rope(
                p,
                [
                    (side * (74 + 8 * k), -112 + 26 * k),
                    (side * (104 + 2 * k), -56 + 10 * k),
                    (side * (118 - 7 * k), 60),
                    (side * (116 - 10 * k), 236 + 22 * k),
                ],
                25,
                s.hair,
                s.light,
                turns=15,
            )
