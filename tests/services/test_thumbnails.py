"""Real encoders make the files, the real decoder reads them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QSize
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageIOHandler, QImageWriter

from avatar_browser.services.thumbnails import Fit, decode, decode_whole, initialise
from tests.support.pictures import colours, columns, encoded, plain, rows

FILES = Path(__file__).parents[1] / "data" / "media"

PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied

RED, GREEN, BLUE = "#ff0000", "#00ff00", "#0000ff"


@pytest.fixture(autouse=True)
def initialised() -> None:
    initialise()


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
