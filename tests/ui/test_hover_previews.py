"""Previews on cards: real clips, really decoded, where the mouse or the keyboard rests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.preview.hover_previews import CRASHED, GAVE_UP, HoverPreviews
from avatar_browser.ui.tab_views import ViewMode
from avatar_browser.ui.video import support
from avatar_browser.ui.window import MainWindow
from tests.support.crash import crash_with_mark
from tests.support.media_server import refuses, sends, stalls
from tests.support.studio import CLIP, Studio

CLIPS = CLIP.parent
Disturb = Callable[[MainWindow], None]


@pytest.fixture
def left_mark(studio: Studio) -> Path:
    """The mark of a program that was killed as a preview played."""
    crash_with_mark(studio.paths.playing_file)
    return studio.paths.playing_file


def hover(grid: AvatarGrid, row: int, across: float = 0.5) -> None:
    """Move the mouse onto the picture of a card, so much of its width from its left edge."""
    picture = picture_of(grid, row)
    place = QPoint(picture.left() + round(across * (picture.width() - 1)), picture.center().y())
    move_mouse(grid, place)


def picture_of(grid: AvatarGrid, row: int) -> QRect:
    return grid.shape.picture(grid.visualRect(grid.avatars.index(row, 0)))


def move_mouse(grid: AvatarGrid, place: QPoint, held: Qt.MouseButton | None = None) -> None:
    viewport = grid.viewport()
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(viewport.mapToGlobal(place)),
        none,
        held or none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def go_away(grid: AvatarGrid) -> None:
    QApplication.sendEvent(grid.viewport(), QEvent(QEvent.Type.Leave))


def card(grid: AvatarGrid, row: int) -> QImage:
    """The picture below its star, which comes and goes with the real mouse."""
    return grid.viewport().grab(picture_of(grid, row).adjusted(0, 48, 0, 0)).toImage()


def hover_of(studio: Studio) -> HoverPreviews:
    return studio.applications[-1].hover


def is_moving(grid: AvatarGrid) -> bool:
    return grid.overlay is not None and grid.overlay.frame is not None


def row_that_moves(grid: AvatarGrid) -> int | None:
    return grid.overlay.row if grid.overlay is not None and grid.overlay.frame else None


def play_on_card(studio: Studio, qtbot: QtBot, row: int = 0) -> MainWindow:
    window = studio.open_filled()
    hover(window.page.grid, row)
    qtbot.waitUntil(lambda: is_moving(window.page.grid))
    return window


def players(window: MainWindow) -> list[QMediaPlayer]:
    """All that have a file open."""
    made = window.findChildren(QMediaPlayer)
    return [p for p in made if not p.source().isEmpty()]


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


def test_nothing_plays_before_the_mouse_has_rested(studio: Studio, qtbot: QtBot) -> None:
    """Another card each time before 300 ms are over."""
    window = studio.open_filled()
    grid = window.page.grid
    for row in range(8):
        hover(grid, row % 4)
        qtbot.wait(60)
    go_away(grid)
    qtbot.wait(400)
    assert "/clip.mp4" not in studio.server.targets
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
    still = card(grid, 0)
    hover(grid, 0)
    qtbot.waitUntil(lambda: grid.overlay is not None and grid.overlay.progress is not None)
    lower_edge = QRect(0, still.height() - 3, still.width(), 3)
    assert card(grid, 0).copy(lower_edge) != still.copy(lower_edge)
    go_away(grid)
    assert grid.overlay is None
    qtbot.waitUntil(lambda: studio.applications[0].dispatcher.pending == 0)
    assert not list(studio.paths.media.rglob("*.mp4"))


def test_rows_that_arrive_do_not_stop_what_plays(studio: Studio, qtbot: QtBot) -> None:
    window = play_on_card(studio, qtbot)
    records = [studio.anam_record(number) for number in range(60)]
    studio.serve_anam(records)
    window.page.load()
    qtbot.waitUntil(lambda: window.page.count == 60)
    assert is_moving(window.page.grid)


def test_moving_sideways_scrubs_and_resting_plays_on(studio: Studio, qtbot: QtBot) -> None:
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


def test_it_can_be_turned_off_and_stays_off(studio: Studio, qtbot: QtBot) -> None:
    window = play_on_card(studio, qtbot)
    hover_of(studio).action.trigger()
    assert window.page.grid.overlay is None
    hover(window.page.grid, 1)
    qtbot.wait(400)
    assert window.page.grid.overlay is None
    window.close()
    again = studio.open_filled()
    assert not hover_of(studio).is_on
    hover_of(studio).action.trigger()
    hover(again.page.grid, 0)
    qtbot.waitUntil(lambda: is_moving(again.page.grid))


def test_two_clips_that_cannot_be_decoded_turn_it_off(studio: Studio, qtbot: QtBot) -> None:
    """Fault F58; the way back is the action."""
    studio.serve_clip(sends((CLIPS / "clip-av1.mp4").read_bytes(), "video/mp4"))
    window = studio.open_filled()
    grid, hovering = window.page.grid, hover_of(studio)
    with qtbot.waitSignal(hovering.preview.gave_up, timeout=20_000):
        hover(grid, 0)
    assert hovering.action.isChecked()
    assert grid.overlay is None
    with qtbot.waitSignal(hovering.preview.gave_up, timeout=20_000):
        hover(grid, 1)
    assert not hovering.is_on
    assert window.toast.text == GAVE_UP
    hovering.action.trigger()
    assert hovering.action.isChecked()
    assert studio.applications[0].settings.settings.hover_preview is True


def test_a_clip_that_plays_between_two_failures_makes_them_single_ones(
    studio: Studio, qtbot: QtBot
) -> None:
    broken = sends((CLIPS / "clip-av1.mp4").read_bytes(), "video/mp4")
    studio.serve_clip(broken, sends(CLIP.read_bytes(), "video/mp4"), broken)
    window = studio.open_filled()
    grid, hovering = window.page.grid, hover_of(studio)
    with qtbot.waitSignal(hovering.preview.gave_up, timeout=20_000):
        hover(grid, 0)
    hover(grid, 1)
    qtbot.waitUntil(lambda: is_moving(grid))
    with qtbot.waitSignal(hovering.preview.gave_up, timeout=20_000):
        hover(grid, 2)
    assert hovering.is_on


def test_a_clip_that_failed_is_not_tried_again(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_clip(sends((CLIPS / "clip-av1.mp4").read_bytes(), "video/mp4"))
    window = studio.open_filled()
    grid, hovering = window.page.grid, hover_of(studio)
    with qtbot.waitSignal(hovering.preview.gave_up, timeout=20_000):
        hover(grid, 0)
    go_away(grid)
    hover(grid, 0)
    qtbot.wait(500)
    assert hovering.is_on
    assert players(window) == []


def test_a_clip_that_cannot_be_fetched_leaves_the_still(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_clip(refuses(404))
    window = studio.open_filled()
    grid = window.page.grid
    still = card(grid, 0)
    hover(grid, 0)
    qtbot.waitUntil(lambda: "/clip.mp4" in studio.server.targets)
    qtbot.waitUntil(lambda: studio.applications[0].dispatcher.pending == 0)
    assert grid.overlay is None
    assert card(grid, 0) == still
    assert hover_of(studio).is_on


def test_a_mark_is_on_the_disk_while_it_plays(studio: Studio, qtbot: QtBot) -> None:
    window = play_on_card(studio, qtbot)
    assert studio.paths.playing_file.exists()
    go_away(window.page.grid)
    qtbot.waitUntil(lambda: not studio.paths.playing_file.exists())
    hover(window.page.grid, 0)
    qtbot.waitUntil(lambda: is_moving(window.page.grid))
    assert studio.paths.playing_file.exists()
    studio.close()
    assert not studio.paths.playing_file.exists()


def test_it_is_off_after_a_run_that_ended_while_one_played(
    studio: Studio, qtbot: QtBot, left_mark: Path
) -> None:
    window = studio.open_filled()
    assert not left_mark.exists()
    assert not hover_of(studio).is_on
    assert window.toast.text == CRASHED
    hover_of(studio).action.trigger()
    hover(window.page.grid, 0)
    qtbot.waitUntil(lambda: is_moving(window.page.grid))
    window.close()
    again = studio.open_filled()
    assert hover_of(studio).is_on
    assert again.toast.text != CRASHED


def test_without_qtmultimedia_there_is_nothing_to_turn_on(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(support, "player_class", None)
    window = studio.open_filled()
    assert not hover_of(studio).action.isEnabled()
    hover(window.page.grid, 0)
    qtbot.wait(400)
    assert window.page.grid.overlay is None


def test_the_file_is_opened_from_the_cache_never_from_a_url(studio: Studio, qtbot: QtBot) -> None:
    """Rule R2."""
    window = play_on_card(studio, qtbot)
    (player,) = players(window)
    assert Path(player.source().toLocalFile()).is_relative_to(studio.paths.media)
