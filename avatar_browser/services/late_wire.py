"""The door to the wire, opened where nobody waits for it."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from avatar_browser.providers.exchange import (
    ApiDoor,
    MediaDoor,
    MediaStream,
    RawAnswer,
    Validators,
)
from avatar_browser.providers.media_url import MediaUrl
from avatar_browser.providers.proxy import ProxyChoice

if TYPE_CHECKING:
    from avatar_browser.providers.http import Wire


class Door(ApiDoor, MediaDoor, Protocol):
    """What :class:`avatar_browser.providers.http.Wire` offers."""

    async def use_proxy(self, proxy: ProxyChoice) -> None: ...

    async def drop_connections(self) -> None: ...

    async def aclose(self) -> None: ...


def import_wire(proxy: ProxyChoice) -> Door:
    """A door of its own, for the event loop that it is first used on."""
    # By name, because importing httpx takes 0.1 s, and the window is to be up by then.
    wire: Wire = import_module("avatar_browser.providers.http").Wire(proxy)
    return wire


class LateWire:
    """A door that is made, and its HTTP library imported, at first use on the network thread."""

    def __init__(
        self,
        make: Callable[[ProxyChoice], Door] = import_wire,
        proxy: ProxyChoice | None = None,
    ) -> None:
        self._make = make
        self._proxy = proxy or ProxyChoice()
        self._door: Door | None = None

    async def open(self) -> None:
        """Make the door now, so that the first request need not."""
        self._opened()

    async def api_exchange(
        self, url: str, headers: Mapping[str, str], *, silence: float, deadline: float, cap: int
    ) -> RawAnswer:
        return await self._opened().api_exchange(
            url, headers, silence=silence, deadline=deadline, cap=cap
        )

    @asynccontextmanager
    async def media_exchange(
        self, url: MediaUrl, *, silence: float, known: Validators | None = None
    ) -> AsyncIterator[MediaStream]:
        async with self._opened().media_exchange(url, silence=silence, known=known) as stream:
            yield stream

    async def use_proxy(self, proxy: ProxyChoice) -> None:
        self._proxy = proxy
        if self._door is not None:
            await self._door.use_proxy(proxy)

    async def drop_connections(self) -> None:
        if self._door is not None:
            await self._door.drop_connections()

    async def aclose(self) -> None:
        """Close the door if it was ever opened."""
        if self._door is not None:
            await self._door.aclose()

    def _opened(self) -> Door:
        if self._door is None:
            self._door = self._make(self._proxy)
        return self._door
