"""The door to the wire: servers that are not there, say nothing, drip or hang."""

import asyncio
import gc
import socket
import threading
import time
import warnings
from typing import Any

import pytest

from avatar_browser.domain.errors import Offline, Problem, ServiceFailed
from avatar_browser.providers import http
from avatar_browser.providers.http import Wire
from tests.support.raw_server import (
    Connection,
    RawServer,
    Script,
    answer,
    hanging,
    once,
)
from tests.support.wire import exchange, fetch, with_wire


def failure(script: Script, **limits: Any) -> Problem:
    with RawServer(script) as server, pytest.raises(Problem) as raised:
        exchange(server.url("/v1"), **limits)
    return raised.value


def test_a_refused_connection_is_offline() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))  # nobody else can listen there meanwhile
        with pytest.raises(Offline) as raised:
            exchange(f"http://127.0.0.1:{deaf.getsockname()[1]}/")
    assert raised.value.code == "connect"
    assert raised.value.detail


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (socket.EAI_NONAME, "The host of the service cannot be found."),
        (socket.EAI_AGAIN, "No host can be found, so there seems to be no network."),
    ],
)
def test_a_name_that_is_not_found_is_told_from_having_no_network(
    number: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F26."""

    def fail(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror(number, "from the resolver")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(Offline) as raised:
        exchange("https://api.example.invalid/")
    assert (str(raised.value), raised.value.code) == (sentence, "host name")


@pytest.mark.parametrize("limit", ["connect", "deadline"])
def test_a_hanging_resolver_does_not_hold_the_request(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F27, F18: the time to look a name up is part of the time to connect."""
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: release.wait(30) and [])
    limits = {"connect": 20.0, "deadline": 20.0, limit: 0.1}
    monkeypatch.setattr(http, "CONNECT_TIMEOUT", limits["connect"])

    async def work(wire: Wire) -> float:
        start = time.monotonic()
        with pytest.raises(Offline if limit == "connect" else ServiceFailed):
            await wire.api_exchange(
                "https://api.example.com/", {}, silence=20.0, deadline=limits["deadline"], cap=1
            )
        release.set()
        return time.monotonic() - start

    assert with_wire(work) < 10


def test_a_server_that_says_nothing_is_given_up_on() -> None:
    """F19."""
    problem = failure(hanging(), silence=0.1)
    assert type(problem) is ServiceFailed
    assert problem.code == "silence"


@pytest.mark.parametrize("in_head", [True, False])
def test_a_dripping_answer_ends_at_the_deadline(in_head: bool) -> None:
    """F20, R9: each byte restarts httpx's own timeout."""

    def script(connection: Connection) -> None:
        connection.request()
        head = b"HTTP/1.1 200 OK\r\nX-A: b\r\n" * 1_000
        if not in_head:
            connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
        connection.drip(head, every=0.02)

    start = time.monotonic()
    problem = failure(script, silence=20.0, deadline=0.3)
    assert 0.3 <= time.monotonic() - start < 10
    assert type(problem) is ServiceFailed
    assert problem.code == "deadline"


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
def test_cancelling_a_hung_request_is_immediate(head: bytes) -> None:
    """F99: the server sees the connection go, and nothing waits for a timeout."""
    with RawServer(hanging(head)) as server:

        async def work(wire: Wire) -> float:
            task = asyncio.ensure_future(fetch(wire, server.url()))
            await asyncio.to_thread(server.await_requests, 1)
            start = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return time.monotonic() - start

        assert with_wire(work) < 5
        assert server.hang_ups.acquire(timeout=20)


def test_cancelling_many_requests_leaves_no_connection_behind() -> None:
    """F31: fast scrolling; a pool that kept the slots of the cancelled would run dry."""
    with RawServer(*[hanging()] * 150, once(answer(200, b"served"))) as server:

        async def work(wire: Wire) -> bytes:
            for turn in (1, 2, 3):
                tasks = [asyncio.ensure_future(fetch(wire, server.url())) for _ in range(50)]
                await asyncio.to_thread(server.await_requests, 50 * turn)
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
            return await fetch(wire, server.url())

        assert with_wire(work) == b"served"


def test_tasks_cancelled_at_any_step_of_a_request_warn_of_nothing() -> None:
    """All at once, as when the application ends: anyio's may then end before their first step."""

    async def end_after(steps: int, url: str) -> None:
        wire = Wire()
        task = asyncio.ensure_future(
            wire.api_exchange(url, {}, silence=5.0, deadline=5.0, cap=1_000)
        )
        for _ in range(steps):
            await asyncio.sleep(0)
        for each in asyncio.all_tasks() - {asyncio.current_task()}:
            each.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await wire.aclose()

    with warnings.catch_warnings(record=True) as told, RawServer(hanging()) as server:
        warnings.simplefilter("always")
        for steps in range(1, 30):
            asyncio.run(end_after(steps, server.url("/")))
        gc.collect()
    assert [str(warning.message) for warning in told] == []
