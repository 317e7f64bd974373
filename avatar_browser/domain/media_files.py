"""What a media file is, told by its bytes: names and content types from outside lie.

Layouts are those of ISO/IEC 14496-12 (mp4) and RFC 8794 with RFC 9559 (webm). A player shows half
of an mp4 that was cut in half and reports no error, which is why its boxes are added up here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from avatar_browser.domain.errors import LOG_IN, MediaDamaged, MediaUnusable

IMAGE_BYTES = 10 * 2**20
IMAGE_SIDE = 4096
VIDEO_BYTES = 200 * 2**20
VIDEO_SIDE = 4096
VIDEO_SECONDS = 600
HEAD_BYTES = 64
"""As much of a file's start as ``sniff`` looks at."""

IMAGE_FORMATS = frozenset({"png", "jpeg", "webp", "gif"})
VIDEO_FORMATS = frozenset({"mp4", "webm"})

# mp4 is what these brands say; heic and avif pictures share the box but not the brands.
_VIDEO_BRANDS = frozenset(
    [b"isom", b"avc1", b"av01", b"hvc1", b"mp41", b"mp42", b"mp71", b"M4V ", b"M4VH", b"M4VP"]
    + [b"iso%d" % n for n in range(2, 10)]
    + [b"3gp4", b"3gp5", b"3gp6", b"cmfc", b"dash", b"f4v ", b"msdh", b"MSNV", b"XAVC"]
)
_IMAGE_BRANDS = frozenset([b"avif", b"avis", b"heic", b"heix", b"hevc", b"mif1", b"msf1"])
_WITHOUT_PICTURE = frozenset([b"soun", b"text", b"sbtl", b"subt", b"clcp", b"tmcd", b"meta"])
# Each frame a fragment, for ten minutes, stays below; a file of nothing but empty boxes does not.
_MOST_BOXES = 100_000


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """Pixels and seconds as the file's headers tell them, the largest where they differ."""

    width: int
    height: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    end: int


def sniff(head: bytes) -> str | None:
    """The format that ``head``, the first 64 bytes or more, belongs to.

    One of ``IMAGE_FORMATS`` or ``VIDEO_FORMATS``; None for everything else, Matroska that is not
    webm included.
    """
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head[4:8] == b"ftyp" and _has_video_brand(head):
        return "mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head[:HEAD_BYTES]:
        return "webm"
    return None


def check_video(file: BinaryIO, length: int) -> str:
    """The format, ``"mp4"`` or ``"webm"``, of a clip that is fit to be played.

    ``file`` is seekable and ``length`` bytes long. Of a webm only the magic bytes and the length
    are looked at. Raises MediaUnusable with one of the codes ``"not a video"``, ``"incomplete"``,
    ``"no picture"``, ``"too large"``, ``"too long"`` and a sentence for each.
    """
    file.seek(0)
    found = sniff(file.read(HEAD_BYTES))
    if found not in VIDEO_FORMATS:
        raise MediaDamaged(
            "The preview that came is no mp4 or webm file, but perhaps this network's log-in page.",
            advice=LOG_IN,
            code="not a video",
        )
    if length > VIDEO_BYTES:
        raise MediaUnusable(
            "The preview is larger than 200 MiB, the most that is played.", code="too large"
        )
    if found == "mp4":
        _check_limits(read_mp4(file, length))
    return found


def read_mp4(file: BinaryIO, length: int) -> VideoFacts:
    """What the headers of an mp4 of ``length`` bytes say; only headers are read.

    Raises MediaUnusable: code ``"incomplete"`` unless the boxes add up to ``length`` and there
    are an index and data, ``"no picture"`` where no track has a size.
    """
    boxes = _Boxes(file)
    top = [*boxes.inside(_Box(b"", 0, length))]
    movie = next((box for box in top if box.kind == b"moov"), None)
    if movie is None or not any(box.kind in {b"mdat", b"moof"} for box in top):
        raise _incomplete()
    sizes = [size for track in boxes.at(movie, b"trak") for size in _sizes(boxes, track)]
    width = max((width for width, _ in sizes), default=0)
    height = max((height for _, height in sizes), default=0)
    if not width or not height:
        raise MediaUnusable("The preview holds no moving picture.", code="no picture")
    return VideoFacts(width, height, _seconds(boxes, movie))


