"""An adapter at work over real HTTP: the real client, the real wire, a server on loopback."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from avatar_browser.domain.avatar import Avatar, Person
from avatar_browser.domain.secret import Secret
from avatar_browser.providers.api_client import ApiClient
from avatar_browser.providers.http import Wire
from avatar_browser.providers.origin import Origin
from avatar_browser.providers.protocol import Page, Provider, ProviderSpec, Stream
from tests.support.api import OwnTime
from tests.support.json_server import JsonServer

T = TypeVar("T")
KEY = Secret("CANARY-0123456789-key")


def run(spec: ProviderSpec, server: JsonServer, work: Callable[[Provider], Awaitable[T]]) -> T:
    """What ``work`` gives when handed the adapter of ``spec``; waits between tries take no time."""

    async def main() -> T:
        wire = Wire()
        try:
            return await work(spec.connect(client(spec, server, wire)))
        finally:
            await wire.aclose()

    return asyncio.run(main())


def client(spec: ProviderSpec, server: JsonServer, wire: Wire) -> ApiClient:
    own_time = OwnTime()
    return ApiClient(
        wire,
        Origin.parse(server.url),
        spec.headers(KEY),
        spec.read_error,
        clock=own_time.clock,
        sleep=own_time.sleep,
    )


async def pages_of(stream: Stream, cursor: str | None = None) -> list[Page]:
    return [page async for page in stream.pages(cursor)]


async def all_pages(provider: Provider) -> list[Page]:
    """The pages of all streams, read one stream after the other."""
    return [page for stream in provider.streams() for page in await pages_of(stream)]


def stream_named(provider: Provider, name: str) -> Stream:
    return next(stream for stream in provider.streams() if stream.name == name)


def avatars_in(pages: list[Page]) -> dict[str, Avatar]:
    return {avatar.key.id: avatar for page in pages for avatar in page.avatars}


def people_in(pages: list[Page]) -> dict[str, Person]:
    return {person.id: person for page in pages for person in page.people}
