"""The player of the details pane: keys, steps of a frame, speed, volume, full screen."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from avatar_browser.ui.video.player_settings import PlayerSettings
from avatar_browser.ui.window import MainWindow
from tests.support.player import named, playing
from tests.support.studio import Studio, click_card

pytestmark = pytest.mark.usefixtures("patience")
Key = Qt.Key
MIDDLE = 500
FRAME = 1000 / 15


def paused_in_the_middle(studio: Studio, qtbot: QtBot) -> MainWindow:
    window = playing(studio, qtbot)
    theatre = window.parts.theatre
    theatre.toggle_play()
    qtbot.waitUntil(lambda: not theatre.is_playing)
    # By way of the begin: a frame from before the pause may still be on its way.
    for place in (0, MIDDLE):
        theatre.playback.seek(place)
        qtbot.waitUntil(partial(shows_frame_at, window, place))
    return window


def shows_frame_at(window: MainWindow, place: int) -> bool:
    return 0 <= place - frame_start(window) < FRAME


def frame_start(window: MainWindow) -> float:
    """Where the frame that is shown begins, in milliseconds."""
    player = window.parts.theatre.playback._player
    assert player is not None
    return player._frame_start / 1000


def picture(window: MainWindow) -> QImage:
    return window.parts.theatre.stage.grab().toImage()


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
    first, at = picture(window), frame_start(window)
    QTest.keyClick(stage, Key.Key_Period)
    qtbot.waitUntil(lambda: frame_start(window) != at)
    assert frame_start(window) - at == pytest.approx(FRAME, abs=1)
    assert picture(window) != first
    QTest.keyClick(stage, Key.Key_Comma)
    qtbot.waitUntil(lambda: frame_start(window) == at)
    assert picture(window) == first


def test_a_step_pauses(studio: Studio, qtbot: QtBot) -> None:
    window = playing(studio, qtbot)
    QTest.keyClick(window.parts.theatre.stage, Key.Key_Period)
    qtbot.waitUntil(lambda: not window.parts.theatre.is_playing)


def test_stepping_back_at_the_begin_stays_there(studio: Studio, qtbot: QtBot) -> None:
    window = paused_in_the_middle(studio, qtbot)
    stage = window.parts.theatre.stage
    while frame_start(window) > 0:
        before = int(frame_start(window) - FRAME / 2)
        QTest.keyClick(stage, Key.Key_Comma)
        qtbot.waitUntil(partial(shows_frame_at, window, before))
    first = picture(window)
    QTest.keyClick(stage, Key.Key_Comma)
    QTest.keyClick(stage, Key.Key_Period)  # what comes next is one frame after the begin
    qtbot.waitUntil(lambda: frame_start(window) > 0)
    assert frame_start(window) == pytest.approx(FRAME, abs=1)
    QTest.keyClick(stage, Key.Key_Comma)
    qtbot.waitUntil(lambda: frame_start(window) == 0)
    assert picture(window) == first


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
    studio.close()  # waits until the settings are written
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
    inside = studio.applications[-1].features.quick_look.sheet.controls.findChildren(QToolButton)
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


def test_full_screen_without_a_clip_says_why(studio: Studio) -> None:
    studio.serve_anam([studio.anam_record(0, videoUrl=None)])
    window = studio.open_filled()
    click_card(window.page, 0)
    QTest.keyClick(window.parts.theatre.stage, Key.Key_F)
    assert window.parts.theatre.errands.full_screen is None
    assert window.toast.text == "No preview video."
