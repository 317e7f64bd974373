"""The one thread that writes the stored catalogue, and the line in front of it."""

import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from avatar_browser.domain.errors import Problem
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.workers import WorkerPool, report_lost
from avatar_browser.services.writing import WritingDesk
from avatar_browser.store.accounts import Removal
from avatar_browser.store.catalogue import CatalogueStore, OpenedStore

T = TypeVar("T")

Change = Callable[[CatalogueStore], None]

_REST_MS = 20
"""Between two changes that were held: all at once, they would hold up those who paint and read."""


class Keeper(QObject):
    """Reads and writes the stored catalogue in the order of the calls, never on the GUI thread.

    What cannot be written is told once by ``troubled`` (a StoreTrouble), waits, and is written
    when that can be done again; reading goes on meanwhile.
    """

    troubled = Signal(object)
    recovered = Signal()
    """What was told of is over: everything is written now."""

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
        self._desk = WritingDesk[CatalogueStore](open_store, clock)
        self._told: set[type[Problem]] = set()
        self._held: deque[Change] | None = None
        self._next = QTimer(self, singleShot=True, interval=_REST_MS)
        self._next.timeout.connect(self.release)

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
        self._make_held()
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
        if self._held is None:
            self._make(change)
        else:
            self._held.append(change)

    def hold(self) -> None:
        """Let changes wait until :meth:`release`, or until something is to be read."""
        if self._held is None:
            self._held = deque()

    @Slot()
    def release(self) -> None:
        """Make the changes that wait one by one, and after them each at once."""
        if self._held:
            self._make(self._held.popleft())
            self._next.start()
        else:
            self._held = None

    def _make_held(self) -> None:
        while self._held:
            self._make(self._held.popleft())

    def _make(self, change: Change) -> None:
        self._run(partial(self._desk.write, change))

    def forget(self, removal: Removal) -> None:
        """Delete what is stored for an account; see :meth:`CatalogueStore.forget`."""
        self.write(lambda store: store.forget(removal))

    def finish(self, timeout: float) -> bool:
        """Write what waits and close the file; whether ``timeout`` seconds were enough.

        To be called before the dispatcher is shut down. What is not written then is read from the
        provider again at the next start.
        """
        self._make_held()
        self._pool.submit(self._desk.close).add_done_callback(report_lost)
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
        if written and self._told:
            self._told.clear()
            self.recovered.emit()

    def _on_trouble(self, trouble: Problem) -> None:
        if type(trouble) not in self._told:
            self._told.add(type(trouble))
            self.troubled.emit(trouble)
