"""Small copies on the disk in place of the pictures, made and read by the real picture service."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from avatar_browser.domain.media_files import sniff
from avatar_browser.providers.exchange import Validators
from avatar_browser.services.miniatures import encoded as encoded_small
from avatar_browser.services.miniatures import frame_for, mean_colour, unsealed
from avatar_browser.services.picture_work import PictureRequest, look_up
from avatar_browser.services.thumbnails import decode
from avatar_browser.services.validation import is_due, note_validators, validators_of
from tests.services.media_benches import NOON, Ground, PictureBench
from tests.support.media_server import sends
from tests.support.pictures import encoded, plain, rows

PICTURE = encoded(rows(600, ("#3a7bd5", 400), ("#d53a3a", 400)))


@pytest.fixture
def bench(ground: Ground) -> PictureBench:
    ground.server.serve("/liv.png", sends(PICTURE))
    return PictureBench(ground)


def shown(bench: PictureBench, qtbot: QtBot, width: int = 180, height: int = 240) -> PictureRequest:
    request = bench.request("liv", width=width, height=height)
    bench.pictures.want([])
    bench.pictures.want([request])
    bench.settle(qtbot)
    assert bench.ready[request].size() == QSize(width, height)
    return request


def kind_of_copy(bench: PictureBench, request: PictureRequest) -> str | None:
    kept = bench.cache.read_beside(request.media_id, "fill-240")
    whole = unsealed(kept) if kept else None
    return sniff(whole) if whole else None


def test_a_copy_is_kept_and_serves_cards_of_any_size_up_to_its_own(
    bench: PictureBench, qtbot: QtBot
) -> None:
    request = shown(bench, qtbot)
    assert kind_of_copy(bench, request) == "jpeg"
    # What is left of the picture cannot be decoded: cards are made of the copy.
    bench.cache.path(request.media_id).write_bytes(b"no picture any more")
    for width, height in ((180, 240), (36, 48), (240, 320), (151, 201)):
        shown(bench, qtbot, width, height)
    assert bench.server.targets == ["/liv.png"]


def test_a_copy_looks_as_the_picture_does(bench: PictureBench, qtbot: QtBot) -> None:
    request = shown(bench, qtbot)
    found = look_up(bench.cache, request)
    assert found is not None
    straight = decode(PICTURE, 180, 240, "fill")
    for x, y in ((5, 20), (90, 60), (90, 180), (170, 230)):
        one, other = found.image.pixelColor(x, y), straight.pixelColor(x, y)
        assert abs(one.red() - other.red()) + abs(one.blue() - other.blue()) < 12


@pytest.mark.parametrize("left", [0, 3, 4, 500, -1])
def test_a_damaged_copy_is_made_again(bench: PictureBench, qtbot: QtBot, left: int) -> None:
    request = shown(bench, qtbot)
    kept = bench.cache.read_beside(request.media_id, "fill-240")
    assert kept is not None
    bench.cache.store_beside(request.media_id, "fill-240", kept[:left])
    shown(bench, qtbot)
    assert kind_of_copy(bench, request) == "jpeg"
    assert bench.server.targets == ["/liv.png"]


def test_what_shows_through_a_cut_out_shows_through_its_copy() -> None:
    cut_out = plain(240, 320, "#00000000")
    for y in range(100, 320):
        for x in range(60, 180):
            cut_out.setPixelColor(x, y, QColor("#3a7bd5"))
    small = decode(encoded_small(cut_out), 180, 240)
    assert small.pixelColor(5, 5).alpha() == 0
    assert small.pixelColor(90, 200).alpha() == 255
    assert mean_colour(small) is None


def test_copies_are_made_for_cards_alone() -> None:
    assert frame_for(180, 240, "fill") == frame_for(240, 320, "fill")
    assert frame_for(180, 240, "fit") != frame_for(180, 240, "fill")
    assert frame_for(300, 400, "fill") != frame_for(180, 240, "fill")
    assert frame_for(640, 853, "fill") is None
    assert frame_for(180, 180, "fill") is None
    assert frame_for(180, 240, "whole") is None


def test_a_picture_no_larger_than_a_card_needs_no_copy(bench: PictureBench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", sends(encoded(plain(200, 300))))
    request = shown(bench, qtbot)
    assert bench.cache.read_beside(request.media_id, "fill-240") is None


def test_the_mean_colour_is_known_once_a_picture_was_there(
    bench: PictureBench, qtbot: QtBot
) -> None:
    bench.server.serve("/liv.png", sends(encoded(plain(600, 800))))
    assert bench.pictures.colours.of(bench.request("liv").media_id) is None
    request = shown(bench, qtbot)
    colour = bench.pictures.colours.of(request.media_id)
    assert colour is not None
    assert QColor.fromRgb(colour).name() == "#3a7bd5"


def test_what_the_host_said_of_a_picture_is_asked_with_after_a_day(
    bench: PictureBench, qtbot: QtBot
) -> None:
    request = shown(bench, qtbot)
    said = Validators(etag='"7"', modified="Wed, 01 Jul 2026 10:00:00 GMT")
    note_validators(bench.cache, request.media_id, said, NOON)
    assert validators_of(bench.cache, request.media_id) == said
    assert said.headers == {"If-None-Match": '"7"'}
    for hours, due in ((0, False), (23, False), (25, True), (-1, True)):
        assert is_due(bench.cache, request.media_id, NOON + timedelta(hours=hours)) is due


def test_what_cannot_go_into_a_header_is_left_out() -> None:
    assert Validators.of({"etag": '"a\r\nX: b"'}) == Validators()
    assert Validators.of({"etag": "x" * 500}) == Validators()
    assert Validators(etag="a\nb").headers == {}
