"""What the mutants are thrown at: the program's own doors for whatever comes from outside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QSize

from avatar_browser.domain.errors import MediaUnusable, Problem
from avatar_browser.domain.media_files import VIDEO_FORMATS, check_video
from avatar_browser.domain.sound_files import AUDIO_FORMATS, check_audio
from avatar_browser.providers.json_answer import decode_json
from avatar_browser.services.thumbnails import decode, decode_small, decode_whole, initialise
from tests.fuzz.adapters import read_by_all
from tests.fuzz.mutants import json_mutant, mutant
from tests.fuzz.playing import Stage

DATA = Path(__file__).parents[1] / "data"
ACCEPTED = "accepted"

Judgement = Callable[[bytes], str]
"""Gives ``ACCEPTED`` or the code of a refusal; any other exception is a bug."""


@dataclass(frozen=True)
class Target:
    """``prepare`` makes the judgement, in the child. ``usual`` mutants are part of every run."""

    patterns: tuple[str, ...]
    prepare: Callable[[], Judgement]
    usual: int
    mutant: Callable[[str, int, Sequence[bytes]], bytes] = mutant

    def seeds(self) -> list[bytes]:
        files = sorted(file for pattern in self.patterns for file in DATA.glob(pattern))
        return [file.read_bytes() for file in files]


def _pictures() -> Judgement:
    initialise()
    return _picture


def _picture(data: bytes) -> str:
    """T13, T14, F61 to F63."""
    try:
        filling = decode(data, 180, 240, radius=12)
        fitting = decode(data, 180, 240, "fit")
        whole = decode_whole(data, 800, 600)
        decode_small(data, QSize(24, 32), "fill")
    except MediaUnusable as refusal:
        return _known(refusal, "not a picture", "too large", "damaged")
    assert filling.size() == fitting.size() == QSize(180, 240)
    assert not whole.isNull()
    assert whole.width() <= 800
    assert whole.height() <= 600
    return ACCEPTED


def _clip(data: bytes) -> str:
    """T15, F53 to F57."""
    try:
        found = check_video(BytesIO(data), len(data))
    except MediaUnusable as refusal:
        return _known(refusal, "not a video", "too large", "too long", "no picture", "incomplete")
    assert found in VIDEO_FORMATS
    return ACCEPTED


def _sound(data: bytes) -> str:
    try:
        found = check_audio(data)
    except MediaUnusable as refusal:
        return _known(refusal, "not audio", "too large")
    assert found in AUDIO_FORMATS
    return ACCEPTED


def _known(refusal: MediaUnusable, *codes: str) -> str:
    assert refusal.code in codes, refusal.code
    return refusal.code


def _players() -> Judgement:
    stage = Stage()

    def played(data: bytes) -> str:
        """F57, F59: what the checks let pass must not crash or hang FFmpeg, in whatever shape."""
        for check in (_clip, _sound):
            if check(data) == ACCEPTED:
                stage.play(data)
                return ACCEPTED
        return "refused"

    return played


def _answer(data: bytes) -> str:
    """F32 to F43: the whole way from a body to records that can be stored and shown."""
    try:
        payload = decode_json(data)
    except Problem as problem:
        return problem.code
    return ACCEPTED if read_by_all(payload) else "no record"


PICTURES = tuple(
    f"{folder}/*.{e}" for folder in ("pictures", "media") for e in ("png", "jpg", "webp", "gif")
)
CLIPS = ("media/*.mp4", "media/*.webm", "media/*.mkv")
SOUNDS = ("media/tone.*",)

TARGETS = {
    "pictures": Target(PICTURES, _pictures, usual=600),
    "clips": Target(CLIPS, lambda: _clip, usual=1_500),
    "sounds": Target(SOUNDS, lambda: _sound, usual=1_500),
    "answers": Target(("anam/*.json", "heygen/*.json"), lambda: _answer, 150, json_mutant),
    "players": Target((*CLIPS, *SOUNDS), _players, usual=25),
}
