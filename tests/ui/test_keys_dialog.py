"""Adding, checking and replacing a key by hand; there is no keyring in these tests."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.services.keys import KeySource
from avatar_browser.ui.keys.accounts_dialog import AccountsDialog
from avatar_browser.ui.keys.key_form import KeyForm
from avatar_browser.ui.notice import Act
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import refuses, sends_json
from tests.support.raw_server import RawServer
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


def form_of(window: MainWindow) -> KeyForm:
    window.pages[1].acted.emit("anam", Act.ADD_KEY)
    form = window.findChild(KeyForm)
    assert form is not None
    return form


def press(form: KeyForm, text: str) -> None:
    next(b for b in form.findChildren(QPushButton) if b.text() == text).click()


def test_without_a_key_the_tab_says_what_one_is_for(window: MainWindow) -> None:
    """Fault F86: no keyring is no obstacle."""
    notice = window.pages[1].notice
    assert notice is not None
    assert notice.title == "Add an Anam key"
    assert "lasts until you quit" in notice.text
    assert notice.act is Act.ADD_KEY


def test_the_field_hides_what_is_typed(window: MainWindow) -> None:
    """T08."""
    field = form_of(window).key_field
    field.setText(KEY)
    assert field.echoMode() is field.EchoMode.Password
    assert KEY not in field.displayText()


def test_what_cannot_be_a_key_is_refused_without_repeating_it(window: MainWindow) -> None:
    """Threat T09."""
    form = form_of(window)
    form.key_field.setText("se cret")
    press(form, "&Add")
    assert form.result_text.startswith("This does not look like a key, ")
    assert "se cret" not in form.result_text
    assert window.parts.keys.state("anam").source is KeySource.NONE


def test_a_key_that_works_is_told_so_before_it_is_used(
    studio: Studio, window: MainWindow, qtbot: QtBot
) -> None:
    answer = {"data": [], "meta": {"total": 30}}
    studio.server.serve("/v1/avatars?perPage=1", sends_json(answer))
    form = form_of(window)
    form.key_field.setText(f" {KEY}\n")
    press(form, "&Check")
    qtbot.waitUntil(lambda: form.result_text == "Anam accepts this key: 30 avatars.")
    assert window.parts.keys.state("anam").source is KeySource.NONE


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "Anam refused this key"),
        (403, "its plan or workspace does not allow"),
        (500, "The key could not be checked."),
    ],
)
def test_a_check_tells_a_refused_key_a_forbidden_list_and_a_service_in_trouble_apart(
    studio: Studio,
    window: MainWindow,
    qtbot: QtBot,
    status: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("avatar_browser.providers.api_client.RETRIES", 0)
    form = form_of(window)
    form.key_field.setText(KEY)
    studio.server.serve("/v1/avatars?perPage=1", refuses(status))
    press(form, "&Check")
    qtbot.waitUntil(lambda: words in form.result_text)
    assert window.parts.keys.state("anam").source is KeySource.NONE


def test_a_check_without_a_way_to_the_service_says_nothing_about_the_key(
    studio: Studio, qtbot: QtBot
) -> None:
    with RawServer() as gone:
        nobody = gone.url()
    environment = {**without_anam_key(studio), "AVATAR_BROWSER_ANAM_URL": nobody}
    window = studio.open(environment)
    qtbot.waitUntil(lambda: not window.parts.keys.state("anam").busy)
    form = form_of(window)
    form.key_field.setText(KEY)
    press(form, "&Check")
    qtbot.waitUntil(lambda: "Anam cannot be reached" in form.result_text)
    assert "refused" not in form.result_text.partition(".")[0]


def test_a_key_for_this_session_fills_the_tab_and_is_gone_when_removed(
    window: MainWindow, qtbot: QtBot
) -> None:
    form = form_of(window)
    form.key_field.setText(KEY)
    form.session_only.setChecked(True)
    press(form, "&Add")
    assert not form.isVisible()
    qtbot.waitUntil(lambda: window.pages[1].model.rowCount() == 30)
    assert window.parts.keys.state("anam").source is KeySource.SESSION
    window.parts.keys.remove("anam")
    qtbot.waitUntil(lambda: window.pages[1].model.rowCount() == 0)
    assert window.parts.keys.secret("anam") is None
    qtbot.waitUntil(lambda: not window.parts.keys.state("anam").busy)  # deleting it there too


def test_a_key_that_no_keyring_can_keep_is_used_and_the_reason_told(
    window: MainWindow, qtbot: QtBot
) -> None:
    """F86."""
    form = form_of(window)
    form.key_field.setText(KEY)
    press(form, "&Add")
    qtbot.waitUntil(lambda: "No trusted keyring" in form.result_text)
    assert "until you quit" in form.result_text
    assert form.isVisible()
    assert form.key_field.text() == ""
    qtbot.waitUntil(lambda: window.pages[1].model.rowCount() == 30)


def test_a_key_of_the_environment_names_its_variable_and_cannot_be_removed(
    studio: Studio,
) -> None:
    window = studio.open_filled()
    window.pages[2].acted.emit("heygen", Act.REPLACE_KEY)
    dialog = window.findChild(AccountsDialog)
    assert dialog is not None
    (line,) = dialog.list.lines
    assert "HEYGEN_API_KEY" in line
    assert KEY not in line
    for name in ("remove", "rename", "replace"):
        assert not dialog.button(name).isEnabled()
    assert dialog.button("add").isEnabled()


def test_a_key_in_the_environment_that_is_no_key_is_told(studio: Studio) -> None:
    window = studio.open({**keys_for(studio.server), "ANAM_API_KEY": "short"})
    notice = window.pages[1].notice
    assert notice is not None
    assert "ANAM_API_KEY" in notice.text
    assert "short" not in notice.text
