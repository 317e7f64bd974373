"""A key typed into the window, kept in a real Secret Service, and there after a restart."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.domain.secret import Secret
from avatar_browser.services.keys import KeySource
from avatar_browser.store.credentials import Credentials
from avatar_browser.ui.keys_dialog import KeysDialog
from avatar_browser.ui.notices import Act
from avatar_browser.ui.window import MainWindow
from tests.support import secret_service
from tests.support.secret_service import Desktop, entered
from tests.support.studio import KEY, Studio, keys_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a keyring of Linux")


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    secret_service.require_secret_service()
    with secret_service.desktop_with_keyring() as desktop, entered(desktop):
        yield desktop


def no_keys(studio: Studio) -> dict[str, str]:
    return {k: v for k, v in keys_for(studio.server).items() if not k.endswith("_KEY")}


def wait_for_keyring(window: MainWindow, qtbot: QtBot) -> None:
    """Until nobody asks it, for any provider: it must not end in the middle of an answer."""
    state = window.parts.keys.state
    qtbot.waitUntil(lambda: not any(state(spec.id).busy for spec in window.parts.specs))


def add_key(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open(no_keys(studio))
    wait_for_keyring(window, qtbot)
    window.pages[1].acted.emit("anam", Act.ADD_KEY)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setText(KEY)
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Save").click()
    qtbot.waitUntil(lambda: window.parts.keys.state("anam").source is KeySource.KEYRING)
    assert "kept in Secret Service" in dialog.state_text
    window.close()


def test_a_key_added_once_is_read_back_after_a_restart(
    studio: Studio, desktop: Desktop, qtbot: QtBot
) -> None:
    add_key(studio, qtbot)
    code = "from avatar_browser.store.credentials import Credentials as C;"
    code += "print(C().read('anam').reveal())"
    assert desktop.run_python(code).stdout.strip() == KEY
    again = studio.open(no_keys(studio))
    qtbot.waitUntil(lambda: again.pages[1].model.rowCount() == 30)
    assert again.parts.keys.state("anam").source is KeySource.KEYRING
    wait_for_keyring(again, qtbot)
    assert desktop.files_holding(KEY) == []


def test_what_is_typed_in_the_demo_never_touches_the_key_of_the_real_service(
    studio: Studio, desktop: Desktop, qtbot: QtBot
) -> None:
    add_key(studio, qtbot)
    demo = studio.open(no_keys(studio), demo=True)
    wait_for_keyring(demo, qtbot)
    assert demo.parts.keys.state("anam").source is KeySource.NONE
    demo.parts.keys.use("anam", Secret("another-key-of-the-demo"), remember=True)
    qtbot.waitUntil(lambda: demo.parts.keys.state("anam").source is KeySource.KEYRING)
    assert Credentials().read("anam") == Secret(KEY)
    assert desktop.files_holding(KEY) == []


def test_a_locked_keyring_is_named_and_opened_by_unlock(
    studio: Studio, desktop: Desktop, qtbot: QtBot
) -> None:
    """Fault F87: locked is not missing, and not a wrong key."""
    add_key(studio, qtbot)
    desktop.lock()
    window = studio.open(no_keys(studio))
    page = window.pages[1]
    qtbot.waitUntil(lambda: bool(page.notice and "locked" in page.notice.title))
    assert page.notice is not None
    assert page.notice.act is Act.UNLOCK
    desktop.unlock()
    page.acted.emit("anam", Act.UNLOCK)
    qtbot.waitUntil(lambda: page.model.rowCount() == 30)
    wait_for_keyring(window, qtbot)  # the other key is read as well, now that it is open
