from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from avatar_browser.ui.look.scripts import ScriptFonts
from tests.support.avatars import an_avatar


class Told(QObject):
    """As much of a catalogue as is listened to."""

    avatars_added = Signal(list)


def test_each_script_that_arrives_is_looked_up_once(qtbot: QtBot) -> None:
    window, catalogue = QWidget(), Told()
    qtbot.addWidget(window)
    fonts = ScriptFonts([catalogue], window)  # type: ignore[list-item]
    catalogue.avatars_added.emit([an_avatar(name="Abby"), an_avatar(name="Ångström")])
    done = [fonts.is_done]
    names = ["李华", "王小明", "Ольга"]
    catalogue.avatars_added.emit([an_avatar(name=name) for name in names])
    done.append(fonts.is_done)
    qtbot.waitUntil(lambda: fonts.is_done)
    catalogue.avatars_added.emit([an_avatar(name=name) for name in names])
    done.append(fonts.is_done)
    assert done == [True, False, True]
