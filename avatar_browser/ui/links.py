"""Opening a page in the system's browser: https alone, and not before its host was read."""

from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLineEdit, QWidget

from avatar_browser.domain.text import isolated
from avatar_browser.ui.look.labels import PlainLabel, monospaced, title_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_M, SPACE_XL

_LONGEST = 2_000
_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded
_QUESTION = "Open this page in your browser?"


@dataclass(frozen=True, slots=True)
class Link:
    """An https address. All of it is ASCII: a host of other letters is in its ``xn--`` form."""

    host: str
    address: str

    @classmethod
    def parse(cls, address: str) -> Self | None:
        """None for what is no https address with a host, or names a user, as if it were a host."""
        url = QUrl(address, QUrl.ParsingMode.StrictMode)
        host = url.host(_ENCODED)
        is_fit = url.isValid() and url.scheme() == "https" and host and len(address) <= _LONGEST
        if not is_fit or "@" in url.authority(_ENCODED):
            return None
        return cls(host, url.toEncoded().toStdString())

    @property
    def looks_like(self) -> str:
        """The host in its own letters, where they are not those of its address."""
        shown = QUrl(self.address).host(QUrl.ComponentFormattingOption.FullyDecoded)
        return "" if shown == self.host else shown


class LinkDialog(QDialog):
    """Shows where a link leads, and opens it when told to. Made by :func:`ask_to_open`."""

    copy_wanted = Signal(str, str)
    """The address, and what it is called."""
    failed = Signal(str)
    """The address that no browser could be opened for."""

    def __init__(self, link: Link, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Open in Browser")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(460)
        self._link = link
        address = QLineEdit(link.address)
        address.setReadOnly(True)
        address.setFont(monospaced(address.font()))
        address.setCursorPosition(0)
        address.setAccessibleName("Address")
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = box.addButton("Open", QDialogButtonBox.ButtonRole.ActionRole)
        self.open_button.setProperty("primary", True)
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self._on_open)
        copy = box.addButton("Copy Address", QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: self.copy_wanted.emit(link.address, "the address"))
        box.rejected.connect(self.reject)
        layout = column(self, spacing=SPACE_M, margins=(SPACE_XL,) * 4)
        for widget in (PlainLabel(_QUESTION, muted=True), title_label(link.host), address):
            layout.addWidget(widget)
        if link.looks_like:
            layout.addWidget(PlainLabel(_warning(link)))
        layout.addWidget(box)
        self.open_button.setFocus()

    def _on_open(self) -> None:
        self.accept()
        if not QDesktopServices.openUrl(QUrl.fromEncoded(self._link.address.encode())):
            self.failed.emit(self._link.address)


def ask_to_open(address: str, parent: QWidget) -> LinkDialog | None:
    """The one way to a browser: over the dialog in use, else over ``parent``.

    None, and nothing is opened, where ``address`` is not fit: see :meth:`Link.parse`.
    """
    link = Link.parse(address)
    if link is None:
        return None
    dialog = LinkDialog(link, QApplication.activeModalWidget() or parent)
    dialog.open()
    return dialog


def _warning(link: Link) -> str:
    return (
        f"In its own letters it reads {isolated(link.looks_like)}. Such letters can look like"
        " those of a site you know."
    )
