"""The default voice below the picture: really looked up, really decoded."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from avatar_browser.demo.speech import Speech, spoken
from avatar_browser.ui.video import support as video_support
from avatar_browser.ui.voices import support
from avatar_browser.ui.voices.row import LOOKING, PLAY, STOP, VoiceRow
from avatar_browser.ui.voices.voicing import EXPIRED, Voicing
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import MediaServer, hangs, refuses, sends, sends_json, stalls
from tests.support.pictures import encoded, plain
from tests.support.studio import Studio, click_card

SOUNDS = Path(__file__).parents[1] / "data" / "media"
LONG = spoken(Speech("long", 120.0))
OWN, STOCK = (f"/v3/voices?type={kind}&limit=100" for kind in ("private", "public"))
pytestmark = pytest.mark.qt_log_ignore("No audio device detected")  # and the row says so
NO_PAGE: dict[str, Any] = {"data": [], "has_more": False}


class Choir:
    """A studio whose HeyGen looks speak: "Abby 0" with Aria, "Abby 1" as her person does, …"""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.server: MediaServer = studio.server
        self.looks: list[dict[str, Any]] = []
        for number, voice_id in enumerate(["aria", None, "mute", "gone", "ben", "aria"]):
            self._serve_look(number, voice_id)
        looks = {"data": self.looks, "has_more": False}
        people = [{"id": "group-1", "name": "Abigail", "default_voice_id": "ben"}]
        self.server.serve("/v3/avatars/looks?ownership=public&limit=50", sends_json(looks))
        self.server.serve(
            "/v3/avatars?ownership=public&limit=50", sends_json({**NO_PAGE, "data": people})
        )
        self.sample = self.server.serve("/aria", sends(LONG, "text/html"))
        self.server.serve("/ben", sends(LONG))
        self.server.serve(OWN, sends_json(NO_PAGE))
        self.serve_voices()

    def _serve_look(self, number: int, voice_id: str | None) -> None:
        look = {
            "id": f"look-{number}",
            "name": f"Abby {number}",
            "avatar_type": "studio_avatar",
            "group_id": "group-1",
            "preview_image_url": f"{self.server.url}/still.png",
            # Only one: a clip that plays on its card, below the mouse, would end the sample.
            "preview_video_url": f"{self.server.url}/clip.mp4" if number == 4 else None,
            "default_voice_id": voice_id,
        }
        self.looks.append(look)
        self.server.serve(f"/v3/avatars/looks/{look['id']}", sends_json({"data": look}))

    def voices(self, aria: str = "") -> dict[str, Any]:
        told = [
            ("aria", "Aria", "Spanish", "female", aria or self.sample),
            ("ben", "Ben\u202e", "English", "Male", f"{self.server.url}/ben"),
            ("mute", "Mute", "English", "unknown", "s3://voices/mute.mp3"),
        ]
        names = ("voice_id", "name", "language", "gender", "preview_audio_url")
        return {**NO_PAGE, "data": [dict(zip(names, one, strict=True)) for one in told]}

    def serve_voices(self) -> None:
        self.server.serve(STOCK, sends_json(self.voices()))

    def open(self) -> MainWindow:
        window = self.studio.open_filled()
        window.header.choose_tab(2)
        self.studio._qtbot.waitUntil(lambda: window.is_settled)
        return window

    def open_on(self, row: int) -> MainWindow:
        window = self.open()
        click_card(window.page, row)
        return window


@pytest.fixture
def choir(studio: Studio) -> Choir:
    return Choir(studio)


def row_of(window: MainWindow) -> VoiceRow:
    row = window.pane.findChild(VoiceRow)
    assert row is not None
    return row


def voicing(window: MainWindow) -> Voicing:
    found = window.findChild(Voicing)
    assert found is not None
    return found


def button(window: MainWindow, name: str) -> QToolButton:
    buttons = window.pane.findChildren(QToolButton)
    return next(b for b in buttons if b.accessibleName() == name)


def play(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: row_of(window).can_play)
    button(window, PLAY).click()
    qtbot.waitUntil(lambda: voicing(window).is_playing)


def test_a_voice_is_told_by_name_language_and_gender(choir: Choir, qtbot: QtBot) -> None:
    window = choir.open_on(0)
    row = row_of(window)
    qtbot.waitUntil(lambda: row.name_text == "Aria")
    assert row.isVisible()
    assert row.facts_text == "Default voice  ·  Spanish  ·  Female"
    assert button(window, PLAY).isEnabled()


def test_where_the_look_has_no_voice_its_person_s_counts(choir: Choir, qtbot: QtBot) -> None:
    window = choir.open_on(1)
    qtbot.waitUntil(lambda: row_of(window).name_text == "Ben")
    assert row_of(window).facts_text == "Default voice  ·  English  ·  Male"


def test_an_avatar_without_a_voice_has_no_row(choir: Choir) -> None:
    window = choir.studio.open_filled()
    click_card(window.page, 0)
    assert not row_of(window).isVisible()
    assert not voicing(window).action.isEnabled()
    assert STOCK not in choir.server.targets


def test_the_sample_is_played_to_its_end_from_the_cache(choir: Choir, qtbot: QtBot) -> None:
    """Rule R2; a content type that lies is no matter."""
    tone = (SOUNDS / "tone.mp3").read_bytes()
    choir.server.serve("/aria", sends(tone, "text/html"))
    window = choir.open_on(0)
    play(window, qtbot)
    assert button(window, STOP).isEnabled()
    qtbot.waitUntil(lambda: not voicing(window).is_playing)
    assert row_of(window).note_text == ""
    files = [path for path in choir.studio.paths.media.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in files].count(tone) == 1
    button(window, PLAY).click()
    qtbot.waitUntil(lambda: voicing(window).is_playing)
    assert choir.server.targets.count("/aria") == 1


def test_the_button_stops_what_it_began(choir: Choir, qtbot: QtBot) -> None:
    window = choir.open_on(0)
    play(window, qtbot)
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
def test_another_avatar_ends_the_sample(choir: Choir, qtbot: QtBot, other: int) -> None:
    window = choir.open_on(0)
    play(window, qtbot)
    click_card(window.page, other)
    assert not voicing(window).is_playing


def test_a_clip_that_begins_ends_the_sample_and_the_other_way_round(
    choir: Choir, qtbot: QtBot
) -> None:
    window = choir.open()
    window.page.views.choose_row(4)
    play(window, qtbot)
    theatre = window.parts.theatre
    theatre.toggle_play()
    qtbot.waitUntil(lambda: theatre.is_playing)
    assert not voicing(window).is_playing
    play(window, qtbot)
    assert not theatre.is_playing


def test_closing_the_window_ends_the_sample(choir: Choir, qtbot: QtBot) -> None:
    window = choir.open_on(0)
    play(window, qtbot)
    window.close()
    assert not voicing(window).is_playing


def test_a_sample_that_is_no_link_is_no_sample(choir: Choir, qtbot: QtBot) -> None:
    window = choir.open_on(2)
    qtbot.waitUntil(lambda: row_of(window).name_text == "Mute")
    assert row_of(window).facts_text == "Default voice  ·  English  ·  No sample"
    assert not row_of(window).can_play
    assert not voicing(window).action.isEnabled()


def test_a_voice_that_is_not_listed_is_told(choir: Choir, qtbot: QtBot) -> None:
    window = choir.open_on(3)
    qtbot.waitUntil(lambda: "does not list" in row_of(window).facts_text)
    assert not row_of(window).can_play


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>Sign in</html>", "cannot be played"),
        (encoded(plain(8, 8)), "cannot be played"),
        (b"", "empty"),
    ],
)
def test_a_file_that_is_no_sound_is_told(
    choir: Choir, qtbot: QtBot, content: bytes, words: str
) -> None:
    choir.server.serve("/aria", sends(content, "audio/mpeg"))
    window = choir.open_on(0)
    qtbot.waitUntil(lambda: row_of(window).can_play)
    button(window, PLAY).click()
    qtbot.waitUntil(lambda: words in row_of(window).note_text)
    assert button(window, PLAY).isEnabled()


@pytest.mark.qt_log_ignore("Could not open media")
def test_a_broken_sound_is_told_and_another_one_plays(choir: Choir, qtbot: QtBot) -> None:
    choir.server.serve("/aria", sends(b"\xff\xfb\x90\x00" + b"rubbish" * 500))
    window = choir.open_on(0)
    qtbot.waitUntil(lambda: row_of(window).can_play)
    button(window, PLAY).click()
    qtbot.waitUntil(lambda: row_of(window).note_text == "The sample cannot be played.")
    assert button(window, PLAY).isEnabled()
    click_card(window.page, 1)
    play(window, qtbot)


def test_a_sample_that_is_not_there_is_told(choir: Choir, qtbot: QtBot) -> None:
    choir.server.serve("/aria", refuses(404))
    window = choir.open_on(0)
    qtbot.waitUntil(lambda: row_of(window).can_play)
    button(window, PLAY).click()
    qtbot.waitUntil(lambda: row_of(window).note_text == "The media file is not there.")


def test_a_link_that_is_past_is_looked_up_anew_and_plays(choir: Choir, qtbot: QtBot) -> None:
    choir.server.serve("/aria", refuses(403))
    fresh = choir.server.serve("/fresh", sends(LONG))
    window = choir.open_on(0)
    qtbot.waitUntil(lambda: row_of(window).can_play)
    choir.server.serve(STOCK, sends_json(choir.voices(aria=fresh)))
    play(window, qtbot)
    assert choir.server.targets.count("/aria") == 1
    assert choir.server.targets.count("/fresh") == 1


@pytest.mark.parametrize("renewed", ["", "/also-past"])
def test_a_link_that_stays_past_is_told_and_asked_for_once(
    choir: Choir, qtbot: QtBot, renewed: str
) -> None:
    choir.server.serve("/aria", refuses(403))
    window = choir.open_on(0)
    qtbot.waitUntil(lambda: row_of(window).can_play)
    if renewed:
        link = choir.server.serve(renewed, refuses(403))
        choir.server.serve(STOCK, sends_json(choir.voices(aria=link)))
    button(window, PLAY).click()
    qtbot.waitUntil(lambda: row_of(window).note_text == EXPIRED)
    assert choir.server.targets.count(STOCK) == 2
    assert row_of(window).name_text == "Aria"


def test_a_sample_on_its_way_can_be_stopped(choir: Choir, qtbot: QtBot) -> None:
    choir.server.serve("/aria", stalls(LONG, after=100))
    window = choir.open_on(0)
    qtbot.waitUntil(lambda: row_of(window).can_play)
    button(window, PLAY).click()
    assert row_of(window).facts_text == "Fetching the sample…"
    qtbot.waitUntil(lambda: "/aria" in choir.server.targets)
    button(window, STOP).click()
    assert row_of(window).facts_text.startswith("Default voice")
    choir.server.release()
    dispatcher = choir.studio.applications[0].dispatcher
    qtbot.waitUntil(lambda: dispatcher.pending == 0)
    assert not voicing(window).is_playing


def test_arrow_keys_run_over_avatars_without_asking(choir: Choir, qtbot: QtBot) -> None:
    choir.server.serve(OWN, hangs(sends_json(NO_PAGE)))
    window = choir.open()
    for row in (0, 2, 3):
        window.page.views.choose_row(row)
        assert row_of(window).facts_text == LOOKING
    window.header.choose_tab(1)
    click_card(window.page, 0)
    qtbot.waitUntil(lambda: choir.studio.applications[0].dispatcher.pending == 0)
    assert OWN not in choir.server.targets


def test_a_person_is_told_with_their_own_voice(choir: Choir, qtbot: QtBot) -> None:
    window = choir.open()
    window.page.people.show_people()
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 1)
    window.page.views.choose_row(0)
    qtbot.waitUntil(lambda: row_of(window).name_text == "Ben")
    assert row_of(window).isVisible()


def test_without_qtmultimedia_the_package_is_named(
    choir: Choir, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_support, "player_class", None)
    monkeypatch.setattr(support, "player_class", None)
    monkeypatch.setattr(video_support, "reason", "libpulse.so.0: cannot open shared object file")
    window = choir.open_on(0)
    qtbot.waitUntil(lambda: row_of(window).name_text == "Aria")
    assert row_of(window).note_text.startswith("Sound needs the system package libpulse0")
    assert not row_of(window).can_play


def test_nothing_of_a_voice_is_kept_but_its_sample(choir: Choir, qtbot: QtBot) -> None:
    window = choir.open_on(0)
    play(window, qtbot)
    window.close()
    kept = [path for path in choir.studio.paths.media.parent.parent.rglob("*") if path.is_file()]
    holding = [path for path in kept if b"Aria" in path.read_bytes()]
    assert holding == []
    shutil.rmtree(choir.studio.paths.media)
    again = choir.open_on(0)
    play(again, qtbot)
    assert choir.server.targets.count(STOCK) == 2
