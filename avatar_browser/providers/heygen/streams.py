"""The parts of HeyGen's catalogue, and which road each of them takes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from avatar_browser.domain.avatar import Ownership
from avatar_browser.domain.errors import NotFound
from avatar_browser.providers.heygen.groups import fetch_groups
from avatar_browser.providers.heygen.looks import fetch_looks
from avatar_browser.providers.heygen.second_road import SecondRoad
from avatar_browser.providers.paging import walk
from avatar_browser.providers.protocol import Api, Page


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

    def pages(self, cursor: str | None = None) -> AsyncIterator[Page]:
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


class OwnLooks:
    """The key's own looks; none where v3 does not know the list."""

    name = "own looks"

    def __init__(self, api: Api, roads: Roads) -> None:
        self._api = api
        self._roads = roads

    def pages(self, cursor: str | None = None) -> AsyncIterator[Page]:
        return walk(self._fetch, cursor)

    async def _fetch(self, cursor: str | None) -> Page:
        if self._roads.v3_gone:
            return Page()
        try:
            return await fetch_looks(self._api, Ownership.CUSTOM, cursor)
        except NotFound:
            if cursor is not None:
                raise
            return Page()


class People:
    """The groups of one ownership; none where v3 does not know the list."""

    def __init__(self, name: str, ownership: Ownership, api: Api, roads: Roads) -> None:
        self.name = name
        self._ownership = ownership
        self._api = api
        self._roads = roads

    def pages(self, cursor: str | None = None) -> AsyncIterator[Page]:
        return walk(self._fetch, cursor)

    async def _fetch(self, cursor: str | None) -> Page:
        if self._roads.v3_gone:
            return Page()
        try:
            return await fetch_groups(self._api, self._ownership, cursor)
        except NotFound:
            if cursor is not None:
                raise
            return Page()
