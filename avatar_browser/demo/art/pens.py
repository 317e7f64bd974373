"""Curves and colours: what every part of a picture is drawn with."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainterPath, QRadialGradient

Point = tuple[float, float]
Curve = Sequence[Point]


def color(code: str, alpha: float = 1.0) -> QColor:
    """``code`` as ``#rrggbb``, ``alpha`` 0 to 1."""
    made = QColor(code)
    made.setAlphaF(alpha)
    return made


def faded(base: QColor, alpha: float) -> QColor:
    made = QColor(base)
    made.setAlphaF(alpha)
    return made


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """``share`` 0 is all ``first``, 1 all ``second``; opaque."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        first.redF() * keep + second.redF() * share,
        first.greenF() * keep + second.greenF() * share,
        first.blueF() * keep + second.blueF() * share,
    )


def darker(base: QColor, amount: float) -> QColor:
    """Towards a deep, slightly violet shadow of the same colour rather than towards grey."""
    cool = QColor.fromHsvF(
        max(base.hsvHueF(), 0.0),
        min(1.0, base.hsvSaturationF() * (1 + 0.35 * amount)),
        base.valueF() * (1 - amount),
    )
    return mix(cool, QColor("#2a1b3d"), 0.18 * amount)


def lighter(base: QColor, amount: float) -> QColor:
    return mix(base, QColor("#fff6ea"), amount)


def mirrored(points: Curve) -> list[Point]:
    """The other half of a symmetrical outline, in reverse order so that it goes on from it."""
    return [(-x, y) for x, y in reversed(points)]


def moved(points: Curve, dx: float, dy: float) -> list[Point]:
    return [(x + dx, y + dy) for x, y in points]


def trace(path: QPainterPath, points: Curve) -> None:
    """Continue ``path``, which stands at the first point, smoothly through the others."""
    count = len(points)
    for i in range(count - 1):
        x0, y0 = points[i - 1] if i else points[0]
        x1, y1 = points[i]
        x2, y2 = points[i + 1]
        x3, y3 = points[i + 2] if i + 2 < count else points[i + 1]
        path.cubicTo(
            x1 + (x2 - x0) / 6,
            y1 + (y2 - y0) / 6,
            x2 - (x3 - x1) / 6,
            y2 - (y3 - y1) / 6,
            x2,
            y2,
        )


def line(points: Curve) -> QPainterPath:
    """An open smooth curve through the points."""
    path = QPainterPath(QPointF(*points[0]))
    trace(path, points)
    return path


def shape(*curves: Curve) -> QPainterPath:
    """A closed outline of smooth curves, with a corner wherever one ends."""
    path = QPainterPath(QPointF(*curves[0][0]))
    path.setFillRule(Qt.FillRule.WindingFill)
    for points in curves:
        path.lineTo(*points[0])
        trace(path, points)
    path.closeSubpath()
    return path


def blob(points: Curve) -> QPainterPath:
    """A closed outline without any corner."""
    path = QPainterPath(QPointF(*points[0]))
    path.setFillRule(Qt.FillRule.WindingFill)
    count = len(points)
    for i in range(count):
        x0, y0 = points[i - 1]
        x1, y1 = points[i]
        x2, y2 = points[(i + 1) % count]
        x3, y3 = points[(i + 2) % count]
        path.cubicTo(
            x1 + (x2 - x0) / 6,
            y1 + (y2 - y0) / 6,
            x2 - (x3 - x1) / 6,
            y2 - (y3 - y1) / 6,
            x2,
            y2,
        )
    path.closeSubpath()
    return path


def sampled(points: Curve, count: int) -> list[Point]:
    """``count`` points along the smooth curve through ``points``, ends included."""
    spans = len(points) - 1
    found: list[Point] = []
    for k in range(count):
        at = k * spans / (count - 1)
        i = min(int(at), spans - 1)
        t = at - i
        x0, y0 = points[max(i - 1, 0)]
        x1, y1 = points[i]
        x2, y2 = points[i + 1]
        x3, y3 = points[min(i + 2, spans)]
        a, b = t * t, t * t * t
        found.append(
            (
                x1
                + 0.5
                * (
                    (x2 - x0) * t
                    + (2 * x0 - 5 * x1 + 4 * x2 - x3) * a
                    + (3 * x1 - x0 - 3 * x2 + x3) * b
                ),
                y1
                + 0.5
                * (
                    (y2 - y0) * t
                    + (2 * y0 - 5 * y1 + 4 * y2 - y3) * a
                    + (3 * y1 - y0 - 3 * y2 + y3) * b
                ),
            )
        )
    return found


def between(first: Curve, second: Curve, share: float) -> list[Point]:
    """The curve a ``share`` of the way from one guide to another of as many points."""
    return [
        (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
        for (x1, y1), (x2, y2) in zip(first, second, strict=True)
    ]


def taper(points: Curve, width: float, start: float = 0.0, end: float = 0.0) -> QPainterPath:
    """A brush stroke: ``width`` in the middle, ``start`` and ``end`` (0 to 1 of it) at its tips.

    Filling it is some ten times quicker than stroking a line, and it thins out as hair does.
    """
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for i, (x, y) in enumerate(points):
        xa, ya = points[max(i - 1, 0)]
        xb, yb = points[min(i + 1, last)]
        dx, dy = xb - xa, yb - ya
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        t = i / last
        bulge = 1 - (2 * t - 1) ** 2
        tip = start + (end - start) * t
        half = width / 2 * (tip + (1 - tip) * bulge)
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return shape(left, right[::-1])


def linear(start: Point, end: Point, *stops: tuple[float, QColor]) -> QLinearGradient:
    made = QLinearGradient(QPointF(*start), QPointF(*end))
    for at, shade in stops:
        made.setColorAt(at, shade)
    return made


def radial(centre: Point, radius: float, *stops: tuple[float, QColor]) -> QRadialGradient:
    made = QRadialGradient(QPointF(*centre), radius)
    for at, shade in stops:
        made.setColorAt(at, shade)
    return made


def around(centre: Point, rx: float, ry: float) -> QRectF:
    """The rectangle of an ellipse."""
    return QRectF(centre[0] - rx, centre[1] - ry, 2 * rx, 2 * ry)


def ellipse(centre: Point, rx: float, ry: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(around(centre, rx, ry))
    return path
