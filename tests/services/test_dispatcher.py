"""Results come back to the GUI thread once, in order, and only where they are still wanted."""

import asyncio
import sys
import threading
import time
import weakref
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import KeyringRefused, NotFound
from avatar_browser.services import dispatcher as dispatcher_module
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.workers import WorkerPool
from tests.services.outcome import Hung, Outcome


def test_a_network_task_delivers_its_result_on_the_gui_thread(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome, qtbot: QtBot
) -> None:
    async def work(_post: Post) -> str:
        return threading.current_thread().name

    dispatcher.run(work, owner=owner, done=outcome.done, failed=outcome.failed)
    assert not outcome.is_known, "nothing is called before run has returned"
    qtbot.waitUntil(lambda: outcome.is_known)
    assert outcome.results == ["network"]
    assert outcome.threads == {threading.get_ident()}
    assert dispatcher.pending == 0


def test_partial_results_arrive_in_order_before_the_last(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome, qtbot: QtBot
) -> None:
    async def work(post: Post) -> str:
        for number in range(100):
            post(number)
            if number % 10 == 0:
                await asyncio.sleep(0)
        return "end"

    dispatcher.run(work, owner=owner, done=outcome.done, failed=outcome.failed, item=outcome.item)
    qtbot.waitUntil(lambda: outcome.is_known)
    assert outcome.items == list(range(100))


def test_the_signal_carries_no_result(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome, qtbot: QtBot
) -> None:
    seen: list[tuple[object, ...]] = []
    # Queued, as the dispatcher's own: the result may be told of on this thread, and be the first.
    dispatcher._arrived.connect(
        lambda *arguments: seen.append(arguments), Qt.ConnectionType.QueuedConnection
    )

    async def work(post: Post) -> str:
        post("an item")
        return "a result"

    task = dispatcher.run(
        work, owner=owner, done=outcome.done, failed=outcome.failed, item=outcome.item
    )
    qtbot.waitUntil(lambda: outcome.is_known and len(seen) == 2)
    assert seen == [(task, True), (task, False)]  # and whether it is an item


def test_what_another_executor_posts_comes_in_order_before_its_result(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome, qtbot: QtBot
) -> None:
    other = WorkerPool(threads=1, name="other")

    def work(post: Post) -> str:
        post(1)
        post(2)
        return threading.current_thread().name

    dispatcher.run_on(
        other, work, owner=owner, done=outcome.done, failed=outcome.failed, item=outcome.item
    )
    qtbot.waitUntil(lambda: outcome.is_known)
    assert (outcome.items, outcome.results) == ([1, 2], ["other-0"])
    assert other.stop(timeout=20)


def test_a_problem_of_the_domain_goes_to_failed_as_it_is(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome, qtbot: QtBot
) -> None:
    problem = NotFound(code="404")

    async def on_network(_post: Post) -> None:
        raise problem

    def in_pool() -> None:
        raise problem

    dispatcher.run(on_network, owner=owner, done=outcome.done, failed=outcome.failed)
    dispatcher.run_in_pool(in_pool, owner=owner, done=outcome.done, failed=outcome.failed)
    qtbot.waitUntil(lambda: len(outcome.problems) == 2)
    assert outcome.problems == [problem, problem]
    assert outcome.results == []


def _bug() -> None:
    raise ZeroDivisionError("a bug")


async def _bug_on_the_loop(_post: Post) -> None:
    _bug()


@pytest.mark.parametrize(
    "begin",
    [
        lambda d, **callbacks: d.run(_bug_on_the_loop, **callbacks),
        lambda d, **callbacks: d.run_in_pool(_bug, **callbacks),
        lambda d, **callbacks: d.run_on(d._pool, lambda _post: _bug(), **callbacks),
        lambda d, **callbacks: d.run_blocking(_bug, deadline=5, **callbacks),
    ],
    ids=["network", "pool", "executor", "daemon"],
)
def test_a_bug_in_a_worker_reaches_the_excepthook_on_the_gui_thread(
    dispatcher: Dispatcher,
    owner: QObject,
    outcome: Outcome,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    begin: Callable[..., int],
) -> None:
    """F105."""
    reported: list[tuple[str, int]] = []
    monkeypatch.setattr(
        sys, "excepthook", lambda _, e, __: reported.append((repr(e), threading.get_ident()))
    )
    begin(dispatcher, owner=owner, done=outcome.done, failed=outcome.failed)
    qtbot.waitUntil(lambda: outcome.is_known)
    assert reported == [("ZeroDivisionError('a bug')", threading.get_ident())]
    assert [problem.code for problem in outcome.problems] == ["bug"]


def test_a_cancelled_network_task_ends_within_milliseconds_and_stays_silent(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome, qtbot: QtBot
) -> None:
    hung = Hung()
    task = dispatcher.run(hung, owner=owner, done=outcome.done, failed=outcome.failed)
    assert hung.begun.wait(5)
    asked = time.monotonic()
    dispatcher.cancel(task)
    assert hung.cancelled.wait(5)
    assert time.monotonic() - asked < 1.0
    assert dispatcher.pending == 0
    dispatcher.cancel(task)
    _let_everything_arrive(dispatcher, qtbot)
    assert not outcome.is_known


