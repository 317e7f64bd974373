"""Previews on cards: real clips, really decoded, where the mouse or the keyboard rests."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtMultimedia import QAudioOutput
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.tab_views import ViewMode
from avatar_browser.ui.window import MainWindow
from tests.support.hovering import (
    card,
    files,
    go_away,
    hover,
    hover_of,
    is_moving,
    move_mouse,
    picture_of,
    play_on_card,
    players,
    row_that_moves,
)
from tests.support.media_server import stalls
from tests.support.studio import CLIP, Studio

Disturb = Callable[[MainWindow], None]
pytestmark = pytest.mark.usefixtures("patience")


@pytest.fixture(autouse=True)
def hovering(studio: Studio) -> None:
    studio.plays_on_hover = True


def test_a_preview_plays_on_the_card_the_mouse_rests_on(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    grid = window.page.grid
    still, beside = card(grid, 0), card(grid, 1)
    hover(grid, 0)
    qtbot.waitUntil(lambda: is_moving(grid))
    first = card(grid, 0)
    assert first != still
    qtbot.waitUntil(lambda: card(grid, 0) != first)
    assert card(grid, 1) == beside
    assert not window.parts.theatre.is_playing


def test_leaving_restores_the_still_at_once(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    grid = window.page.grid
    still = card(grid, 0)
    hover(grid, 0)
    qtbot.waitUntil(lambda: is_moving(grid))
    go_away(grid)
    assert grid.overlay is None
    assert card(grid, 0) == still
    assert players(window) == []


def test_nothing_plays_before_the_mouse_has_rested(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another card each time before the rest is over, and all the same longer than a rest."""
    monkeypatch.setattr("avatar_browser.ui.preview.hover.REST_MS", 2_000)
    window = studio.open_filled()
    grid = window.page.grid
    for row in range(6):
        hover(grid, row % 4)
        qtbot.wait(450)
        assert grid.overlay is None
    go_away(grid)
    assert "/clip.mp4" not in studio.server.targets


def test_only_a_hand_begins(studio: Studio, qtbot: QtBot) -> None:
    """The program's own change of the focus is none, nor do cards that come to lie elsewhere."""
    window = studio.open_filled()
    grid = window.page.grid
    window.finder.search.setFocus()
    window.page.views.choose_row(0)
    window.page.views.setFocus()
    window.page.shelf.set_query("liv 7")
    qtbot.wait(500)
    assert grid.overlay is None
    assert "/clip.mp4" not in studio.server.targets
    window.finder.search.setFocus()
    QTest.keyClick(window.finder.search, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: is_moving(grid))


