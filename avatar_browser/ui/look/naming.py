"""A small dialog that asks for a name."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPushButton, QWidget

from avatar_browser.ui.look.labels import small_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_S, SPACE_XL


class NamingDialog(QDialog):
    """What is wrong with a name is said below it, and it cannot be confirmed till it is right."""

    named = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        confirm: str,
        own: str,
        problem: Callable[[str], str],
        kept: Callable[[str], str],
    ) -> None:
        """``confirm`` is what the button says.

        ``own`` is the name that is being changed, empty for a new one: it may stay as it is.
        ``problem`` tells what is wrong with a text in a sentence, empty where nothing is;
        ``kept`` gives the text as it is kept, which is what ``named`` carries.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(360)
        self._own = own
        self._wrong_with = problem
        self._kept = kept
        self.field = QLineEdit(own)
        self.field.selectAll()
        self._said = small_label()
        self._confirm = QPushButton(confirm)
        self._confirm.setProperty("primary", True)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.addButton(self._confirm, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self._on_accepted)
        box.rejected.connect(self.reject)
        layout = column(self, spacing=SPACE_S, margins=(SPACE_XL,) * 4)
        for widget in (self.field, self._said, box):
            layout.addWidget(widget)
        self._confirm.setDefault(True)
        self.field.textChanged.connect(self._on_text_changed)
        self._confirm.setEnabled(not self._problem())

    @property
    def said(self) -> str:
        """What is wrong with the name typed, empty where nothing is or nothing was typed yet."""
        return self._said.text()

    def _problem(self) -> str:
        text = self.field.text()
        return "" if text and text == self._own else self._wrong_with(text)

    def _on_text_changed(self) -> None:
        problem = self._problem()
        self._said.show_text(problem)
        self._confirm.setEnabled(not problem)

    def _on_accepted(self) -> None:
        if not self._problem():
            self.named.emit(self._kept(self.field.text()))
            self.accept()