def test_a_result_that_is_under_way_when_its_task_is_cancelled_is_dropped(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome, pool: WorkerPool, qtbot: QtBot
) -> None:
    task = dispatcher.run_in_pool(
        lambda: "late", owner=owner, done=outcome.done, failed=outcome.failed
    )
    pool.submit(int).result(5)
    pool.submit(int).result(5)
    dispatcher.cancel(task)
    _let_everything_arrive(dispatcher, qtbot)
    assert not outcome.is_known


def test_cancelling_in_a_callback_drops_what_had_already_arrived(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome, qtbot: QtBot
) -> None:
    async def work(post: Post) -> None:
        for number in range(5):
            post(number)

    def item(number: int) -> None:
        outcome.item(number)
        if number == 1:
            dispatcher.cancel(task)

    task = dispatcher.run(work, owner=owner, done=outcome.done, failed=outcome.failed, item=item)
    qtbot.waitUntil(lambda: dispatcher.pending == 0)
    _let_everything_arrive(dispatcher, qtbot)
    assert outcome.items == [0, 1]
    assert not outcome.is_known


def test_nothing_is_delivered_to_a_deleted_owner(
    dispatcher: Dispatcher, outcome: Outcome, qtbot: QtBot
) -> None:
    """F101."""
    owner = QObject()
    task = Hung()
    dispatcher.run(task, owner=owner, done=outcome.done, failed=outcome.failed)
    assert task.begun.wait(5)
    release = threading.Event()
    dispatcher.run_in_pool(
        lambda: release.wait(5), owner=owner, done=outcome.done, failed=outcome.failed
    )
    shiboken6.delete(owner)
    release.set()
    qtbot.waitUntil(lambda: dispatcher.pending == 1)
    dispatcher.cancel_all()
    assert task.cancelled.wait(5)
    _let_everything_arrive(dispatcher, qtbot)
    assert not outcome.is_known


def test_a_blocking_call_past_its_deadline_fails_and_its_result_is_dropped(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome, qtbot: QtBot
) -> None:
    begun, release, ended = (threading.Event() for _ in range(3))

    def mute() -> None:
        begun.set()
        release.wait(5)
        ended.set()

    late = KeyringRefused("The keyring does not answer.")
    dispatcher.run_blocking(
        mute, owner=owner, done=outcome.done, failed=outcome.failed, deadline=0.02, late=late
    )
    assert begun.wait(5)
    qtbot.waitUntil(lambda: outcome.is_known)
    assert outcome.problems == [late]
    release.set()
    assert ended.wait(5)
    _let_everything_arrive(dispatcher, qtbot)
    assert outcome.results == []


def test_a_blocking_call_in_time_is_not_reported_late(
    dispatcher: Dispatcher,
    owner: QObject,
    outcome: Outcome,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The deadline passes when the test says so: a machine may pause for longer before that.
    deadlines: list[tuple[int, Callable[[], None]]] = []
    timer = SimpleNamespace(singleShot=lambda ms, _, passes: deadlines.append((ms, passes)))
    monkeypatch.setattr(dispatcher_module, "QTimer", timer)
    dispatcher.run_blocking(
        lambda: 7, owner=owner, done=outcome.done, failed=outcome.failed, deadline=1.5
    )
    qtbot.waitUntil(lambda: outcome.is_known)
    [(milliseconds, passes)] = deadlines
    assert milliseconds == 1_500
    passes()
    assert outcome.results == [7]
    assert outcome.problems == []


def test_a_task_stopped_from_elsewhere_is_a_failure_not_silence(
    dispatcher: Dispatcher,
    network: NetworkThread,
    owner: QObject,
    outcome: Outcome,
    qtbot: QtBot,
) -> None:
    hung = Hung()
    dispatcher.run(hung, owner=owner, done=outcome.done, failed=outcome.failed)
    assert hung.begun.wait(5)
    network.stop()
    qtbot.waitUntil(lambda: outcome.is_known)
    assert [problem.code for problem in outcome.problems] == ["stopped"]


def test_the_dispatcher_refuses_other_threads(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome, pool: WorkerPool
) -> None:
    def misuse() -> None:
        dispatcher.run_in_pool(int, owner=owner, done=outcome.done, failed=outcome.failed)

    with pytest.raises(RuntimeError, match="GUI thread"):
        pool.submit(misuse).result(5)


def _let_everything_arrive(dispatcher: Dispatcher, qtbot: QtBot) -> None:
    """Return once a task begun now has come back: signals of earlier ones came before it."""
    marks: list[object] = []
    owner = QObject()

    async def nothing(_post: Post) -> None: ...

    dispatcher.run(nothing, owner=owner, done=marks.append, failed=marks.append)
    dispatcher.run_in_pool(lambda: None, owner=owner, done=marks.append, failed=marks.append)
    qtbot.waitUntil(lambda: len(marks) == 2)


def test_what_a_task_brought_is_freed_without_the_garbage_collector(
    dispatcher: Dispatcher, owner: QObject, outcome: Outcome, qtbot: QtBot
) -> None:
    """A ring of task and future would keep it: pictures, and pages of avatars."""
    brought: list[weakref.ref[QImage]] = []

    def bring() -> QImage:
        image = QImage(8, 8, QImage.Format.Format_RGB32)
        brought.append(weakref.ref(image))
        return image

    dispatcher.run_in_pool(bring, owner=owner, done=outcome.done, failed=outcome.failed)
    qtbot.waitUntil(lambda: outcome.is_known)
    outcome.results.clear()
    qtbot.waitUntil(lambda: brought[0]() is None)
