"""Pictures that cannot be had: what is told, what is tried again, and what is not kept."""

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.errors import (
    MediaDamaged,
    MediaExpired,
    MediaRefused,
    MediaUnusable,
    NotFound,
    Problem,
    ServiceFailed,
)
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.media_failures import MediaFailures
from avatar_browser.services.pictures import FETCHES_AT_ONCE, Pictures
from avatar_browser.store.media_sums import store_summed
from tests.services.media_benches import PNG, Ground, PictureBench
from tests.support.anam_media import api_target, serve_avatar
from tests.support.media_server import hangs, redirects, refuses, sends, sends_unframed
from tests.support.pictures import encoded, plain


@pytest.fixture
def bench(ground: Ground) -> PictureBench:
    return PictureBench(ground)


def test_a_picture_that_failed_is_tried_again_with_another_link(
    bench: PictureBench, qtbot: QtBot
) -> None:
    bench.server.serve("/gone.png", refuses(503))
    bench.server.serve("/liv.png", sends(PNG))
    old = bench.request("liv", f"{bench.server.url}/gone.png")
    bench.pictures.want([old])
    bench.settle(qtbot)
    bench.pictures.want([bench.request("liv", old.url)])
    bench.settle(qtbot)
    assert bench.server.targets == ["/gone.png"]

    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert bench.request("liv") in bench.ready
    assert isinstance(bench.problem, ServiceFailed)
    assert bench.server.targets == ["/gone.png", "/liv.png"]


def test_a_link_that_fails_after_another_came_is_not_told(
    bench: PictureBench, qtbot: QtBot
) -> None:
    bench.server.serve("/gone.png", hangs(refuses(503)))
    bench.server.serve("/liv.png", sends(PNG))
    bench.pictures.want([bench.request("liv", f"{bench.server.url}/gone.png")])
    qtbot.waitUntil(lambda: len(bench.server.asked) == 1)
    bench.pictures.want([bench.request("liv")])
    bench.server.release()
    bench.settle(qtbot)
    assert bench.failed == []
    assert bench.server.targets == ["/gone.png", "/liv.png"]
    assert bench.request("liv") in bench.ready


def test_fresh_links_that_are_all_refused_are_no_endless_loop(
    bench: PictureBench, qtbot: QtBot
) -> None:
    """Fault F03, with a window that wishes every link the renewal tells."""

    def wish(avatar: Avatar) -> None:
        bench.pictures.want([bench.request("liv", avatar.stills[0].url)])

    bench.renewal.avatar_renewed.connect(wish)
    for number in range(9):
        old, new = (
            bench.server.serve(f"/liv.png?{age}={number}", refuses(403)) for age in ("old", "new")
        )
        serve_avatar(bench.server, "liv", imageUrl=new)
        bench.pictures.want([bench.request("liv", old)])
        bench.settle(qtbot)
    assert {type(problem) for _, problem in bench.failed} == {MediaExpired}
    told = [target.partition("?")[0] for target in bench.server.targets]
    assert told == ["/liv.png", api_target("liv"), "/liv.png"]


@pytest.mark.parametrize(
    ("content", "expected"), [(None, NotFound), (b"<html></html>", MediaDamaged)]
)
def test_what_is_no_use_is_not_asked_for_again_for_ten_minutes(
    bench: PictureBench, qtbot: QtBot, content: bytes | None, expected: type[Problem]
) -> None:
    """Fault F64."""
    bench.server.serve("/liv.png", refuses(404) if content is None else sends(content))
    for seconds in (0, 599, 601):
        bench.clock.now = seconds
        bench.pictures.want([bench.request("liv")])
        bench.settle(qtbot)
        bench.pictures.want([])
    assert [type(problem) for _, problem in bench.failed] == [expected] * 3
    assert len(bench.server.asked) == 2
    assert bench.cache.read(bench.request("liv").media_id) is None


def test_failures_are_forgotten_on_demand(bench: PictureBench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", refuses(404), sends(PNG))
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, NotFound)
    bench.pictures.forget_failures()
    bench.settle(qtbot)
    assert bench.request("liv") in bench.ready


def test_passing_trouble_is_not_remembered(bench: PictureBench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", refuses(503), sends(PNG))
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, ServiceFailed)
    bench.pictures.want([])
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert bench.request("liv") in bench.ready


