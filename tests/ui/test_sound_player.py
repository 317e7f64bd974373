"""Samples really decoded; a machine without a sound device plays them in silence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtMultimedia import QMediaPlayer
from pytestqt.qtbot import QtBot

from avatar_browser.ui.video.file_player import STALLED
from avatar_browser.ui.voices import sound
from avatar_browser.ui.voices.sound import CANNOT_PLAY, SoundPlayer
from tests.support.choir import LONG, SOUNDS

pytestmark = pytest.mark.qt_log_ignore("No audio device detected")


class Ear:
    """A player and what it told; ``furthest`` is the position it came to, in milliseconds."""

    def __init__(self) -> None:
        self.player = SoundPlayer()
        self.told: list[str] = []
        self.furthest = 0
        self.player.ended.connect(lambda: self.told.append("ended"))
        self.player.failed.connect(self.told.append)
        self.inner.positionChanged.connect(self._note_position)

    @property
    def inner(self) -> QMediaPlayer:
        found = self.player.findChild(QMediaPlayer)
        assert found is not None
        return found

    def _note_position(self, milliseconds: int) -> None:
        self.furthest = max(self.furthest, milliseconds)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow moment of the machine is no sample that is broken."""
    monkeypatch.setattr(sound, "_STALL_MS", 60_000)


@pytest.fixture
def ear(patience: None) -> Iterator[Ear]:  # noqa: ARG001 - it is read as the player is made
    ear = Ear()
    yield ear
    ear.player.close()


@pytest.fixture
def long(tmp_path: Path) -> Path:
    file = tmp_path / "long.wav"
    file.write_bytes(LONG)
    return file


@pytest.mark.parametrize("form", ["wav", "mp3", "m4a", "ogg", "flac", "aac"])
def test_every_kind_of_sound_is_played_to_its_end(ear: Ear, qtbot: QtBot, form: str) -> None:
    ear.player.play(SOUNDS / f"tone.{form}")
    qtbot.waitUntil(lambda: bool(ear.told))
    assert ear.told == ["ended"]
    assert ear.furthest > 0
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


def test_a_file_without_sound_is_told(ear: Ear, qtbot: QtBot) -> None:
    ear.player.play(SOUNDS / "clip.mp4")
    qtbot.waitUntil(lambda: ear.told == [CANNOT_PLAY])


def test_what_was_stopped_tells_nothing(ear: Ear, qtbot: QtBot, long: Path) -> None:
    ear.player.play(long)
    qtbot.waitUntil(lambda: ear.player.is_playing)
    ear.player.close()
    assert not ear.player.is_playing
    ear.player.play(SOUNDS / "tone.flac")
    qtbot.waitUntil(lambda: bool(ear.told))
    assert ear.told == ["ended"]


def test_a_player_that_stops_answering_is_given_up(
    qtbot: QtBot, long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault F59, for sounds."""
    monkeypatch.setattr(sound, "_STALL_MS", 200)
    ear = Ear()
    ear.inner.positionChanged.disconnect()
    ear.player.play(long)
    qtbot.waitUntil(lambda: bool(ear.told))
    assert ear.told == [STALLED]
    assert not ear.player.is_playing
