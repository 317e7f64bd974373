"""Two small questions about an account: what to call it, and whether it shall go."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from avatar_browser.domain.key_slot import LABEL_LIMIT, account_label
from avatar_browser.domain.text import isolated
from avatar_browser.services.keys import KeyAccount
from avatar_browser.ui.look.labels import PlainLabel, title_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.naming import NamingDialog
from avatar_browser.ui.look.theme import SPACE_M, SPACE_XL

_WHAT_GOES = (
    "Its key is deleted from the system keyring, and its catalogue and pictures from this"
    " computer. Stars, notes and shortlists stay."
)


class LabelDialog(NamingDialog):
    """An empty name gives the account its number back."""

    def __init__(self, account: KeyAccount, others: Iterable[str], parent: QWidget) -> None:
        """``others`` are the names of the other accounts."""
        problem = partial(_label_problem, others={name.casefold(): name for name in others})
        title = "Rename Account"
        super().__init__(parent, title, "Rename", account.name, problem, account_label)
        self.field.setMaxLength(LABEL_LIMIT)
        self.field.setAccessibleName("Name of the account")


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


def _label_problem(text: str, others: Mapping[str, str]) -> str:
    """``others`` are names by their folded form."""
    taken = others.get(account_label(text).casefold())
    return f"There is an account called {isolated(taken)} already." if taken else ""
