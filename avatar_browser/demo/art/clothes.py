"""Knitwear, shirts and everyday things."""

from PySide6.QtGui import QPainter

from avatar_browser.demo.art.body import BOTTOM, garment
from avatar_browser.demo.art.cloth import band, collar, fill_cloth, folds, placket, ribs, round_neck
from avatar_browser.demo.art.palette import Tone, cloth
from avatar_browser.demo.art.pens import ellipse, faded, linear, mirrored, mix, shape, taper
from avatar_browser.demo.art.sitter import Sitter


def wear_tee(p: QPainter, s: Sitter) -> None:
    tone = cloth(s.outfit.main)
    edge = round_neck(s, 6)
    path = garment(s, edge)
    fill_cloth(p, s, path, tone)
    folds(p, s, path, tone)
    band(p, edge, tone, 11)


def wear_striped(p: QPainter, s: Sitter) -> None:
    """A boat-necked top with stripes."""
    tone = cloth(s.outfit.second)
    edge = round_neck(s, 2, 20)
    path = garment(s, edge)
    fill_cloth(p, s, path, tone)
    p.save()
    p.setClipPath(path)
    ink = cloth(s.outfit.main)
    for k in range(12):
        y = 270 + 38 * k
        p.fillPath(
            taper([(-300, y + 6), (-150, y), (0, y + 8), (150, y), (300, y + 6)], 14, 1, 1),
            ink.base,
        )
    p.restore()
    folds(p, s, path, tone)
    band(p, edge, tone, 9)


def wear_sweater(p: QPainter, s: Sitter) -> None:
    """A knitted jumper, the collar of a shirt showing."""
    tone = cloth(s.outfit.main)
    edge = round_neck(s, 10)
    path = garment(s, edge, 8)
    fill_cloth(p, s, path, tone)
    ribs(p, path, tone)
    folds(p, s, path, tone)
    band(p, edge, tone, 17)
    collar(p, s, cloth(s.outfit.second), spread=30, drop=36)


def wear_turtleneck(p: QPainter, s: Sitter) -> None:
    tone = cloth(s.outfit.main)
    path = garment(s, round_neck(s, -18))
    fill_cloth(p, s, path, tone)
    ribs(p, path, tone)
    folds(p, s, path, tone)
    x = s.neck
    half = [(x + 3, 142), (x + 9, 170), (x + 25, 202)]
    roll = shape(
        [(-x - 3, 142), (-x * 0.5, 158), (0, 163), (x * 0.5, 158), (x + 3, 142)],
        half,
        [(x + 25, 202), (x * 0.5, 222), (0, 226), (-x * 0.5, 222), (-x - 25, 202)],
        mirrored(half),
    )
    p.fillPath(
        roll,
        linear(
            (s.light * 70, 150),
            (-s.light * 70, 210),
            (0, tone.light),
            (0.4, tone.base),
            (1, tone.shade),
        ),
    )
    p.save()
    p.setClipPath(roll)
    for k in range(-5, 6):
        p.fillPath(
            taper([(k * x * 0.2, 140), (k * x * 0.235, 226)], 3, 1, 1), faded(tone.deep, 0.26)
        )
    p.fillPath(taper([(-x - 4, 146), (0, 172), (x + 4, 146)], 15, 0.6, 0.6), faded(tone.deep, 0.42))
    p.restore()


def wear_hoodie(p: QPainter, s: Sitter) -> None:
    tone = cloth(s.outfit.main)
    edge = round_neck(s, 22, 12)
    path = garment(s, edge, 10)
    under = cloth(s.outfit.second)
    inner = garment(s, round_neck(s, 2), 2)
    fill_cloth(p, s, inner, under)
    fill_cloth(p, s, path, tone)
    folds(p, s, path, tone)
    for side in (-1, 1):
        _hood(p, s, tone, side)
        cord = cloth(s.outfit.second).base
        p.fillPath(taper([(side * 26, 272), (side * 30, 330), (side * 26, 386)], 6, 0.8, 0.8), cord)
        p.fillPath(ellipse((side * 26, 270), 5, 5), tone.deep)


