"""The one thread that writes the stored catalogue, and the line in front of it."""

import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import Problem, StoreBusy, StoreTrouble, StoreUnwritable
from avatar_browser.domain.secret import Secret
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.workers import WorkerPool
from avatar_browser.store.catalogue import CatalogueStore, OpenedStore

T = TypeVar("T")

Change = Callable[[CatalogueStore], None]

PAUSE = 30.0
"""Seconds after a failed write for which none is tried: a full disk is not asked at every page."""
MOST_WAITING = 5_000
"""Changes; where more could not be written, none is written any more until the next start."""


class Keeper(QObject):
    """Reads and writes the stored catalogue in the order of the calls, never on the GUI thread.

    What cannot be written is told once by ``troubled`` (a StoreTrouble), waits, and is written
    when that can be done again; reading goes on meanwhile.
    """

    troubled = Signal(object)

    def __init__(
        self,
        open_store: Callable[[], OpenedStore],
        dispatcher: Dispatcher,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """``open_store`` is called on the keeper's thread, and what it gives stays there."""
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._pool = WorkerPool(threads=1, name="keeper")
        self._desk = _Desk(open_store, clock)
        self._told: set[type[Problem]] = set()

    def open(self) -> None:
        """Open the file now rather than at the first call."""
        self._run(self._desk.open)

    def read(
        self,
        look: Callable[[CatalogueStore], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
    ) -> int:
        """``done`` is given what ``look`` returns; ``failed`` a StoreTrouble, also for no store.

        Returns the dispatcher's task id.
        """
        return self._dispatcher.run_on(
            self._pool,
            partial(self._desk.read, look),
            owner=owner,
            done=done,
            failed=failed,
            item=self._on_trouble,
        )

    def write(self, change: Change) -> None:
        """Make ``change`` after all that came before it."""
        self._run(partial(self._desk.write, change))

    def forget(self, provider: str, removed: Secret | None, in_use: Secret | None) -> None:
        """Delete what is stored for a removed key; see :meth:`CatalogueStore.forget`."""
        self.write(lambda store: store.forget(provider, removed, in_use))

    def finish(self, timeout: float) -> bool:
        """Write what waits and close the file; whether ``timeout`` seconds were enough.

        To be called before the dispatcher is shut down. What is not written then is read from the
        provider again at the next start.
        """
        self._pool.submit(self._desk.close)
        return self._pool.finish(timeout)

    def _run(self, work: Callable[[Post], bool]) -> None:
        self._dispatcher.run_on(
            self._pool,
            work,
            owner=self,
            done=self._on_done,
            failed=self._on_trouble,
            item=self._on_trouble,
        )

    def _on_done(self, written: bool) -> None:
        if written:
            self._told.clear()

    def _on_trouble(self, trouble: Problem) -> None:
        if type(trouble) not in self._told:
            self._told.add(type(trouble))
            self.troubled.emit(trouble)


class _Desk:
    """What is on the keeper's thread alone."""

    def __init__(self, open_store: Callable[[], OpenedStore], clock: Callable[[], float]) -> None:
        self._open_store = open_store
        self._clock = clock
        self._store: CatalogueStore | None = None
        self._is_opened = False
        self._waiting: deque[Change] = deque()
        self._pause_until = 0.0
        self._given_up = False

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

    def read(self, look: Callable[[CatalogueStore], T], tell: Post) -> T:
        self.open(tell)
        if self._store is None:
            raise StoreUnwritable(code="no store")
        return look(self._store)

    def write(self, change: Change, tell: Post) -> bool:
        """Whether everything is written now."""
        can_write = self.open(tell)
        if self._given_up or (self._is_opened and not can_write):
            return False
        self._waiting.append(change)
        if self._clock() >= self._pause_until:
            self._write_waiting(tell)
        if len(self._waiting) > MOST_WAITING:
            # Later changes must not be written without the earlier ones.
            self._given_up = True
            self._waiting.clear()
        return not self._waiting

    def close(self) -> None:
        if self._store is not None:
            self._write_waiting(_unheard)
            self._store.close()
            self._store = None

    def _write_waiting(self, tell: Post) -> None:
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
    """The window is closed; what was not written is read again at the next start."""
