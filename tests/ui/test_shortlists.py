"""Shortlists as a user meets them: menus, the dialog, files."""

import csv
import io
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.facets import Facet
from avatar_browser.domain.marks import Entry
from avatar_browser.ui.marking.marking import Marking
from avatar_browser.ui.marking.name_dialog import NameDialog, name_problem
from avatar_browser.ui.marking.shortlists_dialog import ShortlistsDialog
from avatar_browser.ui.window import MainWindow
from tests.support.studio import Studio, click_card

D = TypeVar("D", bound=QDialog)
CONTROL = Qt.KeyboardModifier.ControlModifier


def marking_of(window: MainWindow) -> Marking:
    marking = window.findChild(Marking)
    assert marking is not None
    return marking


def listed(window: MainWindow, name: str) -> list[str]:
    return [entry.name for entry in window.parts.marks.entries(name)]


def texts(menu: QMenu) -> list[str]:
    """As the menu reads once it is opened."""
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.text()]


def trigger(menu: QMenu, text: str) -> None:
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def visible_dialog(window: MainWindow, kind: type[D]) -> D:
    (dialog,) = (d for d in window.findChildren(kind) if d.isVisible())
    return dialog


def enter_name(window: MainWindow, name: str) -> None:
    dialog = visible_dialog(window, NameDialog)
    dialog.field.setText(name)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def open_dialog(window: MainWindow) -> ShortlistsDialog:
    marking_of(window).shortlists.action.trigger()
    return visible_dialog(window, ShortlistsDialog)


def press(
    qtbot: QtBot,
    dialog: ShortlistsDialog,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    QTest.keyClick(dialog.list, key, modifier)


def fill(window: MainWindow, name: str, *rows: int) -> None:
    window.parts.marks.add(name, [window.page.model.avatar(row) for row in rows])


def test_what_is_selected_goes_into_a_new_shortlist_and_then_into_others(studio: Studio) -> None:
    window = studio.open_filled()
    menus = marking_of(window).menus
    assert not menus.add.isEnabled()
    click_card(window.page, 0)
    click_card(window.page, 2, control=True)
    assert texts(menus.add) == ["&New Shortlist…"]
    trigger(menus.add, "&New Shortlist…")
    enter_name(window, "Ask & tell")
    assert listed(window, "Ask & tell") == ["Liv 0", "Liv 2"]
    assert window.toast.text.startswith("Added 2 avatars to Ask & tell")
    click_card(window.page, 4)
    trigger(menus.add, "Ask && tell")
    assert listed(window, "Ask & tell") == ["Liv 0", "Liv 2", "Liv 4"]
    assert marking_of(window).block.shortlists_text == "Shortlists: Ask & tell"


def test_only_shortlists_that_hold_it_are_offered_to_remove_it_from(studio: Studio) -> None:
    window = studio.open_filled()
    menus = marking_of(window).menus
    fill(window, "Launch", 0, 1)
    fill(window, "Winter", 1)
    click_card(window.page, 0)
    assert texts(menus.remove) == ["Launch"]
    click_card(window.page, 5)
    assert texts(menus.remove) == ["In No Shortlist"]
    click_card(window.page, 1)
    trigger(menus.remove, "Launch")
    assert (listed(window, "Launch"), listed(window, "Winter")) == (["Liv 0"], ["Liv 1"])


def test_the_menus_are_in_edit_and_in_the_context_menu(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    edit = [action.text() for action in window.menu_actions.menus["edit"].actions()]
    menu = window.menu_actions.context_menu(window)
    context = [action.text() for action in menu.actions()]
    menu.deleteLater()
    for text in ("&Star", "Add to &Shortlist", "Re&move from Shortlist"):
        assert text in edit
        assert text in context
    assert edit[:2] == ["&Undo", "&Redo"]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "A shortlist needs a name."),
        (" \t ", "A shortlist needs a name."),
        ("x" * 61, "A name has at most 60 characters."),
        ("LAUNCH", "There is a shortlist called Launch already."),
        ("Launch 2", ""),
    ],
)
def test_a_name_is_judged_as_it_is_typed(typed: str, problem: str) -> None:
    there = {"launch": "Launch"}
    assert name_problem(typed, lambda name: there.get(name.casefold())) == problem


def test_a_shortlist_may_be_renamed_to_another_case_of_its_name() -> None:
    there = {"launch": "Launch"}
    assert name_problem("LAUNCH", lambda name: there.get(name.casefold()), "Launch") == ""


