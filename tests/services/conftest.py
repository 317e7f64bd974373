"""Real threads for the services under test."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.workers import WorkerPool


@pytest.fixture(autouse=True)
def application(qapp: QCoreApplication) -> QCoreApplication:
    return qapp


@pytest.fixture
def network() -> Iterator[NetworkThread]:
    thread = NetworkThread()
    thread.start()
    yield thread
    assert thread.stop()


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(threads=2)
    yield pool
    assert pool.stop(timeout=1.0)


@pytest.fixture
def dispatcher(network: NetworkThread, pool: WorkerPool) -> Iterator[Dispatcher]:
    dispatcher = Dispatcher(network, pool)
    yield dispatcher
    assert dispatcher.shut_down()


@pytest.fixture
def owner() -> QObject:
    return QObject()
