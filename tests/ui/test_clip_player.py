"""The player by itself, on real files: what it plays, what it gives up, and when."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import avatar_browser
from avatar_browser.ui.video import player as player_module
from avatar_browser.ui.video.file_player import STALLED
from avatar_browser.ui.video.player import CANNOT_DECODE, ClipPlayer
from tests.support.studio import CLIP

CLIPS = CLIP.parent
SHORT_MS, LONG_MS = 200, 60_000


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow moment is no failure; a test that waits for one makes the waiting short."""
    monkeypatch.setattr(player_module, "_FIRST_FRAME_MS", LONG_MS)
    monkeypatch.setattr(player_module, "_STALL_MS", LONG_MS)


@pytest.fixture
def player(qtbot: QtBot) -> ClipPlayer:  # noqa: ARG001 - needs an application
    return ClipPlayer(with_sound=False)


def told_by(player: ClipPlayer) -> list[str]:
    told: list[str] = []
    player.failed.connect(told.append)
    return told


def test_a_clip_without_one_frame_is_given_up(
    player: ClipPlayer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault F58: FFmpeg says nothing."""
    monkeypatch.setattr(player_module, "_FIRST_FRAME_MS", SHORT_MS)
    told = told_by(player)
    player._sink.videoFrameChanged.disconnect()
    player.open(CLIP)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [CANNOT_DECODE]
    assert player.source is None
    assert not player.is_playing


def test_a_clip_that_stops_coming_is_given_up(
    player: ClipPlayer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault F59: neither a frame nor another position."""
    told = told_by(player)
    player.open(CLIP)
    qtbot.waitUntil(lambda: player.frames > 0)
    monkeypatch.setattr(player_module, "_STALL_MS", SHORT_MS)
    player._sink.videoFrameChanged.disconnect()
    player._player.positionChanged.disconnect()
    player.play()  # as anything does that begins the wait anew
    qtbot.waitUntil(lambda: bool(told))
    assert told == [STALLED]
    assert player.source is None


def test_sound_that_outlasts_the_picture_is_no_stall(player: ClipPlayer, qtbot: QtBot) -> None:
    player.open(CLIP)
    qtbot.waitUntil(lambda: player.frames > 0)
    player._sink.videoFrameChanged.disconnect()
    player._watchdog.stop()
    qtbot.waitUntil(player._watchdog.isActive)  # the position alone begins the wait anew
    assert player.is_playing


def test_who_pauses_is_not_given_up(player: ClipPlayer, qtbot: QtBot) -> None:
    player.open(CLIP)
    qtbot.waitUntil(lambda: player.frames > 0)
    player.pause()
    qtbot.waitUntil(lambda: not player.is_playing)
    assert not player._watchdog.isActive()


def test_a_file_removed_while_it_plays_plays_on(
    player: ClipPlayer, qtbot: QtBot, tmp_path: Path
) -> None:
    """Fault F65."""
    if sys.platform == "win32":
        pytest.skip("Windows keeps a file that is open.")
    clip = tmp_path / "clip"
    clip.write_bytes(CLIP.read_bytes())
    told = told_by(player)
    player.open(clip)
    qtbot.waitUntil(lambda: player.frames > 0)
    clip.unlink()
    more = player.frames + 30  # the clip has 18: it begins anew meanwhile
    qtbot.waitUntil(lambda: player.frames > more)
    assert told == []


_MUTANTS = """
import random, sys
from pathlib import Path
from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtGui import QGuiApplication
from avatar_browser.domain.errors import MediaUnusable
from avatar_browser.domain.media_files import check_video
from avatar_browser.ui.video.player import ClipPlayer

app = QGuiApplication([])
whole, folder, dice = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]), random.Random(7)
player, tried = ClipPlayer(with_sound=False), 0
failed = []
player.failed.connect(failed.append)
for number in range(200):
    data = bytearray(whole)
    for _ in range(dice.randrange(1, 40)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    clip = folder / f"{number}"
    clip.write_bytes(data)
    try:
        with clip.open("rb") as file:
            check_video(file, len(data))
    except MediaUnusable:
        continue
    tried += 1
    failed.clear()
    player.open(clip)
    clock = QElapsedTimer()
    clock.start()
    while not failed and player.frames < 3 and clock.elapsed() < 400:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
    player.close()
    if tried == 20:
        break
print("played", tried)
"""


def test_flipped_bytes_do_not_crash_the_player(tmp_path: Path) -> None:
    """Fault F57: in a process of its own; what is shown of such a clip is anybody's guess."""
    result = subprocess.run(
        [sys.executable, "-c", _MUTANTS, str(CLIP), str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",  # FFmpeg repeats what it found
        timeout=120,
        check=False,
    )
    assert (result.returncode, result.stdout) == (0, "played 20\n"), result.stderr[-2_000:]


def test_no_player_is_given_a_device_to_read_from() -> None:
    """Fault F66: one that Python has let go of crashes it. Files and nothing else."""
    package = Path(avatar_browser.__file__).parent
    with_device = [p for p in package.rglob("*.py") if "setSourceDevice" in p.read_text("utf-8")]
    assert with_device == []
