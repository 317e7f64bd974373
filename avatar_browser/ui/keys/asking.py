"""Two small questions about an account: what to call it, and whether it shall go."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPushButton, QWidget

from avatar_browser.domain.key_slot import LABEL_LIMIT, account_label
from avatar_browser.domain.text import isolated
from avatar_browser.services.keys import KeyAccount
from avatar_browser.ui.look.labels import PlainLabel, small_label, title_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_M, SPACE_S, SPACE_XL

_WHAT_GOES = (
    "Its key is deleted from the system keyring, and its catalogue and pictures from this"
    " computer. Stars, notes and shortlists stay."
)


class LabelDialog(QDialog):
    """An empty name gives the account its number back."""

    named = Signal(str)

    def __init__(self, account: KeyAccount, others: Iterable[str], parent: QWidget) -> None:
        """``others`` are the names of the other accounts."""
        super().__init__(parent)
        self.setWindowTitle("Rename Account")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(360)
        self._others = {name.casefold(): name for name in others}
        self.field = QLineEdit(account.name)
        self.field.setMaxLength(LABEL_LIMIT)
        self.field.setAccessibleName("Name of the account")
        self.field.selectAll()
        self._said = small_label()
        self._confirm = QPushButton("Rename")
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

    @property
    def said(self) -> str:
        return self._said.text()

    def _on_text_changed(self, text: str) -> None:
        taken = self._others.get(account_label(text).casefold())
        words = f"There is an account called {isolated(taken)} already." if taken else ""
        self._said.show_text(words)
        self._confirm.setEnabled(not words)

    def _on_accepted(self) -> None:
        self.named.emit(account_label(self.field.text()))
        self.accept()


class RemovalDialog(QDialog):
    """What goes with the account, and what stays, before it is too late."""

    confirmed = Signal()

    def __init__(self, account: KeyAccount, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Remove Account")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(400)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.remove_button = box.addButton("&Remove", QDialogButtonBox.ButtonRole.ActionRole)
        self.remove_button.setAutoDefault(False)
        self.remove_button.clicked.connect(self._on_remove)
        self._cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
        box.rejected.connect(self.reject)
        layout = column(self, spacing=SPACE_M, margins=(SPACE_XL,) * 4)
        layout.addWidget(title_label(f"Remove {isolated(account.name)}?"))
        layout.addWidget(PlainLabel(_WHAT_GOES))
        layout.addWidget(box)
        self._cancel.setDefault(True)
        self._cancel.setFocus()  # Enter after Delete shall not be enough

    def _on_remove(self) -> None:
        self.confirmed.emit()
        self.accept()
