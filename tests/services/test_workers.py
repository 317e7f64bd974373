"""Daemon workers: results, limits, and an end that nothing can delay."""

import subprocess
import sys
import threading
import time
from concurrent.futures import CancelledError, wait

import pytest

from avatar_browser.services.workers import WorkerPool, on_daemon_thread

_CHILD = """
import threading, time
from avatar_browser.services.workers import WorkerPool, on_daemon_thread
pool = WorkerPool()
begun = threading.Barrier(4)
def hang():
    begun.wait()
    threading.Event().wait()
pool.submit(hang)
pool.submit(hang)
on_daemon_thread(hang, "keyring")
begun.wait()
print(time.monotonic(), flush=True)
pool.stop(timeout=0.2)
"""


def test_a_result_and_an_exception_come_back_in_their_futures(pool: WorkerPool) -> None:
    assert pool.submit(pow, 2, 5).result(5) == 32
    with pytest.raises(ZeroDivisionError):
        pool.submit(lambda: 1 // 0).result(5)


def test_no_more_jobs_than_threads_run_at_once(pool: WorkerPool) -> None:
    running = 0
    most = 0
    lock = threading.Lock()
    both = threading.Barrier(2)

    def job() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        both.wait(5)
        with lock:
            running -= 1

    wait([pool.submit(job) for _ in range(10)], timeout=5)
    assert most == 2


def test_a_pool_that_finishes_does_what_waits_and_takes_nothing_new() -> None:
    pool = WorkerPool(threads=1)
    release = threading.Event()
    seen: list[int] = []
    pool.submit(release.wait, 5)
    for number in range(5):
        pool.submit(seen.append, number)
    threading.Timer(0.05, release.set).start()
    assert pool.finish(timeout=5)
    assert seen == list(range(5))
    assert pool.submit(seen.append, 5).cancelled()


def test_a_pool_that_hangs_is_waited_for_no_longer_than_said() -> None:
    pool = WorkerPool(threads=1)
    release = threading.Event()
    pool.submit(release.wait, 5)
    assert not pool.finish(timeout=0.02)
    release.set()
    assert pool.finish(timeout=5)


def test_jobs_begin_in_order_of_arrival() -> None:
    pool = WorkerPool(threads=1)
    seen: list[int] = []
    wait([pool.submit(seen.append, n) for n in range(20)], timeout=5)
    assert seen == list(range(20))
    assert pool.stop(timeout=5)


def test_stopping_cancels_what_has_not_begun_and_ends_the_threads() -> None:
    pool = WorkerPool(threads=1)
    begun, release = threading.Event(), threading.Event()

    def hold() -> bool:
        begun.set()
        return release.wait(5)

    running = pool.submit(hold)
    waiting = pool.submit(pow, 1, 1)
    assert begun.wait(5)
    assert not pool.stop(timeout=0)
    assert waiting.cancelled()
    release.set()
    assert running.result(5)
    assert pool.stop(timeout=5)
    assert pool.stop(timeout=0), "stopping twice is no error"


def test_a_job_for_a_stopped_pool_is_cancelled(pool: WorkerPool) -> None:
    pool.stop()
    with pytest.raises(CancelledError):
        pool.submit(pow, 1, 1).result(0)


def test_a_blocking_call_has_a_named_daemon_thread_of_its_own() -> None:
    thread = on_daemon_thread(threading.current_thread, "keyring").result(5)
    assert (thread.name, thread.daemon) == ("keyring", True)


def test_hung_jobs_do_not_delay_the_exit_of_the_interpreter() -> None:
    child = subprocess.run(
        [sys.executable, "-c", _CHILD], capture_output=True, text=True, timeout=20, check=False
    )
    ended = time.monotonic()
    assert child.returncode == 0, child.stderr
    assert ended - float(child.stdout) < 5.0, "the jobs hang for ever"
