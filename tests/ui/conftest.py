from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from tests.services.conftest import dispatcher, make_desk, network, pool  # noqa: F401 - fixtures
from tests.support.gui_thread import watched_setters
from tests.support.media_server import MediaServer
from tests.support.studio import Studio


@pytest.fixture(autouse=True)
def application(qapp: QCoreApplication) -> QCoreApplication:
    return qapp


@pytest.fixture(autouse=True)
def setters_called_elsewhere() -> Iterator[list[str]]:
    """F102: fails the test in which a worker touches a widget or a model."""
    with watched_setters() as seen:
        yield seen
    if seen:
        pytest.fail("touched off the GUI thread:\n" + "\n".join(seen), pytrace=False)


@pytest.fixture
def studio(qtbot: QtBot, tmp_path: Path) -> Iterator[Studio]:
    with MediaServer() as server:
        studio = Studio(server, qtbot, tmp_path)
        yield studio
        server.release()
        studio.close()


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow moment of the machine is no clip that cannot be played."""
    for name in ("_FIRST_FRAME_MS", "_STALL_MS"):
        monkeypatch.setattr(f"avatar_browser.ui.video.player.{name}", 60_000)
