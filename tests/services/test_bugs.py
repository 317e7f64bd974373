"""What nobody caught: logged once, told once, on the GUI thread, and nothing ends."""

import asyncio
import logging
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import Problem
from avatar_browser.services.bugs import SENTENCE, BugReporter
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.workers import WorkerPool, report_lost

pytestmark = pytest.mark.expects_log("ERROR avatar_browser.services.bugs: A bug")


class Told(QObject):
    """Notes what is reported, and on which thread."""

    def __init__(self, bugs: BugReporter) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self.threads: set[int] = set()
        bugs.reported.connect(self._on_reported)

    def _on_reported(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.threads.add(threading.get_ident())


@pytest.fixture
def bugs(qtbot: QtBot) -> Iterator[BugReporter]:  # noqa: ARG001 - its hooks are there before ours
    bugs = BugReporter()
    bugs.install()
    yield bugs
    bugs.uninstall()


@pytest.fixture
def told(bugs: BugReporter) -> Told:
    return Told(bugs)


def fail() -> None:
    raise ZeroDivisionError("planted")


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The kinds of exceptions in the log."""
    records = [record for record in caplog.records if record.levelno >= logging.ERROR]
    return [
        record.exc_info[0].__name__ for record in records if record.exc_info and record.exc_info[0]
    ]


def test_a_bug_in_a_slot_that_is_called_often_is_told_once_and_nothing_ends(
    told: Told, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    """F104."""
    calls: list[int] = []

    def tick() -> None:
        calls.append(1)
        fail()

    timer = QTimer(told, interval=0)
    timer.timeout.connect(tick)
    timer.start()
    qtbot.waitUntil(lambda: len(calls) >= 20)
    timer.stop()
    assert errors(caplog) == ["ZeroDivisionError"]
    [problem] = told.problems
    assert str(problem) == SENTENCE
    assert problem.code == "bug ZeroDivisionError"


def test_bugs_of_two_places_are_told_apart(
    bugs: BugReporter, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    """F104."""
    for _ in range(3):
        for text in ("1", "2"):
            try:
                int("x") if text == "1" else [][int(text)]
            except (ValueError, IndexError) as error:
                bugs.report(type(error), error, error.__traceback__)
    assert errors(caplog) == ["ValueError", "IndexError"]
    assert [problem.code for problem in told.problems] == ["bug ValueError", "bug IndexError"]


def test_what_is_copied_of_a_bug_names_places_and_no_value(bugs: BugReporter, told: Told) -> None:
    """T07."""
    try:
        raise ValueError("CANARY-key")  # noqa: TRY301
    except ValueError as error:
        bugs.report(ValueError, error, error.__traceback__)
    [problem] = told.problems
    assert "CANARY" not in problem.detail + str(problem)
    assert problem.detail.startswith("test_bugs.py:")
    assert "/" not in problem.detail


def in_a_thread(_told: Told) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def unraisable(_told: Told) -> None:
    class Dying:
        def __del__(self) -> None:
            fail()

    Dying()


def of_a_future_nobody_waits_for(_told: Told) -> None:
    pool = WorkerPool(threads=1, name="alone")
    pool.submit(fail).add_done_callback(report_lost)
    assert pool.finish(20)


def of_a_coroutine_nobody_waits_for(_told: Told) -> None:
    network = NetworkThread()

    async def lost() -> None:
        fail()

    async def begin() -> None:
        await asyncio.wait([asyncio.create_task(lost())])

    network.start()
    network.submit(begin()).result(20)
    assert network.stop(20)


@pytest.mark.parametrize(
    "happen",
    [in_a_thread, unraisable, of_a_future_nobody_waits_for, of_a_coroutine_nobody_waits_for],
)
def test_a_bug_off_the_gui_thread_is_logged_and_told_once(
    told: Told, qtbot: QtBot, caplog: pytest.LogCaptureFixture, happen: Callable[[Told], None]
) -> None:
    """F105."""
    happen(told)
    qtbot.waitUntil(lambda: bool(told.problems))
    assert errors(caplog) == ["ZeroDivisionError"]
    assert [problem.code for problem in told.problems] == ["bug ZeroDivisionError"]
    assert told.threads == {threading.get_ident()}


def test_a_bug_that_ends_a_task_is_logged_and_told_once(
    told: Told, dispatcher: Dispatcher, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    """F105."""
    failed: list[Problem] = []
    dispatcher.run_in_pool(fail, owner=told, done=print, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert errors(caplog) == ["ZeroDivisionError"]
    assert len(told.problems) == 1
    assert "fail" in caplog.text, "which task it was"


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_being_asked_to_end_is_no_bug(
    told: Told,
    bugs: BugReporter,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    kind: type[BaseException],
) -> None:
    """F104."""
    passed_on: list[type[BaseException]] = []
    bugs.uninstall()
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: passed_on.append(kind))
    bugs.install()
    sys.excepthook(kind, kind(), None)
    bugs.uninstall()
    assert passed_on == [kind]
    assert (told.problems, caplog.records) == ([], [])


def test_the_hooks_are_put_back(qtbot: QtBot) -> None:  # noqa: ARG001 - its hooks are there before
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    bugs = BugReporter()
    bugs.install()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) != before
    bugs.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
