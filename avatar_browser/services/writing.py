"""Changes of a stored file, made in order on one thread, however the file fares meanwhile."""

from collections import deque
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from avatar_browser.domain.errors import StoreBusy, StoreTrouble, StoreUnwritable
from avatar_browser.services.dispatcher import Post

PAUSE = 30.0
"""Seconds after a failed write for which none is tried: a full disk is not asked at every page."""
MOST_WAITING = 5_000
"""Changes; where more could not be written, none is written any more until the next start."""


class Store(Protocol):
    @property
    def writable(self) -> bool: ...
    def close(self) -> None: ...


S = TypeVar("S", bound=Store)
S_co = TypeVar("S_co", bound=Store, covariant=True)
T = TypeVar("T")


class Opened(Protocol[S_co]):
    """``store`` is None where nothing can be kept or read; ``trouble`` is for the user."""

    @property
    def store(self) -> S_co | None: ...
    @property
    def trouble(self) -> StoreTrouble | None: ...


class WritingDesk(Generic[S]):
    """What is on the writer's thread alone. Troubles are posted to ``tell`` as they come."""

    def __init__(self, open_store: Callable[[], Opened[S]], clock: Callable[[], float]) -> None:
        self._open_store = open_store
        self._clock = clock
        self._store: S | None = None
        self._is_opened = False
        self._waiting: deque[Callable[[S], None]] = deque()
        self._pause_until = 0.0
        self._given_up = False

    @property
    def has_store(self) -> bool:
        return self._store is not None

    def open(self, tell: Post) -> bool:
        """Whether there is a store that can be written."""
        if not self._is_opened and self._clock() >= self._pause_until:
            opened = self._open_store()
            self._store = opened.store
            self._is_opened = not isinstance(opened.trouble, StoreBusy)
            if opened.trouble is not None:
                tell(opened.trouble)
            if not self._is_opened:
                self._pause_until = self._clock() + PAUSE
        return self._store is not None and self._store.writable

    def read(self, look: Callable[[S], T], tell: Post) -> T:
        self.open(tell)
        if self._store is None:
            raise StoreUnwritable(code="no store")
        return look(self._store)

    def write(self, change: Callable[[S], None], tell: Post) -> bool:
        """Whether everything is written now."""
        can_write = self.open(tell)
        if self._given_up or (self._is_opened and not can_write):
            return False
        self._waiting.append(change)
        self.write_waiting(tell)
        if len(self._waiting) > MOST_WAITING:
            # Later changes must not be written without the earlier ones.
            self._given_up = True
            self._waiting.clear()
        return not self._waiting

    def write_waiting(self, tell: Post) -> bool:
        """Try what waits, unless it failed just now; whether everything is written."""
        if self._clock() >= self._pause_until:
            self._write_all(tell)
        return not self._waiting and not self._given_up

    def close(self) -> None:
        """Write what waits; who closes is not told whether that went well."""
        if self._store is not None:
            self._write_all(_unheard)
            self._store.close()
            self._store = None

    def _write_all(self, tell: Post) -> None:
        while self._waiting and self._store is not None:
            change = self._waiting.popleft()
            try:
                change(self._store)
            except StoreTrouble as trouble:
                self._waiting.appendleft(change)
                self._pause_until = self._clock() + PAUSE
                tell(trouble)
                return


def _unheard(_trouble: StoreTrouble) -> None:
    """The window is closed."""
