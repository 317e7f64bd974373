"""Pictures over real HTTP, real threads and a real cache folder."""

import time

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from avatar_browser.services.pictures import FETCHES_AT_ONCE, JOBS_AT_ONCE, PictureRequest
from avatar_browser.store.media_sums import store_summed
from tests.services.media_benches import PNG, Ground, PictureBench
from tests.support.anam_media import KEY, serve_avatar
from tests.support.media_server import hangs, refuses, sends, stalls


@pytest.fixture
def bench(ground: Ground) -> PictureBench:
    return PictureBench(ground)


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


@pytest.mark.expects_log("media cache cannot be read")
def test_a_folder_that_cannot_be_written_costs_the_cache_and_no_picture(
    ground: Ground, qtbot: QtBot
) -> None:
    ground.folder.write_bytes(b"in the way")
    bench = PictureBench(ground)
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
