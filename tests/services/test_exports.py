import csv
import errno
import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import Problem
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.exports import Exports, export_problem
from tests.support.avatars import a_full_avatar, an_avatar

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX")

# The kernel itself refuses the write half-way, as on a full disk.
_EXPORT_WITH_A_LIMIT = """
import resource, sys
from pathlib import Path
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.export import ExportForm
from avatar_browser.services.exports import _write
from tests.support.avatars import an_avatar
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
try:
    _write([an_avatar(str(n)) for n in range(100)], {}, ExportForm.JSON, Path(sys.argv[1]))
except Problem as problem:
    print(problem)
"""


class Desk(QObject):
    """Exports, and a note of what they said."""

    def __init__(self, dispatcher: Dispatcher, qtbot: QtBot) -> None:
        super().__init__()
        self.exports = Exports(dispatcher, {"heygen": "HeyGen"}, self)
        self.written: list[tuple[Path, int]] = []
        self.failed: list[Problem] = []
        self._qtbot = qtbot
        self.exports.written.connect(self._on_written)
        self.exports.failed.connect(self.failed.append)

    def _on_written(self, path: Path, count: int) -> None:
        self.written.append((path, count))

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: bool(self.written or self.failed))


@pytest.fixture
def desk(dispatcher: Dispatcher, qtbot: QtBot) -> Desk:
    return Desk(dispatcher, qtbot)


def test_the_ending_decides_what_is_written(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.exports.write([a_full_avatar(), an_avatar("b")], tmp_path / "two.csv")
    desk.exports.write([a_full_avatar()], tmp_path / "one.JSON")
    qtbot.waitUntil(lambda: len(desk.written) == 2)
    assert set(desk.written) == {(tmp_path / "two.csv", 2), (tmp_path / "one.JSON", 1)}
    table = (tmp_path / "two.csv").read_bytes().decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(table, newline=""))] == [
        "abigail_office",
        "b",
    ]
    assert json.loads((tmp_path / "one.JSON").read_bytes())[0]["provider_name"] == "HeyGen"


def test_what_is_there_is_replaced_whole_and_nothing_else_is_left(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "list.json"
    path.write_text("x" * 100_000)
    desk.exports.write([an_avatar("a")], path)
    desk.wait()
    assert len(json.loads(path.read_bytes())) == 1
    assert list(tmp_path.iterdir()) == [path]


@posix_only
def test_the_users_folder_keeps_its_mode_and_the_file_follows_the_mask(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)
    before = os.umask(0o022)
    try:
        desk.exports.write([an_avatar("a")], folder / "list.csv")
        desk.wait()
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    assert stat.S_IMODE((folder / "list.csv").stat().st_mode) == 0o644


def test_another_ending_is_refused_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    desk.exports.write([an_avatar("a")], tmp_path / "list.txt")
    assert [str(problem) for problem in desk.failed] == [
        "Nothing was exported: choose a file name that ends in .csv or .json."
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_told_and_not_made_again(desk: Desk, tmp_path: Path) -> None:
    desk.exports.write([an_avatar("a")], tmp_path / "gone" / "list.csv")
    desk.wait()
    assert str(desk.failed[0]) == (
        "That folder is not there any more, so nothing was exported: choose another folder."
    )
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_a_write_that_the_system_refuses_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text("old")
    child = subprocess.run(
        [sys.executable, "-c", _EXPORT_WITH_A_LIMIT, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert child.stdout.strip() == (
        "The file could not be written, so nothing was exported: choose another folder."
    )
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "reason", "way_out"),
    [
        (errno.ENOSPC, "The disk is full", "free some space, or choose another folder."),
        (errno.EROFS, "That folder cannot be written to", "choose another folder."),
        (errno.EACCES, "That folder cannot be written to", "choose another folder."),
        (errno.EIO, "The file could not be written", "choose another folder."),
    ],
)
def test_a_refusal_is_told_in_our_words(number: int, reason: str, way_out: str) -> None:
    problem = export_problem(OSError(number, os.strerror(number)))
    assert str(problem) == f"{reason}, so nothing was exported: {way_out}"
    assert problem.detail == os.strerror(number)