def test_a_host_that_fails_five_times_in_a_row_is_left_alone(
    bench: PictureBench, qtbot: QtBot
) -> None:
    """Fault F64."""
    requests = bench.serve_many(30, refuses(404))
    bench.pictures.want(requests)
    bench.settle(qtbot)
    assert 5 <= len(bench.server.asked) <= 5 + FETCHES_AT_ONCE
    assert len(bench.failed) == len(bench.server.asked), "the others wait and have not failed"

    asked = len(bench.server.asked)
    for number in range(30):
        bench.server.serve(f"/many-{number}.png", sends(PNG))
    bench.clock.now = 10.1
    waiting = [r for r in requests if r not in {told for told, _ in bench.failed}]
    bench.pictures.want(waiting)
    bench.settle(qtbot)
    assert len(bench.ready) == len(waiting) == 30 - asked


def test_a_paused_host_is_asked_again_by_itself(
    bench: PictureBench, qtbot: QtBot, dispatcher: Dispatcher
) -> None:
    failures = MediaFailures(host_pause=0.05)
    pictures = Pictures(dispatcher, bench.cache, bench.renewal, failures=failures)
    pictures.want(bench.serve_many(30, refuses(404)))
    qtbot.waitUntil(lambda: len(bench.server.asked) == 30)


@pytest.mark.parametrize("content", [b"rubbish", PNG[: len(PNG) // 2], b""])
def test_a_damaged_file_in_the_cache_is_replaced(
    bench: PictureBench, qtbot: QtBot, content: bytes
) -> None:
    """Fault F62."""
    [request] = bench.serve_many(1)
    store_summed(bench.cache, request.media_id, content)
    bench.pictures.want([request])
    bench.settle(qtbot)
    assert request in bench.ready
    assert bench.cache.read(request.media_id) == PNG


def test_a_picture_that_is_not_the_one_stored_is_not_shown(
    bench: PictureBench, qtbot: QtBot
) -> None:
    """T22: a picture put in the place of another; one without a sum, as of an older version."""
    swapped, unsummed = bench.serve_many(2)
    store_summed(bench.cache, swapped.media_id, PNG).write_bytes(encoded(plain(3, 4)))
    bench.cache.store(unsummed.media_id, encoded(plain(3, 4)))
    bench.pictures.want([swapped, unsummed])
    bench.settle(qtbot)
    assert set(bench.ready) == {swapped, unsummed}
    assert len(bench.server.asked) == 2
    assert bench.cache.read(swapped.media_id) == PNG


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_a_cut_that_http_does_not_show_is_found_and_not_kept(
    bench: PictureBench, qtbot: QtBot, kind: str
) -> None:
    data = encoded(plain(600, 800), kind)
    bench.server.serve("/liv.png", sends_unframed(data[: len(data) // 2]))
    request = bench.request("liv")
    bench.pictures.want([request])
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaUnusable)
    assert bench.cache.read(request.media_id) is None


def test_an_address_that_is_not_fit_is_never_asked(bench: PictureBench, qtbot: QtBot) -> None:
    bench.pictures.want([bench.request("liv", "file:///etc/passwd")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaRefused)


def test_a_redirect_loop_ends(bench: PictureBench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", redirects("/liv.png"))
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaRefused)
    assert len(bench.server.asked) == 4


def test_a_failure_is_told_once_though_its_hearer_changes_the_list(
    bench: PictureBench, qtbot: QtBot
) -> None:
    gone = [bench.request(f"gone-{number}") for number in range(3)]
    bench.pictures.want(gone)
    bench.settle(qtbot)
    bench.failed.clear()
    hung = bench.serve_many(FETCHES_AT_ONCE, hangs(sends(PNG)))
    bench.pictures.want(hung)
    qtbot.waitUntil(lambda: len(bench.server.asked) == len(gone) + FETCHES_AT_ONCE)
    bench.pictures.want([*hung, *gone])
    qtbot.waitUntil(lambda: bench.dispatcher.pending == FETCHES_AT_ONCE)
    assert bench.failed == [], "all turns are taken"
    bench.pictures.picture_failed.connect(lambda *_: bench.pictures.want(list(reversed(gone))))
    bench.pictures.want([hung[0], *gone])
    assert [request for request, _ in bench.failed] == [gone[0], gone[2], gone[1]]
