"""Links that are past wait for the list that is being read; whose clock says that they are."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.fresh_links import WAIT_SECONDS, FreshLinks
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.pictures import Pictures
from avatar_browser.services.server_clock import ServerClock
from tests.services.media_benches import NOON, PNG, Ground, PictureBench, signed
from tests.support.anam_media import api_target, serve_avatar, sessions_on
from tests.support.clock import Clock
from tests.support.media_server import MediaServer, hangs, sends, sends_json

LIST = "/v1/avatars?page=1&perPage=100"


class Reading:
    """A catalogue that is being read, with a picture whose link is past."""

    def __init__(self, ground: Ground) -> None:
        dispatcher, server = ground.dispatcher, ground.server
        self.bench = PictureBench(ground)
        self.clock = Clock(0.0)
        self.sessions = sessions_on(server, ground.network)
        self.catalogue = Catalogue("anam", self.sessions, dispatcher)
        self.links = FreshLinks(
            [self.catalogue], ServerClock(lambda: NOON), clock=self.clock, parent=self.catalogue
        )
        self.pictures = Pictures(
            dispatcher, self.bench.cache, self.bench.renewal, fresh_links=self.links
        )
        self.ready: list[object] = []
        self.pictures.picture_ready.connect(lambda request, _: self.ready.append(request))
        self.old = signed(f"{server.url}/liv.png", "old", NOON - timedelta(hours=1))
        self.fresh = signed(f"{server.url}/liv.png", "fresh", NOON + timedelta(hours=1))
        server.serve(self.fresh.removeprefix(server.url), sends(PNG))
        serve_avatar(server, "liv", imageUrl=self.fresh)

    def listing(self, *urls: str) -> object:
        data = [{"id": "liv", "displayName": "Liv", "imageUrl": url} for url in urls]
        meta = {"total": len(data), "lastPage": 1, "currentPage": 1, "perPage": 100}
        return sends_json({"data": data, "meta": meta})


@pytest.fixture
def reading(ground: Ground) -> Reading:
    return Reading(ground)


def begin(reading: Reading, qtbot: QtBot, answer: object) -> None:
    """The list is asked for, and does not come yet; nor does the picture."""
    server = reading.bench.server
    server.serve(LIST, hangs(answer))  # type: ignore[arg-type]
    reading.catalogue.load()
    qtbot.waitUntil(lambda: LIST in server.targets)
    reading.pictures.want([reading.bench.request("liv", reading.old)])
    qtbot.waitUntil(lambda: reading.bench.dispatcher.pending == 1)


def test_a_picture_waits_for_the_list_and_costs_no_call_of_its_own(
    reading: Reading, qtbot: QtBot
) -> None:
    begin(reading, qtbot, reading.listing(reading.fresh))
    server = reading.bench.server
    assert server.targets == [LIST]
    want_fresh = reading.bench.request("liv", reading.fresh)
    reading.catalogue.avatars_added.connect(lambda _: reading.pictures.want([want_fresh]))
    server.release()
    qtbot.waitUntil(lambda: reading.ready != [])
    assert server.targets == [LIST, reading.fresh.removeprefix(server.url)]


def test_a_list_that_does_not_tell_it_leaves_it_to_a_call(reading: Reading, qtbot: QtBot) -> None:
    begin(reading, qtbot, reading.listing())
    reading.bench.server.release()
    qtbot.waitUntil(lambda: reading.ready != [])
    assert reading.bench.server.targets[1] == api_target("liv")


def test_nobody_waits_longer_than_ten_seconds(reading: Reading, qtbot: QtBot) -> None:
    begin(reading, qtbot, reading.listing())
    media_id = reading.bench.request("liv").media_id
    past = NOON - timedelta(hours=1)
    assert reading.links.wait(media_id, past) == WAIT_SECONDS
    reading.clock.now = 4.0
    assert reading.links.wait(media_id, past) == WAIT_SECONDS - 4
    reading.clock.now = 11.0
    assert reading.links.wait(media_id, past) == 0
    reading.catalogue.stop()


def test_good_links_do_not_wait(reading: Reading, qtbot: QtBot) -> None:
    begin(reading, qtbot, reading.listing())
    media_id = reading.bench.request("mia").media_id
    assert reading.links.wait(media_id, None) == 0
    assert reading.links.wait(media_id, NOON + timedelta(minutes=5)) == 0
    past = NOON - timedelta(hours=1)
    assert reading.links.wait(media_id, past) > 0
    with qtbot.waitSignal(reading.links.read, timeout=20_000):
        reading.catalogue.stop()
    assert reading.links.wait(media_id, past) == 0


def test_the_time_is_that_of_the_last_answer(
    dispatcher: Dispatcher, network: NetworkThread, server: MediaServer, qtbot: QtBot
) -> None:
    """F50."""
    sessions = sessions_on(server, network)
    sessions.server_clock = slow = ServerClock(lambda: NOON)
    sessions._sessions["anam"] = sessions._begun(sessions.specs[0])
    serve_avatar(server, "liv")
    assert slow.now("anam") == NOON
    owner = QObject()
    dispatcher.run(
        sessions.detail_task(AvatarKey("anam", "avatars", "liv")),
        owner=owner,
        done=lambda _: None,
        failed=lambda _: None,
    )
    qtbot.waitUntil(lambda: dispatcher.pending == 0)
    assert abs(slow.now("anam") - datetime.now(UTC)) < timedelta(seconds=30)
    assert slow.now("heygen") == NOON


def test_a_computer_that_is_behind_does_not_keep_links_too_long() -> None:
    clock = ServerClock(lambda: NOON)
    clock.note("anam", NOON + timedelta(hours=2))
    assert clock.now("anam") == NOON + timedelta(hours=2)
