"""The mark that tells, after a crash, that something played."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.playing_mark import PlayingMark
from tests.support.crash import crash_with_mark


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "playing.lock"


def test_the_mark_is_there_before_anything_plays_and_goes_after(
    path: Path, dispatcher: Dispatcher, qtbot: QtBot
) -> None:
    mark = PlayingMark(path, dispatcher)
    seen: list[bool] = []
    mark.begin(lambda: seen.append(path.exists()))
    assert seen == []
    qtbot.waitUntil(lambda: seen == [True])
    mark.end()
    assert path.exists()
    qtbot.waitUntil(lambda: not path.exists())
    assert mark.finish(timeout=2.0)


def test_what_plays_soon_after_finds_the_mark_set(
    path: Path, dispatcher: Dispatcher, qtbot: QtBot
) -> None:
    mark = PlayingMark(path, dispatcher)
    played: list[int] = []
    mark.begin(lambda: played.append(1))
    qtbot.waitUntil(lambda: played == [1])
    mark.end()
    mark.begin(lambda: played.append(2))
    assert played == [1, 2]
    assert path.exists()
    assert mark.finish(timeout=2.0)
    assert not path.exists()


def test_what_has_ended_before_the_mark_was_set_does_not_begin(
    path: Path, dispatcher: Dispatcher, qtbot: QtBot
) -> None:
    mark = PlayingMark(path, dispatcher)
    played: list[int] = []
    mark.begin(lambda: played.append(1))
    mark.end()
    mark.begin(lambda: played.append(2))
    qtbot.waitUntil(lambda: bool(played))
    assert played == [2]
    assert mark.finish(timeout=2.0)
    assert not path.exists()


def test_after_a_crash_it_is_told_once(path: Path, dispatcher: Dispatcher) -> None:
    crash_with_mark(path)
    mark, later = PlayingMark(path, dispatcher), PlayingMark(path, dispatcher)
    assert mark.was_left
    assert not later.was_left


def test_another_program_that_plays_is_no_crash(
    path: Path, dispatcher: Dispatcher, qtbot: QtBot
) -> None:
    """And it does not keep this one from playing, nor does this one take its mark away."""
    playing, other = PlayingMark(path, dispatcher), PlayingMark(path, dispatcher)
    began: list[str] = []
    playing.begin(lambda: began.append("one"))
    qtbot.waitUntil(lambda: began == ["one"])
    assert not PlayingMark(path, dispatcher).was_left
    other.begin(lambda: began.append("other"))
    qtbot.waitUntil(lambda: began == ["one", "other"])
    assert other.finish(timeout=2.0)
    assert path.exists()
    assert playing.finish(timeout=2.0)


def test_a_mark_half_written_is_taken_away(path: Path, dispatcher: Dispatcher) -> None:
    path.parent.mkdir()
    path.write_bytes(b"")
    assert PlayingMark(path, dispatcher).was_left
    assert not path.exists()


def test_where_nothing_can_be_written_it_plays_all_the_same(
    tmp_path: Path, dispatcher: Dispatcher, qtbot: QtBot
) -> None:
    (tmp_path / "state").write_bytes(b"no folder")
    mark = PlayingMark(tmp_path / "state" / "playing.lock", dispatcher)
    played: list[int] = []
    mark.begin(lambda: played.append(1))
    qtbot.waitUntil(lambda: played == [1])
    assert mark.finish(timeout=2.0)
