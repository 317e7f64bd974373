"""Where equal cells are, and what a view of them does with mouse and keys."""

import pytest
from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot
from typing_extensions import override

from avatar_browser.ui.grid.cell_view import CellView
from avatar_browser.ui.grid.cells import Cells

CELL = QSize(100, 80)
COUNT, COLUMNS = 23, 4
CELLS = Cells(COUNT, COLUMNS, CELL, width=410)
Hint = QAbstractItemView.ScrollHint


def test_cells_are_in_lines_that_begin_at_the_left() -> None:
    assert CELLS.lines == 6
    assert CELLS.height == 480
    assert CELLS.rect(0) == QRect(0, 0, 100, 80)
    assert CELLS.rect(6) == QRect(200, 80, 100, 80)


def test_mirrored_lines_begin_at_the_right() -> None:
    """F45."""
    mirrored = Cells(COUNT, COLUMNS, CELL, width=410, mirrored=True)
    assert mirrored.rect(0) == QRect(310, 0, 100, 80)
    assert mirrored.rect(5) == QRect(210, 80, 100, 80)
    assert mirrored.row_at(QPoint(409, 0)) == 0
    assert mirrored.row_at(QPoint(9, 0)) is None


@pytest.mark.parametrize("row", [0, 3, 4, COUNT - 1])
def test_a_cell_is_found_at_all_of_its_corners(row: int) -> None:
    rect = CELLS.rect(row)
    corners = (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight())
    assert [CELLS.row_at(corner) for corner in corners] == [row] * 4


@pytest.mark.parametrize("point", [(400, 0), (-1, 0), (0, -1), (399, 400), (0, 480)])
def test_there_is_no_cell_beside_the_lines_nor_after_the_last(point: tuple[int, int]) -> None:
    assert CELLS.row_at(QPoint(*point)) is None


def test_rows_of_a_strip_are_those_of_every_line_that_it_cuts() -> None:
    assert CELLS.between(0, 80) == range(4)
    assert CELLS.between(79, 81) == range(8)
    assert CELLS.between(400, 900) == range(20, COUNT)
    assert list(CELLS.between(900, 1000)) == []
    assert list(Cells(0, COLUMNS, CELL).between(0, 500)) == []


def test_rows_that_an_area_touches_come_a_range_a_line() -> None:
    assert list(CELLS.touching(QRect(150, 10, 100, 100))) == [range(1, 3), range(5, 7)]
    assert list(CELLS.touching(QRect(0, 0, 410, 480))) == [range(COUNT)]
    assert list(CELLS.touching(QRect(402, 0, 5, 480))) == []
    assert list(CELLS.touching(QRect(250, 410, 100, 50))) == [range(22, COUNT)]


def test_a_line_further_is_the_same_column_as_far_as_there_is_one() -> None:
    assert CELLS.moved(5, 1) == 9
    assert CELLS.moved(5, -1) == 1
    assert CELLS.moved(1, -1) == 1
    assert CELLS.moved(19, 1) == COUNT - 1
    assert CELLS.moved(3, 99) == COUNT - 1


@pytest.fixture
def view(qtbot: QtBot) -> CellView:
    """200 cells, four a line, of which not quite four lines are in view."""
    view = CellView()
    qtbot.addWidget(view)
    view.setModel(QStringListModel([str(number) for number in range(200)], view))
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.resize(440, 300)
    view.set_cells(COLUMNS, CELL)
    with qtbot.waitExposed(view):
        view.show()
    view.setCurrentIndex(view.model().index(0, 0))
    return view


def press(view: CellView, key: Qt.Key, times: int = 1) -> int:
    for _ in range(times):
        QTest.keyClick(view, key)
    return view.currentIndex().row()


def click(view: CellView, row: int, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, place)


def selected(view: CellView) -> list[int]:
    return sorted(index.row() for index in view.selectedIndexes())


def test_arrows_go_on_in_the_next_line(view: CellView) -> None:
    assert press(view, Qt.Key.Key_Right, 4) == 4
    assert press(view, Qt.Key.Key_Left) == 3
    assert press(view, Qt.Key.Key_Down, 2) == 11
    assert press(view, Qt.Key.Key_Up) == 7
    assert press(view, Qt.Key.Key_End) == 199
    assert press(view, Qt.Key.Key_Right) == 199
    assert press(view, Qt.Key.Key_Home) == 0
    assert press(view, Qt.Key.Key_Left) == 0


