"""A service that refuses for an hour: T30. The clock is the test's, the client and server real."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.secret import Secret
from avatar_browser.providers.anam import SPEC, Anam
from avatar_browser.providers.api_client import ApiClient
from avatar_browser.providers.origin import Origin
from avatar_browser.services import sync
from avatar_browser.services.catalogue_state import Reading
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.workers import WorkerPool
from tests.support.api import KEY, OwnTime
from tests.support.raw_server import RawServer, answer, replies


class Hour:
    """A sync of Anam's avatars from ``server``, and a clock that jumps to when it goes on."""

    def __init__(self, server: RawServer, dispatcher: Dispatcher, door: LateWire) -> None:
        self.time = OwnTime()
        client = ApiClient(
            door,
            Origin.parse(server.url()),
            SPEC.headers(Secret(KEY)),
            SPEC.read_error,
            clock=self.time.clock,
            random=lambda: 0.5,
            sleep=self.time.sleep,
        )
        self.reading = Reading(Anam(client).streams()[0])
        self.sync = sync.Sync(dispatcher, self.time.clock)

    def pass_by(self, wait_until: Callable[[Callable[[], bool]], None]) -> None:
        self.sync.begin([self.reading])
        while True:
            wait_until(lambda: self.reading.resume_at is not None)
            assert self.reading.resume_at is not None
            if self.reading.resume_at > 3600.0:
                self.sync.cancel()
                return
            self.time.time = max(self.time.time, self.reading.resume_at)
            wait_until(lambda: (self.reading.resume_at or 1e9) > self.time.time)


@pytest.mark.parametrize(
    ("headers", "most"),
    [((), 25), (("Retry-After: 1",), 25), (("Retry-After: 300",), 18)],
)
def test_an_hour_of_429_costs_few_requests(
    headers: tuple[str, ...],
    most: int,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """T30: each pause is longer than the one before, up to a quarter of an hour."""
    monkeypatch.setattr(sync, "TICK_MS", 1)
    network = NetworkThread()
    network.start()
    door = LateWire()
    network.close_at_stop(door.aclose)
    dispatcher = Dispatcher(network, WorkerPool(threads=1, name="decode"))
    with RawServer(replies(answer(429, b"", *headers))) as server:
        Hour(server, dispatcher, door).pass_by(qtbot.waitUntil)
        dispatcher.shut_down(timeout=20)
        assert 5 <= len(server.requests) <= most
