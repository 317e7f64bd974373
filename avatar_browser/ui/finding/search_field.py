"""The search field: every key stroke filters, filter words are completed as they are typed."""

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit
from typing_extensions import override

from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.theme import Theme


class SearchField(QLineEdit):
    """``completions_of`` gives whole texts to replace what is typed, best first."""

    query_changed = Signal(str)
    left_downwards = Signal()
    """Down or Enter: the keyboard goes to the grid."""

    def __init__(self, theme: Theme, completions_of: Callable[[str], list[str]]) -> None:
        super().__init__()
        self._completions_of = completions_of
        self.setAccessibleName("Search avatars")
        self.setPlaceholderText("Search avatars")
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(160)
        self.setMaximumWidth(520)
        self._lens = QAction(self)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.textChanged.connect(self.query_changed)
        self.textEdited.connect(self._on_edited)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._lens.setIcon(icon("search", theme.muted, 16))

    def type_text(self, text: str) -> None:
        """What was typed elsewhere goes on here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.deselect()
        self.end(False)
        self.insert(text)

    def _on_edited(self, text: str) -> None:
        self._words.setStringList(self._completions_of(text))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)