def test_a_name_that_is_wrong_cannot_be_confirmed(studio: Studio) -> None:
    window = studio.open_filled()
    fill(window, "Launch", 0)
    click_card(window.page, 1)
    dialog = marking_of(window).menus.ask_name()
    assert dialog.said == "", "nothing is wrong before anything was typed"
    dialog.field.setText("launch")
    assert dialog.said == "There is a shortlist called Launch already."
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert listed(window, "Launch") == ["Liv 0"]
    dialog.reject()


def test_the_dialog_makes_renames_and_deletes_and_undo_works_in_it(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    dialog = open_dialog(window)
    dialog.ask_new()
    enter_name(window, "Launch")
    fill(window, "Winter", 0, 1)
    assert dialog.names == ["Launch", "Winter"]
    dialog.choose("Winter")
    press(qtbot, dialog, Qt.Key.Key_F2)
    enter_name(window, "Autumn")
    assert (dialog.names, dialog.chosen) == (["Autumn", "Launch"], "Autumn")
    assert listed(window, "Autumn") == ["Liv 0", "Liv 1"]
    press(qtbot, dialog, Qt.Key.Key_Delete)
    assert dialog.names == ["Launch"]
    assert dialog.said == "Deleted the shortlist Autumn"
    press(qtbot, dialog, Qt.Key.Key_Z, CONTROL)
    assert dialog.names == ["Autumn", "Launch"]
    dialog.reject()


def test_a_shortlist_is_shown_in_the_tab_of_all_providers(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    fill(window, "Launch", 3)
    window.parts.marks.add("Launch", [window.pages[2].model.avatar(0)])
    window.finder.search.setText("nothing has this")
    dialog = open_dialog(window)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert window.page.id == "all"
    qtbot.waitUntil(lambda: len(window.page.shelf.rows) == 2)
    assert [chip.label for chip in window.page.shelf.chips()] == ["Launch"]


def test_a_ticked_shortlist_stays_ticked_when_it_is_renamed(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    fill(window, "Launch", 3)
    qtbot.waitUntil(lambda: not window.page.shelf.is_taking_in)
    window.page.shelf.toggle(Facet.SHORTLIST, "Launch")
    dialog = open_dialog(window)
    dialog.ask_name()
    enter_name(window, "Launched")
    dialog.reject()
    qtbot.waitUntil(lambda: not window.page.shelf.is_taking_in)
    assert [avatar.name for avatar in window.page.shelf.rows] == ["Liv 3"]
    assert [chip.label for chip in window.page.shelf.chips()] == ["Launched"]


def file_dialog(window: MainWindow, path: Path) -> None:
    dialog = visible_dialog(window, QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()


def test_a_shortlist_goes_to_a_file_with_its_notes_and_comes_back(
    studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    window = studio.open_filled()
    fill(window, "Launch", 3, 1)
    gone = Entry(AvatarKey("anam", "avatars", "long-gone"), "long-gone", "Old Liv")
    window.parts.marks.add("Launch", [gone])
    window.parts.marks.set_note(window.page.model.avatar(3), "=For the intro")
    dialog = open_dialog(window)
    assert dialog.lines == ["Launch  ·  3 avatars, 1 not here"]
    dialog.export_wanted.emit("Launch")
    file_dialog(window, tmp_path / "launch.csv")
    qtbot.waitUntil(lambda: dialog.said == "Exported 3 avatars to launch.csv")
    told = io.StringIO((tmp_path / "launch.csv").read_text("utf-8-sig"), newline="")
    rows = [(row["id"], row["name"], row["note"]) for row in csv.DictReader(told)]
    assert rows == [
        ("anam-3", "Liv 3", "'=For the intro"),
        ("anam-1", "Liv 1", ""),
        ("long-gone", "Old Liv", ""),
    ]
    dialog.choose("Launch")
    press(qtbot, dialog, Qt.Key.Key_Delete)
    assert dialog.names == []
    dialog.import_wanted.emit("")
    enter_name(window, "Back")
    file_dialog(window, tmp_path / "launch.csv")
    qtbot.waitUntil(lambda: listed(window, "Back") == ["Liv 3", "Liv 1", "Old Liv"])
    assert window.parts.marks.mark(window.page.model.avatar(3).key).note == "=For the intro"
    dialog.reject()


def test_a_file_without_avatars_is_told_and_changes_nothing(
    studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    window = studio.open_filled()
    fill(window, "Launch", 3)
    (tmp_path / "empty.txt").write_text("")
    dialog = open_dialog(window)
    dialog.import_wanted.emit("Launch")
    file_dialog(window, tmp_path / "empty.txt")
    qtbot.waitUntil(lambda: dialog.said.startswith("No avatar was found in that file: "))
    assert window.toast.text.startswith("No avatar was found in that file: choose ")
    assert listed(window, "Launch") == ["Liv 3"]
    dialog.reject()
