"""A media client on the real wire, loopback allowed."""

from collections.abc import Callable

import pytest

from avatar_browser.domain.errors import Problem
from avatar_browser.providers.media_client import MediaClient
from tests.support.raw_server import RawServer, Script
from tests.support.wire import with_wire

PICTURE = b"\x89PNG" + bytes(range(256)) * 400


def image(url: str, *, allow_loopback: bool = True) -> bytes:
    return with_wire(lambda wire: MediaClient(wire, allow_loopback=allow_loopback).fetch_image(url))


def video(
    url: str,
    write: Callable[[bytes], object],
    progress: Callable[[int, int | None], None] = lambda *_: None,
) -> int:
    return with_wire(
        lambda wire: MediaClient(wire, allow_loopback=True).fetch_video(url, write, progress)
    )


def refused_image(script: Script) -> Problem:
    """What goes wrong with an image on a server with this script."""
    with RawServer(script) as server, pytest.raises(Problem) as raised:
        image(server.url("/a.png"))
    return raised.value
