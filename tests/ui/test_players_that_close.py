"""Players closed while Qt tells of what they play.

Each case has a program of its own: where it goes wrong Qt crashes, or waits for ever.
"""

import subprocess
import sys

import pytest

from tests.support.choir import SOUNDS

_PROGRAM = """
import sys
from itertools import cycle
from pathlib import Path
from PySide6.QtCore import QObject, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from avatar_browser.ui.video.player import ClipPlayer
from avatar_browser.ui.voices.sound import SoundPlayer

kind, told, rounds, *files = sys.argv[1:]
qInstallMessageHandler(lambda *_: None)  # from any of Qt's threads, and it needs Python's lock


class Closing(QObject):
    def __init__(self):
        super().__init__()
        self.files = cycle(map(Path, files))
        self.left = int(rounds)
        self.player = ClipPlayer(self) if kind == "clip" else SoundPlayer(self)
        self.open = self.player.open if kind == "clip" else self.player.play
        source = self.player if hasattr(self.player, told) else self.player._player
        getattr(source, told).connect(self.on_told)

    def on_told(self, *_):
        if self.player._player.source().isEmpty() and told not in {"failed", "ended"}:
            return  # told because it was closed
        self.player.close()
        QTimer.singleShot(0, self.begin)

    def begin(self):
        self.left -= 1
        if self.left < 0:
            print("closed", rounds, flush=True)
            qt.quit()
        else:
            self.open(next(self.files))


qt = QApplication([])
closing = Closing()
closing.begin()
qt.exec()
"""
_CLIPS = ("clip.mp4", "clip-vp9.webm")
_TONES = ("tone.mp3", "tone.wav", "tone.m4a")
_BROKEN = ("red-then-blue.webp", "make-clips.sh")


@pytest.mark.parametrize(
    ("kind", "told", "files"),
    [
        ("clip", "duration_changed", (*_CLIPS, *_TONES)),
        ("clip", "playing_changed", (*_CLIPS, *_TONES)),
        ("clip", "position_changed", _CLIPS),
        ("clip", "frame_shown", _CLIPS),
        ("clip", "failed", ("sound-only.mp4", *_BROKEN)),
        ("sound", "playbackStateChanged", _TONES),
        ("sound", "positionChanged", _TONES),
        ("sound", "failed", ("clip.mp4", *_BROKEN)),
        ("sound", "ended", ("tone.mp3",)),
    ],
)
def test_a_player_may_be_closed_in_answer_to_what_it_tells(
    kind: str, told: str, files: tuple[str, ...]
) -> None:
    rounds = "3" if told == "ended" else "12"
    paths = [str(SOUNDS / name) for name in files]
    command = [sys.executable, "-X", "faulthandler", "-c", _PROGRAM, kind, told, rounds, *paths]
    result = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    outcome = result.returncode, result.stdout
    assert outcome == (0, f"closed {rounds}\n"), result.stderr[-2_000:]
