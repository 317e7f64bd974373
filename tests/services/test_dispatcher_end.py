"""The end: quick, whatever hangs, and nothing is called after it."""

import asyncio
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

import avatar_browser
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.workers import WorkerPool
from tests.services.outcome import Hung, Outcome


def test_after_shutting_down_nothing_is_begun_and_nothing_is_called(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome
) -> None:
    hung = Hung()
    dispatcher.run(hung, owner=owner, done=outcome.done, failed=outcome.failed)
    assert hung.begun.wait(5)
    assert dispatcher.shut_down(timeout=20)
    assert dispatcher.shut_down(timeout=20)
    assert hung.cancelled.is_set()
    begun: list[int] = []
    dispatcher.run_in_pool(
        lambda: begun.append(1), owner=owner, done=outcome.done, failed=outcome.failed
    )
    QCoreApplication.processEvents()
    assert (begun, outcome.is_known, dispatcher.pending) == ([], False, 0)


def test_what_waits_on_an_executor_of_its_owners_is_still_done(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome
) -> None:
    """As the deletion of what a removed key has stored, behind a slow disk (threat T24)."""
    pool = WorkerPool(threads=1)
    slow = threading.Event()
    done: list[str] = []
    pool.submit(slow.wait, 20)
    dispatcher.run_on(
        pool,
        lambda _post: done.append("deleted"),
        owner=owner,
        done=outcome.done,
        failed=outcome.failed,
    )
    assert dispatcher.shut_down(timeout=20)
    slow.set()
    assert pool.finish(timeout=20)
    assert done == ["deleted"]
    QCoreApplication.processEvents()
    assert not outcome.is_known


def test_shutting_down_with_twenty_hung_requests_takes_under_a_second(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome
) -> None:
    connected = threading.Semaphore(0)
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        host, port = server.getsockname()

        async def request(_post: Post) -> bytes:
            reader, writer = await asyncio.open_connection(host, port)
            connected.release()
            try:
                return await reader.read()
            finally:
                writer.close()

        for _ in range(20):
            dispatcher.run(request, owner=owner, done=outcome.done, failed=outcome.failed)
        for _ in range(20):
            assert connected.acquire(timeout=5)
        asked = time.monotonic()
        assert dispatcher.shut_down()
        assert time.monotonic() - asked < 1.0
    assert not outcome.is_known


_CHILD = """
import asyncio, socket, sys, threading, time
from PySide6.QtCore import QCoreApplication, QTimer
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.workers import WorkerPool

app = QCoreApplication([])
network = NetworkThread()
network.start()
dispatcher = Dispatcher(network, WorkerPool())
server = socket.create_server(("127.0.0.1", 0), backlog=64)
begun = threading.Semaphore(0)

async def request(post):
    reader, writer = await asyncio.open_connection(*server.getsockname())
    begun.release()
    try:
        await reader.read()
    finally:
        writer.close()

def hang():
    begun.release()
    threading.Event().wait()

calls = {"owner": app, "done": print, "failed": print}
for _ in range(20):
    dispatcher.run(request, **calls)
dispatcher.run_in_pool(hang, **calls)
dispatcher.run_in_pool(hang, **calls)
dispatcher.run_blocking(hang, deadline=60, **calls)
for _ in range(23):
    begun.acquire()

def close():
    print(time.monotonic(), flush=True)
    dispatcher.shut_down(timeout=0.8)  # as the application does; jobs that hang get a quarter of it
    app.quit()

QTimer.singleShot(0, app, close)
sys.exit(app.exec())
"""


def test_a_process_with_hung_requests_jobs_and_calls_ends_in_under_a_second() -> None:
    """F99, F100."""
    child = subprocess.run(
        [sys.executable, "-W", "error", "-c", _CHILD],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    ended = time.monotonic()
    assert (child.returncode, child.stderr) == (0, "")
    assert ended - float(child.stdout) < 1.0


def test_no_module_has_a_thread_of_qts() -> None:
    """F100: one that still runs at the end aborts the process."""
    modules = list(Path(avatar_browser.__file__).parent.rglob("*.py"))
    assert len(modules) > 200
    assert [module for module in modules if "QThread" in module.read_text(encoding="utf-8")] == []
