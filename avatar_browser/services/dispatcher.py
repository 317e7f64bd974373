"""Work handed to threads, and its results brought back to the GUI thread."""

import itertools
import sys
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from avatar_browser.domain.errors import Problem
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.slices import SliceTimer
from avatar_browser.services.workers import WorkerPool, on_daemon_thread

T = TypeVar("T")

Post: TypeAlias = Callable[[Any], None]
"""Given to a network task: hands a partial result over to its ``item`` callback."""

_TURN_SECONDS = 0.005
"""So long results are delivered before paint and input events get their turn."""


@dataclass(slots=True, eq=False)
class _Task:
    """What is known of a task while somebody still waits for it.

    ``arrived`` is filled by workers and emptied by the GUI thread; its last entry is the future.
    """

    id: int
    name: str
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[Problem], None]
    item: Callable[[Any], None] | None = None
    arrived: deque[Any] = field(default_factory=deque)
    future: Future[Any] | None = None
    dropped: bool = False
    elsewhere: bool = False
    """On an executor that is its owner's to end."""


class Dispatcher(QObject):
    """Begins tasks and calls back on the GUI thread, where it is made and where all of it is used.

    Exactly one of ``done`` and ``failed`` is called, after the last ``item``, and never before
    the call that began the task has returned. Nothing is called once the task is cancelled or
    its owner is deleted. ``failed`` is given problems of the domain; any other exception is a bug
    and goes to ``sys.excepthook`` as well, which logs it (fault F105).
    """

    _arrived = Signal(int, bool)

    def __init__(
        self, network: NetworkThread, pool: WorkerPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._network = network
        self._pool = pool
        self._tasks: dict[int, _Task] = {}
        self._ids = itertools.count(1)
        self._gui_thread = threading.get_ident()
        self._shut_down = False
        self._due: deque[int] = deque()
        self._items_due: deque[int] = deque()
        self._turn = SliceTimer(self._deliver_due, self)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def pending(self) -> int:
        """The number of tasks that somebody still waits for."""
        return len(self._tasks)

    def run(
        self,
        coroutine_function: Callable[[Post], Awaitable[T]],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
        item: Callable[[Any], None] | None = None,
    ) -> int:
        """Await ``coroutine_function(post)`` on the network thread; returns the task's id.

        What it posts reaches ``item`` in order.
        """
        task = self._enter(coroutine_function, owner, done, failed, item)

        async def drive() -> T:
            return await coroutine_function(partial(self._hand_over, task))

        return self._follow(task, lambda: self._network.submit(drive()))

    def run_in_pool(
        self,
        function: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
    ) -> int:
        """Call ``function`` on a pool thread; for work of milliseconds on a disk or processor."""
        task = self._enter(function, owner, done, failed)
        return self._follow(task, lambda: self._pool.submit(function))

    def run_on(
        self,
        executor: Executor,
        function: Callable[[Post], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
        item: Callable[[Any], None] | None = None,
    ) -> int:
        """Call ``function(post)`` on ``executor``; what it posts reaches ``item`` in order.

        Shutting down does not cancel it: what waits there is done as long as ``executor`` goes on.
        """
        task = self._enter(function, owner, done, failed, item)
        task.elsewhere = True
        post = partial(self._hand_over, task)
        return self._follow(task, lambda: executor.submit(function, post))

    def run_blocking(
        self,
        function: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
        deadline: float,
        late: Problem | None = None,
    ) -> int:
        """Call ``function``, which may never return, on a daemon thread of its own.

        After ``deadline`` seconds ``failed`` is given ``late`` and the result is dropped.
        """
        task = self._enter(function, owner, done, failed)
        problem = late or Problem("This computer did not answer in time.", code="deadline")
        expire = partial(self._expire, task, problem)
        QTimer.singleShot(round(deadline * 1000), self, expire)
        return self._follow(task, lambda: on_daemon_thread(function, task.name))

    def cancel(self, task_id: int) -> None:
        """Forget a task and stop it where that can be done; an id that is past is no error."""
        self._check_thread()
        task = self._tasks.pop(task_id, None)
        if task is not None:
            self._drop(task)

    def cancel_all(self) -> None:
        """Cancel every task."""
        for task_id in list(self._tasks):
            self.cancel(task_id)

    def shut_down(self, timeout: float = 2.0) -> bool:
        """Forget every task, end the network thread, then the pool. Idempotent.

        Returns whether all threads ended in ``timeout`` seconds. What is begun later is dropped.
        """
        self._shut_down = True
        self.cancel_all()
        network_ended = self._network.stop(timeout * 0.75)
        return self._pool.stop(timeout * 0.25) and network_ended

    def _enter(
        self,
        function: Callable[..., object],
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Problem], None],
        item: Callable[[Any], None] | None = None,
    ) -> _Task:
        self._check_thread()
        name = getattr(function, "__qualname__", type(function).__qualname__)
        return _Task(next(self._ids), name, owner, done, failed, item)

    def _follow(self, task: _Task, begin: Callable[[], "Future[Any]"]) -> int:
        if not self._shut_down:
            self._tasks[task.id] = task
            task.future = begin()
            task.future.add_done_callback(partial(self._hand_over, task))
        return task.id

    def _hand_over(self, task: _Task, payload: object) -> None:
        """On any thread."""
        if not task.dropped:
            task.arrived.append(payload)
            self._arrived.emit(task.id, payload is not task.future)

    @Slot(int, bool)
    def _on_arrived(self, task_id: int, is_item: bool) -> None:
        (self._items_due if is_item else self._due).append(task_id)
        if not self._turn.is_active:
            self._turn.start()

    def _deliver_due(self) -> None:
        """As much as fits into a turn: results, which are waited for, before items of streams."""
        ends = time.perf_counter() + _TURN_SECONDS
        try:
            while (self._due or self._items_due) and time.perf_counter() < ends:
                self._deliver((self._due or self._items_due).popleft())
        finally:
            if self._due or self._items_due:
                self._turn.start()

    def _deliver(self, task_id: int) -> None:
        task = self._tasks.get(task_id)
        if task is None:
            return
        if not isValid(task.owner):
            self.cancel(task_id)
            return
        payload = task.arrived.popleft()
        if task.future is not None and payload is task.future:
            del self._tasks[task_id]
            # The future keeps its callbacks and they the task: a ring, with all that was brought.
            future, task.future = task.future, None
            self._conclude(task, future)
        elif task.item is not None:
            task.item(payload)

    def _conclude(self, task: _Task, future: "Future[Any]") -> None:
        if future.cancelled():
            task.failed(Problem("Stopped before it was done.", code="stopped"))
            return
        error = future.exception()
        if error is None:
            task.done(future.result())
        elif isinstance(error, Problem):
            task.failed(error)
        else:
            error.add_note(f"It ended the task {task.name}.")
            sys.excepthook(type(error), error, error.__traceback__)
            task.failed(Problem("Something went wrong inside the program.", code="bug"))

    def _expire(self, task: _Task, problem: Problem) -> None:
        if self._tasks.pop(task.id, None) is not None:
            self._drop(task)
            if isValid(task.owner):
                task.failed(problem)

    def _drop(self, task: _Task) -> None:
        task.dropped = True
        if task.future is not None and not (self._shut_down and task.elsewhere):
            task.future.cancel()
        task.future = None

    def _check_thread(self) -> None:
        if threading.get_ident() != self._gui_thread:
            raise RuntimeError("The dispatcher is used on the GUI thread only.")
