"""A pasted id leads to its avatar, and one that nobody here has can be looked up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.domain.facets import Facet
from avatar_browser.services.people import Level
from avatar_browser.ui.notice import Notice
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import hangs, refuses, sends_json
from tests.support.studio import Studio, click_card, keys_for

ELSEWHERE = "f47ac10b-58cc-4372-a567-0e02b2c3d479"
DETAIL = f"/v1/avatars/{ELSEWHERE}"
LOOK_DETAIL = f"/v3/avatars/looks/{ELSEWHERE}"
NO_SUCH_LOOK = {"error": {"code": "avatar_not_found", "message": "Avatar look not found."}}


def paste(window: MainWindow, text: str) -> None:
    """As Ctrl+V in the search does."""
    QGuiApplication.clipboard().setText(text)
    window.finder.search.clear()
    window.finder.search.paste()


def chosen(window: MainWindow) -> list[str]:
    return [avatar.key.id for avatar in window.page.selected]


def shown(window: MainWindow) -> list[str]:
    return [avatar.key.id for avatar in window.page.shelf.rows]


def notice(window: MainWindow) -> Notice:
    said = window.page.notice
    assert said is not None
    return said


def offers(window: MainWindow) -> list[str]:
    """The buttons that a user sees beside what is said."""
    said = [offer.text for offer in notice(window).offers]
    buttons = [b.text() for b in window.page.findChildren(QPushButton) if b.isVisible()]
    assert set(said) <= set(buttons)
    return said


def press(window: MainWindow, text: str) -> None:
    buttons = window.page.findChildren(QPushButton)
    next(b for b in buttons if b.text() == text and b.isVisible()).click()


def is_asking(studio: Studio) -> bool:
    return studio.applications[-1].features.lookup.asking is not None


def all_tab(studio: Studio) -> MainWindow:
    window = studio.open_filled()
    window.header.choose_tab(0)
    return window


def test_a_pasted_id_chooses_its_avatar_and_nothing_else(studio: Studio) -> None:
    window = all_tab(studio)
    click_card(window.page, 20)
    paste(window, "anam-2")
    assert len(shown(window)) > 1
    assert chosen(window) == ["anam-2"]
    assert window.pane.title_text == "Liv 2"
    window.menu_actions.copy_id.trigger()
    assert QGuiApplication.clipboard().text() == "anam-2"


def test_the_id_of_what_is_chosen_leaves_it_chosen(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 3)
    QTest.keyClick(window.page.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    window.finder.search.setFocus()
    # The window's own event, so that Ctrl is down while the search is told.
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.finder.search.text() == "anam-3"
    assert chosen(window) == ["anam-3"]


def test_the_avatar_stays_chosen_and_in_view_when_the_query_is_taken_back(studio: Studio) -> None:
    studio.serve_anam([studio.anam_record(number) for number in range(90)])
    window = studio.open_filled()
    paste(window, "anam-88")
    window.finder.search.clear()
    assert len(shown(window)) == 90
    assert chosen(window) == ["anam-88"]
    assert 88 in window.page.views.visible_rows()


@pytest.mark.parametrize(
    "address",
    [
        "https://lab.example/avatars/anam-12?tab=1",
        "https://lab.example/#/avatars/anam-12",
        "https://lab.example/pick?avatar_id=anam-12&Signature=Abc123Abc123",
    ],
)
def test_a_pasted_address_leads_to_its_avatar(studio: Studio, address: str) -> None:
    window = all_tab(studio)
    paste(window, address)
    assert shown(window) == chosen(window) == ["anam-12"]


def test_the_id_of_a_person_shows_the_looks_and_chooses_the_first(studio: Studio) -> None:
    window = all_tab(studio)
    paste(window, "group-1")
    assert shown(window) == [f"look-{number}" for number in range(6)]
    assert chosen(window) == ["look-0"]
    paste(window, "https://app.example/avatar/group-1")
    assert shown(window) == [f"look-{number}" for number in range(6)]


def test_an_avatar_that_is_gone_is_found_by_its_id(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    studio.serve_anam([studio.anam_record(number) for number in range(29)])
    window.menu_actions.refresh.trigger()
    qtbot.waitUntil(lambda: window.page.sources[0].catalogue.state.gone == 1)
    paste(window, "anam-29")
    assert chosen(window) == ["anam-29"]


def test_an_avatar_that_the_filters_leave_out_is_told_and_can_be_shown(studio: Studio) -> None:
    window = all_tab(studio)
    window.page.shelf.toggle(Facet.PROVIDER, "heygen")
    paste(window, "has:video anam-7")
    assert shown(window) == []
    assert notice(window).title == "Left out by the filters"
    assert notice(window).text == "It belongs to Liv 7, home."
    press(window, "Show it")
    assert chosen(window) == ["anam-7"]
    assert window.finder.search.text() == "anam-7"
    assert window.page.chips.labels == ["anam-7"]


def test_an_id_of_another_tab_is_shown_in_all(studio: Studio) -> None:
    window = studio.open_filled()
    window.pages[0].shelf.toggle(Facet.PROVIDER, "anam")
    paste(window, "look-3")
    assert notice(window).title == "An ID of HeyGen"
    assert notice(window).text == "It belongs to Abigail, Abby 3."
    press(window, "Show it in All")
    assert window.page.name == "All"
    assert chosen(window) == ["look-3"]
    assert window.finder.search.text() == "look-3"


def test_words_that_match_nothing_are_no_unknown_id(studio: Studio) -> None:
    window = all_tab(studio)
    for text in ("nobody", "no-one", "liv nobody-12345", "sk_V2_1234567890"):
        paste(window, text)
        assert notice(window).title == "Nothing matches", text
    window.page.shelf.toggle(Facet.PROVIDER, "heygen")
    paste(window, "anam-1 home")
    assert notice(window).title == "Nothing matches"


def test_an_unknown_id_is_offered_to_the_providers_of_the_tab_that_have_a_key(
    studio: Studio, qtbot: QtBot
) -> None:
    window = all_tab(studio)
    paste(window, ELSEWHERE.upper())
    assert notice(window).title == "No avatar here has this ID"
    assert offers(window) == ["Look it up at Anam", "Look it up at HeyGen"]
    window.header.choose_tab(2)
    paste(window, f"https://app.example/public-avatars/{ELSEWHERE}/shared-link")
    assert offers(window) == ["Look it up at HeyGen"]
    studio.close()
    environment = keys_for(studio.server)
    del environment["HEYGEN_API_KEY"]
    window = studio.open(environment, tab=0)
    qtbot.waitUntil(lambda: window.page.shelf.total > 0)
    paste(window, ELSEWHERE)
    assert offers(window) == ["Look it up at Anam"]


def test_what_is_found_by_looking_it_up_is_chosen_and_not_kept(
    studio: Studio, qtbot: QtBot
) -> None:
    studio.server.serve(DETAIL, sends_json(studio.anam_record(0, id=ELSEWHERE, displayName="Mara")))
    window = all_tab(studio)
    paste(window, ELSEWHERE.upper())
    press(window, "Look it up at Anam")
    assert notice(window).title == "Asking Anam…"
    qtbot.waitUntil(lambda: chosen(window) == [ELSEWHERE])
    assert window.page.notice is None
    assert window.toast.text == "Found Mara at Anam. It is listed here until you quit."
    window.finder.search.setText("mara")
    assert shown(window) == [ELSEWHERE]
    window.menu_actions.refresh.trigger()
    catalogue = window.pages[1].sources[0].catalogue
    qtbot.waitUntil(lambda: window.page.is_loading)
    qtbot.waitUntil(lambda: not window.page.is_loading)
    assert (catalogue.state.count, catalogue.state.gone, catalogue.state.new) == (31, 0, 0)
    window.finder.search.clear()
    studio.close()
    again = studio.open_filled()
    assert again.pages[1].shelf.total == 30


def test_each_provider_that_knows_no_such_avatar_is_named(studio: Studio, qtbot: QtBot) -> None:
    studio.server.serve(LOOK_DETAIL, refuses(404, NO_SUCH_LOOK))
    window = all_tab(studio)
    paste(window, ELSEWHERE)
    press(window, "Look it up at Anam")
    qtbot.waitUntil(lambda: "Anam knows no avatar with this ID." in notice(window).text)
    assert offers(window) == ["Look it up at HeyGen"]
    press(window, "Look it up at HeyGen")
    qtbot.waitUntil(lambda: "HeyGen knows no avatar with this ID." in notice(window).text)
    assert "Anam knows no avatar with this ID." in notice(window).text
    press(window, "Clear the search")
    assert window.finder.search.text() == ""
    assert len(shown(window)) == 36


def test_the_keyboard_alone_looks_an_id_up(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    paste(window, ELSEWHERE)
    QTest.keyClick(window.finder.search, Qt.Key.Key_Return)
    button = window.focusWidget()
    assert isinstance(button, QPushButton)
    assert button.text() == "Look it up at Anam"
    QTest.keyClick(button, Qt.Key.Key_Space)
    button = window.focusWidget()
    assert isinstance(button, QPushButton)
    assert button.text() == "Cancel"


def test_another_problem_has_its_own_words_and_can_be_tried_again(
    studio: Studio, qtbot: QtBot
) -> None:
    found = sends_json(studio.anam_record(0, id=ELSEWHERE, displayName="Mara"))
    studio.server.serve(DETAIL, refuses(403), found)
    window = studio.open_filled()
    paste(window, ELSEWHERE)
    press(window, "Look it up at Anam")
    qtbot.waitUntil(lambda: notice(window).title == "Anam does not permit this")
    press(window, "Copy details")
    assert "NotPermitted" in QGuiApplication.clipboard().text()
    assert offers(window) == ["Try again"]
    press(window, "Try again")
    qtbot.waitUntil(lambda: chosen(window) == [ELSEWHERE])


def test_a_refused_key_can_be_replaced(studio: Studio, qtbot: QtBot) -> None:
    studio.server.serve(DETAIL, refuses(401))
    window = studio.open_filled()
    paste(window, ELSEWHERE)
    press(window, "Look it up at Anam")
    qtbot.waitUntil(lambda: notice(window).title == "Anam refused the key")
    assert offers(window)[0] == "Replace key…"


def test_another_query_ends_the_request(studio: Studio, qtbot: QtBot) -> None:
    record = studio.anam_record(0, id=ELSEWHERE)
    studio.server.serve(DETAIL, hangs(sends_json(record)))
    window = studio.open_filled()
    paste(window, ELSEWHERE)
    press(window, "Look it up at Anam")
    qtbot.waitUntil(lambda: DETAIL in studio.server.targets)
    assert is_asking(studio)
    window.finder.search.setText("liv 3")
    assert not is_asking(studio)
    assert window.page.notice is None
    paste(window, ELSEWHERE)
    press(window, "Look it up at Anam")
    press(window, "Cancel")
    assert not is_asking(studio)
    assert offers(window) == ["Look it up at Anam"]


def test_an_id_that_arrives_later_is_chosen_once(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    paste(window, "anam-3000")
    assert notice(window).title == "No avatar here has this ID"
    studio.serve_anam([studio.anam_record(number) for number in (*range(30), 3000)])
    window.menu_actions.refresh.trigger()
    qtbot.waitUntil(lambda: chosen(window) == ["anam-3000"])
    assert window.page.notice is None


def test_what_is_typed_on_is_the_users_own_choice(studio: Studio) -> None:
    window = studio.open_filled()
    paste(window, "anam-2")
    click_card(window.page, 3)
    before = chosen(window)
    studio.applications[0].catalogues[0].update(window.page.shelf.rows[0])
    assert chosen(window) == before != ["anam-2"]


def test_pasting_among_the_avatars_searches(studio: Studio) -> None:
    window = all_tab(studio)
    window.finder.search.setText("liv")
    click_card(window.page, 4)
    QGuiApplication.clipboard().setText(" look-4\n")
    QTest.keyClick(window.page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.finder.search.text() == "look-4"
    assert chosen(window) == ["look-4"]
    keys = dict(window.menu_actions.shortcuts())
    assert keys["Paste into Search"].startswith("Ctrl+V")


def test_among_people_a_look_is_found_by_its_id(studio: Studio) -> None:
    window = all_tab(studio)
    window.page.people.show_people()
    paste(window, "https://app.example/look-4/group-1")
    assert window.page.people.level is Level.PERSON
    assert chosen(window) == ["look-4"]
    paste(window, "anam-3")
    assert chosen(window) == ["anam-3"]


def test_among_people_the_id_of_a_person_chooses_the_person(studio: Studio) -> None:
    window = all_tab(studio)
    window.page.people.show_people()
    paste(window, "group-1")
    assert window.page.people.level is Level.PEOPLE
    assert len(window.page.people.rows) == 1
    assert chosen(window) == ["look-0"]
