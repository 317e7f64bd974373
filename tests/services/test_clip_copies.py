"""Copies of previews: whole under the user's name, or not there at all."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import Problem
from avatar_browser.services.clip_copies import ClipCopies
from avatar_browser.services.dispatcher import Dispatcher
from tests.support.studio import CLIP

WEBM = CLIP.parent / "clip-vp9.webm"


class Desk:
    def __init__(self, dispatcher: Dispatcher, qtbot: QtBot) -> None:
        self.copies = ClipCopies(dispatcher)
        self.written: list[Path] = []
        self.failed: list[Problem] = []
        self.endings: list[str] = []
        self._qtbot = qtbot
        self.copies.written.connect(self.written.append)
        self.copies.failed.connect(self.failed.append)

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: bool(self.written or self.failed or self.endings))


@pytest.fixture
def desk(dispatcher: Dispatcher, qtbot: QtBot) -> Desk:
    return Desk(dispatcher, qtbot)


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
    assert text == "That folder is not there any more: the preview was not saved."
    assert str(tmp_path) not in text
