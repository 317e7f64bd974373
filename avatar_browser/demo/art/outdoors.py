"""Outside, and green inside."""

from math import cos, pi, sin

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from avatar_browser.demo.art.pens import (
    Point,
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
from avatar_browser.demo.dice import Dice


def _sky(p: QPainter, wide: float, *stops: tuple[float, QColor]) -> None:
    p.fillRect(QRectF(0, 0, wide, 1000), linear((0, 0), (0, 1000), *stops))


def far_plants(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """A wall in shade behind big leaves."""
    wall = mix(QColor("#d9e0cc"), hue, 0.35)
    _sky(p, wide, (0, lighter(wall, 0.2)), (1, darker(wall, 0.2)))
    for k in range(12):
        at = (wide * dice.unit(f"x{k}"), 1000 * dice.unit(f"y{k}"))
        _leaf(
            p,
            at,
            dice.between(f"s{k}", 120, 240),
            360 * dice.unit(f"a{k}"),
            faded(mix(QColor("#6d9a6b"), hue, 0.25), 0.55),
        )


def _leaf(p: QPainter, at: Point, size: float, angle: float, tint: QColor) -> None:
    p.save()
    p.translate(*at)
    p.rotate(angle)
    leaf = shape(
        [(0, 0), (size * 0.3, -size * 0.26), (size * 0.75, -size * 0.2), (size, 0)],
        [(size, 0), (size * 0.75, size * 0.2), (size * 0.3, size * 0.26), (0, 0)],
    )
    p.fillPath(leaf, tint)
    rib = faded(lighter(tint, 0.45), 0.55)
    p.fillPath(taper([(0, 0), (size * 0.5, 0), (size, 0)], size * 0.04, 0.8, 0), rib)
    for k in range(1, 5):
        x = size * (0.12 + 0.16 * k)
        for side in (-1, 1):
            p.fillPath(
                taper([(x, 0), (x + size * 0.12, side * size * 0.15)], size * 0.022, 0.6, 0), rib
            )
    p.restore()


def near_leaves(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """Leaves reaching in from both sides."""
    for k in range(16):
        side = -1 if k % 2 else 1
        at = (
            wide / 2 + side * (min(wide * 0.56, 760) + 20 * dice.unit(f"nx{k}")),
            60 + 62 * k + 40 * dice.unit(f"ny{k}"),
        )
        angle = (180 if side > 0 else 0) + dice.between(f"na{k}", -42, 42)
        green = mix(QColor("#3f7d4e"), QColor("#9cc56e"), dice.unit(f"nc{k}") * 0.7)
        _leaf(p, at, dice.between(f"ns{k}", 170, 280), angle, mix(green, hue, 0.1))


def far_city(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """A skyline at dusk."""
    dusk = mix(QColor("#3a3560"), hue, 0.3)
    _sky(
        p,
        wide,
        (0, darker(dusk, 0.25)),
        (0.45, mix(dusk, QColor("#c97b84"), 0.45)),
        (0.7, QColor("#f0b48a")),
        (1, mix(dusk, QColor("#5b4a6e"), 0.5)),
    )
    for layer in range(3):
        tint = mix(mix(QColor("#8b7aa0"), hue, 0.2), QColor("#221f3a"), 0.3 + 0.3 * layer)
        x = -40.0
        k = 0
        while x < wide:
            label = f"{layer}.{k}"
            w = dice.between("w" + label, 60, 130)
            h = dice.between("h" + label, 190, 520 - 70 * layer)
            p.fillRect(QRectF(x, 900 - h, w, h + 200), tint)
            for j in range(12):
                if dice.chance(f"on{label}{j}", 0.55):
                    p.fillRect(
                        QRectF(x + 10 + 26 * (j % 3), 920 - h + 44 * (j // 3), 14, 20),
                        color("#ffd98f", 0.85),
                    )
            x += w + dice.between("g" + label, -8, 24)
            k += 1


def near_bokeh(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """Points of light far out of focus."""
    warm = (QColor("#ffd79a"), QColor("#ffe9c8"), lighter(hue, 0.6), QColor("#ffb98a"))
    for k in range(16):
        at = (wide * dice.unit(f"bx{k}"), 900 * dice.unit(f"by{k}"))
        size = dice.between(f"bs{k}", 16, 48)
        tint = dice.pick(f"bc{k}", warm)
        alpha = dice.between(f"ba{k}", 0.12, 0.4)
        p.fillPath(
            ellipse(at, size, size),
            radial(
                at,
                size,
                (0, faded(tint, alpha * 0.75)),
                (0.86, faded(tint, alpha)),
                (1, faded(tint, alpha * 0.3)),
            ),
        )


def far_park(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    _sky(
        p,
        wide,
        (0, mix(QColor("#bfe0f2"), hue, 0.15)),
        (0.5, QColor("#f4f3d8")),
        (0.62, QColor("#b9cf88")),
        (1, QColor("#5f8a50")),
    )
    for k in range(14):
        x = wide * (k + dice.unit(f"x{k}")) / 14
        y = 380 + 150 * dice.unit(f"y{k}")
        size = dice.between(f"s{k}", 110, 200)
        green = mix(mix(QColor("#5d9158"), QColor("#b6c768"), dice.unit(f"c{k}")), hue, 0.12)
        p.fillRect(QRectF(x - 9, y, 18, 260), QColor("#6b5440"))
        puffs = [
            (x + size * 0.7 * cos(2 * pi * j / 6), y + size * 0.55 * sin(2 * pi * j / 6))
            for j in range(6)
        ]
        p.fillPath(blob([(px, py) for px, py in puffs]), green)
        p.fillPath(
            ellipse((x - size * 0.22, y - size * 0.24), size * 0.4, size * 0.32),
            faded(lighter(green, 0.5), 0.6),
        )
    p.fillPath(
        blob([(wide * 0.36, 1040), (wide * 0.46, 700), (wide * 0.54, 700), (wide * 0.76, 1040)]),
        color("#e9dcb8", 0.8),
    )


_CLOUD = ((-130, 0), (-60, -34), (0, -24), (70, -40), (130, 0), (0, 18))


def far_sea(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    sky = mix(QColor("#8cc4dd"), hue, 0.3)
    _sky(
        p,
        wide,
        (0, sky),
        (0.5, QColor("#fbe3c4")),
        (0.5, QColor("#5fa3b5")),
        (0.72, QColor("#8fd0cc")),
        (0.74, QColor("#f2dfba")),
        (1, QColor("#d9b98a")),
    )
    sun = (wide * dice.between("sun", 0.15, 0.85), 400.0)
    p.fillRect(
        QRectF(0, 0, wide, 1000),
        radial(
            sun,
            420,
            (0, color("#fff2c9", 0.95)),
            (0.16, color("#ffe6ac", 0.8)),
            (1, color("#ffd9a0", 0)),
        ),
    )
    for k in range(9):
        y = 530 + 22 * k
        x = wide * dice.unit(f"w{k}")
        p.fillPath(taper([(x - 190, y), (x, y - 4), (x + 190, y)], 9), color("#ffffff", 0.5))
    for k in range(4):
        at = (wide * dice.unit(f"cx{k}"), 90 + 200 * dice.unit(f"cy{k}"))
        p.fillPath(blob(moved(_CLOUD, *at)), color("#ffffff", 0.6))


def far_mountains(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    _sky(
        p,
        wide,
        (0, mix(QColor("#a9c9e6"), hue, 0.3)),
        (0.6, QColor("#fdeede")),
        (1, QColor("#dfe6d2")),
    )
    for layer in range(4):
        tint = mix(mix(QColor("#9fb2cf"), hue, 0.3), QColor("#3f5f5a"), 0.28 * layer)
        y = 380 + 130 * layer
        ridge = [(wide * k / 7, y + dice.between(f"{layer}.{k}", -100, 70)) for k in range(8)]
        p.fillPath(
            shape(ridge, [(wide, 1100), (0, 1100)]),
            linear((0, y - 100), (0, y + 260), (0, lighter(tint, 0.12)), (1, lighter(tint, 0.5))),
        )
