"""The window as a user and a screen reader meet it, on real services over real HTTP."""

import gc

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.support.media_server import refuses, sends_json
from tests.support.studio import Studio, click_card, keys_for


def test_both_tabs_fill_and_tell_their_counts(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    bar, titles = window.header.tab_bar, ["All 36", "Anam 30", "HeyGen 6"]
    qtbot.waitUntil(lambda: [bar.tabText(i) for i in range(bar.count())] == titles)
    qtbot.waitUntil(lambda: window.status.text == "Anam 30 avatars  ·  HeyGen 6 avatars")


def test_a_screen_reader_finds_the_names_of_the_contract(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    grid = QAccessible.queryAccessibleInterface(window.page.grid)
    name = QAccessible.Text.Name
    assert window.accessibleName() == "Avatar Browser"
    assert (grid.text(name), grid.role()) == ("Avatars", QAccessible.Role.List)
    assert grid.child(0).text(name) == "Liv 0, home, Anam"
    assert QAccessible.queryAccessibleInterface(window.pane).text(name) == "Details"
    buttons = window.pane.findChildren(QPushButton) + window.pane.findChildren(QToolButton)
    names = {QAccessible.queryAccessibleInterface(b).text(name) for b in buttons}
    assert {"Copy ID", "Copy as…", "Play"} <= names


def test_a_card_clicked_shows_its_details_and_ctrl_c_copies_its_id(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 3)
    assert window.pane.avatar is not None
    assert window.pane.avatar.name == "Liv 3"
    QTest.keyClick(window.page.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "anam-3"
    assert window.toast.text == "Copied Avatar ID anam-3"
    assert window.toast.isVisible()


def test_the_details_gain_what_the_detail_answer_tells(studio: Studio, qtbot: QtBot) -> None:
    record = studio.anam_record(0, description="Told by the detail answer only.")
    studio.server.serve("/v1/avatars/anam-0", sends_json(record))
    window = studio.open_filled()
    click_card(window.page, 0)
    qtbot.waitUntil(lambda: bool(window.pane.avatar and window.pane.avatar.detailed))
    assert window.pane.avatar is not None
    assert window.pane.avatar.description == "Told by the detail answer only."
    qtbot.waitUntil(lambda: window.page.model.avatar(0).detailed)
    assert window.page.model.avatar(0).description == "Told by the detail answer only."


def test_a_detail_answer_that_fails_leaves_a_note_in_the_pane(studio: Studio, qtbot: QtBot) -> None:
    """Fault F02: the list record stands alone."""
    studio.server.serve("/v1/avatars/anam-0", refuses(403))
    window = studio.open_filled()
    click_card(window.page, 0)
    qtbot.waitUntil(lambda: window.pane.note_text != "")
    assert window.pane.note_text.startswith("From the list only. ")
    assert window.pane.avatar is not None
    assert window.pane.avatar.name == "Liv 0"
    assert QApplication.activeModalWidget() is None


def test_several_cards_are_copied_one_id_a_line(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    click_card(window.page, 2, control=True)
    window.menu_actions.copy_id.trigger()
    assert QGuiApplication.clipboard().text() == "anam-0\nanam-2"


def test_the_copy_button_names_how_many_it_copies(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    click_card(window.page, 2, control=True)
    button = next(b for b in window.pane.findChildren(QPushButton) if b.text() == "Copy 2 IDs")
    button.click()
    assert QGuiApplication.clipboard().text() == "anam-0\nanam-2"


def test_the_look_id_of_heygen_is_copied_and_the_group_id_has_its_own_button(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    window.header.choose_tab(2)
    qtbot.waitUntil(lambda: window.is_settled)
    click_card(window.page, 1)
    window.menu_actions.copy_id.trigger()
    assert QGuiApplication.clipboard().text() == "look-1"
    buttons = window.pane.findChildren(QToolButton)
    next(b for b in buttons if b.accessibleName() == "Copy Group ID").click()
    assert QGuiApplication.clipboard().text() == "group-1"
    assert window.toast.text == "Copied Group ID"


def test_looks_bear_the_name_of_their_person(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    page = window.pages[2]
    qtbot.waitUntil(lambda: page.model.avatar(0).person is not None)
    name = page.model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert name == "Abigail, Abby 2, HeyGen"


def test_the_context_menu_copies(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    click_card(window.page, 1)
    window.page.grid.customContextMenuRequested.emit(QPoint(20, 20))
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(a for a in menu.actions() if a.text() == "&Copy ID").trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == "anam-1"


def test_arrow_keys_walk_the_grid_and_the_pane_follows(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    QTest.keyClick(window.page.grid, Qt.Key.Key_Right)
    QTest.keyClick(window.page.grid, Qt.Key.Key_Right)
    assert window.pane.avatar is not None
    assert window.pane.avatar.name == "Liv 2"


def test_each_tab_keeps_its_own_selection(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.pages[1], 4)
    window.header.choose_tab(2)
    assert window.pane.title_text == ""
    window.header.choose_tab(1)
    assert window.pane.title_text == "Liv 4"


def test_ctrl_and_a_number_choose_the_tab_of_that_name(studio: Studio) -> None:
    window = studio.open_filled()
    for number, name in enumerate(("All", "Anam", "HeyGen"), start=1):
        action = window.menu_actions.tabs[number - 1]
        assert (action.text(), action.shortcut().toString()) == (name, f"Ctrl+{number}")
        action.trigger()
        assert window.page.name == name


def test_the_window_comes_back_as_it_was_left(studio: Studio) -> None:
    window = studio.open_filled()
    window.resize(710, 520)
    window.header.choose_tab(2)
    window.close()
    studio.close()  # waits until the settings are written
    again = studio.open(tab=None)
    assert (again.width(), again.height()) == (710, 520)
    assert again.page.id == "heygen"


def test_a_settings_file_that_is_damaged_costs_nothing_but_the_settings(
    studio: Studio, request: pytest.FixtureRequest
) -> None:
    """Fault F85."""
    request.node.add_marker(pytest.mark.expects_log("settings file was damaged"))
    studio.paths.settings_file.parent.mkdir(parents=True)
    studio.paths.settings_file.write_text('{"window_geometry": "%%%", "theme": 7')
    window = studio.open_filled()
    assert window.isVisible()


def test_the_theme_can_be_chosen_and_is_kept(studio: Studio) -> None:
    window = studio.open_filled()
    window.menu_actions.themes["dark"].trigger()
    assert window.parts.appearance.theme.dark
    assert window.palette().window().color() == window.parts.appearance.theme.window
    window.close()
    studio.close()  # waits until the settings are written
    again = studio.open()
    assert again.parts.appearance.theme.dark
    again.menu_actions.themes["light"].trigger()
    assert not again.parts.appearance.theme.dark


def test_refresh_reads_again_and_keeps_place_and_selection(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    click_card(window.page, 5)
    studio.serve_anam([studio.anam_record(number) for number in range(31)])
    window.menu_actions.refresh.trigger()
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 31)
    assert [avatar.name for avatar in window.page.selected] == ["Liv 5"]


def test_a_provider_in_trouble_leaves_the_other_alone(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_anam_list(refuses(401))
    window = studio.open(keys_for(studio.server))
    qtbot.waitUntil(lambda: window.pages[2].model.rowCount() == 6)

    def refused() -> bool:
        notice = window.pages[1].notice
        return notice is not None and notice.title == "Anam refused the key"

    qtbot.waitUntil(refused)
    assert window.pages[2].notice is None


def test_an_application_that_was_shut_down_hears_nothing_more(studio: Studio) -> None:
    studio.open()
    (application,) = studio.applications
    application.shut_down()
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    passes: list[str] = []
    gc.callbacks.append(lambda phase, _info: passes.append(phase))
    try:
        qt.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    finally:
        gc.callbacks.pop()
    assert passes == []
