"""Previews on cards where something is wrong: clips, the last run, the machine. On and off."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.ui.preview.hover_previews import CRASHED, GAVE_UP
from avatar_browser.ui.video import support
from tests.support.crash import crash_with_mark
from tests.support.hovering import (
    card,
    go_away,
    hover,
    hover_of,
    is_moving,
    play_on_card,
    players,
)
from tests.support.media_server import refuses, sends
from tests.support.studio import CLIP, Studio

CLIPS = CLIP.parent


@pytest.fixture(autouse=True)
def hovering(studio: Studio) -> None:
    studio.plays_on_hover = True


@pytest.fixture
def left_mark(studio: Studio) -> Path:
    """The mark of a program that was killed as a preview played."""
    crash_with_mark(studio.paths.playing_file)
    return studio.paths.playing_file


@pytest.mark.usefixtures("patience")
def test_it_can_be_turned_off_and_stays_off(studio: Studio, qtbot: QtBot) -> None:
    window = play_on_card(studio, qtbot)
    hover_of(studio).action.trigger()
    assert window.page.grid.overlay is None
    hover(window.page.grid, 1)
    qtbot.wait(400)
    assert window.page.grid.overlay is None
    studio.close()
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
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("avatar_browser.ui.video.player._FIRST_FRAME_MS", 6_000)
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


@pytest.mark.usefixtures("patience")
def test_a_mark_is_on_the_disk_while_it_plays(studio: Studio, qtbot: QtBot) -> None:
    window = play_on_card(studio, qtbot)
    assert studio.paths.playing_file.exists()
    go_away(window.page.grid)
    qtbot.waitUntil(lambda: not studio.paths.playing_file.exists())
    hover(window.page.grid, 0)
    qtbot.waitUntil(lambda: is_moving(window.page.grid))
    assert studio.paths.playing_file.exists()
    studio.close()
    qtbot.waitUntil(lambda: not studio.paths.playing_file.exists())


@pytest.mark.usefixtures("patience")
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
    studio.close()
    again = studio.open_filled()
    assert hover_of(studio).is_on
    assert again.toast.text != CRASHED


def test_without_qtmultimedia_there_is_nothing_to_turn_on(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(support, "why_missing", lambda: "libpulse.so.0: cannot open")
    window = studio.open_filled()
    assert not hover_of(studio).action.isEnabled()
    hover(window.page.grid, 0)
    qtbot.wait(400)
    assert window.page.grid.overlay is None


@pytest.mark.usefixtures("patience")
def test_the_file_is_opened_from_the_cache_never_from_a_url(studio: Studio, qtbot: QtBot) -> None:
    """Rule R2."""
    window = play_on_card(studio, qtbot)
    (player,) = players(window)
    assert Path(player.source().toLocalFile()).is_relative_to(studio.paths.media)
