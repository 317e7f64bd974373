"""The default voice below the picture, really looked up."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.ui.video import support as video_support
from avatar_browser.ui.voices import support
from avatar_browser.ui.voices.row import LOOKING, PLAY
from tests.support.choir import NO_PAGE, OWN, STOCK, Choir, button, row_of, voicing
from tests.support.media_server import hangs, refuses, sends_json
from tests.support.studio import Studio, click_card


@pytest.fixture
def choir(studio: Studio, qtbot: QtBot) -> Choir:
    return Choir(studio, qtbot)


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


def test_a_list_that_cannot_be_read_is_told(choir: Choir, qtbot: QtBot) -> None:
    choir.server.serve(STOCK, refuses(501))
    window = choir.open_on(0)
    qtbot.waitUntil(lambda: row_of(window).facts_text not in {"", LOOKING})
    assert row_of(window).isVisible()
    assert row_of(window).name_text == "Default voice"
    assert not row_of(window).can_play
    assert not voicing(window).action.isEnabled()


@pytest.fixture
def held_list(choir: Choir) -> Iterator[None]:
    choir.server.serve(OWN, hangs(sends_json(NO_PAGE)))
    yield
    choir.server.release()


@pytest.mark.usefixtures("held_list")
def test_arrow_keys_run_over_avatars_without_asking(choir: Choir, qtbot: QtBot) -> None:
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
    reason = "libpulse.so.0: cannot open shared object file"
    for module in (video_support, support):
        monkeypatch.setattr(module, "why_missing", lambda: reason)
    window = choir.open_on(0)
    qtbot.waitUntil(lambda: row_of(window).name_text == "Aria")
    assert row_of(window).note_text.startswith("Sound needs the system package libpulse0")
    assert not row_of(window).can_play
