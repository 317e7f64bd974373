"""What is typed in a view belongs to the search."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_TYPING = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}


def typed_text(event: QKeyEvent) -> str:
    """The character typed; empty for a key that is the view's own, or that does something."""
    text = event.text()
    is_typing = event.modifiers() in _TYPING and text.isprintable()
    return text if is_typing and text not in {" ", "/"} else ""
