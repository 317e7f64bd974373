"""Copies of previews: whole under the user's name, or not there at all."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import Problem
from avatar_browser.services.clip_copies import ClipCopies
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.store.lent_files import LentFiles
from tests.support.studio import CLIP

WEBM = CLIP.parent / "clip-vp9.webm"


class Desk:
    def __init__(self, dispatcher: Dispatcher, qtbot: QtBot, folder: Path) -> None:
        self.folder = folder
        self.copies = ClipCopies(dispatcher, LentFiles(folder))
        self.lent: list[Path] = []
        self.written: list[Path] = []
        self.failed: list[Problem] = []
        self.endings: list[str] = []
        self._qtbot = qtbot
        self.copies.written.connect(self.written.append)
        self.copies.failed.connect(self.failed.append)

    def wait(self) -> None:
        self._qtbot.waitUntil(
            lambda: bool(self.written or self.failed or self.endings or self.lent)
        )


@pytest.fixture
def desk(dispatcher: Dispatcher, qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(dispatcher, qtbot, tmp_path / "lent")


@pytest.mark.parametrize(("clip", "ending"), [(CLIP, "mp4"), (WEBM, "webm")])
def test_the_ending_is_that_of_the_content(
    desk: Desk, tmp_path: Path, clip: Path, ending: str
) -> None:
    nameless = tmp_path / "0b407c77"
    nameless.write_bytes(clip.read_bytes())
    desk.copies.with_ending(nameless, desk.endings.append)
    desk.wait()
    assert desk.endings == [ending]


def test_a_file_of_that_name_is_replaced_by_the_whole_clip(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "mine.mp4"
    target.write_bytes(b"before")
    desk.copies.copy(CLIP, target)
    desk.wait()
    assert desk.written == [target]
    assert target.read_bytes() == CLIP.read_bytes()
    assert [p.name for p in tmp_path.iterdir()] == ["mine.mp4"]


@pytest.mark.parametrize("what", ["copy", "ending"])
def test_a_clip_that_was_removed_meanwhile_is_told(desk: Desk, tmp_path: Path, what: str) -> None:
    target = tmp_path / "mine.mp4"
    target.write_bytes(b"before")
    if what == "copy":
        desk.copies.copy(tmp_path / "gone", target)
    else:
        desk.copies.with_ending(tmp_path / "gone", desk.endings.append)
    desk.wait()
    assert [p.code for p in desk.failed] == ["gone"]
    assert target.read_bytes() == b"before"


def test_a_folder_that_is_not_there_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.copies.copy(CLIP, tmp_path / "nowhere" / "mine.mp4")
    desk.wait()
    text = str(desk.failed[0])
    assert text.startswith("That folder is not there any more, so nothing was saved: choose ")
    assert str(tmp_path) not in text


@pytest.mark.parametrize(("clip", "ending"), [(CLIP, "mp4"), (WEBM, "webm")])
def test_another_program_is_lent_a_copy_by_an_ending_it_knows(
    desk: Desk, tmp_path: Path, clip: Path, ending: str
) -> None:
    nameless = tmp_path / "0b407c77"
    nameless.write_bytes(clip.read_bytes())
    desk.copies.lend(nameless, lambda e: f"liv.{e}", desk.lent.append)
    desk.wait()
    assert desk.lent == [desk.folder / f"liv.{ending}"]
    assert desk.lent[0].read_bytes() == clip.read_bytes()


def test_what_was_lent_is_taken_back(desk: Desk, qtbot: QtBot) -> None:
    desk.copies.lend(CLIP, lambda e: f"liv.{e}", desk.lent.append)
    desk.wait()
    desk.copies.take_back()
    qtbot.waitUntil(lambda: not desk.lent[0].exists())
    assert desk.failed == []


@pytest.mark.parametrize("trouble", ["clip", "folder"])
def test_what_cannot_be_lent_is_told(desk: Desk, tmp_path: Path, trouble: str) -> None:
    if trouble == "folder":
        desk.folder.write_text("a file where the folder should be")
    clip = tmp_path / "gone" if trouble == "clip" else CLIP
    desk.copies.lend(clip, lambda e: f"liv.{e}", desk.lent.append)
    desk.wait()
    assert desk.lent == []
    assert [p.code for p in desk.failed] == ["gone" if trouble == "clip" else "lend"]
    assert str(tmp_path) not in str(desk.failed[0])
