"""T21: nothing is opened but https, and not before its host was read."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from avatar_browser.ui.links import Link, LinkDialog, ask_to_open
from avatar_browser.ui.notice import Act
from tests.support.studio import Studio

PAGE = "https://lab.anam.ai/api-keys"


class Browser(QObject):
    """Stands for whatever the system has for an address."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toEncoded().toStdString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    for scheme in ("https", "http", "smb", "file", "ms-msdt", "javascript"):
        QDesktopServices.setUrlHandler(scheme, browser, "open")  # type: ignore[arg-type]
    yield browser
    for scheme in ("https", "http", "smb", "file", "ms-msdt", "javascript"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def texts(dialog: LinkDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def button(dialog: QWidget, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lab.anam.ai",
        "//lab.anam.ai/x",
        "http://lab.anam.ai/",
        "smb://evil.test/share",
        r"\\evil.test\share\x.png",
        "ms-msdt:/id PCWDiagnostic",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https:///etc/passwd",
        "https:lab.anam.ai",
        "https://example.com@evil.test/",
        "https://@evil.test/",
        "https://example.com%2f@evil.test/",
        "https://example.com:pw@evil.test/",
        r"https://example.com\@evil.test/",
        "https://lab.anam.ai/a b",
        " https://lab.anam.ai/",
        "https://lab.anam.ai/\n",
        "https://lab.anam.ai/\x00",
        "https://lab..anam.ai/",
        "https://[::1/",
        "https://lab.anam.ai/" + "x" * 2_000,
    ],
)
def test_what_is_no_plain_https_address_is_not_opened(
    browser: Browser, parent: QWidget, address: str
) -> None:
    """T21."""
    assert ask_to_open(address, parent) is None
    assert browser.opened == []


def test_the_host_is_shown_and_nothing_is_opened_before_it_is_confirmed(
    browser: Browser, parent: QWidget
) -> None:
    """T21."""
    dialog = ask_to_open(PAGE, parent)
    assert dialog is not None
    assert "lab.anam.ai" in texts(dialog)
    assert [field.text() for field in dialog.findChildren(QLineEdit)] == [PAGE]
    assert browser.opened == []
    dialog.open_button.click()
    assert browser.opened == [PAGE]
    assert not dialog.isVisible()


def test_a_page_that_is_declined_is_not_opened(browser: Browser, parent: QWidget) -> None:
    dialog = ask_to_open(PAGE, parent)
    assert dialog is not None
    button(dialog, "Cancel").click()
    assert not dialog.isVisible()
    assert browser.opened == []


@pytest.mark.parametrize(
    "address", ["https://раураl.com/login", "https://xn--l-7sba6dbr.com/login"]
)
def test_a_host_in_other_letters_is_shown_by_its_code_with_a_warning(
    browser: Browser, parent: QWidget, address: str
) -> None:
    """T21: letters that look like those of a host one knows."""
    dialog = ask_to_open(address, parent)
    assert dialog is not None
    assert "xn--l-7sba6dbr.com" in texts(dialog)
    assert any("раураl.com" in text and "look like" in text for text in texts(dialog))
    dialog.open_button.click()
    assert browser.opened == ["https://xn--l-7sba6dbr.com/login"]


def test_what_is_passed_on_is_encoded() -> None:
    """T21."""
    link = Link.parse("https://A.example:8443/ä/\u202egpj?q=“x”#f")
    assert link is not None
    assert link.host == "a.example"
    assert link.address == "https://a.example:8443/%C3%A4/%E2%80%AEgpj?q=%E2%80%9Cx%E2%80%9D#f"


def test_the_address_can_be_copied_instead(parent: QWidget, qtbot: QtBot) -> None:
    dialog = ask_to_open(PAGE, parent)
    assert dialog is not None
    with qtbot.waitSignal(dialog.copy_wanted) as told:
        button(dialog, "Copy Address").click()
    assert told.args == [PAGE, "the address"]


def test_it_is_asked_over_the_dialog_in_use(parent: QWidget, qtbot: QtBot) -> None:
    keys = QDialog(parent)
    keys.open()
    dialog = ask_to_open(PAGE, parent)
    assert dialog is not None
    assert dialog.parent() is keys
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    button(dialog, "Cancel").click()
    assert keys.isVisible()


def ask_for_key_page(studio: Studio) -> LinkDialog:
    window = studio.open_filled()
    window.page.acted.emit("anam", Act.GET_KEY)
    [dialog] = window.findChildren(LinkDialog)
    return dialog


def test_the_page_of_a_provider_is_opened_once_it_is_confirmed(
    studio: Studio, browser: Browser
) -> None:
    dialog = ask_for_key_page(studio)
    button(dialog, "Copy Address").click()
    assert QGuiApplication.clipboard().text() == PAGE
    assert browser.opened == []
    dialog.open_button.click()
    assert browser.opened == [PAGE]
    assert studio.applications[-1].window.troubles.sentences == []


def test_where_no_browser_opens_the_address_can_be_selected(studio: Studio) -> None:
    """F98: no handler takes it here, and the platform of the tests has no browser."""
    ask_for_key_page(studio).open_button.click()
    troubles = studio.applications[-1].window.troubles
    assert "No browser" in troubles.text
    assert troubles.selectable_text == PAGE
