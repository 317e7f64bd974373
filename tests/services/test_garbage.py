"""Garbage is collected on the thread of the window, and Python has its own way again afterwards."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.services.garbage import GarbageRounds


class Ring:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def rounds(qtbot: QtBot) -> Iterator[GarbageRounds]:
    gc.collect()
    gc.enable()
    rounds = GarbageRounds(start_ms=0)
    qtbot.waitUntil(lambda: rounds.has_begun)
    yield rounds
    rounds.end()
    gc.disable()


def test_a_break_collects_what_is_garbage(rounds: GarbageRounds) -> None:
    ring = weakref.ref(Ring())
    rounds.collect()
    assert ring() is None


def test_a_worker_that_allocates_collects_nothing_and_a_round_does(
    rounds: GarbageRounds,  # noqa: ARG001 - they are on
    qtbot: QtBot,
) -> None:
    collectors: set[int] = set()

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            collectors.add(threading.get_ident())

    gc.callbacks.append(note)
    try:
        ring = weakref.ref(Ring())
        kept: list[list[object]] = []
        worker = threading.Thread(target=lambda: kept.extend([] for _ in range(200_000)))
        worker.start()
        worker.join()
        assert collectors == set()
        qtbot.waitUntil(lambda: ring() is None)
        assert collectors == {threading.get_ident()}
    finally:
        gc.callbacks.remove(note)


def test_what_the_start_made_is_never_looked_through(qtbot: QtBot) -> None:
    gc.collect()
    before = gc.get_freeze_count()
    rounds = GarbageRounds(start_ms=0)
    started = [Ring() for _ in range(1000)]
    qtbot.waitUntil(lambda: rounds.has_begun)
    assert gc.get_freeze_count() - before > len(started)
    rounds.end()


def test_the_end_gives_python_its_own_way_back(rounds: GarbageRounds) -> None:
    assert not gc.isenabled()
    rounds.end()
    assert gc.isenabled()
