"""Rooms."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from avatar_browser.demo.art.furniture import COLOURS, box, glow, paint_wall, panes
from avatar_browser.demo.art.pens import (
    blob,
    darker,
    ellipse,
    faded,
    lighter,
    linear,
    mix,
    moved,
    shape,
    taper,
)
from avatar_browser.demo.dice import Dice


def far_office(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """An open office: window front, ceiling lights, desks with screens."""
    paint_wall(p, wide, mix(QColor("#dfe3e4"), hue, 0.22))
    start = dice.between("win", 0.0, 0.3) * wide
    for k in range(int(wide / 230) + 2):
        x = start - 200 + 236 * k
        panes(p, x, 190, 150, 640, hue)
        box(p, x, 390, 190, 12, QColor("#b9c0c4"))
        for j in range(3):
            h = dice.between(f"b{k}{j}", 60, 230)
            box(p, x + 12 + 58 * j, 640 - h, 46, h, mix(QColor("#a9bccb"), hue, 0.2 + 0.1 * j))
    for k in range(4):
        x = wide * (0.1 + 0.27 * k)
        p.fillPath(taper([(x - 70, 60 + 8 * k), (x + 70, 60 + 8 * k)], 26, 1, 1), QColor("#fffdf2"))
        glow(p, x, 70, 130, QColor("#fff4d8"), 0.5)
    box(p, 0, 720, wide, 280, mix(QColor("#8d7a6b"), hue, 0.25))
    box(p, 0, 712, wide, 18, mix(QColor("#c9b49c"), hue, 0.12))
    for k, x in enumerate((0.06, 0.3, 0.72, 0.92)):
        box(p, wide * x - 75, 590, 150, 104, QColor("#2f3844"))
        box(
            p, wide * x - 66, 599, 132, 86, mix(lighter(hue, 0.5), QColor("#a7d0e6"), 0.3 * (k % 2))
        )
        box(p, wide * x - 12, 694, 24, 26, QColor("#3a434e"))


def far_bookshelf(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    wood = mix(QColor("#7d5638"), hue, 0.14)
    p.fillRect(
        QRectF(0, 0, wide, 1000),
        linear(
            (0, 0),
            (wide, 0),
            (0, darker(wood, 0.35)),
            (0.5, darker(wood, 0.2)),
            (1, darker(wood, 0.45)),
        ),
    )
    for row in range(5):
        floor = 190 + 212 * row
        x = 10.0 - 60 * dice.unit(f"start{row}")
        k = 0
        while x < wide:
            label = f"{row}.{k}"
            thick = dice.between("w" + label, 22, 46)
            tall = dice.between("h" + label, 110, 168)
            if dice.chance("gap" + label, 0.1):
                x += 54
            else:
                tint = mix(QColor(dice.pick("c" + label, COLOURS)), hue, 0.18)
                box(p, x, floor - tall, thick, tall, tint)
                box(p, x + thick * 0.7, floor - tall, thick * 0.3, tall, darker(tint, 0.24))
                box(p, x + 4, floor - tall * 0.8, thick - 8, 10, lighter(tint, 0.4))
            x += thick + 3
            k += 1
        box(p, 0, floor, wide, 24, lighter(wood, 0.12))
        box(p, 0, floor + 24, wide, 20, darker(wood, 0.5))
    glow(p, wide * 0.1, 80, 420, QColor("#ffd391"), 0.35)


def far_window(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """Daylight through a large window, curtains at its sides."""
    paint_wall(p, wide, mix(QColor("#e9e2d6"), hue, 0.28))
    x, w = wide * 0.5 - 330, 660.0
    panes(p, x, w, 40, 760, hue)
    for k in range(6):
        _tree(
            p,
            x + w * dice.unit(f"t{k}"),
            640 - 120 * dice.unit(f"y{k}"),
            dice.between(f"s{k}", 70, 140),
            mix(QColor("#9dbb84"), hue, 0.15),
        )
    box(p, x, 690, w, 70, QColor("#b9cf9e"))
    for k in range(4):
        box(p, x + w * k / 3 - 9, 40, 18, 720, QColor("#fbfaf6"))
    for y in (32, 330, 752):
        box(p, x, y, w, 18, QColor("#fbfaf6"))
    for side in (-1, 1):
        edge = wide / 2 + side * 310
        curtain = mix(QColor("#f3ebdf"), hue, 0.35)
        for k in range(5):
            at = edge + side * k * 40
            p.fillRect(
                QRectF(at - 20, 0, 44, 900),
                linear(
                    (at - 20, 0),
                    (at + 24, 0),
                    (0, lighter(curtain, 0.4)),
                    (1, darker(curtain, 0.12)),
                ),
            )
    box(p, 0, 770, wide, 30, QColor("#f7f3ea"))


def _tree(p: QPainter, x: float, y: float, size: float, tint: QColor) -> None:
    p.fillPath(ellipse((x, y), size, size * 0.9), tint)
    p.fillPath(
        ellipse((x - size * 0.3, y - size * 0.3), size * 0.5, size * 0.45), lighter(tint, 0.3)
    )


_FRAMES = ((-430, 110, 190, 240), (-250, 60, 140, 180), (230, 90, 210, 150), (250, 270, 150, 190))
_SOFA = ((-560, 690), (-300, 640), (0, 632), (300, 640), (560, 690), (580, 1040), (-580, 1040))
_CUSHION = ((-90, 690), (0, 660), (90, 700), (84, 850), (-84, 850))


def far_home(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """A living room: pictures on the wall, a sofa, a warm lamp."""
    wall = mix(QColor("#d8cdbd"), hue, 0.42)
    paint_wall(p, wide, wall)
    mid = wide / 2
    for k, (x, y, w, h) in enumerate(_FRAMES):
        box(p, mid + x + 8, y + 12, w, h, faded(darker(wall, 0.5), 0.4))
        box(p, mid + x, y, w, h, QColor("#faf6ee"))
        tint = mix(QColor(dice.pick(f"p{k}", COLOURS)), hue, 0.3)
        box(p, mid + x + 18, y + 18, w - 36, h - 36, lighter(tint, 0.45))
        p.fillPath(ellipse((mid + x + w * 0.5, y + h * 0.55), w * 0.24, w * 0.24), tint)
    sofa = mix(darker(hue, 0.2), QColor("#6a5a6e"), 0.25)
    p.fillPath(blob(moved(_SOFA, mid, 0)), sofa)
    for k, x in enumerate((-400, 360)):
        tint = mix(QColor(dice.pick(f"c{k}", COLOURS)), hue, 0.25)
        p.fillPath(blob(moved(_CUSHION, mid + x, 0)), tint)
    glow(p, mid + 420, 330, 330, QColor("#ffd99a"), 0.55)


def near_lamp(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """A standing lamp at one side; in narrow pictures only its edge shows."""
    side = dice.pick("lamp", (-1, 1))
    x = wide / 2 + side * min(wide * 0.46, 560)
    p.fillPath(taper([(x, 430), (x, 1000)], 14, 1, 1), QColor("#4a3d36"))
    shade = shape([(x - 66, 270), (x + 66, 270)], [(x + 104, 440), (x - 104, 440)])
    glow(p, x, 380, 260, QColor("#ffe1a6"), 0.5)
    p.fillPath(
        shade,
        linear((0, 270), (0, 440), (0, QColor("#fff0cf")), (1, mix(QColor("#ffd58a"), hue, 0.08))),
    )


def near_plant(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """A pot plant at the edge of the picture."""
    side = dice.pick("plant", (-1, 1))
    x = wide / 2 + side * min(wide * 0.45, 590)
    green = mix(QColor("#4f8a58"), hue, 0.18)
    for k in range(9):
        lean = (k - 4) * 36 + dice.between(f"l{k}", -14, 14)
        tall = 330 - abs(k - 4) * 34 + dice.between(f"h{k}", -30, 30)
        tip = (x + lean * 1.5, 800 - tall)
        leaf = [(x + lean * 0.12, 800), (x + lean * 0.7, 800 - tall * 0.55), tip]
        tint = mix(green, QColor("#a8c97a"), 0.5 * dice.unit(f"c{k}"))
        p.fillPath(taper(leaf, 50, 0.2, 0), tint)
        p.fillPath(taper(leaf, 7, 0.6, 0), faded(lighter(tint, 0.5), 0.7))
    pot = shape([(x - 76, 790), (x + 76, 790)], [(x + 58, 1000), (x - 58, 1000)])
    p.fillPath(
        pot, linear((x - 76, 0), (x + 76, 0), (0, QColor("#e9dccb")), (1, QColor("#b59f88")))
    )
