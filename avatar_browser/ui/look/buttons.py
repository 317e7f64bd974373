"""Buttons of a symbol, or of a word or two."""

from PySide6.QtWidgets import QToolButton

from avatar_browser.ui.look.plain import set_tip


def tool_button(name: str, tip: str = "") -> QToolButton:
    """``name`` is what a screen reader says, and the tool tip where there is no other."""
    button = QToolButton()
    button.setAccessibleName(name)
    set_tip(button, tip or name)
    return button
