"""Threads that do blocking work and never hold up the end of the process.

:class:`concurrent.futures.ThreadPoolExecutor` joins its threads when the interpreter exits, so
that one mute keyring or resolver keeps a closed application alive. The threads here are daemons.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import Empty, SimpleQueue
from typing import Any, Generic, ParamSpec, TypeVar

from typing_extensions import override

P = ParamSpec("P")
T = TypeVar("T")


class _Job(Generic[T]):
    """A call and the future that waits for its outcome."""

    def __init__(self, call: Callable[[], T]) -> None:
        self.future: Future[T] = Future()
        self._call = call

    def carry_out(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self._call()
        except BaseException as error:  # noqa: BLE001 - handed on to whoever asks the future
            self.future.set_exception(error)
        else:
            self.future.set_result(result)

    def drop(self) -> None:
        self.future.cancel()
        self.future.set_running_or_notify_cancel()


class WorkerPool(Executor):
    """At most ``threads`` daemon threads, begun on demand, that take jobs in order of arrival.

    An executor in every respect but one: an unfinished job does not delay the interpreter's exit.
    """

    def __init__(self, threads: int = 2, name: str = "decode") -> None:
        self._limit = threads
        self._name = name
        self._jobs: SimpleQueue[_Job[object] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._stopped = False

    @override
    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """``fn(*args, **kwargs)`` on a worker. After a stop the future comes back cancelled."""
        job = _Job(lambda: fn(*args, **kwargs))
        with self._lock:
            if self._stopped:
                job.drop()
            else:
                self._jobs.put(job)  # type: ignore[arg-type]  # the queue never looks inside
                self._begin_thread_if_short()
        return job.future

    @override
    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As an executor's; :meth:`stop` is the same with a time limit."""
        self._end(cancel_futures=cancel_futures)
        if wait:
            for thread in self._threads:
                thread.join()

    def stop(self, timeout: float = 0.5) -> bool:
        """Cancel what has not begun and wait ``timeout`` seconds for the rest.

        Idempotent. Returns whether every thread ended; one that did not dies with the process.
        """
        self._end(cancel_futures=True)
        return self._joined(timeout)

    def finish(self, timeout: float) -> bool:
        """As :meth:`stop`, but what waits is still done, as far as the time allows."""
        self._end(cancel_futures=False)
        return self._joined(timeout)

    def _joined(self, timeout: float) -> bool:
        deadline = time.monotonic() + timeout
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _begin_thread_if_short(self) -> None:
        if len(self._threads) < self._limit:
            name = f"{self._name}-{len(self._threads)}"
            thread = threading.Thread(target=self._work, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job.carry_out()
            del job  # else its result lives until the next one comes

    def _end(self, *, cancel_futures: bool) -> None:
        with self._lock:
            first = not self._stopped
            self._stopped = True
        if cancel_futures:
            self._drop_waiting()
        if first or cancel_futures:
            for _ in self._threads:
                self._jobs.put(None)

    def _drop_waiting(self) -> None:
        while True:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return
            if job is not None:
                job.drop()


def report_lost(future: Future[Any]) -> None:
    """To be called back by a future that nobody waits for: no exception is lost (fault F105).

    It goes where those go that end a thread.
    """
    error = None if future.cancelled() else future.exception()
    if error is not None:
        trace = error.__traceback__
        threading.excepthook(
            threading.ExceptHookArgs((type(error), error, trace, threading.current_thread()))
        )


def on_daemon_thread(call: Callable[[], T], name: str) -> Future[T]:
    """``call`` on a thread of its own, for calls that may never return, such as a keyring's."""
    job = _Job(call)
    threading.Thread(target=job.carry_out, name=name, daemon=True).start()
    return job.future
