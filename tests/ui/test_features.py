"""Features come after the first screen, and before the user needs them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from avatar_browser.ui.tab_views import ViewMode
from avatar_browser.ui.window import MainWindow
from avatar_browser.wiring.features import Features
from tests.support.choir import Choir, row_of
from tests.support.media_server import hangs, sends_json
from tests.support.studio import Studio


def open_bare(studio: Studio, *, tab: int = 1) -> tuple[MainWindow, Features]:
    """The window as it is shown, before anything else."""
    studio.has_all_features = False
    window = studio.open(tab=tab)
    features = studio.applications[-1].features
    assert not features.is_complete
    return window, features


def open_waiting(studio: Studio) -> tuple[MainWindow, Features]:
    """The same, on services that never answer."""
    studio.serve_anam_list(hangs(sends_json({})))
    return open_bare(studio)


def shape(menu: QMenu) -> list[object]:
    """Texts and keys as they stand in a menu, and in those below it."""
    return [
        (action.text(), [key.toString() for key in action.shortcuts()], _below(action))
        for action in menu.actions()
    ]


def _below(action: QAction) -> list[object]:
    menu = action.menu()
    return shape(menu) if isinstance(menu, QMenu) else []


def test_they_come_by_themselves_once_the_first_screen_stands(studio: Studio, qtbot: QtBot) -> None:
    window, features = open_bare(studio)
    seen = []

    def is_complete() -> bool:
        seen.append((hasattr(features, "commands"), window.is_settled))
        return features.is_complete

    qtbot.waitUntil(is_complete)
    assert (True, False) not in seen
    assert window.page.model.rowCount() == 30


def test_a_first_screen_that_does_not_come_holds_them_up_for_two_seconds_at_most(
    studio: Studio, qtbot: QtBot
) -> None:
    window, features = open_waiting(studio)
    qtbot.waitUntil(lambda: features.is_complete)
    assert not window.is_settled


def test_the_first_key_finds_its_action(studio: Studio, qtbot: QtBot) -> None:
    window, features = open_waiting(studio)
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    assert features.is_complete
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))


def test_the_first_click_finds_a_whole_menu(studio: Studio, qtbot: QtBot) -> None:
    window, features = open_waiting(studio)
    qtbot.waitUntil(window.isActiveWindow)
    bar = window.menuBar()
    place = bar.mapTo(window, bar.actionGeometry(bar.actions()[1]).center())
    QTest.mousePress(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert features.is_complete
    assert "&Undo" in [action.text() for action in window.menu_actions.menus["edit"].actions()]
    window.menu_actions.menus["edit"].close()


def test_menus_are_the_same_whenever_they_come(studio: Studio, qtbot: QtBot) -> None:
    at_once = studio.open()
    late, features = open_bare(studio)
    qtbot.waitUntil(lambda: features.is_complete)
    for name, menu in at_once.menu_actions.menus.items():
        assert shape(late.menu_actions.menus[name]) == shape(menu)
    texts = [
        [action.text() for action in window.menu_actions.in_context] for window in (at_once, late)
    ]
    assert texts[0] == texts[1]


def test_they_show_what_was_chosen_before_them(studio: Studio, qtbot: QtBot) -> None:
    choir = Choir(studio, qtbot)
    choir.studio.has_all_features = False
    window = choir.studio.open(tab=2)
    features = choir.studio.applications[-1].features
    qtbot.waitUntil(lambda: window.page.model.rowCount() > 0)
    assert not features.is_complete
    window.page.views.choose_row(0)
    features.complete()
    assert not features.marking.block.note.isHidden()
    qtbot.waitUntil(lambda: row_of(window).name_text == "Aria")


def test_space_shows_what_is_chosen_in_a_list_that_was_there_before(
    studio: Studio, qtbot: QtBot
) -> None:
    window, features = open_bare(studio)
    qtbot.waitUntil(lambda: window.page.model.rowCount() > 0)
    window.page.views.set_mode(ViewMode.LIST)
    features.complete()
    window.page.views.choose_row(0)
    QTest.keyClick(window.page.views.view, Qt.Key.Key_Space)
    assert features.quick_look.is_open


def test_a_window_that_is_closed_at_once_makes_none(studio: Studio) -> None:
    window, features = open_bare(studio)
    window.close()
    features.complete()
    assert not hasattr(features, "commands")
