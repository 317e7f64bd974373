"""Real encoders make the files, the real decoder reads them."""

import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QSize
from PySide6.QtGui import (
    QColor,
    QColorSpace,
    QImage,
    QImageIOHandler,
    QImageReader,
    QImageWriter,
)

from avatar_browser.domain.errors import MediaUnusable
from avatar_browser.domain.media_files import IMAGE_BYTES
from avatar_browser.services.thumbnails import Fit, decode, decode_whole, initialise
from tests.support.pictures import colours, columns, encoded, plain, rows

FILES = Path(__file__).parents[1] / "data" / "media"
PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied
RED, GREEN, BLUE = "#ff0000", "#00ff00", "#0000ff"


@pytest.fixture(autouse=True)
def initialised() -> None:
    initialise()


def refusal(data: bytes, fit: Fit = "fill") -> str:
    with pytest.raises(MediaUnusable) as caught:
        decode(data, 60, 80, fit)
    return caught.value.code


def near(colour: QColor, name: str) -> bool:
    other = QColor(name)
    pairs = (
        (colour.red(), other.red()),
        (colour.green(), other.green()),
        (colour.blue(), other.blue()),
        (colour.alpha(), other.alpha()),
    )
    return all(abs(one - two) <= 12 for one, two in pairs)


@pytest.mark.parametrize("fit", ["fill", "fit"])
@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
@pytest.mark.parametrize("shape", [(720, 960), (1280, 720), (30, 20), (1, 500), (4096, 1)])
def test_a_picture_of_any_shape_fills_its_frame(
    kind: str, shape: tuple[int, int], fit: Fit
) -> None:
    picture = decode(encoded(plain(*shape), kind), 180, 240, fit, radius=12)
    assert picture.size() == QSize(180, 240)
    assert picture.format() == PREMULTIPLIED
    assert picture.devicePixelRatio() == 1
    assert near(picture.pixelColor(89, 119), "#3a7bd5")


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_tall_picture_loses_more_below_than_above(kind: str) -> None:
    # 200 rows for a frame of 100: of the surplus 15 rows go above, 85 below.
    data = encoded(rows(100, (RED, 15), (GREEN, 100), (BLUE, 85)), kind, 100)
    picture = decode(data, 100, 100)
    assert all(near(picture.pixelColor(50, y), GREEN) for y in (3, 50, 96))


def test_a_wide_picture_is_cropped_evenly_at_the_sides() -> None:
    picture = decode(encoded(columns(100, (RED, 50), (GREEN, 100), (BLUE, 50))), 50, 50)
    assert colours(picture, [(0, 25), (25, 25), (49, 25)]) == [GREEN] * 3


def test_fit_shows_all_of_the_picture_on_transparent_ground() -> None:
    picture = decode(encoded(columns(100, (RED, 100), (BLUE, 100))), 100, 100, "fit")
    assert [picture.pixelColor(50, y).alpha() for y in (0, 24, 26, 73, 76)] == [0, 0, 255, 255, 0]
    assert colours(picture, [(2, 50), (97, 50)]) == [RED, BLUE]


@pytest.mark.parametrize("fit", ["fill", "fit"])
def test_the_upper_corners_are_rounded_and_smooth(fit: Fit) -> None:
    picture = decode(encoded(plain(60, 80)), 60, 80, fit, radius=16)
    alphas = [[picture.pixelColor(x, y).alpha() for x in range(60)] for y in range(80)]
    assert alphas[0][0] == alphas[0][59] == 0
    assert alphas[0] == alphas[0][::-1]
    assert any(0 < alpha < 255 for alpha in alphas[3][:16])
    assert alphas[0][16:44] == [255] * 28
    assert alphas[16] == alphas[79] == [255] * 60


def test_without_a_radius_no_pixel_is_lost() -> None:
    picture = decode(encoded(plain(60, 80)), 60, 80)
    assert picture.pixelColor(0, 0).alpha() == 255


def test_what_is_transparent_stays_so() -> None:
    image = plain(60, 80, "#80ff0000")
    picture = decode(encoded(image), 30, 40)
    assert picture.pixelColor(15, 20).alpha() == 128
    assert picture.pixelColor(15, 20).red() == 255


def test_a_fine_pattern_becomes_its_average_and_not_a_sample() -> None:
    image = rows(64, *[(("#000000", "#ffffff")[n % 2], 1) for n in range(1024)])
    picture = decode(encoded(image), 4, 64, "fill")
    assert all(abs(picture.pixelColor(2, y).red() - 128) < 12 for y in range(2, 62))


@pytest.mark.parametrize("name", ["red-then-blue.gif", "red-then-blue.webp"])
def test_the_first_frame_stands_for_an_animation(name: str) -> None:
    """Fault F61."""
    picture = decode((FILES / name).read_bytes(), 30, 40)
    assert near(picture.pixelColor(15, 20), "#fd0000")


def test_a_photo_taken_with_the_camera_turned_is_upright() -> None:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setTransformation(QImageIOHandler.Transformation.TransformationRotate90)
    assert writer.write(columns(90, (RED, 60), (BLUE, 60)))
    data = bytes(buffer.data().data())
    assert decode_whole(data, 500, 500).size() == QSize(90, 120)
    picture = decode(data, 45, 60)
    assert near(picture.pixelColor(22, 5), RED)
    assert near(picture.pixelColor(22, 55), BLUE)


@pytest.mark.parametrize(
    "format_",
    [
        QImage.Format.Format_RGBA64,
        QImage.Format.Format_Grayscale8,
        QImage.Format.Format_Grayscale16,
        QImage.Format.Format_Indexed8,
        QImage.Format.Format_Mono,
    ],
)
def test_every_kind_of_pixel_comes_out_alike(format_: QImage.Format) -> None:
    picture = decode(encoded(plain(60, 80, "#ffffff").convertToFormat(format_)), 30, 40)
    assert picture.format() == PREMULTIPLIED
    assert colours(picture, [(15, 20)]) == ["#ffffff"]


def test_wide_colours_are_brought_to_srgb() -> None:
    image = plain(60, 80, "#c04040")
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    picture = decode(encoded(image), 30, 40)
    assert picture.pixelColor(15, 20).red() > 0xC0 + 5


def test_the_whole_picture_is_scaled_down_and_never_up() -> None:
    data = encoded(plain(1280, 720))
    assert decode_whole(data, 640, 640).size() == QSize(640, 360)
    assert decode_whole(data, 4000, 4000).size() == QSize(1280, 720)
    assert decode(data, 100, 720, "whole").size() == QSize(100, 56)
    assert decode_whole(data, 640, 640).format() == PREMULTIPLIED


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
