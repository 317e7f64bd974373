"""The sample of the voice below the picture: really fetched, really decoded."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from avatar_browser.ui.voices import sound
from avatar_browser.ui.voices.row import PLAY, STOP
from avatar_browser.ui.voices.voicing import EXPIRED
from tests.support.choir import (
    LONG,
    STOCK,
    Choir,
    button,
    has_button,
    row_of,
    silence,
    voicing,
)
from tests.support.media_server import refuses, sends, stalls
from tests.support.pictures import encoded, plain
from tests.support.studio import Studio, click_card

pytestmark = pytest.mark.qt_log_ignore("No audio device detected")  # and the row says so


@pytest.fixture
def choir(studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Choir:
    monkeypatch.setattr(sound, "_STALL_MS", 60_000)  # a slow moment is no sample that is broken
    return Choir(studio, qtbot)


def test_the_sample_is_played_to_its_end_from_the_cache(choir: Choir, qtbot: QtBot) -> None:
    """Rule R2; a content type that lies is no matter."""
    choir.server.serve("/aria", sends(silence(3), "text/html"))
    window = choir.open_on(0)
    choir.play(window)
    assert button(window, STOP).isEnabled()
    qtbot.waitUntil(lambda: has_button(window, PLAY))
    assert not voicing(window).is_playing
    assert row_of(window).note_text == ""
    choir.play(window)
    assert choir.server.targets.count("/aria") == 1


def test_the_button_stops_what_it_began(choir: Choir) -> None:
    window = choir.open_on(0)
    choir.play(window)
    button(window, STOP).click()
    assert not voicing(window).is_playing
    assert button(window, PLAY).isEnabled()


def test_the_keyboard_plays_and_stops(choir: Choir, qtbot: QtBot) -> None:
    window = choir.open_on(0)
    qtbot.waitUntil(voicing(window).action.isEnabled)
    voicing(window).action.trigger()
    qtbot.waitUntil(lambda: voicing(window).is_playing)
    button(window, STOP).setFocus()
    QTest.keyClick(button(window, STOP), Qt.Key.Key_Space)
    assert not voicing(window).is_playing


@pytest.mark.parametrize("other", [5, 2], ids=["same voice", "another voice"])
def test_another_avatar_ends_the_sample(choir: Choir, other: int) -> None:
    window = choir.open_on(0)
    choir.play(window)
    click_card(window.page, other)
    assert not voicing(window).is_playing


def test_a_clip_that_begins_ends_the_sample_and_the_other_way_round(
    choir: Choir, qtbot: QtBot
) -> None:
    window = choir.open_on(4)
    choir.play(window)
    theatre = window.parts.theatre
    theatre.toggle_play()
    assert not voicing(window).is_playing
    qtbot.waitUntil(lambda: theatre.is_playing)
    button(window, PLAY).click()
    assert not theatre.is_playing
    qtbot.waitUntil(lambda: voicing(window).is_playing)
    assert not theatre.is_playing


def test_closing_the_window_ends_the_sample(choir: Choir) -> None:
    window = choir.open_on(0)
    choir.play(window)
    window.close()
    assert not voicing(window).is_playing


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>Sign in</html>", "log in to this network with your browser, then press “Play"),
        (encoded(plain(8, 8)), "no sound that can be played"),
        (b"", "came empty: press “Play voice sample” to try again."),
    ],
)
def test_a_file_that_is_no_sound_is_told(
    choir: Choir, qtbot: QtBot, content: bytes, words: str
) -> None:
    choir.server.serve("/aria", sends(content, "audio/mpeg"))
    window = choir.open_ready()
    button(window, PLAY).click()
    qtbot.waitUntil(lambda: words in row_of(window).note_text)
    assert button(window, PLAY).isEnabled()


@pytest.mark.qt_log_ignore("Could not open media")
def test_a_broken_sound_is_told_and_another_one_plays(choir: Choir, qtbot: QtBot) -> None:
    choir.server.serve("/aria", sends(b"\xff\xfb\x90\x00" + b"rubbish" * 500))
    window = choir.open_ready()
    button(window, PLAY).click()
    qtbot.waitUntil(lambda: row_of(window).note_text.startswith("The sample cannot be played: "))
    assert button(window, PLAY).isEnabled()
    click_card(window.page, 1)
    choir.play(window)


def test_a_sample_that_is_not_there_is_told(choir: Choir, qtbot: QtBot) -> None:
    choir.server.serve("/aria", refuses(404))
    window = choir.open_ready()
    button(window, PLAY).click()
    qtbot.waitUntil(lambda: "not there any more: nothing is to be done" in row_of(window).note_text)


def test_a_link_that_is_past_is_looked_up_anew_and_plays(choir: Choir) -> None:
    choir.server.serve("/aria", refuses(403))
    fresh = choir.server.serve("/fresh", sends(LONG))
    window = choir.open_ready()
    choir.serve_voices(aria=fresh)
    choir.play(window)
    assert choir.server.targets.count("/aria") == 1
    assert choir.server.targets.count("/fresh") == 1


@pytest.mark.parametrize("renewed", ["", "/also-past"])
def test_a_link_that_stays_past_is_told_and_asked_for_once(
    choir: Choir, qtbot: QtBot, renewed: str
) -> None:
    choir.server.serve("/aria", refuses(403))
    window = choir.open_ready()
    if renewed:
        choir.serve_voices(aria=choir.server.serve(renewed, refuses(403)))
    button(window, PLAY).click()
    qtbot.waitUntil(lambda: row_of(window).note_text == EXPIRED)
    assert choir.server.targets.count(STOCK) == 2
    assert row_of(window).name_text == "Aria"


def test_a_sample_on_its_way_can_be_stopped(choir: Choir, qtbot: QtBot) -> None:
    choir.server.serve("/aria", stalls(LONG, after=100))
    window = choir.open_ready()
    button(window, PLAY).click()
    assert row_of(window).facts_text == "Fetching the sample…"
    qtbot.waitUntil(lambda: "/aria" in choir.server.targets)
    button(window, STOP).click()
    assert row_of(window).facts_text.startswith("Default voice")
    choir.server.release()
    dispatcher = choir.studio.applications[0].dispatcher
    qtbot.waitUntil(lambda: dispatcher.pending == 0)
    assert not voicing(window).is_playing


def test_nothing_of_a_voice_is_kept_but_its_sample(choir: Choir, tmp_path: Path) -> None:
    window = choir.open_on(0)
    choir.play(window)
    choir.studio.close()  # whatever is to be written is written
    kept = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert list(kept.values()).count(LONG) == 1
    assert [path for path, content in kept.items() if b"Aria" in content] == []
    choir.play(choir.open_on(0))
    assert choir.server.targets.count(STOCK) == 2
    assert choir.server.targets.count("/aria") == 1
