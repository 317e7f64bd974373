from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.media_server import MediaServer
from tests.support.studio import Studio


@pytest.fixture
def server() -> Iterator[MediaServer]:
    with MediaServer() as server:
        yield server
        server.release()


@pytest.fixture
def studio(server: MediaServer, qtbot: QtBot, tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(server, qtbot, tmp_path)
    yield studio
    server.release()
    studio.close()
