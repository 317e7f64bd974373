"""The size of the cards: slider, keys, wheel; and what is in view stays in view."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from avatar_browser.ui.card_size import CardSizeSlider
from avatar_browser.ui.grid.card import CARD_WIDTH, CARD_WIDTH_MAX, CARD_WIDTH_MIN
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import hangs, sends
from tests.support.pictures import encoded, plain
from tests.support.studio import Studio, click_card

MANY = 200


@pytest.fixture
def large(studio: Studio) -> Studio:
    studio.serve_anam([studio.anam_record(number) for number in range(MANY)])
    return studio


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.page.grid, key, Qt.KeyboardModifier.ControlModifier)


def turn_wheel(window: MainWindow, angle: int) -> None:
    place = QPointF(40, 40)
    event = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window.page.grid.viewport(), event)


def test_the_slider_makes_the_cards_of_all_tabs_larger(large: Studio) -> None:
    window = large.open_filled()
    slider = window.findChild(CardSizeSlider)
    assert slider is window.header.card_size
    assert slider.accessibleName() == "Card size"
    assert (slider.minimum(), slider.maximum()) == (96, 320)
    columns = window.page.grid.shape.columns
    slider.setValue(CARD_WIDTH_MAX)
    assert window.page.grid.shape.columns < columns
    assert {page.grid.card_width for page in window.pages} == {CARD_WIDTH_MAX}
    slider.setValue(CARD_WIDTH_MIN)
    assert window.page.grid.shape.columns > columns


def test_every_step_by_key_or_wheel_is_seen(large: Studio) -> None:
    window = large.open_filled()
    grid = window.page.grid
    seen = [grid.shape.columns]
    press(window, Qt.Key.Key_Plus)
    seen.append(grid.shape.columns)
    press(window, Qt.Key.Key_Equal)
    seen.append(grid.shape.columns)
    assert seen == sorted(set(seen), reverse=True)
    press(window, Qt.Key.Key_Minus)
    assert grid.shape.columns > seen[-1]
    turn_wheel(window, -120)
    turn_wheel(window, -120)
    assert grid.shape.columns > seen[0]
    turn_wheel(window, 120)
    press(window, Qt.Key.Key_0)
    assert grid.card_width == window.header.card_size.value() == CARD_WIDTH
    assert grid.shape.columns == seen[0]


def test_there_is_a_largest_and_a_smallest_size(large: Studio) -> None:
    window = large.open_filled()
    for _ in range(20):
        press(window, Qt.Key.Key_Plus)
    assert window.header.card_size.value() == CARD_WIDTH_MAX
    for _ in range(20):
        press(window, Qt.Key.Key_Minus)
    assert window.header.card_size.value() == CARD_WIDTH_MIN


def test_the_wheel_with_ctrl_does_not_scroll(large: Studio) -> None:
    window = large.open_filled()
    turn_wheel(window, -120)
    assert window.page.grid.verticalScrollBar().value() == 0


def test_the_avatar_at_the_top_stays_there_however_often_the_size_changes(
    large: Studio, qtbot: QtBot
) -> None:
    window = large.open_filled()
    grid, slider = window.page.grid, window.header.card_size
    grid.verticalScrollBar().setValue(grid.shape.cell.height() * 8)
    top = grid.visible_rows().start
    assert top > 0
    for width in (320, 96, 200, 130, 320, 110):
        slider.setValue(width)
        start = grid.visible_rows().start
        assert top in range(start, start + grid.shape.columns)
    slider.setValue(CARD_WIDTH)
    assert grid.visible_rows().start == top
    qtbot.waitUntil(lambda: window.is_settled)


def test_a_line_half_out_of_view_stays_half_out_of_view(large: Studio) -> None:
    window = large.open_filled()
    grid = window.page.grid
    height = grid.shape.cell.height()
    grid.verticalScrollBar().setValue(height // 2)
    window.header.card_size.setValue(CARD_WIDTH_MAX)
    share = grid.verticalScrollBar().value() / grid.shape.cell.height()
    assert share == pytest.approx(0.5, abs=0.02)


def test_what_is_selected_stays_selected(large: Studio) -> None:
    window = large.open_filled()
    click_card(window.page, 5)
    window.header.card_size.setValue(CARD_WIDTH_MAX)
    assert [avatar.name for avatar in window.page.selected] == ["Liv 5"]


def test_a_card_shows_its_former_picture_until_the_larger_one_is_there(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    grid = window.page.grid
    avatar = window.page.model.avatar(0)
    former = grid.pixmap_of(avatar)
    assert former is not None
    window.header.card_size.setValue(CARD_WIDTH_MAX)
    assert not grid.is_painted
    stand_in = grid.pixmap_of(avatar)
    assert stand_in is not None
    assert stand_in.cacheKey() == former.cacheKey()
    grid.viewport().repaint()
    qtbot.waitUntil(lambda: grid.is_painted)
    larger = grid.pixmap_of(avatar)
    assert larger is not None
    assert larger.width() > former.width()


def test_a_card_without_a_picture_waits_for_it_at_any_size(studio: Studio, qtbot: QtBot) -> None:
    studio.server.serve("/still.png", hangs(sends(encoded(plain(72, 96)), "image/png")))
    window = studio.open()
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 30)
    window.header.card_size.setValue(CARD_WIDTH_MAX)
    assert window.page.grid.pixmap_of(window.page.model.avatar(0)) is None
    studio.server.release()
    qtbot.waitUntil(lambda: window.page.grid.is_painted)


def test_a_narrow_window_has_no_slider_but_its_keys(large: Studio) -> None:
    window = large.open_filled()
    window.resize(660, 500)
    assert not window.header.card_size.isVisible()
    columns = window.page.grid.shape.columns
    press(window, Qt.Key.Key_Minus)
    press(window, Qt.Key.Key_Minus)
    assert window.page.grid.shape.columns > columns


def test_the_list_has_lines_of_one_size(studio: Studio) -> None:
    window = studio.open_filled()
    QTest.keyClick(
        window.page.grid,
        Qt.Key.Key_L,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert not window.header.card_size.isEnabled()
    keys = {QKeySequence(text) for text in ("Ctrl++", "Ctrl+-", "Ctrl+0")}
    sized = [a for a in window.actions() if keys & set(a.shortcuts())]
    assert len(sized) == 3
    assert not any(action.isEnabled() for action in sized)