class _Boxes:
    """A walk through the boxes of an open file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = _MOST_BOXES

    def inside(self, parent: _Box, skip: int = 0) -> Iterator[_Box]:
        """The boxes right inside ``parent``, after ``skip`` bytes. They fill it, or it raises."""
        start = parent.start + skip
        while start < parent.end:
            box = self._box_at(start, parent.end)
            yield box
            start = box.end

    def at(self, parent: _Box, *path: bytes) -> Iterator[_Box]:
        """All boxes whose kinds, from ``parent`` down, are ``path``."""
        if not path:
            yield parent
            return
        for box in self.inside(parent):
            if box.kind == path[0]:
                yield from self.at(box, *path[1:])

    def content(self, box: _Box, most: int = 128) -> bytes:
        self._file.seek(box.start)
        return self._file.read(min(box.end - box.start, most))

    def _box_at(self, start: int, limit: int) -> _Box:
        self._left -= 1
        self._file.seek(start)
        head = self._file.read(16)
        size, header = int.from_bytes(head[:4]), 8
        if size == 1:
            size, header = int.from_bytes(head[8:16]), 16
        elif size == 0:
            size = limit - start
        if self._left < 0 or len(head) < header or size < header or start + size > limit:
            raise _incomplete()
        return _Box(head[4:8], start + header, start + size)


def _has_video_brand(head: bytes) -> bool:
    size = min(int.from_bytes(head[:4]), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))]
    return brands[0] not in _IMAGE_BRANDS and not _VIDEO_BRANDS.isdisjoint(brands)


def _check_limits(facts: VideoFacts) -> None:
    if max(facts.width, facts.height) > VIDEO_SIDE:
        raise MediaUnusable(
            f"The preview is too large to be played, with {facts.width} by {facts.height} pixels.",
            code="too large",
        )
    if facts.seconds > VIDEO_SECONDS:
        raise MediaUnusable(
            "The preview is longer than 10 minutes, the most that is played.", code="too long"
        )


def _incomplete() -> MediaDamaged:
    return MediaDamaged("The preview file is incomplete or damaged.", code="incomplete")


def _sizes(boxes: _Boxes, track: _Box) -> Iterator[tuple[int, int]]:
    """Width and height as the track's header and its sample descriptions give them."""
    handlers = {boxes.content(box)[8:12] for box in boxes.at(track, b"mdia", b"hdlr")}
    if handlers & _WITHOUT_PICTURE:
        return
    for box in boxes.at(track, b"tkhd"):
        header = boxes.content(box)
        yield _pair(header, 88 if _is_long(header) else 76, step=4)
    for description in boxes.at(track, b"mdia", b"minf", b"stbl", b"stsd"):
        for entry in boxes.inside(description, skip=8):
            yield _pair(boxes.content(entry), 24, step=2)


def _pair(content: bytes, at: int, step: int) -> tuple[int, int]:
    return (
        int.from_bytes(content[at : at + 2]),
        int.from_bytes(content[at + step : at + step + 2]),
    )


def _seconds(boxes: _Boxes, movie: _Box) -> float:
    """The longest duration that any header gives, 0 where none does (a fragmented file)."""
    header = next(boxes.at(movie, b"mvhd"), None)
    if header is None:
        raise _incomplete()
    scale, ticks = _clock(boxes.content(header))
    for box in boxes.at(movie, b"mvex", b"mehd"):
        ticks = max(ticks, _ticks(boxes.content(box), 4, 4))
    tracks = [_clock(boxes.content(box)) for box in boxes.at(movie, b"trak", b"mdia", b"mdhd")]
    return max(count / rate for rate, count in [(scale, ticks), *tracks])


def _clock(header: bytes) -> tuple[int, int]:
    """Ticks a second and ticks in all, of an mvhd or mdhd."""
    at = 20 if _is_long(header) else 12
    scale = int.from_bytes(header[at : at + 4])
    if scale == 0:
        raise _incomplete()
    return scale, _ticks(header, at + 4, at + 4)


def _ticks(header: bytes, short_at: int, long_at: int) -> int:
    """A duration field; all ones stand for "not known"."""
    at, size = (long_at, 8) if _is_long(header) else (short_at, 4)
    field = header[at : at + size]
    return 0 if field == b"\xff" * size else int.from_bytes(field)


def _is_long(header: bytes) -> bool:
    """Whether a full box is of version 1, where times take 64 bits."""
    return header[:1] == b"\x01"
