"""Pictures over real HTTP, real threads and a real cache folder."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.errors import (
    MediaExpired,
    MediaRefused,
    MediaUnusable,
    NotFound,
    Problem,
    ServiceFailed,
)
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.media_failures import MediaFailures
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.pictures import (
    FETCHES_AT_ONCE,
    JOBS_AT_ONCE,
    PictureRequest,
    Pictures,
)
from avatar_browser.store.media_sums import store_summed
from tests.services.media_benches import PNG, PictureBench
from tests.support.anam_media import KEY, api_target, serve_avatar
from tests.support.media_server import (
    MediaServer,
    hangs,
    redirects,
    refuses,
    sends,
    sends_unframed,
    stalls,
)
from tests.support.pictures import encoded, plain


@pytest.fixture
def bench(
    dispatcher: Dispatcher, network: NetworkThread, tmp_path: Path, server: MediaServer
) -> PictureBench:
    return PictureBench(dispatcher, network, tmp_path / "media", server)


def test_a_picture_comes_from_the_network_and_then_from_the_disk(
    bench: PictureBench, qtbot: QtBot
) -> None:
    request = bench.request("liv")
    bench.server.serve("/liv.png", sends(PNG, "text/html"))
    bench.pictures.want([request])
    bench.settle(qtbot)
    assert bench.ready[request].size() == QSize(30, 40)
    assert bench.cache.read(request.media_id) == PNG

    larger = bench.request("liv", width=45, height=60)
    bench.pictures.want([larger])
    bench.settle(qtbot)
    assert bench.ready[larger].size() == QSize(45, 60)
    assert bench.server.targets == ["/liv.png"]
    assert bench.failed == []


def test_no_key_and_no_cookie_goes_to_the_media_host(bench: PictureBench, qtbot: QtBot) -> None:
    serve_avatar(bench.server, "liv", imageUrl=bench.server.serve("/liv.png?2", sends(PNG)))
    bench.server.serve("/liv.png", refuses(403))
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    media = [asked for asked in bench.server.asked if asked.target.startswith("/liv.png")]
    assert len(media) == 2
    for asked in media:
        assert KEY not in str(asked.headers)
        assert not {"authorization", "cookie", "x-api-key"} & asked.headers.keys()


def test_at_most_six_pictures_are_fetched_at_once(bench: PictureBench, qtbot: QtBot) -> None:
    requests = bench.serve_many(20, stalls(PNG))
    bench.pictures.want(requests)
    qtbot.waitUntil(lambda: len(bench.server.asked) == FETCHES_AT_ONCE)
    bench.server.release()
    qtbot.waitUntil(lambda: len(bench.ready) == 20)
    assert bench.server.most_at_once == FETCHES_AT_ONCE
    bench.settle(qtbot)


def test_the_most_urgent_pictures_are_fetched_first(bench: PictureBench, qtbot: QtBot) -> None:
    requests = bench.serve_many(12, stalls(PNG))
    bench.pictures.want(list(reversed(requests)))
    qtbot.waitUntil(lambda: len(bench.server.asked) == FETCHES_AT_ONCE)
    first_looked_at = {f"/many-{number}.png" for number in range(12 - JOBS_AT_ONCE, 12)}
    assert set(bench.server.targets) < first_looked_at


def test_what_is_scrolled_away_makes_room_at_once(bench: PictureBench, qtbot: QtBot) -> None:
    hung = bench.serve_many(8, hangs(sends(PNG)))
    wanted = bench.request("liv")
    bench.server.serve("/liv.png", sends(PNG))
    bench.pictures.want(hung)
    qtbot.waitUntil(lambda: len(bench.server.asked) == FETCHES_AT_ONCE)
    bench.pictures.want([wanted])
    qtbot.waitUntil(lambda: wanted in bench.ready)
    assert list(bench.ready) == [wanted]
    assert bench.server.targets[-1] == "/liv.png"
    assert len(bench.server.asked) == FETCHES_AT_ONCE + 1
    bench.settle(qtbot)


def test_an_empty_wish_list_cancels_everything(bench: PictureBench, qtbot: QtBot) -> None:
    bench.pictures.want(bench.serve_many(20, hangs(sends(PNG))))
    qtbot.waitUntil(lambda: len(bench.server.asked) == FETCHES_AT_ONCE)
    bench.pictures.want([])
    assert bench.dispatcher.pending == 0


def test_what_stays_on_the_list_is_fetched_and_told_once(bench: PictureBench, qtbot: QtBot) -> None:
    told: list[PictureRequest] = []
    bench.pictures.picture_ready.connect(lambda request, _: told.append(request))
    requests = bench.serve_many(9)
    for count in (3, 9, 5, 9):
        bench.pictures.want(requests[:count])
    bench.settle(qtbot)
    bench.pictures.want([bench.request(f"many-{number}") for number in range(9)])
    bench.settle(qtbot)
    assert sorted(told, key=requests.index) == requests
    assert sorted(bench.server.targets) == sorted(f"/many-{number}.png" for number in range(9))


def test_what_comes_back_to_the_list_is_served_anew(bench: PictureBench, qtbot: QtBot) -> None:
    [request] = bench.serve_many(1)
    for _ in range(2):
        bench.ready.clear()
        bench.pictures.want([request])
        bench.settle(qtbot)
        assert request in bench.ready
        bench.pictures.want([])
    assert len(bench.server.asked) == 1


def test_a_renewed_link_is_no_new_wish(bench: PictureBench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", stalls(PNG))
    bench.pictures.want([bench.request("liv")])
    qtbot.waitUntil(lambda: len(bench.server.asked) == 1)
    bench.pictures.want([bench.request("liv", f"{bench.server.url}/liv.png?fresh")])
    bench.server.release()
    bench.settle(qtbot)
    assert len(bench.ready) == 1
    assert bench.server.targets == ["/liv.png"]


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


def test_a_picture_wanted_in_two_sizes_is_fetched_once(bench: PictureBench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", stalls(PNG))
    sizes = [bench.request("liv", width=30 * n, height=40 * n) for n in (1, 2)]
    bench.pictures.want(sizes)
    # Both are known not to be on the disk: the fetch is all that is under way.
    qtbot.waitUntil(lambda: len(bench.server.asked) == 1 and bench.dispatcher.pending == 1)
    bench.server.release()
    bench.settle(qtbot)
    assert [bench.ready[size].width() for size in sizes] == [30, 60]
    assert len(bench.server.asked) == 1


@pytest.mark.parametrize(
    ("content", "expected"), [(None, NotFound), (b"<html></html>", MediaUnusable)]
)
def test_what_is_no_use_is_not_asked_for_again_for_ten_minutes(
    bench: PictureBench, qtbot: QtBot, content: bytes | None, expected: type[Problem]
) -> None:
    """Fault F64."""
    bench.server.serve("/liv.png", refuses(404) if content is None else sends(content))
    for seconds in (0, 599, 601):
        bench.clock.seconds = seconds
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
    bench.clock.seconds = 10.1
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


@pytest.mark.expects_log("media cache cannot be read")
def test_a_folder_that_cannot_be_written_costs_the_cache_and_no_picture(
    dispatcher: Dispatcher,
    network: NetworkThread,
    tmp_path: Path,
    server: MediaServer,
    qtbot: QtBot,
) -> None:
    (tmp_path / "media").write_bytes(b"in the way")
    bench = PictureBench(dispatcher, network, tmp_path / "media", server)
    bench.pictures.want(bench.serve_many(4))
    bench.settle(qtbot)
    assert len(bench.ready) == 4
    [problem] = bench.storing_failed
    assert "cannot be written" in str(problem)


def test_whoever_hears_of_a_picture_may_change_the_list(bench: PictureBench, qtbot: QtBot) -> None:
    requests = bench.serve_many(20)
    bench.server.serve("/many-3.png", refuses(404))

    def narrow() -> None:
        told = set(bench.ready) | {request for request, _ in bench.failed}
        bench.pictures.want([r for r in requests if r not in told])

    bench.pictures.picture_ready.connect(narrow)
    bench.pictures.picture_failed.connect(narrow)
    bench.pictures.want(requests)
    bench.settle(qtbot)
    assert len(bench.ready) == 19
    assert len(bench.failed) == 1
    assert len(bench.server.asked) == 20


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


def test_a_wish_list_of_hundreds_is_compared_in_no_time(bench: PictureBench, qtbot: QtBot) -> None:
    requests = [bench.request(f"kept-{number}") for number in range(330)]
    for request in requests:
        store_summed(bench.cache, request.media_id, PNG)
    bench.pictures.want(requests[:300])
    bench.settle(qtbot)
    assert len(bench.ready) == 300
    took = []
    for first in range(30):
        begun = time.thread_time()
        bench.pictures.want(requests[first : first + 300])
        took.append(time.thread_time() - begun)
    assert sorted(took)[len(took) // 2] < 0.001


def test_two_requests_differ_in_place_and_not_in_link(bench: PictureBench) -> None:
    request = bench.request("liv")
    assert request == bench.request("liv", "https://elsewhere.example/liv.png?sig=secret")
    assert hash(request) == hash(bench.request("liv", "https://elsewhere.example/liv.png"))
    assert request != bench.request("liv", width=31)
    assert "liv.png" not in repr(request)
