"""Stars, notes and undo in the window, as a user meets them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from avatar_browser.domain.marks import NOTE_LIMIT
from avatar_browser.ui.grid.star import star_area
from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.marking.marking import Marking
from avatar_browser.ui.tab_page import TabPage
from avatar_browser.ui.window import MainWindow
from tests.support.studio import Studio, click_card

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def marking_of(window: MainWindow) -> Marking:
    marking = window.findChild(Marking)
    assert marking is not None
    return marking


def starred(window: MainWindow) -> list[str]:
    return [entry.name for entry in window.parts.marks.favourites()]


def star_of(grid: AvatarGrid, row: int) -> QPoint:
    cell = grid.visualRect(grid.model().index(row, 0))
    return star_area(grid.shape.picture(cell)).center()


def click_star(page: TabPage, row: int) -> None:
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=star_of(page.grid, row))


def text_of_star(window: MainWindow) -> str:
    return marking_of(window).star.text().replace("&", "")


def hint() -> str:
    return "  ·  Ctrl+Z to undo"


def test_ctrl_d_stars_what_is_selected_and_unstars_it_again(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 2)
    click_card(window.page, 4, control=True)
    assert text_of_star(window) == "Star 2 Avatars"
    QTest.keyClick(window.page.grid, Qt.Key.Key_D, CONTROL)
    assert starred(window) == ["Liv 2", "Liv 4"]
    assert window.toast.text == "Starred 2 avatars" + hint()
    assert text_of_star(window) == "Unstar 2 Avatars"
    QTest.keyClick(window.page.grid, Qt.Key.Key_D, CONTROL)
    assert starred(window) == []


def test_a_star_is_clicked_without_choosing_its_card(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    click_star(window.page, 3)
    assert starred(window) == ["Liv 3"]
    assert [avatar.name for avatar in window.page.selected] == ["Liv 0"]
    click_star(window.page, 3)
    assert starred(window) == []


def test_two_quick_clicks_on_a_star_open_nothing(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    place = star_of(window.page.grid, 3)
    with qtbot.assertNotEmitted(window.page.views.opened):
        QTest.mouseDClick(window.page.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.page.selected == []


def test_a_click_beside_the_star_chooses_the_card(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 3)
    assert starred(window) == []
    assert [avatar.name for avatar in window.page.selected] == ["Liv 3"]


def test_a_starred_card_shows_it_and_a_screen_reader_says_it(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    grid = window.page.grid
    before = grid.grab().toImage()
    place = star_of(grid, 1)
    window.parts.marks.toggle_favourite([window.page.model.avatar(1)])
    qtbot.waitUntil(lambda: grid.grab().toImage().pixel(place) != before.pixel(place))
    interface = QAccessible.queryAccessibleInterface(grid)
    assert interface.child(1).text(QAccessible.Text.Name) == "Liv 1, home, Anam, Starred"


def test_undo_and_redo_name_what_they_do(studio: Studio) -> None:
    window = studio.open_filled()
    marking = marking_of(window)
    assert not marking.undo.isEnabled()
    click_card(window.page, 2)
    QTest.keyClick(window.page.grid, Qt.Key.Key_D, CONTROL)
    assert marking.undo.text() == "&Undo Star Liv 2"
    QTest.keyClick(window.page.grid, Qt.Key.Key_Z, CONTROL)
    assert starred(window) == []
    assert window.toast.text == "Undone: Star Liv 2"
    assert (marking.undo.isEnabled(), marking.redo.text()) == (False, "&Redo Star Liv 2")
    QTest.keyClick(window.page.grid, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert starred(window) == ["Liv 2"]
    names = [name for name, _ in window.menu_actions.shortcuts()]
    assert {"Undo", "Redo", "Star"} <= set(names), "the keys sheet names them the same always"


def test_starred_ones_are_found_in_every_tab(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    window.parts.marks.toggle_favourite([window.page.model.avatar(5)])
    window.header.choose_tab(0)
    window.finder.search.setText("is:fav")
    qtbot.waitUntil(lambda: [a.name for a in window.page.shelf.rows] == ["Liv 5"])


def test_what_is_unstarred_leaves_the_starred_ones_and_comes_back_when_undone(
    studio: Studio,
) -> None:
    window = studio.open_filled()
    window.parts.marks.toggle_favourite([window.page.model.avatar(row) for row in (2, 4, 6)])
    window.finder.search.setText("is:fav")
    click_card(window.page, 1)
    QTest.keyClick(window.page.grid, Qt.Key.Key_D, CONTROL)
    assert [a.name for a in window.page.shelf.rows] == ["Liv 2", "Liv 6"]
    QTest.keyClick(window.page.grid, Qt.Key.Key_Z, CONTROL)
    assert [a.name for a in window.page.shelf.rows] == ["Liv 2", "Liv 4", "Liv 6"]


def test_a_star_moves_nothing_in_a_list_that_does_not_ask_for_it(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    click_card(window.page, 3)
    with qtbot.assertNotEmitted(window.page.shelf.rows_reset):
        QTest.keyClick(window.page.grid, Qt.Key.Key_D, CONTROL)


def test_a_person_is_starred_with_all_looks_and_has_no_star_or_note_of_its_own(
    studio: Studio,
) -> None:
    window = studio.open_filled()
    window.header.choose_tab(2)
    window.page.browsing.show_people(True)
    click_star(window.page, 0)
    assert starred(window) == []
    assert len(window.page.selected_looks) == 6, "a click there chooses the person"
    assert marking_of(window).block.note.isHidden()
    assert text_of_star(window) == "Star 6 Avatars"
    QTest.keyClick(window.page.grid, Qt.Key.Key_D, CONTROL)
    assert len(starred(window)) == 6


def test_copying_is_remembered_for_the_order_of_what_was_copied_last(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 3)
    QTest.keyClick(window.page.grid, Qt.Key.Key_C, CONTROL)
    avatar = window.page.model.avatar(3)
    assert window.parts.marks.mark(avatar.key).copied_at is not None
    assert not marking_of(window).undo.isEnabled()


def test_one_id_copied_by_its_own_button_is_remembered_too(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 3)
    window.pane.one_id_wanted.emit("Avatar ID", "anam-3")
    assert QGuiApplication.clipboard().text() == "anam-3"
    assert window.parts.marks.mark(window.page.model.avatar(3).key).copied_at is not None


def write(window: MainWindow, text: str) -> None:
    note = marking_of(window).block.note
    note.setFocus()
    QTest.keyClicks(note, text)


def note_of(window: MainWindow, row: int) -> str:
    return window.parts.marks.mark(window.page.model.avatar(row).key).note


def test_a_note_is_kept_once_typing_rests(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    click_card(window.page, 1)
    write(window, "For the intro ")
    assert note_of(window, 1) == ""
    qtbot.waitUntil(lambda: note_of(window, 1) == "For the intro")
    assert marking_of(window).block.note.toPlainText() == "For the intro ", "the next word follows"
    assert hint() not in window.toast.text, "there those keys take back typing"


def test_a_note_is_kept_when_another_avatar_is_chosen_at_once(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 1)
    write(window, "One")
    click_card(window.page, 2)
    assert note_of(window, 1) == "One"
    assert (note_of(window, 2), marking_of(window).block.note.toPlainText()) == ("", "")
    click_card(window.page, 1)
    assert marking_of(window).block.note.toPlainText() == "One"


def test_a_note_is_kept_when_the_focus_leaves_and_when_the_window_closes(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 1)
    write(window, "One")
    window.finder.search.setFocus()
    assert note_of(window, 1) == "One"
    write(window, " more")
    window.close()
    assert note_of(window, 1) == "One more"


def test_escape_brings_back_the_note_as_it_was(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    window.parts.marks.set_note(window.page.model.avatar(1), "Before")
    click_card(window.page, 1)
    note = marking_of(window).block.note
    write(window, "Not ")
    qtbot.waitUntil(lambda: note_of(window, 1) == "Not Before")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert (note.toPlainText(), note_of(window, 1)) == ("Before", "Before")


def test_tab_leaves_the_note(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 1)
    write(window, "One")
    QTest.keyClick(marking_of(window).block.note, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not marking_of(window).block.note
    assert note_of(window, 1) == "One"


def test_a_note_that_is_undone_goes_from_the_field_too(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 1)
    write(window, "One")
    window.page.grid.setFocus()
    QTest.keyClick(window.page.grid, Qt.Key.Key_Z, CONTROL)
    assert (note_of(window, 1), marking_of(window).block.note.toPlainText()) == ("", "")


def test_what_is_being_typed_is_not_replaced_by_what_others_mark(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 1)
    write(window, "Half a sen")
    window.parts.marks.toggle_favourite([window.page.model.avatar(1)])
    assert marking_of(window).block.note.toPlainText() == "Half a sen"


@pytest.mark.parametrize(("length", "warns"), [(NOTE_LIMIT, False), (NOTE_LIMIT + 1, True)])
def test_a_note_too_long_to_be_kept_is_told(studio: Studio, length: int, warns: bool) -> None:
    window = studio.open_filled()
    click_card(window.page, 1)
    block = marking_of(window).block
    block.note.setPlainText("x" * length)
    assert block.warns is warns


def test_a_long_note_does_not_push_the_details_away(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 1)
    note = marking_of(window).block.note
    low = note.height()
    note.setPlainText("a\nb\nc")
    three = note.height()
    note.setPlainText("\n".join("abcdefghijklmnopqrstuvwxyz"))
    assert low < three < note.height() < 10 * low


def test_stars_and_notes_are_there_after_a_restart(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    click_card(window.page, 1)
    QTest.keyClick(window.page.grid, Qt.Key.Key_D, CONTROL)
    write(window, "Kept")
    window.close()
    studio.close()
    window = studio.open_filled()
    qtbot.waitUntil(lambda: starred(window) == ["Liv 1"])
    click_card(window.page, 1)
    assert marking_of(window).block.note.toPlainText() == "Kept"
    assert text_of_star(window) == "Unstar"
