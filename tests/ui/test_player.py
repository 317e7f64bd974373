"""The player of the details pane: keys, speed, volume, full screen, and what is done with files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from avatar_browser.ui.video.player_settings import PlayerSettings
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import refuses, sends
from tests.support.studio import CLIP, Studio, click_card

Key = Qt.Key
MIDDLE = 500


def playing(studio: Studio, qtbot: QtBot) -> MainWindow:
    window = studio.open_filled()
    click_card(window.page, 0)
    window.menu_actions.play.trigger()
    theatre = window.parts.theatre
    qtbot.waitUntil(lambda: theatre.stage.is_showing_frame and slider(window, "Position") > 0)
    return window


def paused_in_the_middle(studio: Studio, qtbot: QtBot) -> MainWindow:
    window = playing(studio, qtbot)
    theatre = window.parts.theatre
    theatre.toggle_play()
    qtbot.waitUntil(lambda: not theatre.is_playing)
    theatre.playback.seek(MIDDLE)
    qtbot.waitUntil(lambda: abs(theatre.position - MIDDLE) < 60)
    return window


def named(window: MainWindow, kind: type[QWidget], name: str) -> QWidget:
    return next(w for w in window.pane.findChildren(kind) if w.accessibleName() == name)


def slider(window: MainWindow, name: str) -> int:
    """The upper end of its range."""
    found = named(window, QSlider, name)
    assert isinstance(found, QSlider)
    return found.maximum()


def picture(window: MainWindow) -> QImage:
    return window.parts.theatre.stage.grab().toImage()


def in_menu(window: MainWindow, text: str) -> None:
    actions = window.parts.theatre.controls.menu.actions()
    next(a for a in actions if text in a.text().replace("&", "")).trigger()


def dialog(window: MainWindow) -> QFileDialog:
    return next(d for d in window.findChildren(QFileDialog) if d.isVisible())


@pytest.mark.parametrize("where", ["Picture", "Pause", "Loop"])
def test_arrow_keys_seek_by_a_second(studio: Studio, qtbot: QtBot, where: str) -> None:
    window = paused_in_the_middle(studio, qtbot)
    theatre = window.parts.theatre
    part = named(window, QWidget, "Play" if where == "Pause" else where)
    QTest.keyClick(part, Key.Key_Left)
    qtbot.waitUntil(lambda: theatre.position == 0)
    QTest.keyClick(part, Key.Key_Right)
    qtbot.waitUntil(lambda: theatre.position > 900)


def test_a_frame_forwards_and_back_again_is_the_same_picture(studio: Studio, qtbot: QtBot) -> None:
    window = paused_in_the_middle(studio, qtbot)
    stage = window.parts.theatre.stage
    QTest.keyClick(stage, Key.Key_Period)
    qtbot.wait(300)  # until the frame sought before all this is painted too
    first, at = picture(window), window.parts.theatre.position
    QTest.keyClick(stage, Key.Key_Period)
    qtbot.waitUntil(lambda: picture(window) != first)
    assert 40 <= window.parts.theatre.position - at <= 95, "a frame lasts 67 ms"
    QTest.keyClick(stage, Key.Key_Comma)
    qtbot.waitUntil(lambda: picture(window) == first)


def test_a_step_pauses(studio: Studio, qtbot: QtBot) -> None:
    window = playing(studio, qtbot)
    QTest.keyClick(window.parts.theatre.stage, Key.Key_Period)
    qtbot.waitUntil(lambda: not window.parts.theatre.is_playing)


def test_stepping_back_at_the_begin_stays_there(studio: Studio, qtbot: QtBot) -> None:
    window = paused_in_the_middle(studio, qtbot)
    for _ in range(20):
        QTest.keyClick(window.parts.theatre.stage, Key.Key_Comma)
        qtbot.wait(20)
    qtbot.waitUntil(lambda: window.parts.theatre.position < 100)
    assert window.parts.theatre.stage.is_showing_frame


def test_the_speed_is_chosen_in_its_menu(studio: Studio, qtbot: QtBot) -> None:
    window = playing(studio, qtbot)
    speed = named(window, QToolButton, "Speed")
    assert isinstance(speed, QToolButton)
    assert [a.text() for a in speed.menu().actions()] == ["0.5×", "1×", "1.5×", "2×"]
    speed.menu().actions()[3].trigger()
    assert speed.text() == "2×"
    assert window.parts.theatre.playback.rate == 2.0


def test_volume_is_kept_over_a_restart(studio: Studio, qtbot: QtBot) -> None:
    window = playing(studio, qtbot)
    volume = named(window, QSlider, "Volume")
    assert isinstance(volume, QSlider)
    assert volume.value() == 100
    volume.setValue(35)
    window.close()
    again = named(studio.open_filled(), QSlider, "Volume")
    assert isinstance(again, QSlider)
    assert again.value() == 35


def test_turning_the_sound_up_ends_the_mute() -> None:
    settings = PlayerSettings(muted=True, volume=50)
    told = []
    settings.changed.connect(lambda: told.append((settings.volume, settings.muted)))
    for volume in (40, 60, 60, 400):
        settings.set_volume(volume)
    assert told == [(40, True), (60, False), (100, False)]


def test_quick_look_and_pane_are_set_alike(studio: Studio) -> None:
    window = studio.open_filled()
    mute = named(window, QToolButton, "Mute")
    assert isinstance(mute, QToolButton)
    mute.click()
    inside = studio.applications[-1].quick_look.sheet.controls.findChildren(QToolButton)
    assert next(b for b in inside if b.accessibleName() == "Mute").isChecked()


def test_full_screen_shows_what_plays_and_the_way_back(studio: Studio, qtbot: QtBot) -> None:
    window = playing(studio, qtbot)
    theatre = window.parts.theatre
    QTest.keyClick(theatre.stage, Key.Key_F)
    screen = theatre.errands.full_screen
    assert screen is not None
    qtbot.waitUntil(lambda: screen.isFullScreen() and screen.canvas.is_showing_frame)
    first = screen.canvas.grab().toImage()
    qtbot.waitUntil(lambda: screen.canvas.grab().toImage() != first)
    QTest.keyClick(screen, Key.Key_Escape)
    qtbot.waitUntil(lambda: theatre.errands.full_screen is None)
    assert theatre.is_playing
    theatre.toggle_play()
    theatre.toggle_play()
    qtbot.waitUntil(lambda: theatre.is_playing)


def test_the_system_s_player_is_given_our_checked_file(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[QUrl] = []

    def take(url: QUrl) -> bool:
        given.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    window = studio.open_filled()
    click_card(window.page, 0)
    in_menu(window, "System's Player")
    qtbot.waitUntil(lambda: len(given) == 1)
    assert given[0].isLocalFile()
    path = Path(given[0].toLocalFile())
    assert path.is_relative_to(studio.paths.media)
    assert path.read_bytes() == CLIP.read_bytes()
    assert not window.parts.theatre.is_playing


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
    assert window.toast.text == "No player could be opened."


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
    qtbot.waitUntil(lambda: "the preview was not saved" in window.toast.text)
    box.close()


def test_a_clip_that_cannot_be_fetched_is_not_saved(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_clip(refuses(404))
    window = studio.open_filled()
    click_card(window.page, 0)
    in_menu(window, "Save Preview As")
    qtbot.waitUntil(lambda: bool(window.parts.theatre.stage.message))
    assert not any(d.isVisible() for d in window.findChildren(QFileDialog))
