"""The services with the real adapters, over real HTTP."""

import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import KeyRejected
from avatar_browser.providers import anam, heygen
from avatar_browser.providers.protocol import ProviderSpec
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.details import Details
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.sessions import Sessions
from tests.services.scripted import Keys
from tests.support.json_server import Asked, JsonServer, Reply
from tests.support.raw_server import RawServer, answer, json_answer, replies

KEY = "key-of-the-test"


@pytest.fixture
def door(network: NetworkThread) -> LateWire:
    door = LateWire()
    network.close_at_stop(door.aclose)
    return door


Serve = Callable[[Callable[[Asked], Reply]], JsonServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers: list[JsonServer] = []

    def begin(answerer: Callable[[Asked], Reply]) -> JsonServer:
        server = JsonServer(answerer)
        server.__enter__()
        servers.append(server)
        return server

    yield begin
    for server in servers:
        server.__exit__(None, None, None)


def _sessions(door: LateWire, spec: ProviderSpec, url: str) -> Sessions:
    return Sessions(
        [spec], door, Keys(**{spec.id: KEY}).read, base_urls={spec.id: url}, environment={}
    )


def _anam_page(asked: Asked) -> Reply:
    number = int(asked.query["page"])
    first = (number - 1) * 2
    data = [{"id": f"id-{first + n}", "displayName": f"Name {first + n}"} for n in range(2)]
    return Reply({"data": data, "meta": {"total": 6, "lastPage": 3, "currentPage": number}})


def _anam(asked: Asked) -> Reply:
    avatar_id = asked.path.removeprefix("/v1/avatars").removeprefix("/")
    if not avatar_id:
        return _anam_page(asked)
    return Reply({"id": avatar_id, "description": "Told by the detail."})


def test_an_anam_catalogue_is_read_page_by_page_and_detailed(
    dispatcher: Dispatcher, door: LateWire, serve: Serve, qtbot: QtBot
) -> None:
    server = serve(_anam)
    sessions = _sessions(door, anam.SPEC, server.url)
    catalogue = Catalogue("anam", sessions, dispatcher)
    details = Details(sessions, dispatcher)
    details.avatar_detailed.connect(catalogue.update)
    batches: list[int] = []
    catalogue.avatars_added.connect(lambda batch: batches.append(len(batch)))
    catalogue.load()
    qtbot.waitUntil(lambda: catalogue.state.phase is Phase.COMPLETE)
    assert batches == [2, 2, 2]
    assert (catalogue.state.count, catalogue.state.total) == (6, 6)
    assert {asked.headers["authorization"] for asked in server.asked} == {f"Bearer {KEY}"}

    details.show(catalogue.avatars[3])
    qtbot.waitUntil(lambda: catalogue.avatars[3].detailed)
    detailed = catalogue.avatars[3]
    assert (detailed.name, detailed.description) == ("Name 3", "Told by the detail.")


def test_heygen_looks_and_people_come_together(
    dispatcher: Dispatcher, door: LateWire, serve: Serve, qtbot: QtBot
) -> None:
    def answer(asked: Asked) -> Reply:
        data: list[dict[str, Any]] = []
        if asked.query.get("ownership") == "public":
            if asked.path == "/v3/avatars":
                data = [{"id": "group", "name": "Abigail", "looks_count": 2}]
            else:
                data = [
                    {"id": f"look-{n}", "name": f"Look {n}", "group_id": "group"} for n in range(2)
                ]
        for item in data:
            item["avatar_type"] = "studio_avatar"
        return Reply({"data": data, "has_more": False, "next_token": None})

    server = serve(answer)
    catalogue = Catalogue("heygen", _sessions(door, heygen.SPEC, server.url), dispatcher)
    catalogue.load()
    qtbot.waitUntil(lambda: catalogue.state.phase is Phase.COMPLETE)
    assert [a.display_name for a in catalogue.avatars] == ["Abigail", "Abigail"]
    assert {asked.headers["x-api-key"] for asked in server.asked} == {KEY}


def test_a_refused_key_is_asked_with_once(
    dispatcher: Dispatcher, door: LateWire, serve: Serve, qtbot: QtBot
) -> None:
    server = serve(lambda _: Reply({"error": "Invalid API key"}, status=401))
    catalogue = Catalogue("anam", _sessions(door, anam.SPEC, server.url), dispatcher)
    catalogue.load()
    qtbot.waitUntil(lambda: catalogue.state.phase is Phase.FAILED)
    assert isinstance(catalogue.state.problem, KeyRejected)
    assert len(server.asked) == 1


def test_a_pause_that_the_service_asks_for_is_counted_down_and_kept(
    dispatcher: Dispatcher, door: LateWire, serve: Serve, qtbot: QtBot
) -> None:
    times: list[float] = []

    def answer(asked: Asked) -> Reply:
        times.append(time.monotonic())
        if len(times) == 1:
            return Reply({"error": "Too many requests"}, 429, {"Retry-After": "3"})
        return _anam_page(asked)

    server = serve(answer)
    catalogue = Catalogue("anam", _sessions(door, anam.SPEC, server.url), dispatcher)
    seconds: list[int | None] = []
    catalogue.state_changed.connect(lambda: seconds.append(catalogue.state.resume_in))
    catalogue.load()
    qtbot.waitUntil(lambda: catalogue.state.phase is Phase.COMPLETE)
    counted = [s for s in seconds if s is not None]
    assert counted[0] == 3
    assert counted[-1] < 3, "a slow moment may leave out one, not all"
    assert counted == sorted(counted, reverse=True)
    assert times[1] - times[0] >= 2.9


def test_a_pause_until_a_date_is_counted_by_the_services_clock(
    dispatcher: Dispatcher, door: LateWire, qtbot: QtBot
) -> None:
    """F05: which another answer has told; by ours it would be for years."""
    page = '{"data": [{"id": "1"}], "meta": {"total": 9, "lastPage": 9, "currentPage": 1}}'
    script = replies(
        json_answer(page, 200, "Date: Thu, 01 Jan 2099 00:00:00 GMT"),
        answer(429, b"", "Retry-After: Thu, 01 Jan 2099 00:02:00 GMT"),
    )
    with RawServer(script) as server:
        catalogue = Catalogue("anam", _sessions(door, anam.SPEC, server.url()), dispatcher)
        catalogue.load()
        qtbot.waitUntil(lambda: catalogue.state.phase is Phase.WAITING)
        assert 60 < (catalogue.state.resume_in or 0) <= 120
        catalogue.stop()
        assert catalogue.state.phase is Phase.STOPPED
        assert len(server.requests) == 2


def test_closing_while_every_request_hangs_takes_under_a_second(
    dispatcher: Dispatcher, door: LateWire
) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=64) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}"
        catalogue = Catalogue("heygen", _sessions(door, heygen.SPEC, url), dispatcher)
        catalogue.load()
        connections = [mute.accept()[0] for _ in range(4)]
        for connection in connections:
            assert connection.recv(4) == b"GET "
        asked = time.monotonic()
        assert dispatcher.shut_down()
        assert time.monotonic() - asked < 1.0
        for connection in connections:
            connection.settimeout(5)
            while connection.recv(4096):
                pass  # the rest of the request, then the end: the client closed
            connection.close()
    QCoreApplication.processEvents()
    assert catalogue.state.phase is Phase.LOADING, "nothing is called after the end"
