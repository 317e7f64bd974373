"""Nose and mouth."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPainter, QPainterPath

from avatar_browser.demo.art.pens import (
    Point,
    color,
    darker,
    ellipse,
    faded,
    lighter,
    linear,
    mix,
    shape,
    taper,
)
from avatar_browser.demo.art.sitter import Sitter


def draw_nose(p: QPainter, s: Sitter) -> None:
    p.save()
    p.translate(s.pose.turn * 12, 0)
    wide = 15.5 + 6 * s.face.nose + (2 if s.strong else 0)
    far = -s.light
    shade = darker(s.skin.shade, 0.08)
    bridge = shape(
        [(far * 7, -26), (far * 8, -6), (far * 9, 16), (far * wide, 42)],
        [(far * wide, 42), (far * (wide - 3), 53), (far * 4, 55)],
        [(far * 4, 55), (far * 5, 36), (far * 3, 10), (far * 7, -26)],
    )
    p.fillPath(
        bridge,
        linear(
            (0, -28),
            (0, 50),
            (0, faded(shade, 0.0)),
            (0.4, faded(shade, 0.3)),
            (1, faded(shade, 0.5)),
        ),
    )
    under = shape(
        [(-wide + 3, 51), (-8, 54), (0, 56), (8, 54), (wide - 3, 51)],
        [(wide - 3, 51), (8, 61), (0, 63), (-8, 61), (-wide + 3, 51)],
    )
    p.fillPath(under, faded(shade, 0.75))
    _nostrils(p, s, wide)
    p.fillPath(
        taper([(s.light * 2, -16), (s.light * 2.5, 10), (s.light * 3, 32)], 6),
        faded(s.skin.light, 0.42),
    )
    p.fillPath(ellipse((s.light * 3.5, 41), 5.6, 4.6), faded(lighter(s.skin.light, 0.3), 0.62))
    p.restore()


def _nostrils(p: QPainter, s: Sitter, wide: float) -> None:
    for side in (-1, 1):
        p.fillPath(
            taper([(side * 4, 55.5), (side * 8.5, 53), (side * 12.5, 54.5)], 3.6, 0.2, 0.1),
            faded(s.skin.line, 0.72),
        )
        p.fillPath(
            taper([(side * (wide - 2), 40), (side * (wide + 1), 47), (side * (wide - 3), 54)], 2.2),
            faded(s.skin.line, 0.36),
        )


@dataclass(frozen=True, slots=True)
class _Mouth:
    """Sizes of a mouth around (0, 0): ``lift`` of the corners, ``sag`` of the middle, how far it
    is open (``gap``), half its ``width``, how ``full`` the lips are."""

    width: float
    lift: float
    sag: float
    gap: float
    full: float

    @classmethod
    def of(cls, s: Sitter) -> "_Mouth":
        pose = s.pose
        wide = 27 + 5 * s.face.mouth + 4 * pose.smile + 3 * pose.teeth
        return cls(
            width=wide * (1 - 0.3 * pose.round),
            lift=5.5 * pose.smile + 2 * pose.teeth,
            sag=1.8 * pose.smile,
            gap=17.0 * max(pose.teeth * 0.62, pose.talk),
            full=5.0 + 4.4 * s.face.lips - (1.2 if s.strong else 0),
        )

    @property
    def left(self) -> Point:
        return (-self.width, -self.lift)

    @property
    def right(self) -> Point:
        return (self.width, -self.lift)

    def bow(self) -> list[Point]:
        """The upper edge of the upper lip, from left to right."""
        w, f = self.width, self.full
        middle = [(-5.5, -f - 0.5), (0.0, -f + 1.4), (5.5, -f - 0.5)]
        return [self.left, (-w * 0.5, -f * 0.75), *middle, (w * 0.5, -f * 0.75), self.right]

    def seam(self) -> list[Point]:
        """The lower edge of the upper lip, from left to right."""
        w, sag = self.width, self.sag
        return [self.left, (-w * 0.45, sag), (0, sag + 1.2), (w * 0.45, sag), self.right]

    def rim(self) -> list[Point]:
        """The upper edge of the lower lip, from right to left."""
        w, y = self.width, self.sag + self.gap * 0.78
        return [self.right, (w * 0.5, y), (0, self.sag + 1.6 + self.gap), (-w * 0.5, y), self.left]

    def base(self) -> list[Point]:
        """The lower edge of the lower lip, from right to left."""
        w, y = self.width, self.sag + self.gap * 0.85 + self.full * 0.95
        low = (0, self.sag + self.gap + self.full * 1.55 + 2)
        return [self.right, (w * 0.56, y), low, (-w * 0.56, y), self.left]


def draw_mouth(p: QPainter, s: Sitter) -> None:
    mouth = _Mouth.of(s)
    p.save()
    p.translate(s.pose.turn * 10, 86 + 3 * (s.face.length - 0.5))
    seam = mouth.seam()
    upper = shape(mouth.bow(), seam[::-1])
    lower = shape(mouth.rim()[::-1], mouth.base())
    _lips(p, s, upper, lower, mouth.full, mouth.sag + mouth.gap)
    if mouth.gap > 0.8:
        hole = shape(seam, mouth.rim())
        talking = s.pose.talk > s.pose.teeth
        _inside(p, hole, mouth.width, mouth.sag, mouth.gap, talking=talking)
    line = darker(s.skin.line, 0.15)
    p.fillPath(taper(seam, 2.6, 0.5, 0.5), faded(line, 0.85))
    for side in (-1, 1):
        inner = (side * (mouth.width - 3), -mouth.lift + 0.5)
        outer = (side * (mouth.width + 3), -mouth.lift - 2.4)
        p.fillPath(taper([inner, outer], 3.0, 0.3, 0.3), faded(line, 0.55))
    floor = mouth.sag + mouth.gap + mouth.full * 1.55 + 9
    p.fillPath(
        taper([(-15, floor - 1), (0, floor + 1.5), (15, floor - 1)], 4.4), faded(s.skin.shade, 0.75)
    )
    p.restore()


def _lips(
    p: QPainter, s: Sitter, upper: QPainterPath, lower: QPainterPath, full: float, seam: float
) -> None:
    tint = QColor(s.outfit.lipstick) if s.outfit.lipstick else s.skin.lip
    natural = not s.outfit.lipstick
    blend = 0.42 if natural and s.strong else (0.72 if natural else 0.9)
    tint = mix(s.skin.base, tint, blend)
    p.fillPath(upper, darker(tint, 0.13))
    p.fillPath(
        lower, linear((0, seam), (0, seam + full * 1.6 + 2), (0, tint), (1, lighter(tint, 0.1)))
    )
    p.fillPath(
        ellipse((s.light * 5, seam + full * 0.85 + 1.5), 9, full * 0.26),
        faded(lighter(tint, 0.75), 0.5 if natural else 0.62),
    )


def _inside(
    p: QPainter, hole: QPainterPath, width: float, sag: float, open_by: float, *, talking: bool
) -> None:
    p.save()
    p.setClipPath(hole)
    p.fillPath(hole, color("#5c1d26"))
    tongue = (0.0, sag + open_by + 3)
    p.fillPath(ellipse(tongue, width * 0.5, open_by * 0.45 + 1), color("#c4626a"))
    depth = min(open_by * 0.42, 6.0) + 1.5 if talking else open_by * 0.74 + 1.5
    teeth = shape(
        [(-width, -9), (width, -9)],
        [
            (width, -9),
            (width * 0.72, depth * 0.75 + sag),
            (0, depth + sag + 0.6),
            (-width * 0.72, depth * 0.75 + sag),
            (-width, -9),
        ],
    )
    p.fillPath(
        teeth,
        linear(
            (0, sag - 4),
            (0, sag + depth),
            (0, color("#e6dcd6")),
            (0.4, color("#fffdfa")),
            (1, color("#f4ece6")),
        ),
    )
    p.restore()
