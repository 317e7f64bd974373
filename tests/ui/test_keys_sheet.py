"""F1: keys of actions, and keys that belong to a part of the window."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QLabel

from avatar_browser.ui.quicklook.sheet import KEYS_TOLD
from tests.support.quick_look import CONTROL, look_of
from tests.support.studio import Studio

Key = Qt.Key


def test_the_keys_sheet_lists_its_keys_and_those_of_the_player(studio: Studio) -> None:
    window = studio.open_filled()
    window.menu_actions.keys_sheet.trigger()
    sheet = next(d for d in window.findChildren(QDialog) if d.isVisible())
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"In quick look", "Frame guide", "G", "Space or Esc"} <= words
    assert {"In the player of the details pane", "A frame back or on"} <= words
    assert sheet.height() <= sheet.screen().availableSize().height()
    sheet.close()


def test_every_key_that_quick_look_takes_is_told(studio: Studio) -> None:
    """The list for people and the keys themselves are apart: none is forgotten in one of them."""
    studio.open_filled()
    look = look_of(studio)
    told = {key for _, keys in KEYS_TOLD for key in re.split(", or |, | or ", keys)}
    names = {
        Key.Key_Comma: "Comma",
        Key.Key_Period: "Full stop",
        Key.Key_Escape: "Esc",
        Key.Key_Plus: "+",
        Key.Key_Equal: "+",
        Key.Key_Minus: "−",
    }
    for held, key in look.sheet._keys:
        name = names.get(Qt.Key(key)) or QKeySequence(key).toString()
        if held == CONTROL and name.isalpha() and len(name) == 1:
            name = f"Ctrl+{name}"
        assert name in told
