"""The first look ends when everything is shown, and by itself where something never is."""

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from avatar_browser.services.first_look import FirstLook


def test_it_is_over_before_it_begins() -> None:
    assert FirstLook().is_over


def test_it_lasts_until_everything_is_shown(qtbot: QtBot) -> None:
    shown: list[bool] = []
    look = FirstLook()
    look.begin(lambda: bool(shown))
    assert not look.is_over
    shown.append(True)
    with qtbot.waitSignal(look.over):
        pass
    assert look.is_over


def test_nobody_is_asked_after_the_end_of_the_program(qtbot: QtBot) -> None:
    asked: list[bool] = []

    def is_shown() -> bool:
        asked.append(True)
        return False

    look = FirstLook()
    look.begin(is_shown)
    look.stop()
    later = QTimer(singleShot=True, interval=50)
    with qtbot.waitSignal(later.timeout):
        later.start()
    assert asked == []


def test_what_never_comes_ends_it_all_the_same(qtbot: QtBot) -> None:
    look = FirstLook(at_most_ms=50)
    with qtbot.waitSignal(look.over):
        look.begin(lambda: False)
    assert look.is_over
