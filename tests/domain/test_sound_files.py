"""Sounds told by their bytes, the real ones and those that only begin like one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.errors import MediaUnusable
from avatar_browser.domain.sound_files import AUDIO_BYTES, AUDIO_FORMATS, check_audio

SOUNDS = Path(__file__).parents[1] / "data" / "media"
MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(400)
PLAYLIST = b"#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:1,\n/etc/passwd\n"


def tagged(content: bytes, size: int = 20, padding: int = 0) -> bytes:
    """Behind an ID3v2 tag."""
    return b"ID3\x04\0\0" + bytes([0, 0, 0, size]) + bytes(size + padding) + content


@pytest.mark.parametrize("form", sorted(AUDIO_FORMATS))
def test_a_real_sound_is_told_by_its_bytes(form: str) -> None:
    assert check_audio((SOUNDS / f"tone.{form}").read_bytes()) == form


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (MP3_FRAME, "mp3"),
        (tagged(MP3_FRAME), "mp3"),
        (tagged(tagged(MP3_FRAME, padding=64)), "mp3"),
        (tagged(b"fLaC" + bytes(40)), "flac"),
    ],
)
def test_a_tag_is_looked_behind(data: bytes, form: str) -> None:
    assert check_audio(data) == form


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ID3",
        tagged(b""),
        tagged(PLAYLIST),
        tagged(PLAYLIST, padding=10),
        tagged(b"ffconcat version 1.0\nfile /etc/passwd\n"),
        tagged(b"RIFF\x24\0\0\0WAVEfmt "),
        PLAYLIST,
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"<!DOCTYPE html><title>Sign in</title>",
        b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>",
        b"RIFF\x24\0\0\0WEBPVP8 ",
        b"RIFF\x24\0\0\0AVI LIST",
        b"\0\0\0\x18ftypheic" + bytes(20),
        b"\0\0\0\x18ftypavif" + bytes(20),
        b"\x89PNG\r\n\x1a\n" + bytes(20),
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"\xff\xff\xff\xff" + bytes(20),
        b"\xff\xfe<\0h\0t\0m\0l\0>\0",
    ],
)
def test_what_is_no_sound_is_refused_in_its_own_words(data: bytes) -> None:
    with pytest.raises(MediaUnusable, match="no sound that can be played") as caught:
        check_audio(data)
    assert caught.value.code == "not audio"


def test_a_sound_above_20_mib_is_refused() -> None:
    assert check_audio(MP3_FRAME + bytes(AUDIO_BYTES - len(MP3_FRAME))) == "mp3"
    with pytest.raises(MediaUnusable, match="larger than 20 MiB") as caught:
        check_audio(MP3_FRAME + bytes(AUDIO_BYTES))
    assert caught.value.code == "too large"


@given(st.binary(max_size=64), st.sampled_from([b"", b"ID3\x04\0\0", b"\xff\xfb", b"RIFF"]))
def test_any_bytes_are_a_sound_or_refused_and_never_a_bug(rest: bytes, start: bytes) -> None:
    outcome = ""
    try:
        outcome = check_audio(start + rest)
    except MediaUnusable as problem:
        outcome = problem.code
    assert outcome in AUDIO_FORMATS | {"not audio"}
