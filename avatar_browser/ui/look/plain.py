"""Words as they are, where Qt would read more into them: a tag, or a key to press."""

from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import QWidget

from avatar_browser.domain.text import displayable


def set_tip(of: QWidget | QAction, text: str) -> None:
    """Tool tips take no format: Qt guesses whether one is rich text, and draws it so."""
    shown = displayable(text)
    of.setToolTip(Qt.convertFromPlainText(shown) if Qt.mightBeRichText(shown) else shown)


def literal(text: str) -> str:
    """For a button, an action or a tab, which take an ampersand for the mark of a key."""
    return text.replace("&", "&&")
