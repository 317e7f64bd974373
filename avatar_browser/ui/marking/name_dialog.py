"""A small dialog that asks for the name of a shortlist."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPushButton, QWidget

from avatar_browser.domain.marks import SHORTLIST_NAME_LIMIT, shortlist_name
from avatar_browser.domain.text import isolated
from avatar_browser.ui.look.labels import small_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_S, SPACE_XL

ExistingName = Callable[[str], str | None]
"""The shortlist that has this name, in whatever case; None where there is none."""

_EXAMPLE = "Such as Launch video"


def name_problem(text: str, existing: ExistingName, own: str = "") -> str:
    """What is wrong with ``text`` as a name, in a sentence; empty where nothing is.

    ``own`` is the name that is being changed: it may be kept, or differ in its case.
    """
    name = shortlist_name(text)
    if not name:
        return "A shortlist needs a name."
    if len(text.strip()) > SHORTLIST_NAME_LIMIT:
        return f"A name has at most {SHORTLIST_NAME_LIMIT} characters."
    there = existing(name)
    return "" if there in {None, own} else f"There is a shortlist called {isolated(there)} already."


class NameDialog(QDialog):
    """What is wrong with a name is said below it, and it cannot be confirmed till it is right."""

    named = Signal(str)

    def __init__(
        self, parent: QWidget, title: str, confirm: str, existing: ExistingName, own: str = ""
    ) -> None:
        """``confirm`` is what the button says."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(360)
        self._existing = existing
        self._own = own
        self._field = QLineEdit(own)
        self._field.setAccessibleName("Name of the shortlist")
        self._field.setPlaceholderText(_EXAMPLE)
        self._field.selectAll()
        self._said = small_label()
        self._confirm = QPushButton(confirm)
        self._confirm.setProperty("primary", True)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.addButton(self._confirm, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self._on_accepted)
        box.rejected.connect(self.reject)
        layout = column(self, spacing=SPACE_S, margins=(SPACE_XL,) * 4)
        for widget in (self._field, self._said, box):
            layout.addWidget(widget)
        self._confirm.setDefault(True)
        self._field.textChanged.connect(self._on_text_changed)
        self._confirm.setEnabled(not self._problem())

    @property
    def field(self) -> QLineEdit:
        return self._field

    @property
    def said(self) -> str:
        """What is wrong with the name typed, empty where nothing is or nothing was typed yet."""
        return self._said.text()

    def _problem(self) -> str:
        return name_problem(self._field.text(), self._existing, self._own)

    def _on_text_changed(self) -> None:
        problem = self._problem()
        self._said.show_text(problem)
        self._confirm.setEnabled(not problem)

    def _on_accepted(self) -> None:
        if not self._problem():
            self.named.emit(shortlist_name(self._field.text()))
            self.accept()