def _hood(p: QPainter, s: Sitter, tone: Tone, side: int) -> None:
    """One side of a hood that lies on the shoulders."""
    x = s.neck
    outside = [(x + 2, 150), (x + 46, 158), (x + 74, 196), (x + 40, 244), (6, 290)]
    inside = [(6, 290), (16, 262), (x - 4, 232), (x + 14, 196), (x + 2, 150)]
    edge = [(x + 8, 160), (x + 16, 200), (x - 6, 236), (10, 284)]
    hood = shape(*([(side * at, y) for at, y in points] for points in (outside, inside)))
    p.fillPath(
        hood,
        linear(
            (side * (x + 74), 150),
            (side * 10, 280),
            (0, tone.light if side == s.light else tone.base),
            (1, tone.shade),
        ),
    )
    p.fillPath(taper([(side * at, y) for at, y in edge], 6), faded(tone.deep, 0.6))


def wear_shirt(p: QPainter, s: Sitter) -> None:
    """A shirt, its top button open."""
    tone = cloth(s.outfit.main)
    x = s.neck + 16
    edge = [(-x, 184), (-x * 0.6, 216), (0, 262), (x * 0.6, 216), (x, 184)]
    path = garment(s, edge)
    fill_cloth(p, s, path, tone)
    folds(p, s, path, tone)
    placket(p, tone, 290)
    p.fillPath(taper([(0, 258), (2, 290)], 5, 0.6, 0.6), faded(tone.deep, 0.5))
    collar(p, s, tone, spread=26, drop=44)


def wear_polo(p: QPainter, s: Sitter) -> None:
    tone = cloth(s.outfit.main)
    x = s.neck + 16
    edge = [(-x, 186), (-x * 0.6, 212), (0, 244), (x * 0.6, 212), (x, 186)]
    path = garment(s, edge)
    fill_cloth(p, s, path, tone)
    folds(p, s, path, tone)
    strip = shape([(-12, 240), (12, 240)], [(12, 330), (-12, 330)])
    p.fillPath(strip, mix(tone.base, tone.shade, 0.6))
    for y in (268, 304):
        p.fillPath(ellipse((0, y), 4.4, 4.4), cloth(s.outfit.second).base)
    collar(p, s, cloth(s.outfit.second), spread=34, drop=26)


def wear_blouse(p: QPainter, s: Sitter) -> None:
    """A soft blouse with a deep round neck and gathers."""
    tone = cloth(s.outfit.main)
    edge = round_neck(s, 40, 12)
    path = garment(s, edge)
    fill_cloth(p, s, path, tone)
    folds(p, s, path, tone)
    p.save()
    p.setClipPath(path)
    for k in range(-6, 7):
        low = edge[3][1] - abs(k) * 5.2
        p.fillPath(
            taper([(k * 15, low), (k * 18, low + 44), (k * 23, low + 110)], 5, 0.4, 0.0),
            faded(tone.deep, 0.3),
        )
    p.restore()
    band(p, edge, tone, 8)


def wear_dress(p: QPainter, s: Sitter) -> None:
    """Wide straps and a heart-shaped neckline."""
    tone = cloth(s.outfit.main)
    x = s.neck + 46
    edge = [(-x, 206), (-x + 4, 262), (-44, 300), (0, 322), (44, 300), (x - 4, 262), (x, 206)]
    side = [
        (x + 34, 214),
        (x + 30, 270),
        (s.shoulder - 58, 336),
        (s.shoulder - 70, 470),
        (s.shoulder - 60, BOTTOM),
    ]
    path = shape(edge, side, mirrored(side))
    fill_cloth(p, s, path, tone)
    p.save()
    p.setClipPath(path)
    for k in (-1, 1):
        p.fillPath(taper([(k * 96, 330), (k * 70, 400), (k * 76, 520)], 8), faded(tone.deep, 0.3))
    p.restore()
    band(p, edge, tone, 7)
    for sign in (-1, 1):
        p.fillPath(
            taper(
                [
                    (sign * (s.shoulder - 52), 330),
                    (sign * (s.shoulder - 60), 430),
                    (sign * (s.shoulder - 52), BOTTOM),
                ],
                7,
                0.2,
                1,
            ),
            faded(s.skin.shade, 0.9),
        )
