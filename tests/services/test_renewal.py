"""Links that are past or refused, over real HTTP and with the real adapter of Anam."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import MediaExpired, NotFound
from avatar_browser.services.pictures import PictureRequest
from avatar_browser.store.media_cache import MediaId
from tests.services.media_benches import NOON, PNG, Ground, PictureBench, signed
from tests.support.anam_media import api_target, avatar_with, serve_avatar
from tests.support.media_server import (
    hangs,
    refuses,
    sends,
    sends_json,
)


@pytest.fixture
def bench(ground: Ground) -> PictureBench:
    return PictureBench(ground)


def target_of(bench: PictureBench, url: str) -> str:
    return url.removeprefix(bench.server.url)


def test_a_refused_link_is_renewed_once_and_the_picture_shown(
    bench: PictureBench, qtbot: QtBot
) -> None:
    fresh = bench.server.serve("/liv.png?sig=fresh", sends(PNG))
    serve_avatar(bench.server, "liv", imageUrl=fresh)
    bench.server.serve("/liv.png?sig=old", refuses(403))
    bench.known[AvatarKey("anam", "avatars", "liv")] = avatar_with("liv", videoUrl="https://x.y/")
    request = bench.request("liv", f"{bench.server.url}/liv.png?sig=old")
    bench.pictures.want([request])
    bench.settle(qtbot)
    assert request in bench.ready
    assert bench.server.targets == ["/liv.png?sig=old", api_target("liv"), "/liv.png?sig=fresh"]
    [renewed] = bench.renewed
    assert renewed.media_named("imageUrl").url == fresh  # type: ignore[union-attr]
    assert renewed.media_named("videoUrl") is not None, "what the catalogue knew is kept"


def test_a_link_that_stays_refused_ends_after_one_renewal(
    bench: PictureBench, qtbot: QtBot
) -> None:
    fresh = bench.server.serve("/liv.png?sig=fresh", refuses(403))
    serve_avatar(bench.server, "liv", imageUrl=fresh)
    bench.server.serve("/liv.png?sig=old", refuses(403))
    request = bench.request("liv", f"{bench.server.url}/liv.png?sig=old")
    for _ in range(3):
        bench.pictures.want([request])
        bench.settle(qtbot)
        bench.pictures.want([])
    assert bench.server.targets == ["/liv.png?sig=old", api_target("liv"), "/liv.png?sig=fresh"]
    assert {type(problem) for _, problem in bench.failed} == {MediaExpired}


def test_the_same_link_again_is_not_tried_again(bench: PictureBench, qtbot: QtBot) -> None:
    url = bench.server.serve("/liv.png", refuses(403))
    serve_avatar(bench.server, "liv", imageUrl=url)
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaExpired)
    assert bench.server.targets == ["/liv.png", api_target("liv")]


@pytest.mark.parametrize(("seconds_left", "asked_first"), [(29, "api"), (31, "media")])
def test_a_link_is_past_thirty_seconds_before_its_end(
    bench: PictureBench, qtbot: QtBot, seconds_left: int, asked_first: str
) -> None:
    """F50."""
    old = signed(f"{bench.server.url}/liv.png", "old", NOON + timedelta(seconds=seconds_left))
    fresh = signed(f"{bench.server.url}/liv.png", "fresh", NOON + timedelta(hours=1))
    for url in (old, fresh):
        bench.server.serve(target_of(bench, url), sends(PNG))
    serve_avatar(bench.server, "liv", imageUrl=fresh)
    bench.pictures.want([bench.request("liv", old)])
    bench.settle(qtbot)
    assert len(bench.ready) == 1
    expected = [target_of(bench, old)]
    if asked_first == "api":
        expected = [api_target("liv"), target_of(bench, fresh)]
    assert bench.server.targets == expected


def test_a_clock_that_is_wrong_costs_one_renewal_and_no_picture(
    bench: PictureBench, qtbot: QtBot
) -> None:
    """F50."""
    urls = {}
    for name in ("liv", "mia"):
        urls[name] = signed(f"{bench.server.url}/{name}.png", name, NOON - timedelta(days=1))
        bench.server.serve(target_of(bench, urls[name]), sends(PNG))
        serve_avatar(bench.server, name, imageUrl=urls[name])
        bench.pictures.want([bench.request(name, urls[name])])
        bench.settle(qtbot)
    assert len(bench.ready) == 2
    assert bench.server.targets == [
        api_target("liv"),
        target_of(bench, urls["liv"]),
        target_of(bench, urls["mia"]),
    ]


def test_media_of_one_avatar_share_a_renewal(bench: PictureBench, qtbot: QtBot) -> None:
    fields = ("imageUrl", "landscapeImageUrl", "portraitImageUrl")
    fresh = {f: bench.server.serve(f"/{f}.png?sig=fresh", sends(PNG)) for f in fields}
    serve_avatar(bench.server, "liv", **fresh)
    requests = []
    for field in fields:
        url = bench.server.serve(f"/{field}.png?sig=old", refuses(403))
        media_id = MediaId("anam", "avatars", "liv", "", field)
        key = AvatarKey("anam", "avatars", "liv")
        requests.append(PictureRequest(key, media_id, url, 30, 40))
    bench.pictures.want(requests)
    bench.settle(qtbot)
    assert len(bench.ready) == 3
    assert bench.server.targets.count(api_target("liv")) == 1


def test_who_asked_for_a_renewal_may_leave_while_others_wait(
    bench: PictureBench, qtbot: QtBot
) -> None:
    fresh = bench.server.serve("/liv.png?sig=fresh", sends(PNG))
    record = {"id": "liv", "displayName": "Liv", "imageUrl": fresh, "portraitImageUrl": fresh}
    bench.server.serve(api_target("liv"), hangs(sends_json(record)))
    first, second = (
        PictureRequest(
            AvatarKey("anam", "avatars", "liv"),
            MediaId("anam", "avatars", "liv", "", field),
            bench.server.serve(f"/liv.png?sig={field}", refuses(403)),
            30,
            40,
        )
        for field in ("imageUrl", "portraitImageUrl")
    )
    bench.pictures.want([first])
    qtbot.waitUntil(lambda: api_target("liv") in bench.server.targets)
    bench.pictures.want([first, second])
    qtbot.waitUntil(lambda: second.url.removeprefix(bench.server.url) in bench.server.targets)
    bench.pictures.want([second])
    bench.server.release()
    bench.settle(qtbot)
    assert second in bench.ready
    assert bench.server.targets.count(api_target("liv")) == 1


def test_without_a_key_an_expired_link_is_told_as_such(bench: PictureBench, qtbot: QtBot) -> None:
    bench.without_key()
    bench.server.serve("/liv.png", refuses(403))
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaExpired)
    assert bench.server.targets == ["/liv.png"]


def test_trouble_with_the_renewal_is_told_as_it_is(bench: PictureBench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", refuses(403))
    bench.server.serve(api_target("liv"), refuses(404))
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, NotFound)