def test_arrows_follow_the_eye_where_lines_run_from_right_to_left(view: CellView) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert press(view, Qt.Key.Key_Left, 2) == 2
    assert press(view, Qt.Key.Key_Right) == 1


def test_a_page_is_as_many_lines_as_fit_and_comes_into_view(view: CellView) -> None:
    page = view.viewport().height() // CELL.height() * COLUMNS
    assert press(view, Qt.Key.Key_PageDown) == page
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    assert press(view, Qt.Key.Key_PageUp) == 0


@pytest.mark.parametrize(
    ("hint", "top"),
    [(Hint.PositionAtTop, 0), (Hint.PositionAtBottom, None), (Hint.PositionAtCenter, None)],
)
def test_a_row_is_brought_to_where_it_is_asked_for(
    view: CellView, hint: Hint, top: int | None
) -> None:
    view.scrollTo(view.model().index(100, 0), hint)
    place, height = view.visualRect(view.model().index(100, 0)), view.viewport().height()
    wanted = {
        Hint.PositionAtTop: 0,
        Hint.PositionAtBottom: height - CELL.height(),
        Hint.PositionAtCenter: (height - CELL.height()) // 2,
    }
    assert abs(place.top() - wanted[hint]) <= 1
    assert top is None or place.top() == top


def test_a_row_that_is_in_view_stays_where_it_is(view: CellView) -> None:
    view.verticalScrollBar().setValue(33)
    view.scrollTo(view.model().index(6, 0))
    assert view.verticalScrollBar().value() == 33


def test_shift_selects_in_reading_order_and_control_one_more(view: CellView) -> None:
    click(view, 2)
    click(view, 9, Qt.KeyboardModifier.ShiftModifier)
    assert selected(view) == list(range(2, 10))
    click(view, 0, Qt.KeyboardModifier.ControlModifier)
    assert selected(view) == [0, *range(2, 10)]
    click(view, 5)
    click(view, 1, Qt.KeyboardModifier.ShiftModifier)
    assert selected(view) == list(range(1, 6))


def test_a_rectangle_drawn_with_the_mouse_selects_what_it_touches(view: CellView) -> None:
    viewport, button = view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, button, pos=QPoint(120, 20))
    for place in (QPoint(200, 100), QPoint(290, 130)):
        QTest.mouseMove(viewport, place)
    assert selected(view) == [1, 2, 5, 6]
    QTest.mouseRelease(viewport, button, pos=QPoint(290, 130))
    assert selected(view) == [1, 2, 5, 6]


def test_all_of_many_are_selected_as_one_range(view: CellView) -> None:
    view.selectAll()
    assert view.selectionModel().selection().count() == 1
    assert len(selected(view)) == 200


def test_rows_that_arrive_lengthen_the_scroll_bar_and_move_nothing(view: CellView) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(400)
    before = bar.maximum()
    model = view.model()
    assert model.insertRows(200, 40)
    assert bar.maximum() == before + 10 * CELL.height()
    assert bar.value() == 400


def test_no_row_is_asked_for_that_is_not_in_view(view: CellView, qtbot: QtBot) -> None:
    asked: list[int] = []

    class Counting(QStringListModel):
        @override
        def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
            asked.append(index.row())
            return super().data(index, role)

    many = Counting([str(number) for number in range(100_000)], view)
    view.setModel(many)
    qtbot.waitUntil(lambda: bool(asked))
    view.grab()
    assert max(asked) <= view.visible_rows().stop
    assert view.verticalScrollBar().maximum() == 25_000 * 80 - view.viewport().height()


def test_it_is_a_list_to_assistive_technology(view: CellView) -> None:
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() == QAccessible.Role.List
    assert interface.childCount() == 200
    middle = interface.child(5)
    assert middle.text(QAccessible.Text.Name) == "5"
    place = view.visualRect(view.model().index(5, 0))
    assert middle.rect().size() == place.size()
    assert middle.rect().topLeft() == view.viewport().mapToGlobal(place.topLeft())


def test_a_choice_of_many_is_drawn_where_it_is_in_view_only(view: CellView) -> None:
    view.selectAll()
    region = view.visualRegionForSelection(view.selectionModel().selection())
    assert region.rectCount() <= len(view.visible_rows())
    everything = QItemSelectionModel.SelectionFlag.Clear
    view.selectionModel().select(view.model().index(0, 0), everything)
    assert view.visualRegionForSelection(view.selectionModel().selection()).isEmpty()
