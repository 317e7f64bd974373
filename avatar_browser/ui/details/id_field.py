"""An id as it is: what cannot be seen is shown by its code, and what is copied is the id."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from avatar_browser.domain.text import escaped
from avatar_browser.ui.look.labels import monospaced


class IdField(QLineEdit):
    copy_wanted = Signal()
    """The id itself, where the field shows it in another form."""

    def __init__(self, value: str, name: str) -> None:
        """``name`` is what the id is called."""
        shown = escaped(value)
        super().__init__(shown)
        self._shows_codes = shown != value
        self.setReadOnly(True)
        self.setFont(monospaced(self.font()))
        self.setCursorPosition(0)
        self.setAccessibleName(name)
        if self._shows_codes:
            # Its menu and a drag would give the codes away as the id.
            self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            self.setDragEnabled(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._shows_codes and event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)
