"""What pictures leave on the disk: one after the other, when no decoding wants the processor."""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import Problem
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.picture_work import on_disk
from avatar_browser.services.workers import WorkerPool, report_lost

_log = logging.getLogger(__name__)

HELD_BACK_BYTES = 16 * 2**20
"""So much waits for a pause of the decoding; with more, a picture is kept all the same."""
MOST_BYTES = 4 * HELD_BACK_BYTES
"""What is more is not kept: the disk does not keep up, and a later start fetches it again."""

_AT_THE_END = 4
"""At once: nothing else wants the processor then, and each waits for the disk."""

Work = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Waiting:
    work: Work
    size: int


class PictureKeeping(QObject):
    """Making a small copy and writing it takes half as long as decoding: it can wait for that.

    ``failed`` is emitted when pictures can no longer be kept, once until one could be kept again.
    """

    failed = Signal(object)
    recovered = Signal()
    """After ``failed``: a picture could be kept."""

    def __init__(self, dispatcher: Dispatcher, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._waiting: deque[_Waiting] = deque()
        self._bytes = 0
        self._is_held_back = False
        self._is_working = False
        self._can_keep = True

    def keep(self, work: Work, size: int) -> None:
        """``work`` may raise OSError, and no other; ``size`` is what it holds, in bytes."""
        self._waiting.append(_Waiting(work, size))
        self._bytes += size
        while self._bytes > MOST_BYTES:
            self._take()
        self._go_on()

    def hold_back(self, held_back: bool) -> None:
        """Begin nothing for now; what is under way is not interrupted."""
        self._is_held_back = held_back
        self._go_on()

    @property
    def has_room(self) -> bool:
        """Little enough waits for small copies to wait as well: a later start can make them."""
        return self._bytes <= HELD_BACK_BYTES

    @property
    def is_busy(self) -> bool:
        """Something is still to be kept, or is being kept now."""
        return self._is_working or bool(self._waiting)

    def finish(self, timeout: float) -> bool:
        """Keep what waits, as far as ``timeout`` seconds allow; whether they were enough.

        To be called before the dispatcher is shut down.
        """
        pool = WorkerPool(threads=_AT_THE_END, name="pictures")
        while self._waiting:
            pool.submit(_kept_quietly, self._take()).add_done_callback(report_lost)
        return pool.finish(timeout) or pool.stop(timeout=0)

    def _go_on(self) -> None:
        may_wait = self._is_held_back and self._bytes <= HELD_BACK_BYTES
        if self._waiting and not self._is_working and not may_wait:
            self._is_working = True
            self._dispatcher.run(
                partial(on_disk, self._take()),
                owner=self,
                done=self._on_kept,
                failed=self._on_failed,
            )

    def _take(self) -> Work:
        first = self._waiting.popleft()
        self._bytes -= first.size
        return first.work

    def _on_kept(self, _nothing: None) -> None:
        if not self._can_keep:
            self._can_keep = True
            self.recovered.emit()
        self._is_working = False
        self._go_on()

    def _on_failed(self, problem: Problem) -> None:
        self._is_working = False
        if self._can_keep:
            self._can_keep = False
            self.failed.emit(problem)
        self._go_on()


def _kept_quietly(work: Work) -> None:
    try:
        work()
    except OSError as error:
        _log.debug("A picture is not kept at the end: %s", error.strerror)
