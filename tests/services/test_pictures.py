"""Pictures over real HTTP, real threads and a real cache folder."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar, AvatarKey
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
from avatar_browser.services.renewal import Renewal
from avatar_browser.store.media_cache import MediaCache, MediaId
from tests.support.anam_media import KEY, api_target, avatar_with, serve_avatar, sessions_on
from tests.support.media_server import (
    MediaServer,
    hangs,
    redirects,
    refuses,
    sends,
    sends_json,
    sends_unframed,
    stalls,
)
from tests.support.pictures import encoded, plain

PNG = encoded(plain(60, 80))
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Bench:
    """The service under test with all that it has told."""

    def __init__(
        self, dispatcher: Dispatcher, network: NetworkThread, folder: Path, server: MediaServer
    ) -> None:
        self.server = server
        self.dispatcher = dispatcher
        self.clock = Clock()
        self.cache = MediaCache(folder)
        self.known: dict[AvatarKey, Avatar] = {}
        self.renewed: list[Avatar] = []
        self._network = network
        self._begin(with_key=True)

    def _begin(self, *, with_key: bool) -> None:
        sessions = sessions_on(self.server, self._network, with_key=with_key)
        self.renewal = Renewal(self.dispatcher, sessions, self.known.get, now=lambda: NOON)
        self.renewal.avatar_renewed.connect(self.renewed.append)
        failures = MediaFailures(self.clock, host_pause=10.0)
        self.pictures = Pictures(self.dispatcher, self.cache, self.renewal, failures=failures)
        self.ready: dict[PictureRequest, QImage] = {}
        self.failed: list[tuple[PictureRequest, Problem]] = []
        self.storing_failed: list[Problem] = []
        self.pictures.picture_ready.connect(self.ready.__setitem__)
        self.pictures.picture_failed.connect(lambda *told: self.failed.append(told))
        self.pictures.storing_failed.connect(self.storing_failed.append)

    def without_key(self) -> None:
        self._begin(with_key=False)

    def request(
        self, name: str, url: str = "", width: int = 30, height: int = 40
    ) -> PictureRequest:
        key = AvatarKey("anam", "avatars", name)
        media_id = MediaId("anam", "avatars", name, "", "imageUrl")
        url = url or f"{self.server.url}/{name}.png"
        return PictureRequest(key, media_id, url, width, height)

    def serve_many(self, count: int, *turns: Callable[..., None]) -> list[PictureRequest]:
        names = [f"many-{number}" for number in range(count)]
        for name in names:
            self.server.serve(f"/{name}.png", *(turns or [sends(PNG)]))
        return [self.request(name) for name in names]

    def settle(self, qtbot: QtBot) -> None:
        """Until nothing is under way, the storing included."""
        qtbot.waitUntil(lambda: self.dispatcher.pending == 0)

    @property
    def problem(self) -> Problem:
        assert len(self.failed) == 1
        return self.failed[0][1]


@pytest.fixture
def server() -> Iterator[MediaServer]:
    with MediaServer() as server:
        yield server


@pytest.fixture
def bench(
    dispatcher: Dispatcher, network: NetworkThread, tmp_path: Path, server: MediaServer
) -> Bench:
    return Bench(dispatcher, network, tmp_path / "media", server)


def signed(url: str, signature: str, at: datetime = NOON) -> str:
    """A link signed an hour before ``at`` ends."""
    begun = at - timedelta(hours=1)
    return f"{url}?X-Amz-Date={begun:%Y%m%dT%H%M%SZ}&X-Amz-Expires=3600&X-Amz-Signature={signature}"


def target_of(bench: Bench, url: str) -> str:
    return url.removeprefix(bench.server.url)


def test_a_picture_comes_from_the_network_and_then_from_the_disk(
    bench: Bench, qtbot: QtBot
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


def test_no_key_and_no_cookie_goes_to_the_media_host(bench: Bench, qtbot: QtBot) -> None:
    serve_avatar(bench.server, "liv", imageUrl=bench.server.serve("/liv.png?2", sends(PNG)))
    bench.server.serve("/liv.png", refuses(403))
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    media = [asked for asked in bench.server.asked if asked.target.startswith("/liv.png")]
    assert len(media) == 2
    for asked in media:
        assert KEY not in str(asked.headers)
        assert not {"authorization", "cookie", "x-api-key"} & asked.headers.keys()


def test_at_most_six_pictures_are_fetched_at_once(bench: Bench, qtbot: QtBot) -> None:
    requests = bench.serve_many(20, stalls(PNG))
    bench.pictures.want(requests)
    qtbot.waitUntil(lambda: len(bench.server.asked) == FETCHES_AT_ONCE)
    bench.server.release()
    qtbot.waitUntil(lambda: len(bench.ready) == 20)
    assert bench.server.most_at_once == FETCHES_AT_ONCE


def test_the_most_urgent_pictures_are_fetched_first(bench: Bench, qtbot: QtBot) -> None:
    requests = bench.serve_many(12, stalls(PNG))
    bench.pictures.want(list(reversed(requests)))
    qtbot.waitUntil(lambda: len(bench.server.asked) == FETCHES_AT_ONCE)
    first_looked_at = {f"/many-{number}.png" for number in range(12 - JOBS_AT_ONCE, 12)}
    assert set(bench.server.targets) < first_looked_at


def test_what_is_scrolled_away_makes_room_at_once(bench: Bench, qtbot: QtBot) -> None:
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


def test_an_empty_wish_list_cancels_everything(bench: Bench, qtbot: QtBot) -> None:
    bench.pictures.want(bench.serve_many(20, hangs(sends(PNG))))
    qtbot.waitUntil(lambda: len(bench.server.asked) == FETCHES_AT_ONCE)
    bench.pictures.want([])
    assert bench.dispatcher.pending == 0


def test_what_stays_on_the_list_is_fetched_and_told_once(bench: Bench, qtbot: QtBot) -> None:
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


def test_what_comes_back_to_the_list_is_served_anew(bench: Bench, qtbot: QtBot) -> None:
    [request] = bench.serve_many(1)
    for _ in range(2):
        bench.ready.clear()
        bench.pictures.want([request])
        bench.settle(qtbot)
        assert request in bench.ready
        bench.pictures.want([])
    assert len(bench.server.asked) == 1


def test_a_renewed_link_is_no_new_wish(bench: Bench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", stalls(PNG))
    bench.pictures.want([bench.request("liv")])
    qtbot.waitUntil(lambda: len(bench.server.asked) == 1)
    bench.pictures.want([bench.request("liv", f"{bench.server.url}/liv.png?fresh")])
    bench.server.release()
    bench.settle(qtbot)
    assert len(bench.ready) == 1
    assert bench.server.targets == ["/liv.png"]


def test_a_picture_wanted_in_two_sizes_is_fetched_once(bench: Bench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", stalls(PNG))
    sizes = [bench.request("liv", width=30 * n, height=40 * n) for n in (1, 2)]
    bench.pictures.want(sizes)
    qtbot.waitUntil(lambda: len(bench.server.asked) == 1)
    bench.server.release()
    qtbot.waitUntil(lambda: len(bench.ready) == 2)
    assert [bench.ready[size].width() for size in sizes] == [30, 60]
    assert len(bench.server.asked) == 1


def test_a_refused_link_is_renewed_once_and_the_picture_shown(bench: Bench, qtbot: QtBot) -> None:
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


def test_a_link_that_stays_refused_ends_after_one_renewal(bench: Bench, qtbot: QtBot) -> None:
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


def test_the_same_link_again_is_not_tried_again(bench: Bench, qtbot: QtBot) -> None:
    url = bench.server.serve("/liv.png", refuses(403))
    serve_avatar(bench.server, "liv", imageUrl=url)
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaExpired)
    assert bench.server.targets == ["/liv.png", api_target("liv")]


@pytest.mark.parametrize(("seconds_left", "asked_first"), [(29, "api"), (31, "media")])
def test_a_link_is_past_thirty_seconds_before_its_end(
    bench: Bench, qtbot: QtBot, seconds_left: int, asked_first: str
) -> None:
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


def test_a_clock_that_is_wrong_costs_one_renewal_and_no_picture(bench: Bench, qtbot: QtBot) -> None:
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


def test_media_of_one_avatar_share_a_renewal(bench: Bench, qtbot: QtBot) -> None:
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


def test_who_asked_for_a_renewal_may_leave_while_others_wait(bench: Bench, qtbot: QtBot) -> None:
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
    qtbot.waitUntil(lambda: second in bench.ready)
    assert bench.server.targets.count(api_target("liv")) == 1


def test_without_a_key_an_expired_link_is_told_as_such(bench: Bench, qtbot: QtBot) -> None:
    bench.without_key()
    bench.server.serve("/liv.png", refuses(403))
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaExpired)
    assert bench.server.targets == ["/liv.png"]


def test_trouble_with_the_renewal_is_told_as_it_is(bench: Bench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", refuses(403))
    bench.server.serve(api_target("liv"), refuses(404))
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, NotFound)


@pytest.mark.parametrize(
    ("content", "expected"), [(None, NotFound), (b"<html></html>", MediaUnusable)]
)
def test_what_is_no_use_is_not_asked_for_again_for_ten_minutes(
    bench: Bench, qtbot: QtBot, content: bytes | None, expected: type[Problem]
) -> None:
    bench.server.serve("/liv.png", refuses(404) if content is None else sends(content))
    for seconds in (0, 599, 601):
        bench.clock.seconds = seconds
        bench.pictures.want([bench.request("liv")])
        bench.settle(qtbot)
        bench.pictures.want([])
    assert [type(problem) for _, problem in bench.failed] == [expected] * 3
    assert len(bench.server.asked) == 2
    assert bench.cache.read(bench.request("liv").media_id) is None


def test_failures_are_forgotten_on_demand(bench: Bench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", refuses(404), sends(PNG))
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, NotFound)
    bench.pictures.forget_failures()
    bench.settle(qtbot)
    assert bench.request("liv") in bench.ready


def test_passing_trouble_is_not_remembered(bench: Bench, qtbot: QtBot) -> None:
    bench.server.serve("/liv.png", refuses(503), sends(PNG))
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, ServiceFailed)
    bench.pictures.want([])
    bench.pictures.want([bench.request("liv")])
    bench.settle(qtbot)
    assert bench.request("liv") in bench.ready


def test_a_host_that_fails_five_times_in_a_row_is_left_alone(bench: Bench, qtbot: QtBot) -> None:
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
    bench: Bench, qtbot: QtBot, dispatcher: Dispatcher
) -> None:
    failures = MediaFailures(host_pause=0.05)
    pictures = Pictures(dispatcher, bench.cache, bench.renewal, failures=failures)
    pictures.want(bench.serve_many(30, refuses(404)))
    qtbot.waitUntil(lambda: len(bench.server.asked) == 30)


@pytest.mark.parametrize("content", [b"rubbish", PNG[: len(PNG) // 2], b""])
def test_a_damaged_file_in_the_cache_is_replaced(
    bench: Bench, qtbot: QtBot, content: bytes
) -> None:
    [request] = bench.serve_many(1)
    bench.cache.store(request.media_id, content)
    bench.pictures.want([request])
    bench.settle(qtbot)
    assert request in bench.ready
    assert bench.cache.read(request.media_id) == PNG


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_a_cut_that_http_does_not_show_is_found_and_not_kept(
    bench: Bench, qtbot: QtBot, kind: str
) -> None:
    data = encoded(plain(600, 800), kind)
    bench.server.serve("/liv.png", sends_unframed(data[: len(data) // 2]))
    request = bench.request("liv")
    bench.pictures.want([request])
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaUnusable)
    assert bench.cache.read(request.media_id) is None


def test_an_address_that_is_not_fit_is_never_asked(bench: Bench, qtbot: QtBot) -> None:
    bench.pictures.want([bench.request("liv", "file:///etc/passwd")])
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaRefused)


def test_a_redirect_loop_ends(bench: Bench, qtbot: QtBot) -> None:
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
    bench = Bench(dispatcher, network, tmp_path / "media", server)
    bench.pictures.want(bench.serve_many(4))
    bench.settle(qtbot)
    assert len(bench.ready) == 4
    [problem] = bench.storing_failed
    assert "cannot be written" in str(problem)


def test_whoever_hears_of_a_picture_may_change_the_list(bench: Bench, qtbot: QtBot) -> None:
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


def test_a_wish_list_of_hundreds_is_compared_in_no_time(bench: Bench, qtbot: QtBot) -> None:
    requests = [bench.request(f"kept-{number}") for number in range(330)]
    for request in requests:
        bench.cache.store(request.media_id, PNG)
    bench.pictures.want(requests[:300])
    bench.settle(qtbot)
    assert len(bench.ready) == 300
    took = []
    for first in range(30):
        begun = time.perf_counter()
        bench.pictures.want(requests[first : first + 300])
        took.append(time.perf_counter() - begun)
    assert sorted(took)[len(took) // 2] < 0.001


def test_two_requests_differ_in_place_and_not_in_link(bench: Bench) -> None:
    request = bench.request("liv")
    assert request == bench.request("liv", "https://elsewhere.example/liv.png?sig=secret")
    assert hash(request) == hash(bench.request("liv", "https://elsewhere.example/liv.png"))
    assert request != bench.request("liv", width=31)
    assert "liv.png" not in repr(request)
