"""Adding, checking and removing a key by hand; there is no keyring in these tests."""

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.services.keys import KeySource
from avatar_browser.ui.keys_dialog import KeysDialog
from avatar_browser.ui.notices import Act
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import refuses
from tests.support.studio import KEY, Studio, keys_for


def without_anam_key(studio: Studio) -> dict[str, str]:
    environment = keys_for(studio.server)
    del environment["ANAM_API_KEY"]
    return environment


@pytest.fixture
def window(studio: Studio, qtbot: QtBot) -> MainWindow:
    window = studio.open(without_anam_key(studio))
    qtbot.waitUntil(lambda: not window.parts.keys.state("anam").busy)
    return window


def dialog_of(window: MainWindow) -> KeysDialog:
    window.pages[1].acted.emit("anam", Act.ADD_KEY)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    return dialog


def press(dialog: KeysDialog, text: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()


def type_key(dialog: KeysDialog, text: str) -> QLineEdit:
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setText(text)
    return field


def test_without_a_key_the_tab_says_what_one_is_for(window: MainWindow) -> None:
    """Fault F86: no keyring is no obstacle."""
    notice = window.pages[1].notice
    assert notice is not None
    assert notice.title == "Add an Anam key"
    assert "lasts until you quit" in notice.text
    assert notice.act is Act.ADD_KEY


def test_the_field_hides_what_is_typed(window: MainWindow) -> None:
    field = type_key(dialog_of(window), KEY)
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_what_cannot_be_a_key_is_refused_without_repeating_it(window: MainWindow) -> None:
    """Threat T09."""
    dialog = dialog_of(window)
    type_key(dialog, "se cret")
    press(dialog, "Save")
    assert dialog.result_text.startswith("This does not look like a key")
    assert "se cret" not in dialog.result_text
    assert window.parts.keys.state("anam").source is KeySource.NONE


def test_a_key_that_works_is_told_so_before_it_is_used(window: MainWindow, qtbot: QtBot) -> None:
    dialog = dialog_of(window)
    type_key(dialog, f" {KEY}\n")
    press(dialog, "Check")
    qtbot.waitUntil(lambda: dialog.result_text.startswith("The key works."))
    assert window.parts.keys.state("anam").source is KeySource.NONE


def test_a_key_that_is_refused_is_told_apart_from_a_service_in_trouble(
    studio: Studio, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = dialog_of(window)
    type_key(dialog, KEY)
    studio.server.serve("/v1/avatars?perPage=1", refuses(401))
    press(dialog, "Check")
    qtbot.waitUntil(lambda: "refused" in dialog.result_text)
    studio.server.serve("/v1/avatars?perPage=1", refuses(403))
    press(dialog, "Check")
    qtbot.waitUntil(lambda: "does not allow" in dialog.result_text)


def test_a_key_for_this_session_fills_the_tab_and_is_gone_when_removed(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = dialog_of(window)
    type_key(dialog, KEY)
    only = dialog.findChild(QCheckBox)
    assert only is not None
    only.setChecked(True)
    press(dialog, "Save")
    qtbot.waitUntil(lambda: window.pages[1].model.rowCount() == 30)
    assert window.parts.keys.state("anam").source is KeySource.SESSION
    press(dialog, "Remove")
    qtbot.waitUntil(lambda: window.pages[1].model.rowCount() == 0)
    assert window.parts.keys.secret("anam") is None
    qtbot.waitUntil(lambda: not window.parts.keys.state("anam").busy)  # deleting it there too


def test_a_key_that_no_keyring_can_keep_is_used_and_the_reason_told(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = dialog_of(window)
    type_key(dialog, KEY)
    press(dialog, "Save")
    qtbot.waitUntil(lambda: "No trusted keyring" in dialog.result_text)
    qtbot.waitUntil(lambda: window.pages[1].model.rowCount() == 30)


def test_a_key_of_the_environment_names_its_variable_and_cannot_be_removed(
    studio: Studio,
) -> None:
    window = studio.open_filled()
    window.pages[2].acted.emit("heygen", Act.REPLACE_KEY)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    assert "HEYGEN_API_KEY" in dialog.state_text
    assert KEY not in dialog.state_text
    remove = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Remove")
    assert not remove.isEnabled()


def test_a_key_in_the_environment_that_is_no_key_is_told(studio: Studio) -> None:
    window = studio.open({**keys_for(studio.server), "ANAM_API_KEY": "short"})
    notice = window.pages[1].notice
    assert notice is not None
    assert "ANAM_API_KEY" in notice.text
    assert "short" not in notice.text
