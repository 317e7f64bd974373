"""The one thread that waits for the network."""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

from typing_extensions import override

from avatar_browser.services.workers import WorkerPool

T = TypeVar("T")

_GRACE = 0.25
"""Seconds for cancelled tasks to end."""
_CLOSING = 0.5
"""Seconds for each closer; all go at once."""

_log = logging.getLogger(__name__)


class NetworkThread:
    """A daemon thread that runs one asyncio loop from :meth:`start` to :meth:`stop`.

    A request in flight is cancelled within milliseconds, and neither a hung host name look-up nor
    a task that ignores being cancelled keeps the process alive. An exception that nobody waits
    for goes to ``threading.excepthook``.
    """

    def __init__(self) -> None:
        self._loop: _Loop | None = None
        self._thread: threading.Thread | None = None
        self._stopping = asyncio.Event()
        self._stopped = False
        self._closers: list[Callable[[], Awaitable[object]]] = []

    def start(self) -> None:
        """Begin the thread. Does not wait for it; what is submitted at once is run in order."""
        if self._thread is None and not self._stopped:
            self._loop = _Loop()
            self._loop.set_exception_handler(_report_lost)
            self._thread = threading.Thread(target=self._run, name="network", daemon=True)
            self._thread.start()

    def submit(self, coroutine: Coroutine[Any, Any, T]) -> "Future[T]":
        """Run ``coroutine`` on the loop. Cancelling the future cancels it there.

        Unless the thread is running the coroutine is dropped and the future comes back cancelled.
        """
        if self._loop is None or self._stopped:
            coroutine.close()
            dropped: Future[T] = Future()
            dropped.cancel()
            dropped.set_running_or_notify_cancel()
            return dropped
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def close_at_stop(self, close: Callable[[], Awaitable[object]]) -> None:
        """Have ``close`` awaited on the loop by :meth:`stop`, once all tasks are cancelled."""
        self._closers.append(close)

    def stop(self, timeout: float = 2.0) -> bool:
        """Cancel every task, run the closers, end the loop; wait ``timeout`` seconds at most.

        Idempotent. Returns whether the thread ended; one that did not dies with the process.
        """
        if not self._stopped and self._loop is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._stopped = True
        if self._thread is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        loop = self._loop
        assert loop is not None  # noqa: S101 - start() made it
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        await self._stopping.wait()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=_GRACE)
        outcomes = await asyncio.gather(*map(_close, self._closers), return_exceptions=True)
        for error in outcomes:
            if isinstance(error, BaseException):
                _log.error("A client could not be closed.", exc_info=error)


async def _close(close: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(_CLOSING):
        await close()


class _Loop(asyncio.SelectorEventLoop):
    """An event loop whose look-ups of host names run on daemon threads."""

    def __init__(self) -> None:
        super().__init__()
        self._blocking_calls = WorkerPool(threads=4, name="network-blocking")

    @override
    def run_in_executor(  # type: ignore[override]  # typeshed spells the variadic differently
        self, executor: Executor | None, func: Callable[..., T], *args: Any
    ) -> "asyncio.Future[T]":
        return super().run_in_executor(executor or self._blocking_calls, func, *args)

    @override
    def close(self) -> None:
        self._blocking_calls.stop(timeout=0)
        super().close()


def _report_lost(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Fault F105: an exception goes where those go that end a thread."""
    error = context.get("exception")
    if error is None:
        _log.error("%s", context["message"])
    else:
        error.add_note(context["message"])
        threading.excepthook(
            threading.ExceptHookArgs(
                (type(error), error, error.__traceback__, threading.current_thread())
            )
        )
