"""A key typed into the window, kept in a real Secret Service, and there after a restart."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.domain.secret import Secret
from avatar_browser.services.key_errands import Patience
from avatar_browser.services.keys import KeyService, KeySource
from avatar_browser.store.credentials import Credentials
from avatar_browser.ui.keys.key_form import KeyForm
from avatar_browser.ui.notice import Act
from avatar_browser.ui.window import MainWindow
from tests.support import secret_service
from tests.support.secret_service import Desktop, entered
from tests.support.studio import KEY, Studio, keys_for

SECOND = "CANARY-of-the-second-account"
_NEVER_ENDING = Patience(silent=600, prompted=600, notice=0.1)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a keyring of Linux")


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    secret_service.require_secret_service()
    with secret_service.desktop_with_keyring() as desktop, entered(desktop):
        yield desktop


def no_keys(studio: Studio) -> dict[str, str]:
    return {k: v for k, v in keys_for(studio.server).items() if not k.endswith("_KEY")}


def wait_for_keyring(window: MainWindow, qtbot: QtBot) -> None:
    """Until nobody asks it, for any account: it must not end in the middle of an answer."""
    keys = window.parts.keys
    ids = [spec.id for spec in window.parts.specs]
    qtbot.waitUntil(
        lambda: (
            not any(
                state.busy
                for i in ids
                for state in (keys.state(i), *(a.state for a in keys.accounts(i)))
            )
        )
    )


def type_key(window: MainWindow, key: str, name: str = "") -> KeyForm:
    """As a user does who was told that there is none."""
    window.pages[1].acted.emit("anam", Act.ADD_KEY)
    form = window.findChild(KeyForm)
    assert form is not None
    form.key_field.setText(key)
    form.name_field.setText(name)
    next(b for b in form.findChildren(QPushButton) if b.text() == "&Add").click()
    return form


def add_key(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open(no_keys(studio))
    wait_for_keyring(window, qtbot)
    type_key(window, KEY)
    qtbot.waitUntil(lambda: window.parts.keys.state("anam").source is KeySource.KEYRING)
    qtbot.waitUntil(lambda: window.findChild(KeyForm) is None)  # it closes itself: all is said
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


def test_a_prompt_that_is_dismissed_leaves_it_locked_and_asks_no_second_time(
    studio: Studio, desktop: Desktop, qtbot: QtBot
) -> None:
    """F87: without a screen gnome-keyring takes every prompt as dismissed."""
    add_key(studio, qtbot)
    desktop.lock()
    window = studio.open(no_keys(studio))
    page = window.pages[1]
    wait_for_keyring(window, qtbot)
    page.acted.emit("anam", Act.UNLOCK)
    assert window.parts.keys.state("anam").busy
    wait_for_keyring(window, qtbot)
    assert page.notice is not None
    assert (page.notice.title, page.notice.act) == ("The system keyring is locked", Act.UNLOCK)
    desktop.unlock()


@pytest.mark.usefixtures("desktop")
def test_an_account_whose_key_somebody_else_deleted_gets_it_back_under_its_name(
    studio: Studio, qtbot: QtBot
) -> None:
    """F94: asked for again, and the reason said."""
    add_key(studio, qtbot)
    Credentials().delete("anam")
    window = studio.open(no_keys(studio))
    wait_for_keyring(window, qtbot)
    notice = window.pages[1].notice
    assert notice is not None
    assert "no longer in Secret Service" in notice.text
    window.pages[1].acted.emit("anam", Act.ADD_KEY)
    form = window.findChild(KeyForm)
    assert form is not None
    assert form.windowTitle() == "Replace Anam Key"
    form.key_field.setText(KEY)
    next(b for b in form.findChildren(QPushButton) if b.text() == "&Replace").click()
    wait_for_keyring(window, qtbot)
    assert [a.slot for a in window.parts.keys.accounts("anam")] == ["anam"]
    assert Credentials().read("anam") == Secret(KEY)


@pytest.fixture
def mute() -> Iterator[Desktop]:
    secret_service.require_secret_service()
    with secret_service.desktop_with_mute_keyring() as desktop, entered(desktop):
        yield desktop


@pytest.mark.usefixtures("mute")
def test_the_user_can_stop_waiting_for_a_mute_keyring_and_go_on_without_it(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F88, F89."""
    usual = KeyService.__init__.__kwdefaults__
    assert usual is not None
    monkeypatch.setitem(usual, "patience", _NEVER_ENDING)
    window = studio.open(no_keys(studio))
    page = window.pages[1]
    qtbot.waitUntil(lambda: bool(page.notice and page.notice.act is Act.STOP_WAITING))
    assert page.notice is not None
    assert page.notice.title == "Waiting for the system keyring"
    page.acted.emit("anam", Act.STOP_WAITING)
    assert not window.parts.keys.state("anam").busy
    assert page.notice.act is Act.ASK_KEYRING  # refused: neither locked nor missing
    form = type_key(window, KEY)
    qtbot.waitUntil(lambda: page.model.rowCount() == 30)  # the key is in use though nobody keeps it
    qtbot.waitUntil(lambda: "Waiting" in form.result_text)
    next(b for b in form.findChildren(QPushButton) if b.text() == "Stop &waiting").click()
    assert "lasts until you quit" in form.result_text
    assert window.parts.keys.state("heygen").busy  # each provider's wait is its own
    window.parts.keys.stop_waiting("heygen")


def test_two_accounts_are_there_after_a_restart_and_only_the_one_in_use_is_read(
    studio: Studio, desktop: Desktop, qtbot: QtBot
) -> None:
    """T24: and the keyring calls the first by the provider's name, as before."""
    add_key(studio, qtbot)
    window = studio.open(no_keys(studio))
    wait_for_keyring(window, qtbot)
    type_key(window, SECOND, "Work")
    qtbot.waitUntil(lambda: window.parts.keys.state("anam").source is KeySource.KEYRING)
    assert Credentials().read("anam") == Secret(KEY)
    assert Credentials().read("anam/2") == Secret(SECOND)
    window.close()
    again = studio.open(no_keys(studio))
    wait_for_keyring(again, qtbot)
    keys = again.parts.keys
    assert [(a.name, a.is_current) for a in keys.accounts("anam")] == [
        ("Account 1", False),
        ("Work", True),
    ]
    assert keys.secret("anam") == Secret(SECOND)
    assert keys.account_secret("anam") is None
    keys.switch("anam")
    wait_for_keyring(again, qtbot)
    assert keys.secret("anam") == Secret(KEY)
    keys.remove("anam", "anam/2")
    qtbot.waitUntil(lambda: [a.slot for a in keys.accounts("anam")] == ["anam"])
    wait_for_keyring(again, qtbot)
    assert Credentials().read("anam/2") is None
    assert Credentials().read("anam") == Secret(KEY)
    assert desktop.files_holding(KEY) == desktop.files_holding(SECOND) == []
