from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from avatar_browser.providers.api_client import ApiClient
from tests.faults.scene import Figures, Scene
from tests.support.api import OwnTime
from tests.support.faults import Service
from tests.support.media_server import MediaServer
from tests.support.raw_server import RawServer
from tests.support.studio import Studio
from tests.ui.conftest import patience  # noqa: F401 - a fixture

_figures: list[Figures] = []


@pytest.fixture
def own_time(monkeypatch: pytest.MonkeyPatch) -> OwnTime:
    """What the clients of the APIs wait by between two tries, so that nobody really waits."""
    own_time = OwnTime()
    client = partial(ApiClient, clock=own_time.clock, sleep=own_time.sleep, random=lambda: 0.5)
    monkeypatch.setattr("avatar_browser.services.sessions.ApiClient", client)
    return own_time


@pytest.fixture
def scene(
    qapp: QCoreApplication,  # noqa: ARG001 - the application of them all
    qtbot: QtBot,
    tmp_path: Path,
    own_time: OwnTime,
) -> Iterator[Scene]:
    service = Service()
    with MediaServer() as others, RawServer(service) as server:
        studio = Studio(others, qtbot, tmp_path)
        yield Scene(studio, service, server, own_time, qtbot, _figures)
        others.release()
        studio.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures of each fault with ``-v``, else the worst."""
    if not _figures:
        return
    terminalreporter.section("faults: the window's gaps")
    by_busy = sorted(_figures, key=lambda one: -one.busy)
    shown = by_busy if terminalreporter.verbosity > 0 else by_busy[:1]
    for one in shown:
        terminalreporter.line(
            f"busy {one.busy:5.1f} ms, gap {one.gap:6.1f} ms, told {one.told:5.2f} s: {one.name}"
        )
