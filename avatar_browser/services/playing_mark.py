"""A mark on the disk while something plays: after a crash it is still there."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject

from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.slices import SliceTimer
from avatar_browser.services.workers import WorkerPool, report_lost
from avatar_browser.store.paths import private_folder

LINGER_MS = 1_000
"""So long the mark outlives what played. A decoder may crash as it ends, too."""


class PlayingMark(QObject):
    """The mark is a lock file, which tells a program that crashed from one that still plays.

    ``was_left``: when this was made the mark of a program that is gone was there; it is no more.
    Where the mark cannot be set (another window plays, the disk is full) nothing is held up.
    """

    def __init__(self, path: Path, dispatcher: Dispatcher, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._dispatcher = dispatcher
        self._lock = QLockFile(str(path))
        self._lock.setStaleLockTime(0)  # however old: whoever set it may play for hours
        self.was_left = _took_away(path, self._lock)
        self._pool = WorkerPool(threads=1, name="mark")
        self._is_set = False
        self._task: int | None = None
        self._linger = SliceTimer(self._unset, self, interval_ms=LINGER_MS)

    @property
    def is_set(self) -> bool:
        return self._is_set

    def begin(self, then: Callable[[], None]) -> None:
        """Set the mark, then call ``then``, unless :meth:`end` is called before."""
        self._drop_task()
        self._linger.stop()
        if self._is_set:
            then()
        else:
            self._task = self._dispatcher.run_on(
                self._pool,
                lambda _post: self._take(),
                owner=self,
                done=partial(self._on_taken, then),
                failed=lambda _problem: None,
            )

    def end(self) -> None:
        """Nothing plays; the mark goes a moment later."""
        self._drop_task()
        self._linger.start()

    def finish(self, timeout: float) -> bool:
        """Take the mark away and end the thread; whether ``timeout`` seconds were enough."""
        self._linger.stop()
        self._unset()
        return self._pool.finish(timeout)

    def _drop_task(self) -> None:
        if self._task is not None:
            self._dispatcher.cancel(self._task)
            self._task = None

    def _on_taken(self, then: Callable[[], None], _nothing: None) -> None:
        self._task = None
        self._is_set = True
        then()

    def _take(self) -> None:
        with suppress(OSError):
            private_folder(self._path.parent)
            if not self._lock.isLocked():
                self._lock.tryLock(0)

    def _unset(self) -> None:
        self._is_set = False
        self._pool.submit(self._lock.unlock).add_done_callback(report_lost)


def _took_away(path: Path, lock: QLockFile) -> bool:
    """Whether the mark of a program that is gone was there."""
    if not path.exists():
        return False
    if lock.tryLock(0):
        lock.unlock()
        return True
    if not lock.getLockInfo()[0]:  # half written as the machine went down
        with suppress(OSError):
            path.unlink()
            return True
    return False
