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
)
from avatar_browser.demo.art.sitter import Sitter
from avatar_browser.demo.art.strands import curls, draw_curl_lines, draw_sheet, hair_brush

_SKULL_OUT = [(0.0, -152.0), (54.0, -145.0), (90.0, -110.0), (100.0, -56.0), (98.0, 4.0)]
_SKULL_IN = [
    (93.0, 14.0),
    (91.0, -18.0),
    (86.0, -44.0),
    (80.0, -66.0),
    (62.0, -88.0),
    (30.0, -99.0),
    (0.0, -102.0),
]


def _skull() -> QPainterPath:
    left_in = [(-x, y) for x, y in _SKULL_IN]
    return shape(_SKULL_OUT, _SKULL_IN, left_in[::-1], mirrored(_SKULL_OUT))


def draw_shaved(p: QPainter, s: Sitter, strength: float = 0.9) -> None:
    """Hair cut close to the skin: fades out towards the ears."""
    tint = mix(s.skin.shade, s.hair.base, 0.8 * strength)
    p.fillPath(
        _skull(),
        linear(
            (0, -150),
            (0, 14),
            (0, tint),
            (0.62, mix(tint, s.skin.shade, 0.15)),
            (1, mix(tint, s.skin.base, 0.8)),
        ),
    )
    p.save()
    p.setClipPath(_skull())
    spot = (s.light * 46, -134)
    p.fillRect(
        around(spot, 60, 40),
        radial(spot, 56, (0, faded(s.hair.light, 0.4)), (1, faded(s.hair.light, 0))),
    )
    p.restore()


def front_buzz(p: QPainter, s: Sitter) -> None:
    draw_shaved(p, s)


def front_side_part(p: QPainter, s: Sitter) -> None:
    draw_shaved(p, s)
    small = [
        [(-42.0, -168.0), (-76.0, -156.0), (-102.0, -116.0), (-109.0, -60.0), (-104.0, -14.0)],
        [(-42.0, -102.0), (-64.0, -92.0), (-82.0, -68.0), (-91.0, -40.0), (-95.0, -6.0)],
    ]
    big = [
        [
            (-42.0, -168.0),
            (10.0, -186.0),
            (70.0, -168.0),
            (106.0, -118.0),
            (110.0, -60.0),
            (105.0, -18.0),
        ],
        [
            (-44.0, -102.0),
            (-6.0, -106.0),
            (40.0, -97.0),
            (74.0, -74.0),
            (88.0, -48.0),
            (95.0, -10.0),
        ],
    ]
    draw_sheet(p, small, s.hair, s.light, strands=3)
    draw_sheet(p, big, s.hair, s.light, strands=5)


def front_quiff(p: QPainter, s: Sitter) -> None:
    draw_shaved(p, s)
    guides = [
        [(-86.0, -60.0), (-102.0, -98.0), (-100.0, -142.0), (-76.0, -168.0)],
        [(-60.0, -90.0), (-70.0, -128.0), (-58.0, -170.0), (-30.0, -192.0)],
        [(-20.0, -102.0), (-30.0, -144.0), (-10.0, -188.0), (24.0, -204.0)],
        [(26.0, -101.0), (24.0, -142.0), (46.0, -184.0), (72.0, -190.0)],
        [(64.0, -86.0), (72.0, -122.0), (90.0, -152.0), (100.0, -152.0)],
        [(89.0, -46.0), (105.0, -76.0), (111.0, -102.0), (108.0, -124.0)],
    ]
    draw_sheet(p, guides, s.hair, s.light, strands=3, gloss=1.2)


def front_swept(p: QPainter, s: Sitter) -> None:
    """Combed straight back."""
    draw_shaved(p, s)
    half = [
        [(93.0, -12.0), (108.0, -58.0), (108.0, -112.0), (84.0, -152.0)],
        [(79.0, -66.0), (92.0, -104.0), (84.0, -146.0), (58.0, -172.0)],
        [(38.0, -100.0), (48.0, -132.0), (42.0, -164.0), (26.0, -183.0)],
        [(0.0, -96.0), (0.0, -128.0), (0.0, -162.0), (0.0, -186.0)],
    ]
    guides = [[(-x, y) for x, y in guide] for guide in half[:3]] + half[::-1]
    draw_sheet(p, guides, s.hair, s.light, strands=1, gloss=0.8)


