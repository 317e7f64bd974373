"""Backdrops of a photographer's studio."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from avatar_browser.demo.art.pens import (
    darker,
    ellipse,
    faded,
    lighter,
    linear,
    mix,
    radial,
    shape,
    taper,
)
from avatar_browser.demo.dice import Dice


def _fill(p: QPainter, wide: float, top: QColor, bottom: QColor) -> None:
    p.fillRect(QRectF(0, 0, wide, 1000), linear((0, 0), (0, 1000), (0, top), (1, bottom)))


def far_studio(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """Seamless paper with a pool of light behind the person."""
    p.fillRect(QRectF(0, 0, wide, 1000), darker(hue, 0.25))
    centre = (wide * dice.between("x", 0.4, 0.6), 400)
    p.fillRect(
        QRectF(0, 0, wide, 1000),
        radial(
            centre,
            max(wide, 760) * 0.75,
            (0, lighter(hue, 0.42)),
            (0.5, hue),
            (1, darker(hue, 0.3)),
        ),
    )


def far_halo(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """A plain wall with a disc behind the head."""
    _fill(p, wide, lighter(hue, 0.3), hue)
    centre = (wide / 2, 410)
    size = dice.between("size", 300, 350)
    p.fillPath(ellipse((centre[0] + 10, centre[1] + 16), size, size), faded(darker(hue, 0.4), 0.22))
    p.fillPath(
        ellipse(centre, size, size),
        linear((centre[0], 60), (centre[0], 760), (0, lighter(hue, 0.72)), (1, lighter(hue, 0.36))),
    )


def far_paper(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """Overlapping sheets of coloured paper."""
    other = QColor.fromHsvF(
        (hue.hsvHueF() + dice.between("h", 0.06, 0.14)) % 1.0,
        hue.hsvSaturationF() * 0.9,
        min(1.0, hue.valueF() * 1.06),
    )
    _fill(p, wide, lighter(hue, 0.5), lighter(hue, 0.32))
    lean = dice.pick("lean", (-1, 1))
    mid = wide / 2
    for k, (tint, alpha) in enumerate(((hue, 0.5), (other, 0.55), (darker(hue, 0.14), 0.6))):
        y = 330 + 230 * k
        sheet = [
            (mid - wide, y + lean * 130),
            (mid - wide * 0.3, y - 70 * lean),
            (mid + wide * 0.25, y + 60 * lean),
            (mid + wide, y - lean * 150),
        ]
        under = shape([(x, y + 10) for x, y in sheet], [(mid + wide, 1200), (mid - wide, 1200)])
        p.fillPath(under.translated(0, -22), faded(darker(hue, 0.5), 0.16))
        p.fillPath(under, faded(tint, alpha))


def far_duotone(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """Large soft shapes in two colours."""
    other = QColor.fromHsvF(
        (hue.hsvHueF() + dice.between("h", 0.1, 0.2)) % 1.0,
        hue.hsvSaturationF() * 0.75,
        min(1.0, hue.valueF() * 1.1),
    )
    p.fillRect(
        QRectF(0, 0, wide, 1000), linear((0, 0), (wide, 1000), (0, lighter(hue, 0.25)), (1, other))
    )
    for k in range(3):
        at = (wide * dice.unit(f"x{k}"), 1000 * dice.unit(f"y{k}"))
        size = dice.between(f"s{k}", 180, 380)
        tint = lighter(other, 0.4) if k % 2 else darker(hue, 0.12)
        p.fillPath(ellipse(at, size, size), faded(tint, 0.28))


def far_podcast(p: QPainter, wide: float, hue: QColor, dice: Dice) -> None:
    """Dark acoustic foam between two lines of coloured light."""
    vivid = QColor.fromHsvF(hue.hsvHueF(), max(0.6, hue.hsvSaturationF()), 1.0)
    dark = mix(QColor("#1b1a2b"), vivid, 0.1)
    _fill(p, wide, lighter(dark, 0.05), darker(dark, 0.35))
    step = 125.0
    for row in range(8):
        for column in range(int(wide / step) + 1):
            x, y = column * step, row * step
            p.fillPath(
                shape([(x + 6, y + 119), (x + 62, y + 8), (x + 119, y + 119)]),
                faded(mix(QColor("#8f8cc0"), vivid, 0.4), 0.16 - 0.08 * ((row + column) % 2)),
            )
    other = QColor.fromHsvF((hue.hsvHueF() + 0.42) % 1.0, 0.6, 1.0)
    for x, tint in ((wide * 0.1, vivid), (wide * 0.9, other)):
        p.fillRect(
            QRectF(x - 420, 0, 840, 1000),
            radial((x, 430), 420, (0, faded(tint, 0.6)), (1, faded(tint, 0))),
        )
        p.fillPath(
            taper([(x, 60), (x + dice.between("lean", -14, 14), 780)], 24, 0.9, 0.9),
            lighter(tint, 0.62),
        )
