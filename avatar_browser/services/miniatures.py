"""Card-sized copies of pictures, cheap to decode: what a later start reads in their place.

Sizes and form are by measurement: docs/decisions/012-small-copies-beside-the-pictures.md.
"""

import hashlib
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage

from avatar_browser.services.thumbnails import Fit

_WIDTHS = (240, 480)
"""Of the frames of all copies, in device pixels. Whole multiples of 4: see :func:`_is_opaque`."""
_HEIGHT_BY_WIDTH = 4 / 3
_QUALITY = 90
_SEAL_BYTES = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Frame:
    """What a copy is made for; ``name`` is by what it is kept beside the picture."""

    size: QSize
    name: str


def frame_for(width: int, height: int, fit: Fit) -> Frame | None:
    """The frame of the copy that serves a picture of so many device pixels.

    None where it is better made from the picture itself: it is larger than any copy, shows all
    of the picture at the picture's own size, or is not of a card's shape.
    """
    if fit == "whole" or abs(round(width * _HEIGHT_BY_WIDTH) - height) > 1:
        return None
    for frame_width in _WIDTHS:
        if width <= frame_width:
            size = QSize(frame_width, round(frame_width * _HEIGHT_BY_WIDTH))
            return Frame(size, f"{fit}-{frame_width}")
    return None


def encoded(picture: QImage) -> bytes:
    """A jpeg, or where something shows through the picture a webp, which keeps that."""
    opaque = _is_opaque(picture)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if opaque:
        picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    picture.save(buffer, "jpeg" if opaque else "webp", _QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def sealed(data: bytes) -> bytes:
    """With a checksum in front: half a jpeg decodes without an error, the rest of it grey."""
    return hashlib.sha256(data).digest() + data


def unsealed(data: bytes) -> bytes | None:
    """What was sealed, None where it is not whole."""
    rest = data[_SEAL_BYTES:]
    is_whole = rest and data[:_SEAL_BYTES] == hashlib.sha256(rest).digest()
    return rest if is_whole else None


def mean_colour(picture: QImage) -> int | None:
    """``0xRRGGBB``; None where much shows through the picture."""
    ignore, smooth = (
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    colour = picture.scaled(1, 1, ignore, smooth).pixelColor(0, 0)
    return colour.rgb() & 0xFFFFFF if colour.alpha() >= 240 else None


def _is_opaque(picture: QImage) -> bool:
    """Told from the pixels: many a cut-out's format has room for transparency and no use for it."""
    if not picture.hasAlphaChannel():
        return True
    alpha = picture.convertToFormat(QImage.Format.Format_Alpha8)
    values = bytes(alpha.constBits())
    return values.count(255) >= alpha.width() * alpha.height()
