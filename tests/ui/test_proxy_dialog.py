"""The proxy, as a user sets it: F30."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import ProxyFailed
from avatar_browser.providers.proxy import ProxyChoice, Way
from avatar_browser.services.catalogue_state import CatalogueState, Phase
from avatar_browser.services.keys import KeySource, KeyState
from avatar_browser.ui.network.network_commands import NetworkCommands
from avatar_browser.ui.network.proxy_dialog import ProxyDialog
from avatar_browser.ui.notice import Act
from avatar_browser.ui.notices import notice_of
from tests.support.raw_server import RawServer, answer, once
from tests.support.studio import Studio, keys_for


def commands(studio: Studio) -> NetworkCommands:
    return studio.applications[-1].features.network


def opened(studio: Studio) -> ProxyDialog:
    studio.open()
    return commands(studio).open_proxy()


def address(dialog: ProxyDialog) -> QLineEdit:
    return dialog.findChildren(QLineEdit)[0]


def press(dialog: ProxyDialog, text: str) -> None:
    [button] = [b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text]
    button.click()


def test_the_menu_opens_it_and_it_shows_what_is_used(studio: Studio) -> None:
    """F30."""
    window = studio.open()
    [action] = [a for a in window.menu_actions.menus["file"].actions() if "xy…" in a.text()]
    action.trigger()
    [dialog] = window.findChildren(ProxyDialog)
    assert dialog.isVisible()
    assert dialog._ways[Way.SYSTEM].isChecked()
    assert address(dialog).text() == ""


def test_what_is_saved_is_used_and_shown_the_next_time(studio: Studio) -> None:
    """F30: typing an address is choosing it."""
    dialog = opened(studio)
    QTest.keyClicks(address(dialog), "proxy.example:8080")
    assert dialog._ways[Way.PROXY].isChecked()
    press(dialog, "Save")
    chosen = ProxyChoice.of_proxy("proxy.example:8080")
    setting = commands(studio)._setting
    assert setting.choice == chosen
    again = commands(studio).open_proxy()
    assert again._ways[Way.PROXY].isChecked()
    assert address(again).text() == "http://proxy.example:8080"
    again.reject()

    studio.close()
    studio.open()
    assert commands(studio)._setting.choice == chosen
    assert studio.applications[-1]._base.wire._proxy == chosen


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("user:CANARY-password@proxy.example:8080", "password cannot be kept here"),
        ("socks5://proxy.example:1080", "type one of http or https"),
        ("proxy example", "not the address of a proxy"),
    ],
)
@pytest.mark.parametrize("button", ["Save", "Test"])
def test_what_cannot_be_used_is_told_and_not_repeated(
    typed: str, sentence: str, button: str, studio: Studio
) -> None:
    """F30, T04."""
    dialog = opened(studio)
    QTest.keyClicks(address(dialog), typed)
    press(dialog, button)
    assert sentence in dialog.result_text
    assert "CANARY" not in dialog.result_text
    assert dialog.isVisible()
    assert commands(studio)._setting.choice == ProxyChoice()


def test_cancel_changes_nothing(studio: Studio) -> None:
    dialog = opened(studio)
    QTest.keyClicks(address(dialog), "proxy.example:8080")
    press(dialog, "Cancel")
    assert commands(studio)._setting.choice == ProxyChoice()


def test_the_test_button_tells_how_each_service_fared(studio: Studio, qtbot: QtBot) -> None:
    """F30: by the name of the proxy where it is the one that fails."""
    environment = {**keys_for(studio.server), "AVATAR_BROWSER_ANAM_URL": "https://name.invalid"}
    del environment["ANAM_API_KEY"]
    studio.open(environment)
    dialog = commands(studio).open_proxy()
    with RawServer(once(answer(503))) as proxy:
        QTest.keyClicks(address(dialog), f"127.0.0.1:{proxy.port}")
        press(dialog, "Test")
        name = f"The proxy 127.0.0.1:{proxy.port}"
        expected = f"{name} did not serve: check its address, then press “Test” again."
        qtbot.waitUntil(lambda: dialog.result_text == expected)
        qtbot.waitUntil(lambda: not dialog._is_testing)
    assert proxy.connections == 1, "the other service is not asked in vain"


def test_with_services_on_this_computer_the_test_says_that_no_proxy_is_used(
    studio: Studio, qtbot: QtBot
) -> None:
    """T04."""
    dialog = opened(studio)
    press(dialog, "Test")
    qtbot.waitUntil(lambda: "on this computer" in dialog.result_text)


def test_trouble_with_the_proxy_offers_to_set_it() -> None:
    """F30: the proxy is named, not the provider."""
    problem = ProxyFailed("The proxy 10.0.0.1:3128 cannot be reached.", code="proxy")
    state = CatalogueState(Phase.FAILED, problem=problem)
    notice = notice_of("Anam", state, KeyState("anam", source=KeySource.KEYRING))
    assert notice is not None
    assert "Anam" not in notice.title
    assert notice.text.startswith("The proxy 10.0.0.1:3128 cannot be reached: check it with “Proxy")
    assert (notice.act, notice.second_act) == (Act.RETRY, Act.PROXY)


def test_the_notice_opens_the_dialog(studio: Studio) -> None:
    """F30."""
    window = studio.open()
    window.page.acted.emit("anam", Act.PROXY)
    assert len(window.findChildren(ProxyDialog)) == 1
