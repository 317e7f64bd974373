"""What is done with a clip besides watching it here: another player, a copy under a name."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.support.media_server import refuses, sends
from tests.support.player import dialog, in_menu, playing
from tests.support.studio import CLIP, Studio, click_card

pytestmark = pytest.mark.usefixtures("patience")
FETCHING = "Fetching the preview…"


@pytest.mark.parametrize(("clip", "ending"), [("clip.mp4", ".mp4"), ("clip-vp9.webm", ".webm")])
def test_the_system_s_player_is_given_a_copy_with_the_right_ending(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, clip: str, ending: str
) -> None:
    given: list[QUrl] = []

    def take(url: QUrl) -> bool:
        given.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    content = CLIP.with_name(clip).read_bytes()
    studio.serve_clip(sends(content, "video/mp4"))
    window = studio.open_filled()
    click_card(window.page, 0)
    in_menu(window, "System's Player")
    qtbot.waitUntil(lambda: len(given) == 1)
    assert given[0].isLocalFile()
    path = Path(given[0].toLocalFile())
    assert path.parent == studio.paths.lent
    assert path.name.startswith("liv-0-home-")
    assert path.suffix == ending
    assert path.read_bytes() == content
    assert not window.parts.theatre.is_playing
    studio.close()
    studio.open()
    qtbot.waitUntil(lambda: not path.exists())  # the next session takes it back


def test_what_plays_here_rests_while_the_system_s_player_is_opened(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    window = playing(studio, qtbot)
    in_menu(window, "System's Player")
    qtbot.waitUntil(lambda: not window.parts.theatre.is_playing)
    assert window.parts.theatre.stage.is_showing_frame


def test_a_disk_that_takes_no_copy_is_told(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", given.append)
    window = playing(studio, qtbot)
    studio.paths.lent.write_text("a file where the folder should be")
    in_menu(window, "System's Player")
    qtbot.waitUntil(lambda: "could not be copied for the player" in window.toast.text)
    assert given == []


def test_what_cannot_be_played_is_given_to_nobody(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", given.append)
    studio.serve_clip(sends(b"<html>no</html>" * 500, "video/mp4"))
    window = studio.open_filled()
    click_card(window.page, 0)
    in_menu(window, "System's Player")
    qtbot.waitUntil(lambda: "no mp4 or webm" in window.parts.theatre.stage.message)
    assert given == []


def test_no_player_of_the_system_is_told(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    window = playing(studio, qtbot)
    in_menu(window, "System's Player")
    qtbot.waitUntil(lambda: window.toast.text.startswith("No player could be opened: "))


def test_the_preview_is_saved_under_a_name_made_by_us(
    studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    studio.serve_anam([studio.anam_record(0, displayName="../../Liv: *?", variantName="CON")])
    window = studio.open_filled()
    click_card(window.page, 0)
    in_menu(window, "Save Preview As")
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QFileDialog)))
    box = dialog(window)
    name = Path(box.selectedFiles()[0]).name
    assert name.startswith("liv-con-")
    assert name.endswith(".mp4")
    assert not box.testOption(QFileDialog.Option.DontConfirmOverwrite)
    target = tmp_path / "saved.mp4"
    box.fileSelected.emit(str(target))
    qtbot.waitUntil(lambda: "saved.mp4" in window.toast.text)
    assert target.read_bytes() == CLIP.read_bytes()
    box.close()


def test_a_folder_that_is_gone_is_told(studio: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    window = playing(studio, qtbot)
    in_menu(window, "Save Preview As")
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QFileDialog)))
    box = dialog(window)
    box.fileSelected.emit(str(tmp_path / "nowhere" / "x.mp4"))
    qtbot.waitUntil(lambda: "so nothing was saved: " in window.toast.text)
    box.close()


def test_a_clip_that_cannot_be_fetched_is_not_saved(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_clip(refuses(404))
    window = studio.open_filled()
    click_card(window.page, 0)
    in_menu(window, "Save Preview As")
    qtbot.waitUntil(lambda: window.parts.theatre.stage.message not in ("", FETCHING))
    assert not any(d.isVisible() for d in window.findChildren(QFileDialog))
