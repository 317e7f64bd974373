"""Pictures go to the disk one at a time, when nothing else wants the processor."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import Problem
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.picture_keeping import HELD_BACK_BYTES, MOST_BYTES, PictureKeeping


class Disk:
    """Takes nothing until it is opened."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self.dispatcher = dispatcher
        self.keeping = PictureKeeping(dispatcher)
        self.failed: list[Problem] = []
        self.keeping.failed.connect(self.failed.append)
        self.begun: list[str] = []
        self.kept: list[str] = []
        self.refuses = False
        self.opened = threading.Event()

    def keep(self, name: str, size: int = 1) -> None:
        self.keeping.keep(partial(self._put, name), size)

    def _put(self, name: str) -> None:
        self.begun.append(name)
        assert self.opened.wait(60)
        if self.refuses:
            raise OSError(28, "full")
        self.kept.append(name)

    def settle(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: self.dispatcher.pending == 0)


@pytest.fixture
def disk(dispatcher: Dispatcher) -> Iterator[Disk]:
    disk = Disk(dispatcher)
    yield disk
    disk.opened.set()


def test_one_is_kept_after_the_other(disk: Disk, qtbot: QtBot) -> None:
    for name in "abc":
        disk.keep(name)
    qtbot.waitUntil(lambda: disk.begun == ["a"])
    assert disk.dispatcher.pending == 1
    disk.opened.set()
    disk.settle(qtbot)
    assert disk.kept == ["a", "b", "c"]


def test_nothing_is_begun_while_it_is_held_back(disk: Disk, qtbot: QtBot) -> None:
    disk.opened.set()
    disk.keeping.hold_back(True)
    disk.keep("a")
    assert disk.dispatcher.pending == 0
    disk.keeping.hold_back(False)
    disk.settle(qtbot)
    assert disk.kept == ["a"]


def test_with_much_in_memory_nothing_is_held_back(disk: Disk, qtbot: QtBot) -> None:
    disk.opened.set()
    disk.keeping.hold_back(True)
    disk.keep("a", HELD_BACK_BYTES)
    assert disk.dispatcher.pending == 0
    disk.keep("b")
    disk.settle(qtbot)
    assert disk.kept == ["a"]


def test_there_is_room_for_copies_while_little_waits(disk: Disk, qtbot: QtBot) -> None:
    disk.keep("under way")
    disk.keep("waits", HELD_BACK_BYTES)
    had_room = [disk.keeping.has_room]
    disk.keep("waits, too")
    had_room.append(disk.keeping.has_room)
    disk.opened.set()
    disk.settle(qtbot)
    had_room.append(disk.keeping.has_room)
    assert had_room == [True, False, True]


def test_what_a_disk_that_hangs_cannot_take_is_forgotten(disk: Disk, qtbot: QtBot) -> None:
    disk.keep("under way", MOST_BYTES)
    disk.keep("oldest", MOST_BYTES // 2)
    disk.keep("next", MOST_BYTES // 2)
    disk.keep("last")
    disk.opened.set()
    disk.settle(qtbot)
    assert disk.kept == ["under way", "next", "last"]


def test_a_full_disk_is_told_once_until_it_takes_something(disk: Disk, qtbot: QtBot) -> None:
    disk.opened.set()
    for refuses in (True, True, False, True):
        disk.refuses = refuses
        disk.keep("a")
        disk.settle(qtbot)
    assert len(disk.failed) == 2


def test_what_waits_at_the_end_is_still_kept(disk: Disk) -> None:
    disk.opened.set()
    disk.keeping.hold_back(True)
    disk.keep("a")
    disk.keep("b")
    assert disk.keeping.finish(timeout=20)
    assert sorted(disk.kept) == ["a", "b"]


def test_a_disk_that_hangs_does_not_hold_up_the_end(disk: Disk, qtbot: QtBot) -> None:
    disk.keeping.hold_back(True)
    for number in range(20):
        disk.keep(str(number))
    assert not disk.keeping.finish(timeout=0.01)
    disk.opened.set()
    qtbot.waitUntil(lambda: not any(t.name.startswith("pictures") for t in threading.enumerate()))
    assert len(disk.kept) <= 4, "only what was begun"
