"""Several accounts of one provider, as the window shows and changes them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.domain.secret import Secret
from avatar_browser.services.keys import KeyAccount
from avatar_browser.ui.keys.accounts_dialog import AccountsDialog
from avatar_browser.ui.keys.asking import LabelDialog
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import refuses, sends_json
from tests.support.studio import KEY, Studio, keys_for

FIRST, OTHER = "key-of-the-first-0001", "key-of-the-other-0002"


@pytest.fixture
def window(studio: Studio, qtbot: QtBot) -> MainWindow:
    environment = keys_for(studio.server)
    del environment["ANAM_API_KEY"]
    window = studio.open(environment)
    keys = window.parts.keys
    keys.add("anam", Secret(FIRST), remember=False, label="Home")
    keys.add("anam", Secret(OTHER), remember=False)
    qtbot.waitUntil(lambda: window.pages[1].model.rowCount() == 30)
    return window


@pytest.fixture
def dialog(window: MainWindow) -> AccountsDialog:
    window.menu_actions.keys["anam"].trigger()
    dialog = window.findChild(AccountsDialog)
    assert dialog is not None
    return dialog


def accounts(window: MainWindow) -> dict[str, KeyAccount]:
    return {account.name: account for account in window.parts.keys.accounts("anam")}


def test_each_account_has_a_name_and_four_characters_of_its_key_and_one_is_marked(
    dialog: AccountsDialog,
) -> None:
    """T08: no more of a key than that is anywhere in the dialog."""
    home, second = dialog.list.lines
    assert home == "Home. ••••0001 for this session only; it is gone when you quit"
    assert second.startswith("Account 2, in use. ••••0002")
    shown = dialog.list.chosen
    assert shown is not None
    assert shown.name == "Account 2"


def test_enter_uses_the_account_chosen_and_the_tab_becomes_its(
    studio: Studio, window: MainWindow, dialog: AccountsDialog, qtbot: QtBot
) -> None:
    """T24."""
    studio.serve_anam([studio.anam_record(7, displayName="Only Home's")])
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Up)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert accounts(window)["Home"].is_current
    assert window.pages[1].model.rowCount() == 0  # nothing of the other, from the first moment on
    assert "(Home) 30" not in window.status.text
    qtbot.waitUntil(lambda: window.pages[1].model.rowCount() == 1)
    assert dialog.list.lines[0].startswith("Home, in use.")
    assert dialog.isVisible()


def test_the_status_bar_names_the_account_where_there_are_several(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "Anam (Account 2) 30 avatars" in window.status.text)
    window.parts.keys.rename(accounts(window)["Account 2"].slot, "Work")
    qtbot.waitUntil(lambda: "Anam (Work) 30 avatars" in window.status.text)
    window.parts.keys.remove("anam", accounts(window)["Home"].slot)
    qtbot.waitUntil(lambda: "Anam 30 avatars" in window.status.text)


def test_a_new_name_is_asked_for_and_one_that_is_taken_is_refused(
    window: MainWindow, dialog: AccountsDialog
) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_F2)
    asked = dialog.findChild(LabelDialog)
    assert asked is not None
    asked.field.setText(" hOME")
    assert "There is an account called Home already." in asked.said
    asked.field.setText("Work")
    assert asked.said == ""
    QTest.keyClick(asked.field, Qt.Key.Key_Return)
    assert "Work" in accounts(window)
    assert any(line.startswith("Work, in use.") for line in dialog.list.lines)


def test_a_removal_is_asked_about_and_another_account_takes_its_place(
    window: MainWindow, dialog: AccountsDialog, qtbot: QtBot
) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    question = dialog.ask_removal()
    assert question is not None
    assert len(accounts(window)) == 2
    question.remove_button.click()
    qtbot.waitUntil(lambda: list(accounts(window)) == ["Home"])
    assert accounts(window)["Home"].is_current
    assert window.parts.keys.secret("anam") == Secret(FIRST)
    qtbot.waitUntil(lambda: not any(a.state.busy for a in accounts(window).values()))


def test_a_key_that_is_there_already_is_not_added_twice(
    window: MainWindow, dialog: AccountsDialog
) -> None:
    form = dialog.ask_key()
    form.key_field.setText(FIRST)
    form.name_field.setText("Twin")
    form.session_only.setChecked(True)
    QTest.keyClick(form.key_field, Qt.Key.Key_Return)
    assert form.result_text == "This is the key of Home already."
    assert len(accounts(window)) == 2


def test_a_check_asks_with_the_key_of_the_account_chosen_not_of_that_in_use(
    studio: Studio, dialog: AccountsDialog, qtbot: QtBot
) -> None:
    answer = {"data": [], "meta": {"total": 12}}
    target = "/v1/avatars?perPage=1"
    studio.server.serve(target, sends_json(answer), refuses(401))
    dialog.list.setCurrentRow(0)
    dialog.button("check").click()
    qtbot.waitUntil(lambda: dialog.result_text == "Home: Anam accepts this key: 12 avatars.")
    sent = [asked for asked in studio.server.asked if asked.target == target]
    assert FIRST in sent[-1].headers["authorization"]
    dialog.button("check").click()
    qtbot.waitUntil(lambda: dialog.result_text.startswith("Home: Anam refused this key"))


def test_a_removed_account_leaves_no_avatar_and_no_picture_on_this_computer(
    studio: Studio, qtbot: QtBot
) -> None:
    """T24: and those of the other provider stay."""
    environment = keys_for(studio.server)
    del environment["ANAM_API_KEY"]
    window = studio.open(environment)
    window.parts.keys.use("anam", Secret(FIRST), remember=False)
    for tab in (2, 1):
        window.header.choose_tab(tab)
        qtbot.waitUntil(lambda: studio.is_at_rest and window.page.model.rowCount() > 0)
    media = studio.paths.media
    files = {name: media_files(media / name) for name in ("anam", "heygen")}
    assert files["anam"]
    assert files["heygen"]
    window.parts.keys.remove("anam")
    qtbot.waitUntil(lambda: media_files(media / "anam") == set())
    assert media_files(media / "heygen") == files["heygen"]
    qtbot.waitUntil(lambda: not any(b"Liv 0" in f.read_bytes() for f in data_files(studio)))
    assert any(b"Abby 0" in f.read_bytes() for f in data_files(studio))
    qtbot.waitUntil(lambda: not window.parts.keys.state("anam").busy)


def media_files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def data_files(studio: Studio) -> list[Path]:
    return list(studio.paths.data.glob("catalogue*"))


def test_no_menu_and_no_dialog_copies_a_key(window: MainWindow, dialog: AccountsDialog) -> None:
    """T08: there is nothing that would put one on the clipboard."""
    form = dialog.ask_key()
    form.key_field.setText(KEY)
    form.key_field.selectAll()
    for key in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut):
        QTest.keySequence(form.key_field, QKeySequence(key))
    dialog.list.setFocus()
    QTest.keySequence(dialog.list, QKeySequence(QKeySequence.StandardKey.Copy))
    clipboard = QGuiApplication.clipboard().text()
    assert not any(key in clipboard for key in (KEY, FIRST, OTHER))
    actions = [*window.findChildren(QAction), *dialog.findChildren(QAction)]
    texts = [action.text().replace("&", "").lower() for action in actions]
    buttons = [b.text().replace("&", "").lower() for b in dialog.findChildren(QPushButton)]
    assert not [t for t in (*texts, *buttons) if "copy" in t and "key" in t]


def test_without_any_account_the_list_says_what_to_do(studio: Studio, qtbot: QtBot) -> None:
    environment = keys_for(studio.server)
    del environment["ANAM_API_KEY"]
    window = studio.open(environment)
    qtbot.waitUntil(lambda: not window.parts.keys.state("anam").busy)
    window.menu_actions.keys["anam"].trigger()
    dialog = window.findChild(AccountsDialog)
    assert dialog is not None
    assert dialog.list.lines == []
    assert dialog.button("add").isEnabled()
    assert not dialog.button("use").isEnabled()
    assert "No trusted keyring" in dialog.result_text


def test_that_of_the_environment_wins_at_the_start_and_can_be_switched_from_and_to(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    keys = window.parts.keys
    keys.add("anam", Secret(OTHER), remember=False, label="Work")
    assert [a.name for a in keys.accounts("anam")] == ["Environment", "Work"]
    assert keys.secret("anam") == Secret(OTHER)
    keys.switch(accounts(window)["Environment"].slot)
    assert keys.secret("anam") == Secret(KEY)
    qtbot.waitUntil(lambda: window.pages[1].model.rowCount() == 30)
