"""Jackets, and what is worn under them."""

from PySide6.QtGui import QPainter, QPainterPath

from avatar_browser.demo.art.body import BOTTOM, garment, half_body
from avatar_browser.demo.art.cloth import collar, fill_cloth, folds, placket, round_neck
from avatar_browser.demo.art.palette import Tone, cloth
from avatar_browser.demo.art.pens import Point, ellipse, faded, linear, mix, shape, taper
from avatar_browser.demo.art.sitter import Sitter


def _panel(s: Sitter, side: int, meet: float, inner: float) -> QPainterPath:
    """One half of an open jacket; ``meet`` is where the halves meet, in units down."""
    half = [(side * x, y) for x, y in half_body(s, 10)[1:]]
    front: list[Point] = [
        (side * inner, BOTTOM),
        (side * inner, meet),
        (side * (s.neck * 0.72 + inner), 300),
        (side * (s.neck + 16), 190),
    ]
    return shape(half, front)


def _jacket(p: QPainter, s: Sitter, tone: Tone, meet: float = 440, inner: float = -4) -> None:
    for side in (-s.light, s.light):
        panel = _panel(s, side, meet, inner)
        p.fillPath(
            shape(
                [
                    (side * (s.neck + 12), 188),
                    (side * (s.neck * 0.66), 310),
                    (side * (inner - 9), meet + 6),
                    (side * (inner - 8), BOTTOM),
                ],
                [(side * 60, BOTTOM), (side * 80, 200)],
            ),
            faded(tone.deep, 0.35),
        )
        fill_cloth(p, s, panel, tone)
        folds(p, s, panel, tone)


def _lapels(p: QPainter, s: Sitter, tone: Tone, meet: float = 440, inner: float = -4) -> None:
    x = s.neck
    for side in (-s.light, s.light):
        lapel = shape(
            [(side * (x + 6), 172), (side * (x + 24), 184), (side * (x + 30), 200)],
            [(side * (x + 48), 262), (side * (x + 70), 252)],
            [(side * (x + 70), 252), (side * (x + 62), 318), (side * (inner + 12), meet - 4)],
            [(side * inner, meet), (side * (x * 0.62), 312), (side * (x + 6), 172)],
        )
        lit = side == s.light
        p.fillPath(lapel.translated(side * 5, 8), faded(tone.deep, 0.45))
        p.fillPath(
            lapel,
            linear(
                (side * (x + 60), 190),
                (0, meet),
                (0, tone.light if lit else mix(tone.base, tone.light, 0.3)),
                (1, mix(tone.base, tone.shade, 0.4)),
            ),
        )
        p.fillPath(
            taper(
                [(side * (x + 30), 204), (side * (x + 48), 262), (side * (x + 69), 253)],
                3,
                0.4,
                0.2,
            ),
            faded(tone.deep, 0.7),
        )


def _buttons(p: QPainter, tone: Tone) -> None:
    for y in (470, 540):
        p.fillPath(ellipse((4, y), 7, 7), tone.deep)
        p.fillPath(ellipse((3, y - 1), 4, 4), mix(tone.deep, tone.base, 0.5))


def wear_suit(p: QPainter, s: Sitter) -> None:
    """Suit, shirt and tie."""
    shirt = cloth(s.outfit.second)
    fill_cloth(p, s, garment(s, round_neck(s, -6)), shirt)
    _tie(p, s)
    collar(p, s, shirt, spread=14, drop=34)
    tone = cloth(s.outfit.main)
    _jacket(p, s, tone)
    _lapels(p, s, tone)
    _buttons(p, tone)


def _tie(p: QPainter, s: Sitter) -> None:
    tone = cloth(s.outfit.accent)
    blade = shape([(-11, 246), (11, 246)], [(25, 470), (20, 620)], [(-20, 620), (-25, 470)])
    p.fillPath(
        blade, linear((-24, 240), (24, 240), (0, tone.base), (0.5, tone.light), (1, tone.shade))
    )
    p.save()
    p.setClipPath(blade)
    for k in range(9):
        y = 262 + 36 * k
        p.fillPath(taper([(-30, y + 18), (30, y - 16)], 7, 1, 1), faded(tone.deep, 0.5))
    p.restore()
    knot = shape([(-17, 220), (17, 220)], [(17, 220), (13, 248)], [(-13, 248), (-17, 220)])
    p.fillPath(knot, linear((-16, 220), (16, 250), (0, tone.light), (1, tone.shade)))
    p.fillPath(taper([(-13, 249), (0, 253), (13, 249)], 5, 0.5, 0.5), faded(tone.deep, 0.7))


def wear_blazer(p: QPainter, s: Sitter) -> None:
    """A blazer over a plain top or an open shirt."""
    under = cloth(s.outfit.second)
    if s.strong:
        x = s.neck + 14
        opening = [(-x, 184), (-x * 0.6, 216), (0, 268), (x * 0.6, 216), (x, 184)]
        fill_cloth(p, s, garment(s, opening), under)
        placket(p, under, 300)
        collar(p, s, under, spread=24, drop=44)
    else:
        edge = round_neck(s, 26)
        fill_cloth(p, s, garment(s, edge), under)
        p.fillPath(taper(edge, 8, 0.8, 0.8), under.shade)
    tone = cloth(s.outfit.main)
    _jacket(p, s, tone)
    _lapels(p, s, tone)
    _buttons(p, tone)


