"""The clients behind the door: each made once, lent out, and closed when nobody uses it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    async def aclose(self) -> None: ...


K = TypeVar("K")
C = TypeVar("C", bound=Closable)


class _Lent(Generic[C]):
    def __init__(self, client: C) -> None:
        self.client = client
        self.users = 0
        self.is_retired = False


class Clients(Generic[K, C]):
    """``make`` is called at the first use of a key. Belongs to one event loop."""

    def __init__(self, make: Callable[[K], C]) -> None:
        self._make = make
        self._lent: dict[K, _Lent[C]] = {}
        self._retired: set[_Lent[C]] = set()

    @asynccontextmanager
    async def lent(self, key: K) -> AsyncIterator[C]:
        """The client for ``key``; it stays open for as long as this lasts."""
        lent = self._lent.get(key)
        if lent is None:
            lent = self._lent[key] = _Lent(self._make(key))
        lent.users += 1
        try:
            yield lent.client
        finally:
            lent.users -= 1
            if lent.is_retired and not lent.users:
                self._retired.discard(lent)
                await lent.client.aclose()

    async def renew(self) -> None:
        """Whoever comes next gets new clients, and so new connections. What is under way ends on
        the old ones, which are closed after it; those that are idle are closed now."""
        old, self._lent = tuple(self._lent.values()), {}
        for lent in old:
            lent.is_retired = True
        self._retired.update(lent for lent in old if lent.users)
        for lent in old:
            if not lent.users:
                await lent.client.aclose()

    async def aclose(self) -> None:
        """Close all of them at once, whoever uses them."""
        everything = (*self._lent.values(), *self._retired)
        self._lent.clear()
        self._retired.clear()
        for lent in everything:
            await lent.client.aclose()
