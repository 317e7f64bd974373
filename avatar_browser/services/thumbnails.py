"""Bytes from outside become pictures of the size a card needs. Runs on any thread."""

from typing import Literal, TypeAlias

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColorSpace,
    QImage,
    QImageIOHandler,
    QImageReader,
    QPainter,
    QPainterPath,
)

from avatar_browser.domain.errors import LOG_IN, MediaDamaged, MediaUnusable
from avatar_browser.domain.media_files import IMAGE_BYTES, IMAGE_FORMATS, IMAGE_SIDE, sniff

Fit: TypeAlias = Literal["fill", "fit", "whole"]
"""``fill`` covers the frame and crops, ``fit`` shows all on transparent ground, ``whole`` is all
of the picture and no larger than the frame or itself."""

ALLOCATION_MIB = 64
# Where a picture is taller than its frame, most of what goes is taken from below: keep the head.
_SURPLUS_ABOVE = 0.15

_PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied
_STRETCHED = Qt.AspectRatioMode.IgnoreAspectRatio
_SMOOTH = Qt.TransformationMode.SmoothTransformation
_SRGB = QColorSpace(QColorSpace.NamedColorSpace.SRgb)


def initialise() -> None:
    """Bound what a single picture may take in memory. Called once, before the first decode."""
    QImageReader.setAllocationLimit(ALLOCATION_MIB)


def decode(data: bytes, width: int, height: int, fit: Fit = "fill", radius: float = 0) -> QImage:
    """The picture in ``data``, premultiplied sRGB, for a frame of ``width`` by ``height`` pixels.

    ``fill`` and ``fit`` give exactly that size, the upper corners rounded by ``radius`` pixels.
    The first frame stands for an animation. Raises MediaUnusable when the bytes are no png, jpeg,
    webp or gif, are broken, or exceed the limits of :mod:`avatar_browser.domain.media_files`.
    """
    if fit == "whole":
        return decode_whole(data, width, height)
    frame = QSize(width, height)
    return _finished(_covering(_Source(data), frame, fit), frame, radius)


def decode_small(data: bytes, frame: QSize, fit: Fit) -> QImage | None:
    """As much of the picture as a card shows, for a card of ``frame``, not yet on any ground.

    None where the picture is no larger than that. Otherwise as :func:`decode`.
    """
    source = _Source(data)
    if source.size.width() <= frame.width() or source.size.height() <= frame.height():
        return None
    return _covering(source, frame, fit)


def resized(small: QImage, width: int, height: int, fit: Fit, radius: float) -> QImage:
    """What :func:`decode` gives, made from what :func:`decode_small` gave for a larger frame."""
    frame = QSize(width, height)
    size = frame if fit == "fill" else _fitting(small.size(), frame)
    return _finished(small.scaled(size, _STRETCHED, _SMOOTH), frame, radius)


def framed(picture: QImage, width: int, height: int, fit: Fit, radius: float) -> QImage:
    """What :func:`decode` gives, of a picture that is decoded already: a frame of a clip."""
    frame = QSize(width, height)
    part = picture.copy(_crop(picture.size(), frame)) if fit == "fill" else picture
    size = frame if fit == "fill" else _inside(part.size(), frame)
    if part.width() > 2 * size.width():  # smoothly all the way takes ten times as long
        part = part.scaled(size * 2, _STRETCHED)
    return _finished(_premultiplied(part.scaled(size, _STRETCHED, _SMOOTH)), frame, radius)


def decode_whole(data: bytes, max_width: int, max_height: int) -> QImage:
    """All of the picture in ``data``, scaled down where it exceeds the given pixels, never up.

    Otherwise as :func:`decode`.
    """
    source = _Source(data)
    size = source.size
    if size.width() > max_width or size.height() > max_height:
        size = _inside(size, QSize(max_width, max_height))
    return source.read(source.whole, size)


def _covering(source: "_Source", frame: QSize, fit: Fit) -> QImage:
    if fit == "fill":
        return source.read(_crop(source.size, frame), frame)
    return source.read(source.whole, _fitting(source.size, frame))


def _finished(picture: QImage, frame: QSize, radius: float) -> QImage:
    if picture.size() != frame:
        picture = _on_ground(picture, frame)
    _round_upper_corners(picture, radius)
    return picture


