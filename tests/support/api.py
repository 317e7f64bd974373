"""An API client on the real wire, with a clock that the test owns."""

import asyncio
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from avatar_browser.domain.errors import Problem
from avatar_browser.providers.api_client import ApiClient
from avatar_browser.providers.http import Wire
from avatar_browser.providers.origin import Origin
from avatar_browser.providers.protocol import Answer
from tests.support.raw_server import RawServer, replies
from tests.support.wire import with_wire

KEY = "sk_canary_0123456789"
NOW = datetime(2026, 10, 21, 7, 28, tzinfo=UTC)


class OwnTime:
    """A clock that moves when somebody sleeps, and notes for how long.

    While it is held, whoever sleeps does so until :meth:`let_go`, which any thread may call.
    """

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []
        self._lock = threading.Lock()
        self._is_held = False
        self._sleepers: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    def clock(self) -> float:
        return self.time

    def hold(self) -> None:
        with self._lock:
            self._is_held = True

    def let_go(self) -> None:
        with self._lock:
            self._is_held = False
            for loop, event in self._sleepers:
                loop.call_soon_threadsafe(event.set)
            self._sleepers.clear()

    async def sleep(self, seconds: float) -> None:
        over = asyncio.Event()
        with self._lock:
            if self._is_held:
                self._sleepers.append((asyncio.get_running_loop(), over))
            else:
                over.set()
        self.slept.append(seconds)
        await over.wait()
        self.time += seconds


def api_client(
    wire: Wire,
    server: RawServer,
    *,
    own_time: OwnTime | None = None,
    read_error: Callable[[Answer], Problem | None] = lambda _answer: None,
    on_wait: Callable[[float], None] | None = None,
    prefix: str = "",
) -> ApiClient:
    """A client of ``server`` that sends ``KEY`` and throws dice that always fall in the middle."""
    own_time = own_time or OwnTime()
    return ApiClient(
        wire,
        Origin.parse(server.url(prefix)),
        {"Authorization": f"Bearer {KEY}"},
        read_error,
        on_wait=on_wait,
        clock=own_time.clock,
        now=lambda: NOW,
        random=lambda: 0.5,
        sleep=own_time.sleep,
    )


def refused_answer(data: bytes) -> Problem:
    """The problem that an answer means, when each retry is answered alike."""
    with RawServer(replies(data)) as server, pytest.raises(Problem) as raised:
        with_wire(lambda wire: api_client(wire, server).get("v1"))
    return raised.value
