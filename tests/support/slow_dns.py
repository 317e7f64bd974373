"""A resolver that hangs or fails for some names, as those of hotels and of dead networks do."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

_PATIENCE = 30.0


class SlowDns:
    """Stands in for the system's resolver; a host that it has no orders for is looked up there."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._released = threading.Event()
        self._hanging: set[str] = set()
        self._failing: dict[str, int] = {}
        self._look_up = socket.getaddrinfo

    def hang(self, host: str) -> None:
        """Who looks ``host`` up waits until :meth:`release`."""
        self._hanging.add(host)

    def fail(self, host: str, error: int) -> None:
        """``error`` is one of ``socket.EAI_…``."""
        self._failing[host] = error

    def release(self) -> None:
        self._released.set()

    def getaddrinfo(self, host: Any, *more: Any, **named: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name in self._hanging:
            self.asked.append(name)
            self._released.wait(_PATIENCE)
            return []
        if name in self._failing:
            self.asked.append(name)
            raise socket.gaierror(self._failing[name], "from the resolver")
        return list(self._look_up(host, *more, **named))


@contextmanager
def slow_dns(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDns]:
    """In place until the end of the test; whoever hangs is let go at the end of the block."""
    resolver = SlowDns()
    monkeypatch.setattr(socket, "getaddrinfo", resolver.getaddrinfo)
    yield resolver
    resolver.release()
