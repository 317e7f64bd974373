"""The real door to the wire, open for the length of one coroutine."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from avatar_browser.providers.exchange import RawAnswer
from avatar_browser.providers.http import Wire
from avatar_browser.providers.media_url import MediaUrl

T = TypeVar("T")
MIB = 2**20


def with_wire(work: Callable[[Wire], Awaitable[T]]) -> T:
    """What ``work`` gives, on an event loop of its own."""

    async def main() -> T:
        wire = Wire()
        try:
            return await work(wire)
        finally:
            await wire.aclose()

    return asyncio.run(main())


def exchange(
    url: str,
    headers: Mapping[str, str] | None = None,
    *,
    silence: float = 20.0,
    deadline: float = 20.0,
    cap: int = MIB,
) -> RawAnswer:
    """One exchange of the API client's kind."""
    return with_wire(
        lambda wire: wire.api_exchange(
            url, headers or {}, silence=silence, deadline=deadline, cap=cap
        )
    )


async def fetch(wire: Wire, url: str) -> bytes:
    """The body of one exchange of the media client's kind, loopback allowed."""
    async with wire.media_exchange(MediaUrl.parse(url, True), silence=20.0) as stream:
        return b"".join([chunk async for chunk in stream.chunks])
