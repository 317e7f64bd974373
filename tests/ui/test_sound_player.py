"""Samples really decoded; a machine without a sound device plays them in silence."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.ui.voices.sound import CANNOT_PLAY, SoundPlayer

SOUNDS = Path(__file__).parents[1] / "data" / "media"
pytestmark = pytest.mark.qt_log_ignore("No audio device detected")


class Ear:
    """A player and what it told."""

    def __init__(self) -> None:
        self.player = SoundPlayer()
        self.told: list[str] = []
        self.player.ended.connect(lambda: self.told.append("ended"))
        self.player.failed.connect(self.told.append)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.mark.parametrize("form", ["wav", "mp3", "m4a", "ogg", "flac", "aac"])
def test_every_kind_of_sound_is_played_to_its_end(ear: Ear, qtbot: QtBot, form: str) -> None:
    ear.player.play(SOUNDS / f"tone.{form}")
    qtbot.waitUntil(lambda: ear.player.position > 0)
    qtbot.waitUntil(lambda: bool(ear.told))
    assert ear.told == ["ended"]
    assert not ear.player.is_playing


@pytest.mark.qt_log_ignore("Could not open media")
@pytest.mark.parametrize(
    "content",
    [b"\xff\xfb\x90\x00" + b"rubbish" * 500, b"OggS" + bytes(500), b"fLaC" + bytes(500), b""],
)
def test_a_broken_sound_is_told_once(
    ear: Ear, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "sample"
    file.write_bytes(content)
    ear.player.play(file)
    qtbot.waitUntil(lambda: bool(ear.told))
    ear.player.play(SOUNDS / "tone.wav")
    qtbot.waitUntil(lambda: len(ear.told) == 2)
    assert ear.told == [CANNOT_PLAY, "ended"]


@pytest.mark.qt_log_ignore("Could not open media")
def test_a_file_without_sound_is_told(ear: Ear, qtbot: QtBot) -> None:
    ear.player.play(SOUNDS / "clip.mp4")
    qtbot.waitUntil(lambda: ear.told == [CANNOT_PLAY])


def test_what_was_stopped_tells_nothing(ear: Ear, qtbot: QtBot) -> None:
    ear.player.play(SOUNDS / "tone.wav")
    qtbot.waitUntil(lambda: ear.player.is_playing)
    ear.player.stop()
    assert not ear.player.is_playing
    ear.player.play(SOUNDS / "tone.flac")
    qtbot.waitUntil(lambda: bool(ear.told))
    assert ear.told == ["ended"]
