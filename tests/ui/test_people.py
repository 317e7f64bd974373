"""People and their looks as they are used in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from avatar_browser.services.people import Level
from avatar_browser.ui.grid.model import BADGES_ROLE
from avatar_browser.ui.tab_views import ViewMode
from avatar_browser.ui.window import MainWindow
from tests.support.studio import Studio, click_card

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
REFUSAL = "Abigail has 6 looks, each with an ID of its own. Press Enter to choose one."


def button(window: MainWindow, name: str) -> QToolButton:
    found = window.findChildren(QToolButton)
    return next(b for b in found if b.accessibleName() == name and b.isVisible())


def texts(widget: QWidget) -> list[str]:
    labels = widget.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


def on_people(window: MainWindow, tab: int = 2) -> MainWindow:
    window.header.choose_tab(tab)
    button(window, "People").click()
    return window


def row_named(window: MainWindow, name: str) -> int:
    """In All, either provider may come first."""
    model = window.page.model
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    return names.index(name)


def level(window: MainWindow) -> Level:
    return window.page.people.level


def press(window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(window.focusWidget(), key, held)


def test_the_switch_shows_each_person_once_with_the_number_of_looks(studio: Studio) -> None:
    window = on_people(studio.open_filled())
    model = window.page.model
    assert model.rowCount() == 1
    assert model.index(0, 0).data(BADGES_ROLE) == ["6 looks"]
    assert model.index(0, 0).data(ACCESSIBLE) == "Abigail, 6 looks, HeyGen"
    assert window.page.chips.count_text == "1 person"
    button(window, "Looks").click()
    assert model.rowCount() == 6
    assert window.page.chips.isHidden()


def test_each_tab_keeps_its_own_choice_and_the_switch_shows_it(studio: Studio) -> None:
    window = on_people(studio.open_filled())
    window.header.choose_tab(1)
    assert button(window, "Looks").isChecked()
    press(window, Qt.Key.Key_P, CONTROL, SHIFT)
    assert button(window, "People").isChecked()
    assert level(window) is Level.PEOPLE
    assert window.page.chips.count_text == "30 people"
    press(window, Qt.Key.Key_P, CONTROL, SHIFT)
    window.header.choose_tab(2)
    assert button(window, "People").isChecked()


def test_enter_opens_a_person_and_escape_leads_back_to_the_card(studio: Studio) -> None:
    window = on_people(studio.open_filled(), 0)
    click_card(window.page, row_named(window, "Abigail"))
    press(window, Qt.Key.Key_Return)
    page = window.page
    assert page.model.rowCount() == 6
    assert "Abigail" in texts(page.browsing.bar)
    assert [a.key.id for a in page.selected] == ["look-0"]
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Escape)
    assert level(window) is Level.PEOPLE
    assert not page.browsing.bar.isVisible()
    assert [a.key.id for a in page.selected] == ["look-0"]


def test_a_double_click_opens_and_the_button_leads_back(studio: Studio) -> None:
    window = on_people(studio.open_filled())
    grid = window.page.grid
    place = grid.visualRect(window.page.model.index(0, 0)).center()
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    QTest.mouseDClick(
        grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    assert level(window) is Level.PERSON
    button(window, "All people").click()
    assert level(window) is Level.PEOPLE


def test_backspace_in_the_search_edits_the_search_and_in_the_grid_leads_back(
    studio: Studio,
) -> None:
    window = on_people(studio.open_filled())
    window.page.views.choose_row(0)
    press(window, Qt.Key.Key_Return)
    QTest.keyClicks(window.page.grid, "abby")
    assert window.focusWidget() is window.finder.search
    press(window, Qt.Key.Key_Backspace)
    assert window.finder.search.text() == "abb"
    press(window, Qt.Key.Key_Escape)
    assert window.finder.search.text() == ""
    assert level(window) is Level.PERSON
    window.page.views.setFocus()
    press(window, Qt.Key.Key_Backspace)
    assert level(window) is Level.PEOPLE


def test_a_person_with_several_looks_has_no_id_to_copy(studio: Studio) -> None:
    window = on_people(studio.open_filled())
    QGuiApplication.clipboard().setText("before")
    click_card(window.page, 0)
    press(window, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "before"
    assert window.toast.text == REFUSAL
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "look-0"


def test_a_person_with_one_look_is_copied_as_that_look(studio: Studio) -> None:
    window = on_people(studio.open_filled(), 0)
    click_card(window.page, row_named(window, "Liv 3"))
    press(window, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "anam-3"
    press(window, Qt.Key.Key_A, CONTROL)
    press(window, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "anam-3"
    assert window.toast.text == REFUSAL


def test_the_pane_is_about_the_person_and_offers_the_looks(studio: Studio, qtbot: QtBot) -> None:
    window = on_people(studio.open_filled())
    click_card(window.page, 0)
    qtbot.waitUntil(lambda: window.pane.title_text == "Abigail")
    assert "6 looks  ·  HeyGen  ·  Stock" in texts(window.pane)
    buttons = [b for b in window.pane.findChildren(QPushButton) if b.isVisible()]
    assert [b.text() for b in buttons if b.isEnabled()] == ["Show 6 looks"]
    ids = {f.accessibleName(): f.text() for f in window.pane.findChildren(QLineEdit)}
    assert ids["Group ID"] == "group-1"
    assert "look-0" not in ids.values()
    buttons[0].click()
    assert level(window) is Level.PERSON
    assert "Abby 0  ·  HeyGen  ·  Stock" in texts(window.pane)
    ids = {f.accessibleName(): f.text() for f in window.pane.findChildren(QLineEdit)}
    assert ids["Look ID"] == "look-0"


def test_looks_that_arrive_are_counted_on_the_card_and_in_the_pane(
    studio: Studio, qtbot: QtBot
) -> None:
    window = on_people(studio.open_filled(), 1)
    assert window.page.model.rowCount() == 30
    click_card(window.page, 2)
    more = [studio.anam_record(n) for n in range(30)]
    more.append(studio.anam_record(77, displayName="Liv 2", variantName="office"))
    studio.serve_anam(more)
    window.page.load()
    qtbot.waitUntil(lambda: "2 looks  ·  Anam  ·  Stock" in texts(window.pane))
    assert window.page.model.rowCount() == 30
    assert window.page.model.index(2, 0).data(BADGES_ROLE) == ["2 looks"]
    assert [look.key.id for look in window.page.selected_looks] == ["anam-2", "anam-77"]


@pytest.mark.parametrize("mode", list(ViewMode))
@pytest.mark.parametrize("deep", [0.1, 0.95])
def test_where_one_was_among_many_people_is_where_one_comes_back_to(
    studio: Studio, qtbot: QtBot, deep: float, mode: ViewMode
) -> None:
    names = [f"Person {number // 2}" for number in range(1400)]
    studio.serve_anam([studio.anam_record(n, displayName=name) for n, name in enumerate(names)])
    window = on_people(studio.open_filled(), 1)
    page = window.page
    page.views.set_mode(mode)
    scroll = page.views.view.verticalScrollBar()
    qtbot.waitUntil(lambda: page.model.rowCount() == 700)
    row = int(deep * 700)
    page.views.choose_row(row)
    page.views.view.setFocus()
    left_at = scroll.value() - 20  # the card is cut at the edge
    scroll.setValue(left_at)
    press(window, Qt.Key.Key_Return)
    assert (page.model.rowCount(), scroll.value()) == (2, 0)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert scroll.value() == left_at > 0
    assert [page.model.row_of(a.key) for a in page.selected] == [row]


def test_the_query_narrows_the_looks_of_the_person_and_says_when_none_is_left(
    studio: Studio, qtbot: QtBot
) -> None:
    window = on_people(studio.open_filled(), 0)
    click_card(window.page, row_named(window, "Abigail"))
    press(window, Qt.Key.Key_Return)
    window.finder.search.setText("abby 4")
    assert [a.key.id for a in window.page.people.rows] == ["look-4"]
    assert "·  1 look" in texts(window.page.browsing.bar)
    window.finder.search.setText("liv 4")
    qtbot.waitUntil(lambda: "No look of Abigail matches" in texts(window.page))
    shown = [b for b in window.page.findChildren(QPushButton) if b.isVisible()]
    next(b for b in shown if b.text() == "All people").click()
    assert [a.key.id for a in window.page.people.rows] == ["anam-4", "anam-14", "anam-24"]


def test_a_long_name_does_not_widen_the_window(studio: Studio) -> None:
    studio.serve_anam([studio.anam_record(0, displayName="Wilhelmina Adelheid " * 9)])
    window = on_people(studio.open_filled(), 1)
    window.resize(window.minimumSize())
    narrow = window.width()
    click_card(window.page, 0)
    press(window, Qt.Key.Key_Return)
    QTest.qWaitForWindowExposed(window)
    assert window.page.browsing.bar.isVisible()
    assert window.width() == narrow
    assert window.page.browsing.bar.minimumSizeHint().width() <= window.page.width()


def test_the_selection_follows_a_person_whose_first_look_is_another_one(studio: Studio) -> None:
    window = on_people(studio.open_filled())
    click_card(window.page, 0)
    window.finder.search.setText("abby 3")
    assert [a.key.id for a in window.page.selected] == ["look-3"]
    window.finder.search.setText("")
    assert [a.key.id for a in window.page.selected] == ["look-0"]


def test_people_of_one_name_at_two_providers_are_two(studio: Studio) -> None:
    studio.serve_anam([studio.anam_record(0, displayName="Abigail")])
    window = on_people(studio.open_filled(), 0)
    families = [window.page.people.family_at(row) for row in range(2)]
    assert sorted(len(family.looks) for family in families if family) == [1, 6]


def test_the_keys_sheet_names_the_way_back(studio: Studio) -> None:
    window = studio.open_filled()
    assert dict(window.menu_actions.shortcuts())["Back to All People"].startswith("Esc")
