"""The list view on real services: same rows, same choice, same keys as the grid."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from avatar_browser.domain.ordering import Sort
from avatar_browser.ui.columns import COLUMNS
from avatar_browser.ui.tab_views import ViewMode
from avatar_browser.ui.table.view import AvatarTable
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import hangs, sends, sends_json
from tests.support.pictures import encoded, plain
from tests.support.studio import Studio, click_card

COLUMN = {column.id: number for number, column in enumerate(COLUMNS)}
MANY = 120


def listed(window: MainWindow, qtbot: QtBot) -> AvatarTable:
    """The tab shown as a list, by the key for it."""
    triggered(window, "List")
    qtbot.waitUntil(lambda: window.is_settled)
    assert window.page.views.mode is ViewMode.LIST
    return window.page.views.table


def triggered(window: MainWindow, name: str) -> None:
    actions = window.findChildren(QAction)
    next(a for a in actions if a.text().replace("&", "") == name).trigger()


def click_head(table: AvatarTable, column: str) -> None:
    head = table.head
    left = head.sectionViewportPosition(COLUMN[column])
    place = QPoint(left + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)


def click_row(table: AvatarTable, row: int) -> None:
    place = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def cells(window: MainWindow, row: int) -> dict[str, str]:
    model = window.page.model
    texts = (model.index(row, n).data(Qt.ItemDataRole.DisplayRole) for n in range(len(COLUMNS)))
    return dict(zip(COLUMN, texts, strict=True))


@pytest.fixture
def large(studio: Studio) -> Studio:
    studio.serve_pictures_apart(MANY)
    return studio


def test_the_keys_of_the_list_are_those_of_the_menu(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    action = next(a for a in window.findChildren(QAction) if a.text() == "&List")
    assert action.shortcut() == QKeySequence("Ctrl+Shift+L")
    assert action in window.menu_actions.menus["view"].actions()
    listed(window, qtbot)
    assert action.isChecked()
    action.trigger()
    assert window.page.views.mode is ViewMode.GRID
    assert window.page.grid.isVisible()


def test_each_tab_is_a_list_or_a_grid_on_its_own(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    action = next(a for a in window.findChildren(QAction) if a.text() == "&List")
    listed(window, qtbot)
    window.header.choose_tab(2)
    assert not action.isChecked()
    assert window.page.views.mode is ViewMode.GRID
    window.header.choose_tab(1)
    assert action.isChecked()


def test_what_is_chosen_in_one_view_is_chosen_in_the_other(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    click_card(window.page, 2)
    click_card(window.page, 4, control=True)
    table = listed(window, qtbot)
    assert [a.name for a in window.page.selected] == ["Liv 2", "Liv 4"]
    place = table.visualRect(table.model().index(4, 0)).center()
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place
    )
    assert [a.name for a in window.page.selected] == ["Liv 2"]
    click_row(table, 5)
    triggered(window, "List")
    assert [a.name for a in window.page.selected] == ["Liv 5"]
    assert window.page.current == window.page.model.avatar(5)
    click_card(window.page, 5, control=True)
    assert window.page.selected == []


def test_what_is_in_view_stays_in_view_from_one_view_to_the_other(
    large: Studio, qtbot: QtBot
) -> None:
    window = large.open_filled()
    bar = window.page.grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    top = window.page.grid.visible_rows().start
    listed(window, qtbot)
    assert window.page.views.visible_rows().start == top
    triggered(window, "List")
    assert top in window.page.grid.visible_rows()


def test_the_keyboard_stays_in_the_view(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    table = listed(window, qtbot)
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert [a.name for a in window.page.selected] == ["Liv 1"]
    QTest.keyClick(table, Qt.Key.Key_End)
    assert window.page.current == window.page.model.avatar(29)
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert window.page.current == window.page.model.avatar(29)
    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "anam-0"
    QTest.keyClicks(table, "2")
    assert window.finder.search.hasFocus()
    assert window.page.shelf.query_text == "2"


def test_what_is_chosen_stays_chosen_when_the_rows_change(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    table = listed(window, qtbot)
    click_row(table, 3)
    window.page.shelf.set_query("Liv 3")
    assert [a.name for a in window.page.selected] == ["Liv 3"]
    window.page.shelf.clear()
    assert [a.name for a in window.page.selected] == ["Liv 3"]
    assert window.pane.avatar == window.page.model.avatar(3)


def test_a_click_on_a_head_orders_and_another_turns_the_order_round(
    studio: Studio, qtbot: QtBot
) -> None:
    records = [studio.anam_record(n, displayName=name) for n, name in enumerate("bca")]
    studio.serve_anam(records)
    window = studio.open_filled()
    table = listed(window, qtbot)
    assert table.head.sortIndicatorSection() == -1
    click_head(table, "name")
    assert [a.name for a in window.page.shelf.rows] == ["a", "b", "c"]
    assert table.head.sortIndicatorSection() == COLUMN["name"]
    assert table.head.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
    assert window.menu_actions.sorts[Sort.NAME].isChecked()
    click_head(table, "name")
    assert [a.name for a in window.page.shelf.rows] == ["c", "b", "a"]
    assert table.head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    click_head(table, "id")
    assert [a.copy_id for a in window.page.shelf.rows] == ["anam-0", "anam-1", "anam-2"]
    assert not any(action.isChecked() for action in window.menu_actions.sorts.values())


def test_dates_begin_with_the_latest(studio: Studio, qtbot: QtBot) -> None:
    records = [studio.anam_record(n, createdAt=f"2026-01-0{n + 1}T00:00:00Z") for n in range(3)]
    studio.serve_anam(records)
    window = studio.open_filled()
    table = listed(window, qtbot)
    table.head.setSectionHidden(COLUMN["id"], True)
    table.horizontalScrollBar().setValue(table.head.sectionPosition(COLUMN["created"]))
    click_head(table, "created")
    assert window.page.shelf.sort is Sort.NEWEST
    assert [a.key.id for a in window.page.shelf.rows] == ["anam-2", "anam-1", "anam-0"]
    assert table.head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_a_head_without_an_order_changes_nothing(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    table = listed(window, qtbot)
    click_head(table, "name")
    before = list(window.page.shelf.rows)
    table.horizontalScrollBar().setValue(table.head.sectionPosition(COLUMN["note"]))
    click_head(table, "note")
    assert window.page.shelf.rows == before
    assert table.head.sortIndicatorSection() == COLUMN["name"]


def test_the_sort_menu_moves_the_arrow(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    table = listed(window, qtbot)
    window.menu_actions.sorts[Sort.PROVIDER].trigger()
    assert table.head.sortIndicatorSection() == COLUMN["provider"]
    window.menu_actions.sorts[Sort.ARRIVAL].trigger()
    assert table.head.sortIndicatorSection() == -1


def test_a_sort_chosen_again_stays_ticked(studio: Studio) -> None:
    window = studio.open_filled()
    name = window.menu_actions.sorts[Sort.NAME]
    name.trigger()
    name.trigger()
    assert name.isChecked()


def test_columns_are_hidden_and_shown_by_the_menu_of_the_head(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    table = listed(window, qtbot)
    assert table.isColumnHidden(COLUMN["updated"])
    table.head.customContextMenuRequested.emit(QPoint(10, 10))
    menu = next(m for m in table.head.findChildren(QMenu) if m.isVisible())
    offered = {action.text(): action for action in menu.actions()}
    assert not offered["Name"].isEnabled()
    offered["Updated"].trigger()
    offered["ID"].trigger()
    assert not table.isColumnHidden(COLUMN["updated"])
    assert table.isColumnHidden(COLUMN["id"])
    menu.close()


def test_columns_are_as_they_were_left(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    table = listed(window, qtbot)
    table.head.moveSection(COLUMN["id"], COLUMN["look"])
    table.head.show_column(COLUMN["gender"], False)
    table.setColumnWidth(COLUMN["name"], 333)
    window.pages[2].views.table.restore_columns(table.columns_state())
    other = window.pages[2].views.table
    assert other.head.visualIndex(COLUMN["id"]) == COLUMN["look"]
    assert other.isColumnHidden(COLUMN["gender"])
    assert other.columnWidth(COLUMN["name"]) == 333
    other.restore_columns(b"not a state")
    assert other.columnWidth(COLUMN["name"]) == 333


def test_only_what_is_in_view_and_one_screen_ahead_is_fetched(large: Studio, qtbot: QtBot) -> None:
    for number in range(MANY):
        large.server.serve(f"/still-{number}.png", hangs(sends(encoded(plain(36, 48)))))
    window = large.open()
    window.page.views.set_mode(ViewMode.LIST)
    qtbot.waitUntil(lambda: window.page.model.rowCount() == MANY)
    large.server.release()
    qtbot.waitUntil(lambda: window.page.views.is_painted)
    screen = len(window.page.views.visible_rows())
    asked = large.stills_asked
    assert set(window.page.views.visible_rows()) <= set(asked)
    assert max(asked) < 4 * screen < MANY


def test_visible_rows_are_those_qt_lays_out_in_view(large: Studio, qtbot: QtBot) -> None:
    window = large.open_filled()
    table = listed(window, qtbot)
    for place in (0, 31, table.verticalScrollBar().maximum()):
        table.verticalScrollBar().setValue(place)
        view = table.viewport().rect()
        laid_out = [
            row
            for row in range(MANY)
            if table.visualRect(table.model().index(row, 0)).intersects(view)
        ]
        assert laid_out == list(table.visible_rows())


def test_the_cells_tell_what_is_known(studio: Studio) -> None:
    record = studio.anam_record(
        0,
        createdAt="2026-01-02T03:04:00Z",
        imageWidth=720,
        availableVersions=["cara-3", "cara-2"],
    )
    studio.serve_anam([record])
    window = studio.open_filled()
    known = cells(window, 0)
    assert (known["name"], known["look"], known["provider"]) == ("Liv 0", "home", "Anam")
    assert known["id"] == "anam-0"
    assert known["engines"] == "cara-3, cara-2"
    assert known["created"].startswith("2026-01-0")
    assert known["note"] == ""


def test_a_screen_reader_finds_a_table(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    assert QAccessible.queryAccessibleInterface(window.page.grid).childCount() == 30
    table = QAccessible.queryAccessibleInterface(listed(window, qtbot))
    assert table.text(QAccessible.Text.Name) == "Avatars"
    assert table.role() == QAccessible.Role.Table
    said = [table.child(n).text(QAccessible.Text.Name) for n in range(6 * len(COLUMNS))]
    assert {"Name", "Look", "Liv 3, home, Anam", "anam-3"} <= set(said)


def test_pages_that_arrive_never_move_what_is_in_view(studio: Studio, qtbot: QtBot) -> None:
    records = [studio.anam_record(number) for number in range(MANY)]

    def meta(page: int) -> dict[str, int]:
        return {"total": MANY, "lastPage": 2, "currentPage": page, "perPage": 100}

    studio.serve_anam_list(sends_json({"data": records[:100], "meta": meta(1)}))
    second = sends_json({"data": records[100:], "meta": meta(2)})
    studio.server.serve("/v1/avatars?page=2&perPage=100", hangs(second))
    window = studio.open()
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 100 and window.is_settled)
    table = listed(window, qtbot)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    click_row(table, table.visible_rows()[2])
    place, chosen = table.verticalScrollBar().value(), window.page.selected
    studio.server.release()
    qtbot.waitUntil(lambda: window.page.model.rowCount() == MANY)
    assert table.verticalScrollBar().value() == place
    assert window.page.selected == chosen


def test_the_context_menu_is_that_of_the_grid(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    table = listed(window, qtbot)
    click_row(table, 1)
    table.customContextMenuRequested.emit(QPoint(20, 20))
    menu = next(m for m in window.findChildren(QMenu) if m.isVisible())
    assert window.menu_actions.copy_id in menu.actions()
    menu.close()
