"""What holds for every test: its own home, no keys, no proxies, and nothing left behind.

A test fails on a record of WARNING or worse from the application or from asyncio, on a warning
of Qt, and on a thread that outlives it. ``@pytest.mark.expects_log("pattern")`` allows such
records, ``@pytest.mark.qt_log_ignore("pattern")`` such Qt messages, and
``@pytest.mark.leaves_threads`` such threads.
"""

import gc
import itertools
import logging
import os
import re
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

# Before anything imports Qt: the platform is read once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, qInstallMessageHandler
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.support import qt_messages, secret_service

_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
_FOREIGN_VARIABLES = (
    *("ANAM_API_KEY", "HEYGEN_API_KEY", "AVATAR_BROWSER_ANAM_URL", "AVATAR_BROWSER_HEYGEN_URL"),
    *("PYTHON_KEYRING_BACKEND", "SSLKEYLOGFILE", "SSL_CERT_FILE", "SSL_CERT_DIR"),
    *_PROXIES,
    *(name.lower() for name in _PROXIES),
)
_WATCHED_LOGGERS = ("avatar_browser", "asyncio", "concurrent.futures")
_HARMLESS_QT_MESSAGES = (
    r"^PulseAudioService: ",
    r"No RHI backend",
    r"^This plugin does not support",
    r"^QStandardPaths: ",
)


_TESTS_BETWEEN_COLLECTIONS = 20
_PATIENCE = 5.0

# A slow moment of the machine is no fault of an example.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    for marker in (
        "expects_log(pattern): the test may log warnings and errors that match",
        "leaves_threads: the test may leave threads running, such as ones that hang on purpose",
    ):
        config.addinivalue_line("markers", marker)
    qInstallMessageHandler(qt_messages.take)


def pytest_unconfigure() -> None:
    qInstallMessageHandler(None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("qt_log_level_fail") is None:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
        asked = [p for m in item.iter_markers("qt_log_ignore") for p in m.args]
        ignored = pytest.mark.qt_log_ignore(*_HARMLESS_QT_MESSAGES, *asked)
        item.add_marker(ignored, append=False)  # the plugin reads the closest one only


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A test that failed because gnome-keyring itself crashed under it is run once more.

    Debian 12's does so once in a thousand sessions. The crash is in the report of the second run.
    """
    if not {"desktop", "locked_desktop"}.intersection(getattr(item, "fixturenames", ())):
        return None
    before = len(secret_service.crashes)
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, nextitem=nextitem, log=False)
    crashes = secret_service.crashes[before:]
    if crashes and any(report.failed for report in reports):
        for name in ("last_type", "last_value", "last_traceback"):
            sys.__dict__.pop(name, None)  # kept by pytest for a debugger, with all their frames
        with warnings.catch_warnings(action="ignore", category=ResourceWarning):
            gc.collect()  # jeepney leaves a socket open where the other side ends
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        reports[0].sections += [("The run before this", words) for words in crashes]
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


class PatientBot(QtBot):
    """Waits longer than the plugin's 5 s: a machine that is busy for that long is no fault."""

    @override
    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 20_000) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QCoreApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def finished_tests() -> Iterator[Iterator[int]]:
    """No garbage is collected but between tests, as the application does on its own thread.

    Else a worker of one test might delete the QObjects of another.
    """
    gc.disable()
    yield itertools.count(1)
    gc.enable()


@pytest.fixture(autouse=True)
def garbage(finished_tests: Iterator[int]) -> Iterator[None]:
    yield
    if next(finished_tests) % _TESTS_BETWEEN_COLLECTIONS == 0:
        gc.collect()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, with the XDG folders inside it and no session bus to reach."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    for variable, name in (
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_STATE_HOME", ".local/state"),
    ):
        monkeypatch.setenv(variable, str(folder / name))
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    for variable in _FOREIGN_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    return folder


@pytest.fixture(autouse=True)
def unexpected_log_records(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test on records of WARNING or worse that no marker allows."""
    collector = _Collector(level=logging.WARNING)
    loggers = [logging.getLogger(name) for name in _WATCHED_LOGGERS]
    for logger in loggers:
        logger.addHandler(collector)
    yield
    for logger in loggers:
        logger.removeHandler(collector)
    allowed = [p for m in request.node.iter_markers("expects_log") for p in m.args]
    unexpected = [text for text in collector.texts if not any(re.search(p, text) for p in allowed)]
    if unexpected:
        pytest.fail("unexpected log records:\n" + "\n".join(unexpected), pytrace=False)


class _Collector(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.texts: list[str] = []
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record))


@pytest.fixture(autouse=True)
def leaked_threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test when a thread begun in it outlives it for long; tells where it stands."""
    before = set(threading.enumerate())
    yield
    if request.node.get_closest_marker("leaves_threads"):
        return
    deadline = time.monotonic() + _PATIENCE
    leaked = []
    for thread in set(threading.enumerate()) - before:
        if isinstance(thread, threading._DummyThread):
            continue  # a thread of Qt's own that once ran Python
        thread.join(max(0.0, deadline - time.monotonic()))
        if thread.is_alive():
            leaked.append(_described(thread))
    if leaked:
        pytest.fail("threads outlive the test:\n" + "\n".join(leaked), pytrace=False)


def _described(thread: threading.Thread) -> str:
    frame = sys._current_frames().get(thread.ident or 0)
    stack = "".join(traceback.format_stack(frame)) if frame else "    (ended meanwhile)\n"
    return f"{thread.name}, which stands at\n{stack}"