def front_crop(p: QPainter, s: Sitter) -> None:
    """A short textured fringe."""
    draw_shaved(p, s)
    low = (-44, -70, -60, -78, -66, -80, -64, -77, -58, -72, -46)
    guides = []
    for k, y in enumerate(low):
        x = -90.0 + 18.0 * k
        crown = -62 - (118**2 - (0.94 * x) ** 2) ** 0.5
        guides.append(
            [
                (x * 0.94, crown),
                (x * 1.12, crown * 0.5 - 42),
                (x * 1.12, -84 + y * 0.1),
                (x * 1.02 + 5 * (-1) ** k, float(y)),
            ]
        )
    draw_sheet(p, guides, s.hair, s.light, strands=1, gloss=1.0)


def front_fade(p: QPainter, s: Sitter) -> None:
    """Curls on top, the sides cut close."""
    draw_shaved(p, s, 0.85)
    line = [
        (-86, -74),
        (-66, -92),
        (-40, -103),
        (-10, -108),
        (20, -107),
        (48, -99),
        (70, -86),
        (87, -70),
    ]
    over = [(x * 1.06, y - 28) for x, y in line]
    top = [(x * 0.86, y - 52) for x, y in line[1:-1]]
    p.fillPath(curls([*line, *over, *top], 20), hair_brush(s.hair, s.light, -200, -40))
    draw_curl_lines(p, [*line, *over, *top], 18, s.hair, s.light)


def front_pixie(p: QPainter, s: Sitter) -> None:
    left = [
        [(-36.0, -176.0), (-84.0, -160.0), (-112.0, -104.0), (-114.0, -40.0), (-100.0, 30.0)],
        [(-36.0, -108.0), (-66.0, -92.0), (-86.0, -58.0), (-92.0, -14.0), (-90.0, 24.0)],
    ]
    right = [
        [
            (-36.0, -176.0),
            (30.0, -188.0),
            (92.0, -158.0),
            (116.0, -92.0),
            (114.0, -24.0),
            (100.0, 34.0),
        ],
        [(-40.0, -106.0), (0.0, -90.0), (44.0, -68.0), (80.0, -46.0), (92.0, -14.0), (91.0, 26.0)],
    ]
    draw_sheet(p, left, s.hair, s.light, strands=3)
    draw_sheet(p, right, s.hair, s.light, strands=5, gloss=1.2)


def front_receding(p: QPainter, s: Sitter) -> None:
    """Hair at the sides only, a high brow."""
    for side in (-1, 1):
        guides = [
            [
                (side * 74.0, -118.0),
                (side * 98.0, -100.0),
                (side * 108.0, -56.0),
                (side * 104.0, 6.0),
            ],
            [
                (side * 74.0, -118.0),
                (side * 88.0, -86.0),
                (side * 91.0, -48.0),
                (side * 93.0, 10.0),
            ],
        ]
        draw_sheet(p, guides, s.hair, s.light, strands=3)
    front_bald(p, s)


def front_bald(p: QPainter, s: Sitter) -> None:
    for x, y, size, alpha in ((36, -112, 44, 0.7), (30, -122, 16, 0.5)):
        spot = (s.light * x, y)
        tint = s.skin.light
        p.fillRect(
            around(spot, size, size * 0.8),
            radial(spot, size * 0.8, (0, faded(tint, alpha)), (1, faded(tint, 0))),
        )


def back_tucked(p: QPainter, s: Sitter) -> None:
    half = [(0, -170), (92, -142), (116, -60), (124, 40), (120, 110), (96, 150), (50, 150)]
    path = shape([*half, *mirrored(half)])
    p.fillPath(path, mix(s.hair.shade, s.hair.deep, 0.5))


def front_tucked(p: QPainter, s: Sitter) -> None:
    """To the jaw, combed back behind the ears."""
    front_swept(p, s)
    for side in (-1, 1):
        guides = [
            [
                (side * 96.0, -90.0),
                (side * 116.0, -30.0),
                (side * 124.0, 50.0),
                (side * 112.0, 140.0),
            ],
            [(side * 92.0, -30.0), (side * 108.0, 0.0), (side * 110.0, 60.0), (side * 98.0, 134.0)],
        ]
        draw_sheet(p, guides, s.hair, s.light, strands=2)
