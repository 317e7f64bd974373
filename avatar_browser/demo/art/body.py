"""Neck, shoulders, and the outline that every garment is cut from."""

from PySide6.QtGui import QPainter, QPainterPath

from avatar_browser.demo.art.pens import (
    Curve,
    Point,
    blob,
    ellipse,
    faded,
    linear,
    mirrored,
    mix,
    moved,
    radial,
    shape,
    taper,
)
from avatar_browser.demo.art.sitter import Sitter

BOTTOM = 720.0


def half_body(s: Sitter, ease: float = 0.0) -> list[Point]:
    """The right side from the neck to the bottom; ``ease`` is the room cloth takes."""
    neck, wide = s.neck, s.shoulder
    return [
        (neck + 4 + ease * 0.5, 172 - ease),
        (neck + 24 + ease * 0.5, 196 - ease),
        (neck + 74, 214 - ease),
        (wide - 44, 234 - ease),
        (wide - 8 + ease * 0.5, 262 - ease * 0.5),
        (wide + 12 + ease, 322),
        (wide + 20 + ease, 430),
        (wide + 26 + ease, BOTTOM),
    ]


def draw_body(p: QPainter, s: Sitter) -> None:
    """Skin of neck and chest, with the shadow the chin throws."""
    neck = s.neck
    half = [(neck - 4, 70), (neck - 2, 130), *half_body(s)]
    body = shape(half, mirrored(half))
    p.fillPath(
        body,
        linear(
            (s.light * 120, 120),
            (-s.light * 150, 260),
            (0.0, s.skin.base),
            (0.5, mix(s.skin.base, s.skin.shade, 0.25)),
            (1.0, s.skin.shade),
        ),
    )
    p.save()
    p.setClipPath(body)
    for side in (-1, 1):
        p.fillPath(
            taper([(side * 16, 234), (side * 60, 228), (side * 118, 226)], 6),
            faded(s.skin.shade, 0.55),
        )
        p.fillPath(
            taper([(side * 44, 140), (side * 32, 186), (side * 12, 226)], 7),
            faded(s.skin.shade, 0.4),
        )
    hollow = (0.0, 236.0)
    p.fillPath(
        ellipse(hollow, 16, 14),
        radial(hollow, 16, (0, faded(s.skin.shade, 0.6)), (1, faded(s.skin.shade, 0))),
    )
    chin = moved(s.outline(), -s.light * 12 + s.pose.turn * 5, 36)
    p.fillPath(blob(chin), faded(s.skin.shade, 0.88))
    p.restore()


def garment(s: Sitter, neckline: Curve, ease: float = 5.0, from_point: int = 1) -> QPainterPath:
    """Cloth over the whole body with the opening ``neckline``, given from left to right.

    ``from_point`` tells on which point of :func:`half_body` the cloth begins.
    """
    half = half_body(s, ease)[from_point:]
    return shape(neckline, half, mirrored(half))