def test_the_mouse_takes_its_card_along_though_the_focus_has_come(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    grid = window.page.grid
    window.finder.search.setFocus()
    hover(grid, 0)
    qtbot.waitUntil(lambda: is_moving(grid))
    window.page.views.setFocus()
    assert is_moving(grid)
    go_away(grid)
    assert grid.overlay is None
    hover(grid, 0)
    qtbot.waitUntil(lambda: is_moving(grid))
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.overlay is None


def test_the_frames_have_the_size_and_the_corners_of_the_still(
    studio: Studio, qtbot: QtBot
) -> None:
    window = play_on_card(studio, qtbot)
    grid = window.page.grid
    assert grid.overlay is not None
    assert grid.overlay.frame is not None
    frame = grid.overlay.frame.toImage()
    still = grid.pixmap_of(grid.avatars.avatar(0))
    assert still is not None
    assert frame.size() == still.size()
    corners = [QPoint(0, 0), QPoint(frame.width() - 1, 0)]
    assert all(frame.pixelColor(corner).alpha() == 0 for corner in corners)
    assert frame.pixelColor(QPoint(0, frame.height() - 1)).alpha() == 255


def test_the_keyboard_plays_where_it_rests_and_takes_it_along(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    grid = window.page.grid
    window.page.views.choose_row(0)
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: is_moving(grid))
    assert row_that_moves(grid) == 1
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert row_that_moves(grid) is None
    qtbot.waitUntil(lambda: row_that_moves(grid) == 2)
    window.finder.search.setFocus()
    assert row_that_moves(grid) is None


def test_no_player_has_sound_and_there_is_one_at_most(studio: Studio, qtbot: QtBot) -> None:
    window = play_on_card(studio, qtbot)
    assert window.findChildren(QAudioOutput) == []
    for row in (1, 2):
        hover(window.page.grid, row)
        assert players(window) == []
        qtbot.waitUntil(lambda: is_moving(window.page.grid))
        assert len(players(window)) == 1


def test_what_the_pane_plays_ends_the_card_and_is_not_ended_by_one(
    studio: Studio, qtbot: QtBot
) -> None:
    window = play_on_card(studio, qtbot)
    grid, theatre = window.page.grid, window.parts.theatre
    window.page.views.choose_row(0)
    window.menu_actions.play.trigger()
    qtbot.waitUntil(lambda: theatre.is_playing)
    assert not is_moving(grid)
    assert len(players(window)) == 1
    hover(grid, 1)
    qtbot.wait(500)
    assert theatre.is_playing
    assert not is_moving(grid)
    window.menu_actions.play.trigger()
    qtbot.waitUntil(lambda: not theatre.is_playing)
    hover(grid, 2)
    qtbot.waitUntil(lambda: row_that_moves(grid) == 2)
    assert not theatre.is_playing


def open_dialog(window: MainWindow) -> None:
    QDialog(window).open()


def drag(grid: AvatarGrid) -> None:
    move_mouse(grid, picture_of(grid, 0).center(), held=Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    "disturb",
    [
        lambda window: window.page.grid.verticalScrollBar().setValue(40),
        lambda window: window.header.choose_tab(0),
        lambda window: window.page.views.set_mode(ViewMode.LIST),
        lambda window: window.page.shelf.set_query("liv 7"),
        lambda window: window.header.card_size.setValue(window.header.card_size.value() + 40),
        open_dialog,
        lambda window: drag(window.page.grid),
    ],
    ids=["scroll", "tab", "list", "filter", "size", "dialog", "drag"],
)
def test_the_still_comes_back(studio: Studio, qtbot: QtBot, disturb: Disturb) -> None:
    window = play_on_card(studio, qtbot)
    grid = window.page.grid
    disturb(window)
    qtbot.waitUntil(lambda: grid.overlay is None)
    assert players(window) == []


def test_a_clip_that_is_being_fetched_shows_how_far_and_is_dropped_on_leaving(
    studio: Studio, qtbot: QtBot
) -> None:
    studio.serve_clip(stalls(CLIP.read_bytes(), after=8_192))
    window = studio.open_filled()
    grid = window.page.grid
    still, before = card(grid, 0), files(studio)
    hover(grid, 0)
    qtbot.waitUntil(lambda: grid.overlay is not None and grid.overlay.progress is not None)
    lower_edge = QRect(0, still.height() - 3, still.width(), 3)
    assert card(grid, 0).copy(lower_edge) != still.copy(lower_edge)
    assert files(studio) > before
    go_away(grid)
    assert grid.overlay is None
    qtbot.waitUntil(lambda: files(studio) == before)


def test_rows_that_arrive_do_not_stop_what_plays(studio: Studio, qtbot: QtBot) -> None:
    window = play_on_card(studio, qtbot)
    records = [studio.anam_record(number) for number in range(60)]
    studio.serve_anam(records)
    window.page.load()
    qtbot.waitUntil(lambda: window.page.count == 60)
    assert is_moving(window.page.grid)


def test_moving_sideways_scrubs_and_resting_plays_on(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("avatar_browser.ui.preview.scrub._REST_MS", 2_000)
    window = play_on_card(studio, qtbot)
    grid, preview = window.page.grid, hover_of(studio).preview
    for across in (0.5, 0.6, 0.7, 0.8):
        hover(grid, 0, across)
    qtbot.waitUntil(lambda: not preview.is_playing and preview.position > 850)
    assert preview.position < 1_050
    assert is_moving(grid)
    for across in (0.5, 0.3, 0.1):
        hover(grid, 0, across)
    qtbot.waitUntil(lambda: preview.position < 250)
    assert not preview.is_playing
    qtbot.waitUntil(lambda: preview.is_playing)
    qtbot.waitUntil(lambda: preview.position > 400)
