"""Quick look as a user works it: with the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from avatar_browser.ui.quicklook.quick_look import QuickLook
from tests.support.studio import Studio, click_card

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def look_of(studio: Studio) -> QuickLook:
    return studio.applications[-1].features.quick_look


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """To whatever has the focus."""
    focus = QGuiApplication.focusObject()
    assert isinstance(focus, QWidget)
    QTest.keyClick(focus, key, held)


def opened(studio: Studio, qtbot: QtBot, row: int = 0) -> QuickLook:
    window = studio.open_filled()
    click_card(window.page, row)
    press(Qt.Key.Key_Space)
    look = look_of(studio)
    qtbot.waitUntil(look.sheet.isVisible)
    return look


def picture(look: QuickLook) -> QImage:
    return look.sheet.board.current.grab().toImage()


def is_sharp(look: QuickLook) -> bool:
    """The large picture is there, and no other will take its place."""
    pictures, avatar = look._pictures._larger, look.avatar
    assert avatar is not None
    wanted = pictures._wanted.get(avatar.key)
    return wanted is not None and pictures._there.get(avatar.key) == wanted
