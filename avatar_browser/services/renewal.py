"""Signed links live an hour: one that is past is asked for anew, once, and silently."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import MediaExpired, Problem
from avatar_browser.providers.media_client import MediaClient
from avatar_browser.providers.protocol import Provider
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.server_clock import ServerClock
from avatar_browser.store.media_cache import MediaId

T = TypeVar("T")

LEEWAY = timedelta(seconds=30)
"""A link this close to its end counts as past: the clocks differ, and the way takes time."""
_KEPT = 512


@dataclass(frozen=True, slots=True)
class Link:
    """Where a medium is fetched from, and what it is kept as."""

    media_id: MediaId
    url: str = field(repr=False)
    expires_at: datetime | None = None

    @property
    def avatar_key(self) -> AvatarKey:
        return AvatarKey(self.media_id.provider, self.media_id.catalogue, self.media_id.id)


Transfer = Callable[[MediaClient, Link, Post], Awaitable[T]]
"""Fetches what the link points to; may be called a second time with a fresh link."""


class Connections(Protocol):
    """What is asked of :class:`avatar_browser.services.sessions.Sessions`."""

    def provider(self, provider_id: str) -> Provider | None: ...

    def media(self, provider_id: str) -> MediaClient: ...


class Renewal(QObject):
    """Runs transfers of media, and renews the links that are past or that the host refuses.

    ``avatar_renewed`` carries an avatar as its provider tells it now: the catalogue keeps it, so
    that its other links are fresh as well.
    """

    avatar_renewed = Signal(object)

    def __init__(
        self,
        dispatcher: Dispatcher,
        connections: Connections,
        find_avatar: Callable[[AvatarKey], Avatar | None],
        *,
        clock: ServerClock | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``find_avatar`` gives what the catalogue knows, which a detail answer may lack."""
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._connections = connections
        self._find_avatar = find_avatar
        self._clock = clock or ServerClock()
        self._fresh_avatars = _FreshAvatars()
        self._clock_is_off = False

    def fetch(
        self,
        link: Link,
        transfer: Transfer[T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
        item: Callable[[Any], None] | None = None,
    ) -> int:
        """Begin ``transfer`` on the network thread; returns the dispatcher's task id.

        At most two transfers and one renewal. ``failed`` is given MediaExpired when the link
        stays past, else what stopped the transfer or the renewal.
        """
        media = self._connections.media(link.media_id.provider)
        provider = self._connections.provider(link.media_id.provider)
        known = self._find_avatar(link.avatar_key)

        async def fetch(post: Post) -> T:
            refused = ""
            if provider is None or not self._is_past(link):
                try:
                    return await transfer(media, link, post)
                except MediaExpired:
                    if provider is None:
                        raise
                    refused = link.url
            fresh = await self._renewed(link, refused, provider, known, post)
            result = await transfer(media, fresh, post)
            self._clock_is_off |= self._is_past(fresh)
            return result

        return self._dispatcher.run(
            fetch, owner=owner, done=done, failed=failed, item=partial(self._on_item, item)
        )

    def _on_item(self, item: Callable[[Any], None] | None, payload: object) -> None:
        if isinstance(payload, Avatar):
            self.avatar_renewed.emit(payload)
        elif item is not None:
            item(payload)

    def _is_past(self, link: Link) -> bool:
        """By the provider's clock, unless a link that is past by it turned out to work."""
        if link.expires_at is None or self._clock_is_off:
            return False
        return link.expires_at - LEEWAY <= self._clock.now(link.media_id.provider)

    async def _renewed(
        self, link: Link, refused: str, provider: Provider, known: Avatar | None, post: Post
    ) -> Link:
        avatar = self._fresh_avatars.recent(link.avatar_key, provider)
        fresh = _link_in(avatar, link) if avatar else None
        if avatar is None or fresh is None or fresh.url == link.url or self._is_past(fresh):
            avatar = await self._fresh_avatars.fetch(link.avatar_key, provider, known)
            fresh = _link_in(avatar, link)
        post(avatar)
        if fresh is None or fresh.url == refused:
            raise MediaExpired(code="not renewed")
        return fresh


def _link_in(avatar: Avatar, old: Link) -> Link | None:
    media = avatar.media_named(old.media_id.field)
    if media is None or not media.url:
        return None
    return Link(replace(old.media_id, version=avatar.version), media.url, media.expires_at)


class _FreshAvatars:
    """Avatars fetched again, so that all of one avatar's media cost one call. Loop thread only."""

    def __init__(self) -> None:
        self._underway: dict[tuple[AvatarKey, int], asyncio.Task[Avatar]] = {}
        self._recent: OrderedDict[AvatarKey, tuple[Provider, Avatar]] = OrderedDict()

    def recent(self, key: AvatarKey, provider: Provider) -> Avatar | None:
        """The avatar as this very adapter last told it: another key may not see its links."""
        adapter, avatar = self._recent.get(key, (None, None))
        return avatar if adapter is provider else None

    async def fetch(self, key: AvatarKey, provider: Provider, known: Avatar | None) -> Avatar:
        """The avatar from the provider; who asks meanwhile waits for the same answer."""
        place = key, id(provider)
        task = self._underway.get(place)
        if task is None:
            task = asyncio.ensure_future(provider.fetch_avatar(key, known))
            self._underway[place] = task
            task.add_done_callback(partial(self._settle, place, provider))
        # The first to ask may scroll away; the others still want the answer.
        return await asyncio.shield(task)

    def _settle(
        self, place: tuple[AvatarKey, int], provider: Provider, task: asyncio.Task[Avatar]
    ) -> None:
        del self._underway[place]
        if not task.cancelled() and task.exception() is None:
            self._recent[place[0]] = provider, task.result()
            self._recent.move_to_end(place[0])
            if len(self._recent) > _KEPT:
                self._recent.popitem(last=False)
