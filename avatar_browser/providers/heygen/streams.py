"""The parts of HeyGen's catalogue, and which road each of them takes."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from avatar_browser.domain.avatar import Ownership
from avatar_browser.domain.errors import NotFound
from avatar_browser.providers.heygen.groups import fetch_groups
from avatar_browser.providers.heygen.looks import fetch_looks
from avatar_browser.providers.heygen.second_road import SecondRoad
from avatar_browser.providers.paging import walk
from avatar_browser.providers.protocol import Api, Page, Stream


@dataclass(slots=True)
class Roads:
    """What has been learnt about a key: calls known to be gone are not asked again."""

    v3_gone: bool = False
    details_gone: bool = False


class PublicLooks:
    """Stock looks; where v3 has no such call, all avatars of v2 in their place."""

    name = "public looks"

    def __init__(self, api: Api, roads: Roads) -> None:
        self._api = api
        self._roads = roads
        self._second = SecondRoad(api)

    def pages(self, cursor: str | None = None) -> AsyncGenerator[Page, None]:
        return walk(self._fetch, cursor)

    async def _fetch(self, cursor: str | None) -> Page:
        if SecondRoad.owns(cursor):
            return await self._second.fetch_page(cursor)
        if self._roads.v3_gone:
            return await self._second.fetch_page()
        try:
            return await fetch_looks(self._api, Ownership.STOCK, cursor)
        except NotFound as first:
            if cursor is not None:
                raise
            return await self._from_second_road(first)

    async def _from_second_road(self, first: NotFound) -> Page:
        try:
            page = await self._second.fetch_page()
        except NotFound:
            raise first from None
        self._roads.v3_gone = True
        return page


class Companion:
    """A listing that only v3 has; nothing comes of it where v3 does not know it."""

    def __init__(
        self, name: str, fetch: Callable[[str | None], Awaitable[Page]], roads: Roads
    ) -> None:
        self.name = name
        self._fetch_page = fetch
        self._roads = roads

    def pages(self, cursor: str | None = None) -> AsyncGenerator[Page, None]:
        return walk(self._fetch, cursor)

    async def _fetch(self, cursor: str | None) -> Page:
        if self._roads.v3_gone:
            return Page()
        try:
            return await self._fetch_page(cursor)
        except NotFound:
            if cursor is not None:
                raise
            return Page()


def streams_of(api: Api, roads: Roads) -> tuple[Stream, ...]:
    """All of the catalogue: looks and people, each once for stock and once for the key's own."""
    return (
        PublicLooks(api, roads),
        Companion("own looks", partial(fetch_looks, api, Ownership.CUSTOM), roads),
        Companion("public people", partial(fetch_groups, api, Ownership.STOCK), roads),
        Companion("own people", partial(fetch_groups, api, Ownership.CUSTOM), roads),
    )
