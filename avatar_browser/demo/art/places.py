"""Places where people work."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from avatar_browser.demo.art.furniture import COLOURS, box, glow, paint_wall, panes
from avatar_browser.demo.art.pens import (
    blob,
    color,
    darker,
    ellipse,
    lighter,
    linear,
    mix,
    moved,
    shape,
    taper,
)
from avatar_browser.demo.dice import Dice


def far_kitchen(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    tile = mix(QColor("#eef0ec"), hue, 0.16)
    paint_wall(p, wide, tile)
    for row in range(8):
        for column in range(int(wide / 96) + 2):
            x = column * 96 - (48 if row % 2 else 0)
            box(
                p,
                x + 2,
                60 * row + 120,
                92,
                56,
                lighter(tile, dice.between(f"{row}{column}", 0, 0.4)),
            )
    for y in (180, 380):
        _shelf(p, wide, y, dice)
    box(p, 0, 640, wide, 40, QColor("#e8e2d6"))
    box(p, 0, 680, wide, 320, mix(darker(hue, 0.22), QColor("#58707a"), 0.3))
    for k in range(3):
        lamp = wide * (0.14 + 0.36 * k)
        p.fillPath(taper([(lamp, 0), (lamp, 70)], 8, 1, 1), QColor("#3b3532"))
        p.fillPath(
            shape([(lamp - 46, 120), (lamp - 20, 66), (lamp + 20, 66), (lamp + 46, 120)]),
            QColor("#3b3532"),
        )
        glow(p, lamp, 130, 150, QColor("#ffdf9e"), 0.8)


def _shelf(p: QPainter, wide: float, y: int, dice: Dice) -> None:
    """A board with jars on it."""
    box(p, 0, y, wide, 20, QColor("#b98a5c"))
    k = 0
    x = 30.0
    while x < wide:
        tint = mix(QColor(dice.pick(f"j{y}{k}", COLOURS)), QColor("#f2ece2"), 0.4)
        tall = dice.between(f"t{y}{k}", 60, 120)
        half = [(50.0, -tall), (56.0, -tall / 2), (50.0, 0.0)]
        jar = [(0.0, -tall), *half, (0.0, 0.0), (-6.0, -tall / 2)]
        p.fillPath(blob(moved(jar, x, y)), tint)
        x += dice.between(f"g{y}{k}", 74, 130)
        k += 1


def far_cafe(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    dark = mix(QColor("#4a342a"), hue, 0.16)
    p.fillRect(
        QRectF(0, 0, wide, 1000),
        linear(
            (0, 0),
            (0, 1000),
            (0, darker(dark, 0.1)),
            (0.6, lighter(dark, 0.14)),
            (1, darker(dark, 0.3)),
        ),
    )
    box(p, wide * 0.06, 180, wide * 0.34, 300, QColor("#2c2320"))
    for k in range(5):
        box(
            p,
            wide * 0.09,
            220 + 46 * k,
            wide * dice.between(f"m{k}", 0.12, 0.26),
            12,
            color("#f3e6d0", 0.7),
        )
    for row in range(3):
        y = 250 + 120 * row
        box(p, wide * 0.6, y, wide * 0.4, 14, QColor("#a87a4d"))
        for k in range(8):
            tint = QColor(dice.pick(f"b{row}{k}", COLOURS))
            box(p, wide * 0.61 + 34 * k, y - 70, 24, 70, mix(tint, dark, 0.3))
    for k in range(5):
        bulb = (wide * (0.08 + 0.21 * k), 90 + 50 * dice.unit(f"l{k}"))
        glow(p, *bulb, 170, QColor("#ffc36b"), 0.85)
        p.fillPath(ellipse(bulb, 26, 26), QColor("#fff1cf"))
    box(p, 0, 720, wide, 60, QColor("#9b6b43"))


def far_clinic(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    paint_wall(p, wide, mix(QColor("#dcebee"), hue, 0.2))
    box(p, 0, 520, wide, 14, mix(QColor("#7fb3b8"), hue, 0.3))
    door = wide * dice.pick("door", (0.1, 0.72))
    box(p, door, 150, 230, 850, QColor("#f7fafa"))
    box(p, door + 50, 220, 130, 250, QColor("#bfe0ea"))
    other = wide - door - 230
    for k in range(2):
        box(p, other, 180 + 170 * k, 220, 146, QColor("#ffffff"))
        box(p, other + 104, 240 + 170 * k, 12, 30, QColor("#9fb4bb"))
    box(p, other - 30, 620, 300, 30, QColor("#ffffff"))
    for k in range(4):
        box(
            p,
            other + 60 * k,
            560 - 12 * (k % 2),
            34,
            60 + 12 * (k % 2),
            mix(QColor(dice.pick(f"b{k}", COLOURS)), QColor("#d7eef2"), 0.5),
        )
    for k in range(3):
        glow(p, wide * (0.15 + 0.35 * k), 40, 210, QColor("#ffffff"), 0.8)


def far_loft(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """A brick wall with a tall window."""
    brick = mix(QColor("#b06f56"), hue, 0.22)
    p.fillRect(QRectF(0, 0, wide, 1000), darker(brick, 0.22))
    for row in range(24):
        for column in range(int(wide / 104) + 2):
            left = column * 104 - (52 if row % 2 else 0)
            tint = mix(brick, QColor("#d9a184"), 0.5 * dice.unit(f"{row}.{column}"))
            box(p, left + 3, row * 44 + 3, 98, 38, tint)
    side = dice.pick("side", (0.02, 0.62))
    x = wide * side
    w = min(wide * 0.36, 330.0)
    box(p, x - 14, 56, w + 28, 628, QColor("#2f3238"))
    panes(p, x, w, 70, 670, hue)
    for k in range(1, 3):
        box(p, x + w * k / 3 - 5, 70, 10, 600, QColor("#2f3238"))
    for k in range(1, 4):
        box(p, x, 70 + 150 * k, w, 10, QColor("#2f3238"))
    glow(p, x + w / 2, 360, 420, QColor("#fff3dc"), 0.34)
