"""What is no picture, or none that is fit to be decoded, and what comes of damaged ones."""

import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from avatar_browser.domain.errors import MediaUnusable
from avatar_browser.domain.media_files import IMAGE_BYTES
from avatar_browser.services.thumbnails import Fit, decode, initialise
from tests.support.pictures import encoded, plain

FILES = Path(__file__).parents[1] / "data" / "media"


@pytest.fixture(autouse=True)
def initialised() -> None:
    initialise()


def refusal(data: bytes, fit: Fit = "fill") -> str:
    with pytest.raises(MediaUnusable) as caught:
        decode(data, 60, 80, fit)
    return caught.value.code


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect/></svg>",
        b"<html>Sign in to the network</html>",
        b"%PDF-1.7",
        b"BM" + bytes(60),
        b"II*\0" + bytes(60),
        (FILES / "clip.mp4").read_bytes(),
    ],
)
def test_what_is_no_picture_is_refused_by_its_first_bytes(data: bytes) -> None:
    """Threat T14."""
    assert refusal(data) == "not a picture"


def test_of_the_decoders_that_qt_brings_only_four_are_ever_reached() -> None:
    """T27. Whatever Qt can write that is none of the four is refused before any plugin sees it."""
    offered = {bytes(name.data()).decode() for name in QImageWriter.supportedImageFormats()}
    others = sorted(offered - {"png", "jpg", "jpeg", "jfif", "webp", "gif"})
    assert {"bmp", "ico", "ppm", "xpm"} <= set(others)
    for name in others:
        assert refusal(encoded(plain(16, 16), name)) == "not a picture", name


@pytest.mark.parametrize("kind", ["png", "webp"])
@pytest.mark.parametrize("fit", ["fill", "fit", "whole"])
def test_a_cut_png_or_webp_is_damaged(kind: str, fit: Fit) -> None:
    """Fault F62."""
    data = encoded(_noise(), kind)
    assert refusal(data[: len(data) // 2], fit) == "damaged"


@pytest.mark.qt_log_ignore("^Corrupt JPEG data")
def test_a_cut_jpeg_is_shown_as_far_as_it_goes() -> None:
    """Fault F63."""
    data = encoded(_noise(), "jpeg")
    assert decode(data[: len(data) // 2], 60, 80).size() == QSize(60, 80)


def test_a_picture_that_is_larger_than_it_says_is_refused() -> None:
    """T13, found by the fuzzer: its header says 60 pixels, its one frame is 65,340 wide."""
    data = (FILES.parent / "pictures" / "other-than-it-says.gif").read_bytes()
    assert [refusal(data, fit) for fit in ("fill", "fit", "whole")] == ["too large"] * 3


@pytest.mark.parametrize("size", [(4097, 10), (10, 4097), (65_535, 65_535)])
def test_a_picture_of_more_than_4096_pixels_is_refused(size: tuple[int, int]) -> None:
    """Threat T13."""
    assert refusal(_png_header(*size)) == "too large"


def test_a_side_of_4096_is_decoded() -> None:
    data = encoded(plain(4096, 64), "jpeg")
    assert decode(data, 60, 80).size() == QSize(60, 80)


def test_a_file_above_10_mib_is_refused() -> None:
    assert refusal(encoded(plain(8, 8)) + bytes(IMAGE_BYTES)) == "too large"


@pytest.mark.qt_log_ignore("allocation limit")
def test_a_picture_that_takes_more_than_64_mib_in_memory_is_refused() -> None:
    """Fault F61, threat T13: 16 bits a channel."""
    assert QImageReader.allocationLimit() == 64
    deep = _png_header(4096, 4096, depth=16)
    assert refusal(deep) == "damaged"


def test_a_bomb_takes_no_memory() -> None:
    """Threat T13: in a process of its own, whose peak is measured."""
    script = (
        "import resource, sys\n"
        "from avatar_browser.domain.errors import MediaUnusable\n"
        "from avatar_browser.services.thumbnails import decode, initialise\n"
        "initialise()\n"
        "data = sys.stdin.buffer.read()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n"
        "    decode(data, 60, 80)\n"
        "except MediaUnusable as problem:\n"
        "    print(problem.code)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], input=_bomb(), capture_output=True, check=True, timeout=30
    )
    code, grown = result.stdout.decode().splitlines()
    assert code == "too large"
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(grown) * unit < 16 * 2**20


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["png", "jpeg", "webp"]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6),
)
@pytest.mark.qt_log_ignore(".*")
def test_flipped_bytes_give_a_picture_or_a_refusal(
    kind: str, flips: list[tuple[float, int]]
) -> None:
    data = bytearray(_SMALL[kind])
    for place, value in flips:
        data[int(place * len(data))] = value
    outcome: object
    try:
        outcome = decode(bytes(data), 30, 40).size()
    except MediaUnusable as problem:
        outcome = problem.code
    assert outcome in (QSize(30, 40), "not a picture", "damaged", "too large")


def _noise() -> QImage:
    image = QImage(120, 160, QImage.Format.Format_RGB32)
    for y in range(160):
        for x in range(120):
            image.setPixel(x, y, 0xFF000000 | (x * 7919 + y * 104_729) * 2_654_435 % 0xFFFFFF)
    return image


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def _png_header(width: int, height: int, depth: int = 8) -> bytes:
    header = width.to_bytes(4) + height.to_bytes(4) + bytes([depth, 6, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", b"") + _chunk(b"IEND", b"")
    )


def _bomb() -> bytes:
    """8,000 by 8,000 grey pixels in some 60 kB."""
    header = (8000).to_bytes(4) * 2 + bytes([8, 0, 0, 0, 0])
    pixels = zlib.compress(bytes(8001 * 8000), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", pixels)
        + _chunk(b"IEND", b"")
    )


_SMALL = {kind: encoded(_noise().scaled(48, 64), kind) for kind in ("png", "jpeg", "webp")}
