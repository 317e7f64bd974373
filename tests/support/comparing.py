"""A comparison as a user works it, and what it shows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from avatar_browser.ui.compare.compare import Compare
from avatar_browser.ui.compare.pane import Pane
from tests.support.quick_look import CONTROL, press
from tests.support.studio import Studio, click_card


def compare_of(studio: Studio) -> Compare:
    return studio.applications[-1].features.compare


def opened(studio: Studio, count: int = 3) -> Compare:
    """With the first cards selected by clicks."""
    studio.open_filled()
    choose_first(studio, count)
    compare = compare_of(studio)
    assert compare.is_open
    return compare


def choose_first(studio: Studio, count: int) -> None:
    """Select so many and ask for the comparison."""
    page = studio.applications[-1].window.page
    for row in range(count):
        click_card(page, row, control=row > 0)
    press(Qt.Key.Key_K, CONTROL)


def panes(compare: Compare) -> list[Pane]:
    return compare.sheet.panes.shown


def names(compare: Compare) -> list[str]:
    return [pane.name for pane in panes(compare)]


def pictures(compare: Compare) -> list[QImage]:
    return [pane.canvas.grab().toImage() for pane in panes(compare)]


def shown_times(compare: Compare) -> list[int]:
    """When the frame that each pane shows begins in its clip, in milliseconds."""
    players = [playback._player for playback in compare.cast.playbacks]
    return [player._frame_start // 1000 for player in players if player is not None]


def wait_until_all_play(compare: Compare, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: all(pane.canvas.is_showing_frame for pane in panes(compare)))
