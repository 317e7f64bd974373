"""A service that refuses once, or for an hour: F05, T30. The clock is the test's, the client and
server are real."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
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
from tests.support.raw_server import RawServer, answer, json_answer, replies

NOTHING = '{"data": [], "meta": {"total": 0, "lastPage": 1, "currentPage": 1, "perPage": 100}}'


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


class Line:
    """What leads from here to a server."""

    def __init__(self) -> None:
        network = NetworkThread()
        network.start()
        self.door = LateWire()
        network.close_at_stop(self.door.aclose)
        self.dispatcher = Dispatcher(network, WorkerPool(threads=1, name="decode"))


@pytest.fixture
def line(qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:  # noqa: ARG001
    monkeypatch.setattr(sync, "TICK_MS", 1)
    line = Line()
    yield line
    line.dispatcher.shut_down(timeout=20)


@pytest.mark.parametrize(
    "headers",
    [
        ("Retry-After: 90",),
        ("Retry-After: Thu, 01 Jan 2032 00:01:30 GMT", "Date: Thu, 01 Jan 2032 00:00:00 GMT"),
    ],
)
def test_a_pause_of_90_s_ends_after_90_s(
    headers: tuple[str, ...], line: Line, qtbot: QtBot
) -> None:
    """F05: not after the 30 s that a request may sit out; a date is by the service's own clock."""
    with RawServer(replies(answer(429, b"", *headers), json_answer(NOTHING))) as server:
        hour = Hour(server, line.dispatcher, line.door)
        hour.sync.begin([hour.reading])
        qtbot.waitUntil(lambda: hour.sync.resume_in == 90)
        for passed, left in ((30.0, 60), (89.5, 1)):
            hour.time.time = passed
            with qtbot.waitSignals([hour.sync.changed] * 2):
                assert hour.sync.resume_in == left
        assert len(server.requests) == 1
        hour.time.time = 90.0
        qtbot.waitUntil(lambda: hour.reading.complete)
        assert len(server.requests) == 2
        assert hour.time.slept == []


@pytest.mark.parametrize(
    ("headers", "most"),
    [((), 25), (("Retry-After: 1",), 25), (("Retry-After: 300",), 18)],
)
def test_an_hour_of_429_costs_few_requests(
    headers: tuple[str, ...],
    most: int,
    line: Line,
    qtbot: QtBot,
) -> None:
    """T30: each pause is longer than the one before, up to a quarter of an hour."""
    with RawServer(replies(answer(429, b"", *headers))) as server:
        Hour(server, line.dispatcher, line.door).pass_by(qtbot.waitUntil)
        assert 5 <= len(server.requests) <= most
