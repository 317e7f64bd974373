"""Real threads for the services under test.

They end within milliseconds, but a machine that pauses meanwhile is no fault: hence the patience.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.workers import WorkerPool
from tests.services.desk import Desk, MakeDesk
from tests.services.media_benches import CLIP, Ground
from tests.services.outcome import Outcome
from tests.services.scripted import ScriptedStream
from tests.services.visits import House
from tests.store.conftest import bare_desktop, desktop, mute_desktop  # noqa: F401 - fixtures
from tests.support.anam_media import avatar_with
from tests.support.key_sessions import Session
from tests.support.media_server import MediaServer, sends


@pytest.fixture(autouse=True)
def application(qapp: QCoreApplication) -> QCoreApplication:
    return qapp


@pytest.fixture
def network() -> Iterator[NetworkThread]:
    thread = NetworkThread()
    thread.start()
    yield thread
    assert thread.stop(timeout=20)


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(threads=2)
    yield pool
    assert pool.stop(timeout=20)


@pytest.fixture
def dispatcher(network: NetworkThread, pool: WorkerPool) -> Iterator[Dispatcher]:
    dispatcher = Dispatcher(network, pool)
    yield dispatcher
    assert dispatcher.shut_down(timeout=40)


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture
def make_desk(dispatcher: Dispatcher, qtbot: QtBot) -> MakeDesk:
    def make(*streams: ScriptedStream, then: Sequence[ScriptedStream] = ()) -> Desk:
        return Desk(dispatcher, qtbot, streams, then)

    return make


@pytest.fixture
def house(dispatcher: Dispatcher, qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    house = House(dispatcher, qtbot, tmp_path / "data")
    yield house
    house.leave()


@pytest.fixture
def outcome() -> Outcome:
    return Outcome()


@pytest.fixture
def server() -> Iterator[MediaServer]:
    with MediaServer() as server:
        yield server


@pytest.fixture
def ground(
    dispatcher: Dispatcher, network: NetworkThread, tmp_path: Path, server: MediaServer
) -> Ground:
    return Ground(dispatcher, network, tmp_path / "media", server)


@pytest.fixture
def liv(server: MediaServer) -> Avatar:
    """Her clip is whole; a test may serve something else in its place."""
    return avatar_with("liv", videoUrl=server.serve("/liv.mp4", sends(CLIP, "text/plain")))


@pytest.fixture
def session(qtbot: QtBot, dispatcher: Dispatcher, tmp_path: Path) -> Session:
    return Session(qtbot, dispatcher, tmp_path)
