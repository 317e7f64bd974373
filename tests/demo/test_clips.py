from pathlib import Path
from struct import unpack_from

import pytest

from avatar_browser.demo.anam_cast import AnamCast
from avatar_browser.demo.heygen_cast import HeyGenCast
from avatar_browser.demo.make_clips import FRAMES, FRAMES_PER_SECOND, clips
from avatar_browser.store.resources import resource

CLIPS = sorted(resource("demo", "clips").rglob("*.mp4"))


def _boxes(data: bytes) -> list[tuple[str, int]]:
    """Kind and offset of the outermost boxes, which must fill the file."""
    found = []
    at = 0
    while at < len(data):
        size, kind = unpack_from(">I4s", data, at)
        assert size >= 8
        found.append((kind.decode("ascii"), at))
        at += size
    assert at == len(data)
    return found


def test_there_are_clips() -> None:
    assert len(CLIPS) >= 76


@pytest.mark.parametrize("path", CLIPS, ids=lambda path: path.stem)
def test_a_clip_is_a_small_mp4_with_its_index_first(path: Path) -> None:
    data = path.read_bytes()
    kinds = [kind for kind, _ in _boxes(data)]
    assert len(data) < 200_000
    assert kinds[0] == "ftyp"
    assert kinds.index("moov") < kinds.index("mdat")
    assert b"avc1" in data


def test_all_clips_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in CLIPS) < 5_000_000


def test_every_clip_that_a_catalogue_names_is_there_and_no_other() -> None:
    folder = resource("demo", "clips")
    there = {path.relative_to(folder).as_posix() for path in CLIPS}
    named = {avatar.clip for avatar in AnamCast()} | {a.idle_clip for a in AnamCast()}
    named |= {look.clip for look in HeyGenCast()}
    assert there == named
    assert there == {clip.name for clip in clips()}


def test_larger_catalogues_name_no_further_clips() -> None:
    folder = resource("demo", "clips")
    there = {path.relative_to(folder).as_posix() for path in CLIPS}
    assert {avatar.clip for avatar in AnamCast(360)} <= there
    assert {look.clip for look in HeyGenCast(2_000)} <= there


def test_clips_last_two_to_three_seconds() -> None:
    assert 2.0 <= FRAMES / FRAMES_PER_SECOND <= 3.0
