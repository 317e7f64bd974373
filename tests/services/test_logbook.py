"""A state folder that cannot be written, which is told: F70. Real folders and the real threads."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import Problem, StoreFull, StoreUnwritable
from avatar_browser.domain.redaction import Redactor
from avatar_browser.services.logbook import Logbook
from avatar_browser.store import log_file
from avatar_browser.store.log_file import Log
from avatar_browser.store.paths import Paths


class Desk:
    """A log book, and what it tells: a problem, or None where one is over."""

    def __init__(self, root: Path, qtbot: QtBot) -> None:
        self.paths = Paths.under(root)
        self.log = Log(Redactor())
        self.book = Logbook(self.log, self.paths)
        self.told: list[Problem | None] = []
        self.book.troubled.connect(self.told.append)
        self.book.recovered.connect(lambda: self.told.append(None))
        self._wait_until: Callable[[Callable[[], bool]], None] = qtbot.waitUntil

    def await_told(self, number: int) -> list[str]:
        self._wait_until(lambda: len(self.told) >= number)
        return [str(problem) if problem else "" for problem in self.told]

    def await_written(self, line: str) -> None:
        self.log.note(line)
        path = self.paths.log_file
        self._wait_until(lambda: path.is_file() and line in path.read_text(encoding="utf-8"))


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(tmp_path, qtbot)
    yield desk
    desk.book.close(timeout=5.0)


_NO_LOG = "The log cannot be written, so that none is kept for a bug report."
_NO_CRASH = "The file for crashes cannot be written, so that none is kept for a bug report."


def test_a_folder_that_cannot_be_made_is_told_once_until_it_can_be(desk: Desk) -> None:
    """F70."""
    obstacle = desk.paths.state
    obstacle.write_text("a file where the folder should be")
    desk.book.open()
    for number in range(9):
        desk.log.note(f"{number}")
    assert desk.await_told(1) == [_NO_LOG]
    obstacle.unlink()
    desk.log.note("kept")
    assert desk.await_told(2) == [_NO_LOG, "", _NO_CRASH], "its file was to be opened at the start"
    desk.await_written("another")
    assert len(desk.told) == 3
    [first, _, last] = desk.told
    assert isinstance(first, StoreUnwritable)
    assert isinstance(last, StoreUnwritable)


def test_where_all_is_well_nothing_is_told(desk: Desk) -> None:
    desk.book.open()
    desk.await_written("a line")
    assert desk.book.close(timeout=5.0)
    QCoreApplication.processEvents()
    assert desk.told == []


def test_a_crash_file_alone_that_cannot_be_made_is_told(desk: Desk) -> None:
    """F70."""
    desk.paths.crash_file.mkdir(parents=True)
    desk.book.open()
    desk.log.note("a line")
    assert desk.await_told(1) == [_NO_CRASH]


def test_a_disk_that_is_full_for_a_while_is_told_as_such(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F69."""

    def full(_path: Path, _line: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(log_file, "_append", full)
        desk.book.open()
        desk.log.note("lost")
        assert desk.await_told(1) == ["The disk is full, so that no log is kept."]
        assert isinstance(desk.told[0], StoreFull)
    desk.log.note("kept")
    assert desk.await_told(2)[1:] == [""]
