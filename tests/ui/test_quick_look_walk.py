"""Walking from one avatar to the next in quick look, and several side by side."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from avatar_browser.ui.window import MainWindow
from tests.support.media_server import sends
from tests.support.quick_look import CONTROL, look_of, opened, press
from tests.support.studio import CLIP, Studio, click_card

pytestmark = pytest.mark.usefixtures("patience")
Key = Qt.Key


def test_arrows_walk_the_list_and_the_grid_follows(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    views = studio.applications[-1].window.page.views
    press(Key.Key_Left)
    assert look.sheet.footer.title == "Liv 0"
    for number in range(1, 25):
        press(Key.Key_Right)
        assert look.sheet.footer.title == f"Liv {number}"
    assert views.choice.rows == [24]
    assert 24 in views.visible_rows()
    press(Key.Key_Escape)
    assert not look.sheet.isVisible()
    assert views.view.hasFocus()
    assert views.choice.current_row == 24


def test_the_filter_holds_while_walking(studio: Studio) -> None:
    window = studio.open_filled()
    window.page.shelf.set_query("Liv 1")
    rows = [avatar.name for avatar in window.page.shelf.rows]
    assert 10 < len(rows) < 20
    click_card(window.page, 0)
    press(Key.Key_Space)
    names = [look_of(studio).sheet.footer.title]
    for _ in rows[1:]:
        press(Key.Key_Right)
        names.append(look_of(studio).sheet.footer.title)
    assert names == rows


def test_up_and_down_walk_the_looks_of_the_person(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    window.header.choose_tab(2)
    window.page.browsing.show_people(True)
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 1)
    window.page.views.choose_row(0)
    window.page.views.setFocus()
    press(Key.Key_Space)
    look = look_of(studio)
    seen = [look.avatar.copy_id if look.avatar else ""]
    for _ in range(7):
        press(Key.Key_Down)
        seen.append(look.avatar.copy_id if look.avatar else "")
    assert list(dict.fromkeys(seen)) == [f"look-{n}" for n in range(6)]
    assert "1 of 1, look 6 of 6" in look.sheet.footer.second
    press(Key.Key_Up)
    press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "look-4"


def test_looks_among_all_looks_move_the_current_row(studio: Studio) -> None:
    window = studio.open_filled()
    window.header.choose_tab(0)
    rows = [window.page.model.avatar(r).copy_id for r in range(window.page.model.rowCount())]
    window.page.views.choose_row(rows.index("look-0"))
    window.page.views.setFocus()
    press(Key.Key_Space)
    press(Key.Key_Down)
    assert window.page.views.choice.rows == [rows.index("look-1")]


def test_several_selected_are_side_by_side_and_the_current_one_plays(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    for row in range(3):
        click_card(window.page, row, control=row > 0)
    press(Key.Key_Space)
    look = look_of(studio)
    board = look.sheet.board
    assert len(board.canvases) == 3
    assert [c.accessibleName().split(",")[0] for c in board.canvases] == ["Liv 0", "Liv 1", "Liv 2"]
    assert look.sheet.footer.title == "Liv 2"
    qtbot.waitUntil(lambda: board.canvases[2].is_showing_frame)
    press(Key.Key_Left)
    qtbot.waitUntil(lambda: board.canvases[1].is_showing_frame)
    assert [c.is_showing_frame for c in board.canvases] == [False, True, False]
    QTest.mouseClick(board.canvases[0], Qt.MouseButton.LeftButton)
    assert look.sheet.footer.title == "Liv 0"
    press(Key.Key_Escape)
    assert window.page.views.choice.rows == [0, 1, 2]


def test_a_list_that_shrinks_leaves_what_is_shown(studio: Studio) -> None:
    window: MainWindow = studio.open_filled()
    click_card(window.page, 3)
    press(Key.Key_Space)
    window.page.shelf.set_query("nobody is called so")
    assert look_of(studio).sheet.footer.title == "Liv 3"
    press(Key.Key_Right)
    press(Key.Key_Down)
    assert look_of(studio).sheet.footer.title == "Liv 3"


def test_with_several_the_arrows_up_and_down_go_by_lines(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    for row in range(5):
        click_card(window.page, row, control=row > 0)
    press(Key.Key_Space)
    look = look_of(studio)
    assert (look.sheet.board.columns, look.sheet.footer.title) == (3, "Liv 4")
    press(Key.Key_Up)
    assert look.sheet.footer.title == "Liv 1"
    press(Key.Key_Up)
    assert look.sheet.footer.title == "Liv 1"
    window.page.shelf.set_query("Liv 1")
    qtbot.waitUntil(lambda: len(look.sheet.board.canvases) == 1)
    assert look.sheet.footer.title == "Liv 1"


def test_more_than_six_selected_show_the_current_one(studio: Studio) -> None:
    window = studio.open_filled()
    window.page.views.select_all()
    window.page.views.setFocus()
    look_of(studio).open()
    assert len(look_of(studio).sheet.board.canvases) == 1


def test_what_was_selected_stays_selected_until_one_walks(studio: Studio) -> None:
    window = studio.open_filled()
    window.page.views.select_all()
    look_of(studio).open()
    press(Key.Key_Escape)
    assert len(window.page.views.choice.rows) == 30


def test_flicking_fetches_no_clip_that_is_not_rested_on(studio: Studio, qtbot: QtBot) -> None:
    """F103."""
    clips = [studio.server.serve(f"/c{n}.mp4", sends(CLIP.read_bytes())) for n in range(20)]
    studio.serve_anam([studio.anam_record(n, videoUrl=clips[n]) for n in range(20)])
    studio.plays_on_hover = False  # it might fetch one of its own
    look = opened(studio, qtbot)
    qtbot.waitUntil(lambda: look.playback.is_playing)
    for _ in range(19):
        press(Key.Key_Right)
    qtbot.waitUntil(lambda: look.playback.is_playing)
    asked = {t for t in studio.server.targets if t.startswith("/c")}
    assert asked == {"/c0.mp4", "/c19.mp4"}


def test_the_pane_shows_the_current_one_of_several(studio: Studio) -> None:
    window = studio.open_filled()
    for row in range(3):
        click_card(window.page, row, control=row > 0)
    press(Key.Key_Space)
    press(Key.Key_Left)
    press(Key.Key_Escape)
    assert window.page.views.choice.rows == [0, 1, 2]
    assert window.pane.title_text == "Liv 1"
