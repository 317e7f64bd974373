"""Previews in the details pane: real clips, really decoded."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSlider, QToolButton
from pytestqt.qtbot import QtBot

from avatar_browser.ui.video import support
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import refuses, sends, stalls
from tests.support.studio import CLIP, Studio, click_card

CLIPS = CLIP.parent


@pytest.fixture(autouse=True)
def patient_player(request: pytest.FixtureRequest) -> None:
    """A clip of which no frame comes for seconds is given up: only one that cannot be played."""
    if "clip" not in request.fixturenames:
        request.getfixturevalue("patience")


def button(window: MainWindow, name: str) -> QToolButton:
    buttons = window.pane.findChildren(QToolButton)
    return next(b for b in buttons if b.accessibleName() == name)


def stage_picture(window: MainWindow) -> QImage:
    return window.parts.theatre.stage.grab().toImage()


def play(window: MainWindow, qtbot: QtBot) -> None:
    click_card(window.page, 0)
    button(window, "Play").click()
    qtbot.waitUntil(lambda: window.parts.theatre.stage.is_showing_frame)


def test_a_preview_plays_and_its_picture_moves(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    play(window, qtbot)
    first = stage_picture(window)
    qtbot.waitUntil(lambda: stage_picture(window) != first)
    assert button(window, "Pause").isEnabled()
    assert window.parts.theatre.stage.message == ""


def test_pause_holds_the_frame_and_play_goes_on(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    play(window, qtbot)
    button(window, "Pause").click()
    qtbot.waitUntil(lambda: not window.parts.theatre.is_playing)
    held = stage_picture(window)
    button(window, "Play").click()
    qtbot.waitUntil(lambda: stage_picture(window) != held)


def test_the_position_can_be_sought(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    play(window, qtbot)
    slider = window.pane.findChild(QSlider)
    assert slider is not None
    qtbot.waitUntil(lambda: slider.maximum() > 0)
    button(window, "Pause").click()
    target = slider.maximum() // 2
    slider.setValue(target)
    qtbot.waitUntil(lambda: abs(window.parts.theatre.position - target) < 150)


def test_a_clip_without_loop_ends_and_can_be_played_again(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    button(window, "Loop").click()
    button(window, "Play").click()
    qtbot.waitUntil(lambda: window.parts.theatre.stage.is_showing_frame)
    qtbot.waitUntil(lambda: not window.parts.theatre.is_playing)
    button(window, "Play").click()
    qtbot.waitUntil(lambda: window.parts.theatre.is_playing)


def test_loop_and_mute_are_kept_over_a_restart(studio: Studio) -> None:
    window = studio.open_filled()
    assert button(window, "Loop").isChecked()
    button(window, "Loop").click()
    button(window, "Mute").click()
    window.close()
    studio.close()  # waits until the settings are written
    again = studio.open_filled()
    assert not button(again, "Loop").isChecked()
    assert button(again, "Mute").isChecked()


def test_choosing_another_card_gives_the_still_back_and_lets_go_of_the_clip(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    play(window, qtbot)
    click_card(window.page, 1)
    assert not window.parts.theatre.stage.is_showing_frame
    assert not window.parts.theatre.is_playing
    assert button(window, "Play").isEnabled()


@pytest.mark.parametrize(
    ("clip", "words"),
    [
        ("clip-av1.mp4", "cannot be decoded"),
        ("clip-cut-in-half.mp4", "incomplete"),
        ("red-then-blue.gif", "no mp4 or webm"),
    ],
)
def test_a_file_that_cannot_be_played_is_told_and_the_still_stays(
    studio: Studio, qtbot: QtBot, clip: str, words: str
) -> None:
    """Faults F55, F56, F58."""
    studio.serve_clip(sends((CLIPS / clip).read_bytes(), "video/mp4"))
    window = studio.open_filled()
    click_card(window.page, 0)
    button(window, "Play").click()
    stage = window.parts.theatre.stage
    qtbot.waitUntil(lambda: words in stage.message)
    assert not stage.is_showing_frame
    assert button(window, "Play").isEnabled()


def test_a_link_that_is_refused_is_renewed_once_and_plays(studio: Studio, qtbot: QtBot) -> None:
    """Fault F03."""
    studio.plays_on_hover = False  # it might ask for the clip first
    window = studio.open_filled()
    studio.serve_clip(refuses(403))
    fresh = studio.server.serve("/fresh.mp4", sends(CLIP.read_bytes(), "video/mp4"))
    studio.serve_detail(0, videoUrl=fresh)
    window.page.views.choose_row(0)
    button(window, "Play").click()
    qtbot.waitUntil(lambda: window.parts.theatre.stage.is_showing_frame)
    # None, where the details of the avatar were there before the first try.
    assert studio.server.targets.count("/clip.mp4") <= 1
    assert studio.server.targets.count("/fresh.mp4") == 1


def test_a_clip_on_its_way_is_told_and_plays_once_it_is_there(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_clip(stalls(CLIP.read_bytes(), after=8_192))
    window = studio.open_filled()
    click_card(window.page, 0)
    button(window, "Play").click()
    stage = window.parts.theatre.stage
    qtbot.waitUntil(lambda: "/clip.mp4" in studio.server.targets)
    assert stage.message.startswith("Fetching the preview…")
    studio.server.release()
    qtbot.waitUntil(lambda: stage.is_showing_frame)
    assert stage.message == ""


def test_an_avatar_without_a_video_says_so(studio: Studio) -> None:
    """Fault F38: null is no error."""
    studio.serve_anam([studio.anam_record(0, videoUrl=None)])
    window = studio.open_filled()
    click_card(window.page, 0)
    assert not button(window, "Play").isEnabled()
    assert window.parts.theatre.controls.reason == "No preview video."


def test_without_qtmultimedia_all_else_works_and_the_package_is_named(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault F60."""
    reason = "libpulse.so.0: cannot open shared object file: No such file"
    monkeypatch.setattr(support, "why_missing", lambda: reason)
    window = studio.open_filled()
    click_card(window.page, 0)
    assert window.pane.title_text == "Liv 0"
    assert not button(window, "Play").isEnabled()
    assert "libpulse0" in window.parts.theatre.controls.reason


def test_the_file_is_opened_from_the_cache_never_from_a_url(studio: Studio, qtbot: QtBot) -> None:
    """Rule R2."""
    studio.plays_on_hover = False  # it might ask for the clip first
    window = studio.open_filled()
    play(window, qtbot)
    source = window.parts.theatre.source
    assert source is not None
    assert Path(source).is_relative_to(studio.paths.media)
    assert studio.server.targets.count("/clip.mp4") == 1


def test_the_keyboard_plays_from_the_grid(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    window.menu_actions.play.trigger()
    qtbot.waitUntil(lambda: window.parts.theatre.stage.is_showing_frame)
    assert window.parts.theatre.is_playing
