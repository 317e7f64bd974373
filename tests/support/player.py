"""The player of the details pane, as tests work it."""

from PySide6.QtWidgets import QFileDialog, QSlider, QWidget
from pytestqt.qtbot import QtBot

from avatar_browser.ui.window import MainWindow
from tests.support.studio import Studio, click_card


def playing(studio: Studio, qtbot: QtBot) -> MainWindow:
    window = studio.open_filled()
    click_card(window.page, 0)
    window.menu_actions.play.trigger()
    theatre = window.parts.theatre
    qtbot.waitUntil(lambda: theatre.stage.is_showing_frame and slider(window, "Position") > 0)
    return window


def named(window: MainWindow, kind: type[QWidget], name: str) -> QWidget:
    return next(w for w in window.pane.findChildren(kind) if w.accessibleName() == name)


def slider(window: MainWindow, name: str) -> int:
    """The upper end of its range."""
    found = named(window, QSlider, name)
    assert isinstance(found, QSlider)
    return found.maximum()


def in_menu(window: MainWindow, text: str) -> None:
    actions = window.parts.theatre.controls.menu.actions()
    next(a for a in actions if text in a.text().replace("&", "")).trigger()


def dialog(window: MainWindow) -> QFileDialog:
    return next(d for d in window.findChildren(QFileDialog) if d.isVisible())
