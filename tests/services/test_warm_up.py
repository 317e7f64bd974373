"""Pictures fetched ahead over real HTTP: gently, to the disk, and none in vain."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import ServiceFailed
from avatar_browser.services.colours import Colours
from avatar_browser.services.media_failures import MediaFailures
from avatar_browser.services.server_clock import ServerClock
from avatar_browser.services.warm_up import WarmUp
from tests.services.media_benches import NOON, Ground, PictureBench, signed
from tests.support.anam_media import sessions_on
from tests.support.clock import Clock
from tests.support.media_server import Turn, hangs, refuses, sends
from tests.support.pictures import encoded, plain

PICTURE = encoded(plain(600, 800))


class WarmBench(PictureBench):
    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.now = NOON
        self.failures = MediaFailures(Clock())
        self.through = 0
        self.warm_up = WarmUp(
            ground.dispatcher,
            self.cache,
            sessions_on(ground.server, ground.network),
            self.failures,
            Colours(),
            server_clock=ServerClock(lambda: NOON),
            now=lambda: self.now,
            interval_ms=1,
        )
        self.warm_up.finished.connect(self._count)

    def _count(self) -> None:
        self.through += 1

    def work_through(self, qtbot: QtBot, names: list[str]) -> None:
        """One offer to its end."""
        before = self.through
        self.warm_up.offer([self.request(name, width=180, height=240) for name in names])
        self.warm_up.allow(True)
        qtbot.waitUntil(lambda: self.through > before)
        self.warm_up.allow(False)


@pytest.fixture
def bench(ground: Ground) -> WarmBench:
    for number in range(60):
        ground.server.serve(f"/{number}.png", sends(PICTURE))
    return WarmBench(ground)


def tagged(tag: str) -> Turn:
    def answer(handler: object) -> None:
        known = handler.headers.get("If-None-Match")  # type: ignore[attr-defined]
        handler.send_response(304 if known == tag else 200)  # type: ignore[attr-defined]
        handler.send_header("ETag", tag)  # type: ignore[attr-defined]
        body = b"" if known == tag else PICTURE
        handler.send_header("Content-Length", str(len(body)))  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]
        handler.wfile.write(body)  # type: ignore[attr-defined]

    return answer


def test_what_is_offered_is_fetched_one_at_a_time_and_a_copy_made(
    bench: WarmBench, qtbot: QtBot
) -> None:
    bench.work_through(qtbot, [str(number) for number in range(50)])
    assert bench.server.targets == [f"/{number}.png" for number in range(50)]
    assert bench.server.most_at_once == 1
    assert bench.warm_up.fetched == 50
    media_id = bench.request("49").media_id
    assert bench.cache.read(media_id) == PICTURE
    assert bench.cache.read_beside(media_id, "fill-240") is not None


def test_what_is_on_the_disk_is_not_fetched_again(bench: WarmBench, qtbot: QtBot) -> None:
    bench.work_through(qtbot, ["0", "1"])
    bench.work_through(qtbot, ["1", "2"])
    assert bench.server.targets == ["/0.png", "/1.png", "/2.png"]


def test_nothing_is_fetched_unless_it_is_allowed(bench: WarmBench, qtbot: QtBot) -> None:
    bench.server.serve("/0.png", hangs(sends(PICTURE)), sends(PICTURE))
    bench.warm_up.offer([bench.request("0"), bench.request("1")])
    assert bench.dispatcher.pending == 0
    bench.warm_up.allow(True)
    qtbot.waitUntil(lambda: len(bench.server.asked) == 1)
    bench.warm_up.allow(False)
    assert bench.dispatcher.pending == 0
    bench.server.release()
    bench.warm_up.allow(True)  # goes on with what was given up
    qtbot.waitUntil(lambda: bench.through == 1)
    assert bench.server.targets == ["/0.png", "/0.png", "/1.png"]


def test_what_fails_or_is_no_picture_is_left_alone_and_the_rest_fetched(
    bench: WarmBench, qtbot: QtBot
) -> None:
    bench.server.serve("/0.png", refuses(503))
    bench.server.serve("/1.png", sends(b"<html>log in</html>"))
    bench.work_through(qtbot, ["0", "1", "2"])
    bench.work_through(qtbot, ["0", "1", "2"])
    assert bench.server.targets == ["/0.png", "/1.png", "/2.png"]
    assert bench.cache.read(bench.request("1").media_id) is None


def test_a_link_that_is_past_or_missing_costs_nobody_a_call(bench: WarmBench, qtbot: QtBot) -> None:
    past = bench.request("0", signed(f"{bench.server.url}/0.png", "x", NOON - timedelta(hours=1)))
    bench.warm_up.offer([past, bench.request("2")])
    bench.warm_up.allow(True)
    qtbot.waitUntil(lambda: bench.through == 1)
    assert bench.server.targets == ["/2.png"]


def test_a_session_has_its_share(
    bench: WarmBench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("avatar_browser.services.warm_up.MOST_BYTES", 2 * len(PICTURE))
    bench.work_through(qtbot, ["0", "1", "2", "3"])
    assert bench.server.targets == ["/0.png", "/1.png"]


def test_a_picture_without_a_date_is_asked_for_again_once_a_day(
    bench: WarmBench, qtbot: QtBot
) -> None:
    bench.server.serve("/0.png", tagged('"1"'))
    bench.work_through(qtbot, ["0"])
    assert "if-none-match" not in bench.server.asked[0].headers
    days = (timedelta(hours=20), timedelta(hours=30), timedelta(hours=40), timedelta(hours=60))
    asked = []
    for later in days:
        bench.now = NOON + later
        bench.warm_up._seen.clear()  # as another session would begin
        bench.work_through(qtbot, ["0"])
        asked.append(len(bench.server.asked))
    assert asked == [1, 2, 2, 3]
    assert bench.server.asked[1].headers["if-none-match"] == '"1"'


def test_a_picture_that_has_changed_takes_the_place_of_the_old_one(
    bench: WarmBench, qtbot: QtBot
) -> None:
    other = encoded(plain(600, 800, "#d53a3a"))
    bench.server.serve("/0.png", tagged('"1"'), sends(other))
    bench.work_through(qtbot, ["0"])
    media_id = bench.request("0").media_id
    before = bench.cache.read_beside(media_id, "fill-240")
    bench.now = NOON + timedelta(days=2)
    bench.warm_up._seen.clear()
    bench.work_through(qtbot, ["0"])
    assert bench.cache.read(media_id) == other
    assert bench.cache.read_beside(media_id, "fill-240") not in (None, before)


def test_a_host_that_pauses_is_left_alone(
    bench: WarmBench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = bench.request("0").url
    for number in range(5):
        bench.failures.note_failure(bench.request(f"other-{number}").media_id, url, ServiceFailed())
    pauses: list[float] = []
    pause_of = bench.failures.pause

    def noted(url: str) -> float:
        pauses.append(pause_of(url))
        return pauses[-1]

    monkeypatch.setattr(bench.failures, "pause", noted)
    bench.warm_up.offer([bench.request("0")])
    bench.warm_up.allow(True)
    qtbot.waitUntil(lambda: pauses != [])
    assert pauses[0] > 0
    assert bench.dispatcher.pending == 0
    assert bench.server.targets == []
    assert bench.through == 0
    bench.warm_up.allow(False)
