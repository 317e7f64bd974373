"""Clips in step through the whole application."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.support.comparing import (
    choose_first,
    compare_of,
    names,
    opened,
    panes,
    pictures,
    shown_times,
    wait_until_all_play,
)
from tests.support.media_server import refuses, sends
from tests.support.quick_look import CONTROL, press
from tests.support.studio import CLIP, Studio, click_card

Key = Qt.Key
LONGER = CLIP.with_name("clip-longer.mp4")

pytestmark = pytest.mark.usefixtures("patience")


@pytest.fixture(autouse=True)
def cards_rest(studio: Studio) -> None:
    """Where the mouse is left, a preview would take the floor."""
    studio.plays_on_hover = False


def test_all_play_by_themselves_and_the_pictures_move(studio: Studio, qtbot: QtBot) -> None:
    compare = opened(studio)
    wait_until_all_play(compare, qtbot)
    before = pictures(compare)
    qtbot.waitUntil(lambda: all(a != b for a, b in zip(before, pictures(compare), strict=True)))


def test_paused_all_stand_on_the_same_frame(studio: Studio, qtbot: QtBot) -> None:
    """Wherever each of them was when it came."""
    compare = opened(studio)
    wait_until_all_play(compare, qtbot)
    press(Key.Key_Space)
    assert not compare.cast.conductor.is_playing
    assert not any(playback.is_playing for playback in compare.cast.playbacks)
    qtbot.waitUntil(lambda: len(set(shown_times(compare))) == 1)


def test_one_bar_moves_them_all(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_clip(sends(LONGER.read_bytes(), "video/mp4"))
    compare = opened(studio)
    wait_until_all_play(compare, qtbot)
    press(Key.Key_Space)
    press(Key.Key_Home)
    qtbot.waitUntil(lambda: [p.position for p in compare.cast.playbacks] == [0, 0, 0])
    qtbot.waitUntil(lambda: shown_times(compare) == [0, 0, 0])
    press(Key.Key_Right)
    qtbot.waitUntil(lambda: [p.position for p in compare.cast.playbacks] == [1000] * 3)
    qtbot.waitUntil(lambda: all(900 < each <= 1000 for each in shown_times(compare)))
    press(Key.Key_Left)
    qtbot.waitUntil(lambda: [p.position for p in compare.cast.playbacks] == [0, 0, 0])


def test_a_shorter_clip_rests_on_its_last_frame(studio: Studio, qtbot: QtBot) -> None:
    longer = studio.server.serve("/longer.mp4", sends(LONGER.read_bytes()))
    studio.serve_anam([studio.anam_record(0), studio.anam_record(1, videoUrl=longer)])
    compare = opened(studio, 2)
    conductor, (short, long) = compare.cast.conductor, compare.cast.playbacks
    wait_until_all_play(compare, qtbot)
    qtbot.waitUntil(lambda: conductor.duration > 2_000)
    press(Key.Key_Space)
    conductor.seek(2_000)
    qtbot.waitUntil(lambda: long.position == 2_000)
    assert 1_000 < short.position < 1_300
    assert all(pane.canvas.is_showing_frame for pane in panes(compare))
    press(Key.Key_Space)
    qtbot.waitUntil(lambda: long.is_playing)
    assert not short.is_playing
    qtbot.waitUntil(lambda: short.is_playing)  # the bar is at its beginning again


def test_without_loop_all_end_and_begin_anew_on_request(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    window.parts.theatre.playback.settings.set_loop(False)
    choose_first(studio, 2)
    compare = compare_of(studio)
    conductor = compare.cast.conductor
    wait_until_all_play(compare, qtbot)
    qtbot.waitUntil(lambda: not conductor.is_playing)
    assert conductor.position == conductor.duration
    assert all(pane.canvas.is_showing_frame for pane in panes(compare))
    press(Key.Key_Space)
    assert conductor.is_playing
    assert conductor.position < conductor.duration
    qtbot.waitUntil(lambda: conductor.position > 0)


def test_a_clip_that_falls_behind_is_brought_back(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_clip(sends(LONGER.read_bytes(), "video/mp4"))
    studio.open_filled()
    compare = compare_of(studio)
    settings = studio.applications[-1].window.parts.theatre.playback.settings
    settings.set_rate(0.5)  # time enough before the end, where all would meet anyway
    settings.set_loop(False)
    choose_first(studio, 2)
    conductor, playbacks = compare.cast.conductor, compare.cast.playbacks
    wait_until_all_play(compare, qtbot)
    qtbot.waitUntil(lambda: conductor.position > 500)
    playbacks[1].seek(0)
    qtbot.waitUntil(
        lambda: (
            all(each.is_playing for each in playbacks)
            and abs(playbacks[0].position - playbacks[1].position) < 200
        )
    )


def test_one_that_fails_keeps_its_still_and_the_others_play(studio: Studio, qtbot: QtBot) -> None:
    gone = studio.server.serve("/gone.mp4", refuses(404))
    studio.serve_anam(
        [studio.anam_record(0), studio.anam_record(1, videoUrl=gone), studio.anam_record(2)]
    )
    compare = opened(studio)
    first, broken, last = panes(compare)
    qtbot.waitUntil(lambda: first.canvas.is_showing_frame and last.canvas.is_showing_frame)
    qtbot.waitUntil(lambda: "…" not in broken.canvas.message and broken.canvas.message != "")
    assert not broken.canvas.is_showing_frame
    assert not broken.canvas.is_empty
    before = pictures(compare)
    qtbot.waitUntil(lambda: pictures(compare)[0] != before[0] and pictures(compare)[2] != before[2])


def test_none_with_a_clip_says_so(studio: Studio) -> None:
    window = studio.open_filled()
    window.header.choose_tab(2)  # these looks have pictures alone
    window.page.views.choice.choose_keys([a.key for a in window.page.people.looks[:2]], None)
    compare_of(studio).action.trigger()
    compare = compare_of(studio)
    assert compare.sheet.controls.reason == "None of them has a preview that can be played."
    assert [pane.canvas.message for pane in panes(compare)] == ["No preview video."] * 2
    press(Key.Key_Space)
    assert not compare.cast.conductor.is_playing


def test_one_is_heard_at_most(studio: Studio) -> None:
    compare = opened(studio)
    settings = studio.applications[-1].window.parts.theatre.playback.settings

    def heard() -> list[bool]:
        muted = [not playback.settings.muted for playback in compare.cast.playbacks]
        assert muted == [pane.is_heard for pane in panes(compare)]
        return muted

    assert heard() == [True, False, False]
    press(Key.Key_2)
    press(Key.Key_M)
    assert heard() == [False, True, False]
    press(Key.Key_M)
    assert heard() == [False, False, False]
    settings.set_muted(True)
    QTest.mouseClick(panes(compare)[2].buttons[0], Qt.MouseButton.LeftButton)
    assert heard() == [False, False, True]
    assert not settings.muted
    settings.set_volume(40)
    assert {playback.settings.volume for playback in compare.cast.playbacks} == {40}


def test_to_others_it_is_one_player(studio: Studio, qtbot: QtBot) -> None:
    compare = opened(studio)
    theatre = studio.applications[-1].window.parts.theatre
    wait_until_all_play(compare, qtbot)
    theatre.toggle_play()
    qtbot.waitUntil(lambda: theatre.is_playing)
    assert not compare.cast.conductor.is_playing
    assert not any(playback.is_playing for playback in compare.cast.playbacks)
    press(Key.Key_Space)
    wait_until_all_play(compare, qtbot)
    assert not theatre.is_playing


def test_quick_look_gives_way(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    for row in range(2):
        click_card(window.page, row, control=row > 0)
    look = studio.applications[-1].features.quick_look
    press(Key.Key_Space)
    assert look.sheet.isVisible()
    press(Key.Key_K, CONTROL)
    assert not look.is_open
    compare = compare_of(studio)
    assert compare.is_open
    wait_until_all_play(compare, qtbot)
    assert not look.playback.is_playing


def test_another_comparison_shows_the_others(studio: Studio, qtbot: QtBot) -> None:
    compare = opened(studio, 4)
    wait_until_all_play(compare, qtbot)
    press(Key.Key_Escape)
    page = studio.applications[-1].window.page
    page.views.choice.choose_keys(list(page.model.keys[10:12]), None)
    press(Key.Key_K, CONTROL)
    assert names(compare) == ["Liv 10", "Liv 11"]
    wait_until_all_play(compare, qtbot)
    assert len(compare.cast.playbacks) == 4  # kept for the next ones
