"""The one thread that writes the stored marks."""

import time
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.mark_book import Cells, MarkBook
from avatar_browser.domain.marks import Label
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.workers import WorkerPool, report_lost
from avatar_browser.services.writing import PAUSE, WritingDesk
from avatar_browser.store.marks import MarksStore, OpenedMarks


class MarksKeeper(QObject):
    """Reads once, then writes in the order of the calls, never on the GUI thread.

    What cannot be read or written for now is tried again by itself.
    """

    read = Signal(object)
    """A MarkBook of all that is stored, once; never where nothing can be read."""
    kept = Signal(int)
    """So many calls of :meth:`put`, from the first on, are on the disk and outlive a power cut."""
    troubled = Signal(object)
    """A StoreTrouble, each kind told once until all is well again."""
    recovered = Signal()
    """What was told of is over: everything is written now."""

    def __init__(
        self,
        open_store: Callable[[], OpenedMarks],
        dispatcher: Dispatcher,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """``open_store`` is called on the keeper's thread, and what it gives stays there."""
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._pool = WorkerPool(threads=1, name="marks")
        self._desk = WritingDesk[MarksStore](open_store, clock)
        self._told: set[type[Problem]] = set()
        self._is_read = False
        self._count = 0
        self._retry = QTimer(self, singleShot=True, interval=round(1000 * (PAUSE + 1)))
        self._retry.timeout.connect(self.try_again)

    def open(self) -> None:
        """Read what is stored."""
        self._run(partial(_read_from, self._desk), self._on_read)

    def put(self, cells: Cells, labels: Mapping[AvatarKey, Label]) -> None:
        """One transaction. Neither mapping may be changed afterwards."""
        self._count += 1

        def change(store: MarksStore) -> None:
            store.put(cells, labels)

        self._run(partial(self._desk.write, change), partial(self._on_written, self._count))

    def try_again(self) -> None:
        """Read and write what could not be."""
        if not self._is_read:
            self.open()
        self._run(self._desk.write_waiting, partial(self._on_written, self._count))

    def finish(self, timeout: float) -> bool:
        """Write what waits and close the file; whether ``timeout`` seconds were enough.

        To be called before the dispatcher is shut down.
        """
        self._retry.stop()
        self._pool.submit(self._desk.close).add_done_callback(report_lost)
        return self._pool.finish(timeout)

    def _run(self, work: Callable[[Post], object], done: Callable[..., None]) -> None:
        self._dispatcher.run_on(
            self._pool,
            work,
            owner=self,
            done=done,
            failed=self._on_trouble,
            item=self._on_trouble,
        )

    def _on_read(self, stored: MarkBook | None) -> None:
        if stored is not None and not self._is_read:
            self._is_read = True
            self.read.emit(stored)

    def _on_written(self, count: int, written: bool) -> None:
        if written and self._told:
            self._told.clear()
            self.recovered.emit()
        if written and count:
            self.kept.emit(count)

    def _on_trouble(self, trouble: Problem) -> None:
        if not self._retry.isActive():
            self._retry.start()
        if type(trouble) not in self._told:
            self._told.add(type(trouble))
            self.troubled.emit(trouble)


def _read_from(desk: WritingDesk[MarksStore], tell: Post) -> MarkBook | None:
    """None where there is nothing to read from."""
    desk.open(tell)
    if not desk.has_store:
        return None
    stored = desk.read(MarksStore.read, tell)
    book = MarkBook()
    book.label(stored.labels)
    book.put(stored.cells)  # here rather than on the GUI thread: 10,000 take 0.2 s
    return book