class _Source:
    """A picture whose format and size are known and within limits, not yet decoded.

    ``size`` is that of the picture held upright.
    """

    def __init__(self, data: bytes) -> None:
        found = sniff(data)
        if found not in IMAGE_FORMATS:
            raise MediaDamaged(
                "What came is no png, jpeg, webp or gif picture, but perhaps this network's"
                " log-in page.",
                advice=LOG_IN,
                code="not a picture",
            )
        if len(data) > IMAGE_BYTES:
            raise MediaUnusable(
                "The picture is larger than 10 MiB, the most that is shown.", code="too large"
            )
        self._buffer = QBuffer()
        self._buffer.setData(data)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._reader = QImageReader(self._buffer, found.encode())
        self._reader.setAutoDetectImageFormat(False)
        self._reader.setAutoTransform(True)
        stored = self._reader.size()
        if stored.isEmpty():
            raise _broken()
        _check_sides(stored)
        if found == "gif":  # Qt may tell another size than that of the ground it decodes onto
            _check_sides(QSize(*(int.from_bytes(data[at : at + 2], "little") for at in (6, 8))))
        turn = self._reader.transformation()
        self._upright = turn == QImageIOHandler.Transformation.TransformationNone
        on_its_side = turn & QImageIOHandler.Transformation.TransformationRotate90
        self.size = stored.transposed() if on_its_side else stored

    @property
    def whole(self) -> QRect:
        return QRect(0, 0, self.size.width(), self.size.height())

    def read(self, part: QRect, size: QSize) -> QImage:
        """``part`` of the picture, scaled smoothly to ``size``.

        Qt scales while it decodes a jpeg, and smoothly afterwards for all other formats; both
        without holding the interpreter, which is why it is not done here.
        """
        if not self._upright:
            turned = self._decode(self.size).copy(part)
            return _premultiplied(turned.scaled(size, _STRETCHED, _SMOOTH))
        if part != self.whole:
            self._reader.setClipRect(part)
        if part.size() != size:
            self._reader.setScaledSize(size)
        return _premultiplied(self._decode(size))

    def _decode(self, size: QSize) -> QImage:
        """In ``size`` pixels, whatever a damaged file said before."""
        picture = self._reader.read()
        if picture.isNull():
            raise _broken(self._reader.errorString())
        if picture.size() != size:
            _check_sides(picture.size())
            return picture.scaled(size, _STRETCHED, _SMOOTH)
        return picture


def _check_sides(size: QSize) -> None:
    if max(size.width(), size.height()) > IMAGE_SIDE:
        raise MediaUnusable(
            f"The picture is too large to be shown, with {size.width()} by {size.height()} pixels.",
            code="too large",
        )


def _broken(detail: str = "") -> MediaUnusable:
    return MediaDamaged("The picture is damaged.", code="damaged", detail=detail)


def _crop(size: QSize, frame: QSize) -> QRect:
    """The part of a picture of ``size`` that has the shape of ``frame``."""
    part = _inside(frame, size)
    spare = size - part
    return QRect(
        QPoint(spare.width() // 2, round(spare.height() * _SURPLUS_ABOVE)),
        part,
    )


def _inside(size: QSize, bounds: QSize) -> QSize:
    """The largest size of the shape of ``size`` that fits into ``bounds``, no side below 1."""
    return size.scaled(bounds, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _fitting(size: QSize, frame: QSize) -> QSize:
    """As :func:`_inside`, but a picture of the frame's shape leaves no seam for rounding's sake."""
    inside = _inside(size, frame)
    spare = frame - inside
    return frame if max(spare.width(), spare.height()) <= 1 else inside


def _premultiplied(picture: QImage) -> QImage:
    picture.convertTo(_PREMULTIPLIED)
    if picture.colorSpace().isValid() and picture.colorSpace() != _SRGB:
        picture.convertToColorSpace(_SRGB)
    return picture


def _on_ground(picture: QImage, frame: QSize) -> QImage:
    ground = QImage(frame, _PREMULTIPLIED)
    ground.fill(Qt.GlobalColor.transparent)
    spare = frame - picture.size()
    painter = QPainter(ground)
    painter.drawImage(spare.width() // 2, spare.height() // 2, picture)
    painter.end()
    return ground


def _round_upper_corners(picture: QImage, radius: float) -> None:
    if radius <= 0:
        return
    edge = QRectF(picture.rect())
    corners = QPainterPath()  # odd-even: what lies in the picture and not in the rounded shape
    corners.addRect(edge)
    corners.addRoundedRect(edge.adjusted(0, 0, 0, 2 * radius), radius, radius)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    painter.fillPath(corners, Qt.GlobalColor.black)
    painter.end()
