"""A tab is there at the next start as it was left: query, filters, order, selection, place."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from avatar_browser.domain.facets import Facet
from avatar_browser.domain.ordering import Sort
from avatar_browser.store.settings import SettingsFile
from avatar_browser.ui.memory.tab_state import MOST_SELECTED
from avatar_browser.ui.tab_page import TabPage
from avatar_browser.ui.window import MainWindow
from tests.support.studio import Studio, click_card
from tests.ui.test_offline import without_network


def fill(studio: Studio, qtbot: QtBot, count: int) -> MainWindow:
    """A first session with so many avatars, all of them stored."""
    studio.serve_anam([studio.anam_record(number) for number in range(count)])
    window = studio.open_filled()
    [application] = studio.applications
    qtbot.waitUntil(lambda: all(c.state.synced_at for c in application.catalogues))
    qtbot.waitUntil(lambda: window.page.model.rowCount() == count)
    return window


def scroll_by_hand(page: TabPage, steps: int) -> None:
    """So many notches of the wheel, downwards."""
    viewport = page.grid.viewport()
    middle = QPointF(viewport.rect().center())
    for _ in range(steps):
        turn = QWheelEvent(
            middle,
            viewport.mapToGlobal(middle),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, turn)


def names(page: TabPage) -> list[str]:
    return [avatar.name for avatar in page.selected]


def top_of(page: TabPage) -> tuple[str, int]:
    """The first avatar in view, and how far it is above the view."""
    row = page.views.visible_rows().start
    return page.model.avatar(row).name, page.grid.visualRect(page.model.index(row, 0)).top()


def test_place_and_selection_are_there_again_without_a_network(
    studio: Studio, qtbot: QtBot
) -> None:
    page = fill(studio, qtbot, 3_000).page
    qtbot.waitUntil(lambda: page.grid.verticalScrollBar().maximum() > 50_000)
    page.views.show_row(2_000, at_top=True)
    scroll_by_hand(page, 1)
    row = page.views.visible_rows().start + 2 * page.grid.shape.columns
    click_card(page, row)
    click_card(page, row + 2, control=True)
    left = top_of(page), names(page), page.current
    assert left[0][0].removeprefix("Liv ") > "2"
    studio.close()

    page = studio.open(without_network(studio), tab=None).page
    assert page.memory.is_pending
    qtbot.waitUntil(lambda: page.model.rowCount() == 3_000 and not page.memory.is_pending)
    assert (top_of(page), names(page), page.current) == left
    qtbot.waitUntil(lambda: page.grid.is_painted)


def test_query_filters_and_order_of_each_tab_are_there_again(studio: Studio, qtbot: QtBot) -> None:
    window = fill(studio, qtbot, 300)
    window.finder.search.setText("liv 1")
    window.page.shelf.toggle(Facet.HAS, "video")
    window.menu_actions.sorts[Sort.NAME].trigger()
    click_card(window.page, 3)
    window.header.choose_tab(2)
    window.finder.search.setText("abby 3")
    left = [[avatar.key for avatar in page.shelf.rows] for page in window.pages]
    chosen = names(window.pages[1])
    assert [len(rows) for rows in left] == [306, 138, 1]
    studio.close()

    window = studio.open(without_network(studio), tab=None)
    assert (window.page.id, window.finder.search.text()) == ("heygen", "abby 3")
    qtbot.waitUntil(lambda: [p.count for p in window.pages] == [306, 300, 6])
    qtbot.waitUntil(lambda: not any(page.shelf.is_taking_in for page in window.pages))
    assert [[avatar.key for avatar in page.shelf.rows] for page in window.pages] == left
    window.header.choose_tab(1)
    assert window.finder.search.text() == "liv 1"
    assert window.page.shelf.choices == {Facet.HAS: {"video"}}
    assert window.menu_actions.sorts[Sort.NAME].isChecked()
    qtbot.waitUntil(lambda: names(window.page) == chosen)


def test_a_sorted_tab_that_is_put_back_holds_nothing_back(studio: Studio, qtbot: QtBot) -> None:
    """Turned round, so that what comes last belongs first."""
    page = fill(studio, qtbot, 1_500).page
    page.shelf.set_sort(Sort.NAME, descending=True)
    page.views.show_row(900, at_top=True)
    scroll_by_hand(page, 2)
    click_card(page, page.views.visible_rows().start + page.grid.shape.columns)
    left, rows = (top_of(page), names(page)), list(page.shelf.rows)
    studio.close()

    page = studio.open(without_network(studio), tab=None).page
    qtbot.waitUntil(lambda: page.model.rowCount() == 1_500 and not page.memory.is_pending)
    assert (page.shelf.held_back, list(page.shelf.rows)) == (0, rows)
    assert (top_of(page), names(page)) == left


def test_a_hidden_tab_is_put_back_when_it_is_shown(studio: Studio, qtbot: QtBot) -> None:
    window = fill(studio, qtbot, 400)
    page = window.page
    scroll_by_hand(page, 9)
    left = top_of(page)
    window.header.choose_tab(2)
    studio.close()
    window = studio.open(without_network(studio), tab=None)
    hidden = window.pages[1]
    qtbot.waitUntil(lambda: hidden.model.rowCount() == 400)
    studio.close()  # not shown in this session, it is left so for the next
    window = studio.open(without_network(studio), tab=None)
    page = window.pages[1]
    qtbot.waitUntil(lambda: page.model.rowCount() == 400)
    window.header.choose_tab(1)
    qtbot.waitUntil(lambda: not page.memory.is_pending)
    assert top_of(page) == left


def click(page: TabPage) -> None:
    """On a card that is wholly in view: Qt scrolls to one that is cut, half a second later."""
    click_card(page, page.views.visible_rows().start)


def turn_the_wheel(page: TabPage) -> None:
    scroll_by_hand(page, 1)


def press_end(page: TabPage) -> None:
    QTest.keyClick(page.grid, Qt.Key.Key_End)


def press_what_moves_nothing(page: TabPage) -> None:
    QTest.keyClick(page.grid, Qt.Key.Key_Shift)


@pytest.mark.parametrize("act", [click, turn_the_wheel, press_end, press_what_moves_nothing])
def test_what_the_user_does_first_is_not_undone(
    studio: Studio, qtbot: QtBot, act: Callable[[TabPage], None]
) -> None:
    window = fill(studio, qtbot, 900)
    window.page.views.show_row(300, at_top=True)
    click_card(window.page, window.page.views.visible_rows().start + 9)
    studio.close()
    page = studio.open(without_network(studio), tab=None).page
    seen: list[tuple[bool, list[str], tuple[str, int]]] = []

    def act_once() -> None:
        if not seen and page.grid.isVisible() and page.model.rowCount():
            seen.append((page.memory.is_pending, names(page), top_of(page)))
            act(page)
            seen.append((page.memory.is_pending, names(page), top_of(page)))

    page.shelf.arrangement_changed.connect(act_once)  # the page has shown the cards by then
    qtbot.waitUntil(lambda: page.model.rowCount() == 900)
    qtbot.waitUntil(lambda: page.shelf.is_taking_in is False)
    assert [pending for pending, _, _ in seen] == [True, False]
    assert (names(page), top_of(page)) == seen[1][1:]


def test_what_never_comes_is_let_go(studio: Studio, qtbot: QtBot) -> None:
    window = fill(studio, qtbot, 40)
    click_card(window.page, 3)
    studio.close()
    studio.paths.catalogue_file.unlink()
    studio.serve_anam([studio.anam_record(number) for number in range(100, 130)])

    page = studio.open(tab=None).page
    qtbot.waitUntil(lambda: page.model.rowCount() == 30 and not page.memory.is_pending)
    assert (page.selected, page.memory.state().selected) == ([], ())


def test_a_session_without_a_key_keeps_what_was_left(studio: Studio, qtbot: QtBot) -> None:
    window = fill(studio, qtbot, 40)
    click_card(window.page, 3)
    left = window.page.memory.state()
    studio.close()
    window = studio.open({}, tab=None)
    qtbot.waitUntil(lambda: window.page.notice is not None)
    studio.close()
    page = studio.open(tab=None).page
    qtbot.waitUntil(lambda: names(page) == ["Liv 3"])
    assert page.memory.state() == left


def test_a_crash_loses_no_more_than_the_last_moments(studio: Studio, qtbot: QtBot) -> None:
    window = fill(studio, qtbot, 40)
    click_card(window.page, 3)
    window.finder.search.setText("liv")

    def kept() -> bool:
        tab = SettingsFile(studio.paths.settings_file).load().tabs.get("anam")
        return tab is not None and tab.query == "liv" and [k.id for k in tab.selected] == ["anam-3"]

    qtbot.waitUntil(kept)


def test_a_selection_of_thousands_is_not_kept_by_halves(studio: Studio, qtbot: QtBot) -> None:
    page = fill(studio, qtbot, MOST_SELECTED + 1).page
    page.views.select_all()
    assert page.memory.state().selected == ()
    click_card(page, 0, control=True)
    assert len(page.memory.state().selected) == MOST_SELECTED


def test_words_of_another_version_are_passed_over(studio: Studio, qtbot: QtBot) -> None:
    studio.paths.settings_file.parent.mkdir(parents=True)
    studio.paths.settings_file.write_text(
        '{"tabs": {"anam": {"sort": "by moon", "choices": {"mood": ["glad"], "has": ["video"]},'
        ' "view": "globe", "not_yet_invented": 1}, "gone": {}}}'
    )
    page = studio.open().page
    qtbot.waitUntil(lambda: page.model.rowCount() == 30)
    assert page.shelf.sort is Sort.ARRIVAL
    assert page.shelf.choices == {Facet.HAS: {"video"}}


def tick(page: TabPage) -> None:
    page.shelf.toggle(Facet.HAS, "voice")


def put_in_order(page: TabPage) -> None:
    page.shelf.set_sort(Sort.NAME, descending=True)


def type_words(page: TabPage) -> None:
    page.shelf.set_query("liv")


@pytest.mark.parametrize("act", [tick, put_in_order, type_words])
def test_another_list_that_the_user_asks_for_first_is_left_alone(
    studio: Studio, qtbot: QtBot, act: Callable[[TabPage], None]
) -> None:
    window = fill(studio, qtbot, 30)
    click_card(window.page, 5)
    studio.close()
    page = studio.open({}, tab=None).page
    qtbot.waitUntil(lambda: page.notice is not None)
    assert page.memory.is_pending
    act(page)
    assert not page.memory.is_pending