def wear_cardigan(p: QPainter, s: Sitter) -> None:
    under = cloth(s.outfit.second)
    edge = round_neck(s, 8)
    fill_cloth(p, s, garment(s, edge), under)
    p.fillPath(taper(edge, 9, 0.8, 0.8), under.shade)
    tone = cloth(s.outfit.main)
    _jacket(p, s, tone, 470, 0)
    for side in (-1, 1):
        trim = [
            (side * (s.neck + 16), 190),
            (side * (s.neck * 0.72 + 4), 300),
            (side * 6, 470),
            (side * 8, BOTTOM),
        ]
        p.fillPath(taper(trim, 17, 0.8, 1), mix(tone.base, tone.shade, 0.55))
        p.fillPath(taper([(x - side * 5, y) for x, y in trim], 2.5, 0.8, 1), faded(tone.light, 0.6))
    for y in (500, 570):
        p.fillPath(ellipse((0, y), 7, 7), cloth(s.outfit.accent).base)


def _wear_under(p: QPainter, s: Sitter) -> None:
    under = cloth(s.outfit.second)
    edge = round_neck(s, 8)
    fill_cloth(p, s, garment(s, edge), under)
    p.fillPath(taper(edge, 9, 0.8, 0.8), under.shade)


def wear_denim(p: QPainter, s: Sitter) -> None:
    """A jean jacket over a tee."""
    _wear_under(p, s)
    tone = cloth(s.outfit.main)
    _jacket(p, s, tone, 480, 4)
    stitch = faded(cloth("#e2b36a").base, 0.9)
    for side in (-1, 1):
        yoke = [(side * 74, 320), (side * 120, 330), (side * (s.shoulder - 60), 322)]
        p.fillPath(taper(yoke, 3, 0.8, 0.8), faded(tone.deep, 0.7))
        p.fillPath(taper([(x, y + 5) for x, y in yoke], 1.8, 0.8, 0.8), stitch)
        flap = shape(
            [(side * 84, 352), (side * 146, 352)],
            [(side * 146, 378), (side * 115, 394), (side * 84, 378)],
        )
        p.fillPath(flap, mix(tone.base, tone.light, 0.4))
        p.fillPath(ellipse((side * 115, 380), 4.4, 4.4), stitch)
        p.fillPath(taper([(side * 11, 470), (side * 13, BOTTOM)], 2, 1, 1), stitch)
    collar(p, s, tone, spread=58, drop=48)


def wear_leather(p: QPainter, s: Sitter) -> None:
    """A jacket with a stand-up collar and a zip."""
    _wear_under(p, s)
    tone = cloth(s.outfit.main)
    _jacket(p, s, tone, 470, 2)
    x = s.neck
    for side in (-1, 1):
        stand = shape(
            [(side * (x + 2), 150), (side * (x + 22), 166), (side * (x + 40), 206)],
            [(side * (x + 40), 206), (side * (x + 12), 262), (side * (x - 12), 300)],
            [(side * (x - 12), 300), (side * (x + 4), 220), (side * (x + 2), 150)],
        )
        p.fillPath(
            stand,
            linear(
                (side * (x + 40), 160),
                (side * x, 290),
                (0, tone.light if side == s.light else tone.base),
                (1, tone.shade),
            ),
        )
        p.fillPath(
            taper(
                [
                    (side * (x + 8), 200),
                    (side * (x * 0.72 + 5), 300),
                    (side * 6, 470),
                    (side * 6, BOTTOM),
                ],
                4,
                0.8,
                1,
            ),
            cloth("#c9ccd2").base,
        )
        p.fillPath(
            taper([(side * 96, 290), (side * 150, 300), (side * (s.shoulder - 30), 340)], 7),
            faded(tone.light, 0.7),
        )


def wear_coat(p: QPainter, s: Sitter) -> None:
    """A doctor's white coat over a shirt."""
    under = cloth(s.outfit.main)
    x = s.neck + 14
    edge = [(-x, 184), (-x * 0.6, 216), (0, 262), (x * 0.6, 216), (x, 184)]
    fill_cloth(p, s, garment(s, edge), under)
    placket(p, under, 296)
    collar(p, s, under, spread=24, drop=40)
    tone = cloth("#f3f4f6")
    _jacket(p, s, tone, 470, 0)
    _lapels(p, s, tone, 470, 0)
    p.fillPath(
        taper([(-(s.neck + 26), 190), (-(s.neck + 40), 300), (-74, 400), (-66, 470)], 7, 1, 1),
        cloth("#3d4650").base,
    )
    p.fillPath(
        taper([(s.neck + 26, 190), (s.neck + 36, 290), (72, 350)], 7, 1, 1), cloth("#3d4650").base
    )
    p.fillPath(ellipse((-66, 476), 15, 15), cloth("#aab2bb").base)
    p.fillPath(ellipse((-66, 476), 9, 9), cloth("#d8dde2").base)
