"""The network thread: begun, cancelled and ended, whatever its tasks do."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError

import pytest

from avatar_browser.services.network import NetworkThread


@pytest.fixture
def mute_server() -> Iterator[tuple[str, int]]:
    """A listening socket that accepts connections into its backlog and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        yield server.getsockname()


async def _ask_for_ever(address: tuple[str, int], connected: threading.Semaphore) -> None:
    reader, writer = await asyncio.open_connection(*address)
    connected.release()
    try:
        await reader.read(1)
    finally:
        writer.close()


async def _thread_name() -> str:
    return threading.current_thread().name


def test_work_submitted_right_after_the_start_runs_on_the_network_thread() -> None:
    network = NetworkThread()
    network.start()
    network.start()
    assert network.submit(_thread_name()).result(5) == "network"
    assert network.stop(timeout=20)


def test_cancelling_a_hung_request_takes_milliseconds(
    network: NetworkThread, mute_server: tuple[str, int]
) -> None:
    connected, ended = threading.Semaphore(0), threading.Event()

    async def request() -> None:
        try:
            await _ask_for_ever(mute_server, connected)
        finally:
            ended.set()

    future = network.submit(request())
    assert connected.acquire(timeout=5)
    asked = time.monotonic()
    future.cancel()
    assert ended.wait(5)
    assert time.monotonic() - asked < 1.0


def test_twenty_hung_requests_end_with_the_thread_in_under_a_second(
    mute_server: tuple[str, int],
) -> None:
    network = NetworkThread()
    network.start()
    connected = threading.Semaphore(0)
    futures = [network.submit(_ask_for_ever(mute_server, connected)) for _ in range(20)]
    for _ in futures:
        assert connected.acquire(timeout=5)
    asked = time.monotonic()
    assert network.stop()
    assert time.monotonic() - asked < 1.0
    assert all(future.cancelled() for future in futures)


def test_closers_run_after_the_tasks_are_cancelled_and_before_the_loop_ends() -> None:
    network = NetworkThread()
    order: list[str] = []
    begun = threading.Event()

    async def task() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            order.append("task cancelled")

    async def close() -> None:
        await asyncio.sleep(0)
        order.append("client closed")

    network.start()
    network.close_at_stop(close)
    network.submit(task())
    assert begun.wait(5)
    assert network.stop(timeout=20)
    assert network.stop(), "stopping twice is no error"
    assert order == ["task cancelled", "client closed"]


@pytest.mark.expects_log("client could not be closed")
def test_a_closer_that_fails_keeps_neither_the_others_nor_the_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    network = NetworkThread()
    closed: list[str] = []

    async def fail() -> None:
        raise OSError("already gone")

    async def close() -> None:
        closed.append("second")

    network.start()
    network.close_at_stop(fail)
    network.close_at_stop(close)
    assert network.stop(timeout=20)
    assert closed == ["second"]
    assert [record.message for record in caplog.records] == ["A client could not be closed."]


@pytest.mark.leaves_threads
def test_a_task_that_ignores_being_cancelled_holds_the_end_no_longer_than_asked() -> None:
    network = NetworkThread()
    begun, release = threading.Event(), asyncio.Event()

    async def stubborn() -> None:
        begun.set()
        while not release.is_set():
            try:
                await release.wait()
            except asyncio.CancelledError:
                continue

    network.start()
    network.submit(stubborn())
    assert begun.wait(5)
    asked = time.monotonic()
    assert not network.stop(timeout=0.2)
    assert time.monotonic() - asked < 2.0, "no longer than where nothing is asked"
    assert network._loop is not None
    network._loop.call_soon_threadsafe(release.set)
    assert network.stop(timeout=5)


def test_a_hung_look_up_of_a_host_name_does_not_hold_the_end(
    network: NetworkThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for_name, release = threading.Event(), threading.Event()

    def getaddrinfo(*_: object, **__: object) -> list[object]:
        asked_for_name.set()
        release.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    async def look_up() -> object:
        return await asyncio.get_running_loop().getaddrinfo("name.invalid", 443)

    future = network.submit(look_up())
    assert asked_for_name.wait(5)
    asked = time.monotonic()
    assert network.stop()
    assert time.monotonic() - asked < 1.0
    assert future.cancelled()
    release.set()


def test_an_exception_that_nobody_waits_for_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """F105."""
    reported: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", reported.append)
    network = NetworkThread()

    async def fail() -> None:
        raise LookupError("nobody asked")

    async def begin() -> None:
        task = asyncio.create_task(fail())
        await asyncio.wait([task])

    network.start()
    network.submit(begin()).result(5)
    assert network.stop(timeout=20)
    [args] = reported
    assert repr(args.exc_value) == "LookupError('nobody asked')"


@pytest.mark.parametrize("started", [False, True])
def test_work_for_a_thread_that_does_not_run_is_cancelled(started: bool) -> None:
    network = NetworkThread()
    if started:
        network.start()
        assert network.stop(timeout=20)
    with pytest.raises(CancelledError):
        network.submit(_thread_name()).result(0)
