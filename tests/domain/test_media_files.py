"""Files told by their bytes: real clips, and boxes built by hand where no encoder goes wrong."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.errors import MediaUnusable
from avatar_browser.domain.media_files import (
    VIDEO_BYTES,
    VideoFacts,
    check_video,
    read_mp4,
    sniff,
)

CLIPS = Path(__file__).parents[1] / "data" / "media"
CLIP = (CLIPS / "clip.mp4").read_bytes()


def check(data: bytes) -> str:
    return check_video(BytesIO(data), len(data))


def refusal(data: bytes) -> str:
    with pytest.raises(MediaUnusable) as caught:
        check(data)
    return caught.value.code


def box(kind: bytes, *content: bytes, size: int | None = None) -> bytes:
    body = b"".join(content)
    return (len(body) + 8 if size is None else size).to_bytes(4) + kind + body


def long_box(kind: bytes, body: bytes) -> bytes:
    """With a 64-bit size."""
    return (1).to_bytes(4) + kind + (len(body) + 16).to_bytes(8) + body


FTYP = box(b"ftyp", b"isom\0\0\2\0", b"isomavc1")
MDAT = box(b"mdat", b"frames")


def header(kind: bytes, scale: int, ticks: bytes) -> bytes:
    """An mvhd or mdhd; eight bytes of ``ticks`` make it of version 1."""
    wide = len(ticks) == 8
    times = bytes(16 if wide else 8)
    return box(kind, bytes([wide, 0, 0, 0]), times, scale.to_bytes(4), ticks, bytes(80))


def track(
    width: int, height: int, coded: tuple[int, int] | None = None, handler: bytes = b"vide"
) -> bytes:
    sides = b"".join(side.to_bytes(2) + b"\0\0" for side in (width, height))
    entry = b""
    if coded:
        entry = box(b"avc1", bytes(24), *(side.to_bytes(2) for side in coded), bytes(50))
    stsd = box(b"stsd", bytes(8), entry)
    return box(
        b"trak",
        box(b"tkhd", bytes(76), sides),
        box(
            b"mdia",
            header(b"mdhd", 1000, (1000).to_bytes(4)),
            box(b"hdlr", bytes(8), handler, bytes(13)),
            box(b"minf", box(b"stbl", stsd)),
        ),
    )


def movie(*tracks: bytes, ticks: bytes = (1000).to_bytes(4), scale: int = 1000) -> bytes:
    return FTYP + box(b"moov", header(b"mvhd", scale, ticks), *tracks) + MDAT


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpeg"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "webp"),
        (b"GIF89a\x10\0\x10\0", "gif"),
        (b"GIF87a\x10\0\x10\0", "gif"),
        (FTYP, "mp4"),
        (box(b"ftyp", b"XXXX\0\0\0\0", b"qt  mp42"), "mp4"),
        (CLIPS.joinpath("clip-vp9.webm").read_bytes(), "webm"),
    ],
)
def test_a_format_is_told_by_its_first_bytes(head: bytes, expected: str) -> None:
    assert sniff(head[:64]) == expected


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\0\0\0\x18",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>",
        b"<!DOCTYPE html><title>Sign in to the network</title>",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"#EXTM3U\n#EXT-X-VERSION:3\n",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"RIFF\x24\0\0\0AVI LIST",
        b"II*\0\x08\0\0\0",
        b"%PDF-1.7",
        box(b"ftyp", b"avif\0\0\0\0", b"avifmif1miafiso8"),
        box(b"ftyp", b"heic\0\0\0\0", b"mif1heic"),
        box(b"ftyp", b"qt  \0\0\0\0", b"qt  "),
        box(b"ftyp", b"crx \0\0\0\0") + b"isomisom",
        CLIPS.joinpath("not-webm.mkv").read_bytes(),
    ],
)
def test_what_is_no_known_format_has_no_name(head: bytes) -> None:
    assert sniff(head[:64]) is None


@pytest.mark.parametrize("name", ["clip", "clip-moov-last", "clip-av1"])
def test_a_clip_tells_its_size_and_duration(name: str) -> None:
    data = CLIPS.joinpath(f"{name}.mp4").read_bytes()
    assert check(data) == "mp4"
    facts = read_mp4(BytesIO(data), len(data))
    assert (facts.width, facts.height) == (240, 320)
    assert facts.seconds == pytest.approx(1.2, abs=0.01)


def test_a_fragmented_clip_is_fit_without_a_duration() -> None:
    data = CLIPS.joinpath("clip-fragmented.mp4").read_bytes()
    assert check(data) == "mp4"
    assert read_mp4(BytesIO(data), len(data)) == VideoFacts(240, 320, 0.0)


@pytest.mark.parametrize("name", ["clip-vp8.webm", "clip-vp9.webm"])
def test_a_webm_is_taken_by_its_magic_bytes(name: str) -> None:
    assert check(CLIPS.joinpath(name).read_bytes()) == "webm"


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("clip-cut-in-half.mp4", "incomplete", "incomplete"),
        ("too-wide.mp4", "too large", "too large to be played, with 4112 by 64 pixels"),
        ("too-long.mp4", "too long", "longer than 10 minutes"),
        ("sound-only.mp4", "no picture", "no moving picture"),
        ("not-webm.mkv", "not a video", "no mp4 or webm"),
        ("red-then-blue.gif", "not a video", "no mp4 or webm"),
    ],
)
def test_each_reason_to_refuse_a_clip_has_its_own_words(name: str, code: str, words: str) -> None:
    """Faults F55 and F56, threat T15."""
    with pytest.raises(MediaUnusable, match=words) as caught:
        check(CLIPS.joinpath(name).read_bytes())
    assert caught.value.code == code


def test_an_empty_file_is_no_video() -> None:
    """Fault F53."""
    assert refusal(b"") == "not a video"


def test_a_file_above_200_mib_is_refused_before_its_boxes_are_read() -> None:
    with pytest.raises(MediaUnusable, match="larger than 200 MiB") as caught:
        check_video(BytesIO(FTYP), VIDEO_BYTES + 1)
    assert caught.value.code == "too large"


@given(st.integers(min_value=64, max_value=len(CLIP) - 1))
def test_a_clip_cut_anywhere_is_incomplete(length: int) -> None:
    """Fault F56."""
    assert refusal(CLIP[:length]) == "incomplete"


@pytest.mark.parametrize("rest", [b"\n", bytes(7), b"garbage!", box(b"free", bytes(9))[:-1]])
def test_bytes_after_the_last_box_are_not_part_of_a_clip(rest: bytes) -> None:
    assert refusal(CLIP + rest) == "incomplete"


@given(
    st.lists(st.tuples(st.integers(0, len(CLIP) - 1), st.integers(0, 255)), max_size=8),
    st.integers(0, len(CLIP)),
)
def test_a_damaged_clip_is_accepted_or_refused_and_never_a_bug(
    flips: list[tuple[int, int]], length: int
) -> None:
    """Fault F57."""
    damaged = bytearray(CLIP)
    for at, value in flips:
        damaged[at] = value
    outcome = ""
    try:
        outcome = check(bytes(damaged[:length]))
    except MediaUnusable as problem:
        outcome = problem.code
    assert outcome in {"mp4", "incomplete", "no picture", "not a video", "too large", "too long"}


def test_64_bit_sizes_and_a_last_box_without_size_add_up() -> None:
    start = FTYP + box(b"moov", header(b"mvhd", 1000, (5000).to_bytes(8)), track(640, 480))
    for data in (start + long_box(b"mdat", b"frames"), start + box(b"mdat", b"frames", size=0)):
        assert read_mp4(BytesIO(data), len(data)) == VideoFacts(640, 480, 5.0)


def test_a_64_bit_size_beyond_the_file_is_incomplete() -> None:
    data = movie(track(640, 480)) + (1).to_bytes(4) + b"mdat" + (2**63).to_bytes(8)
    assert refusal(data) == "incomplete"


def test_a_box_of_impossible_size_ends_the_walk() -> None:
    assert refusal(movie(track(640, 480)) + box(b"free", size=4)) == "incomplete"


def test_a_file_of_nothing_but_empty_boxes_is_given_up() -> None:
    assert refusal(FTYP + box(b"free") * 150_000) == "incomplete"


@pytest.mark.parametrize("missing", [b"moov", b"mdat", b"mvhd"])
def test_a_clip_without_index_or_data_is_incomplete(missing: bytes) -> None:
    assert refusal(movie(track(640, 480)).replace(missing, b"free")) == "incomplete"


def test_an_unknown_duration_is_none() -> None:
    data = movie(track(640, 480), ticks=b"\xff" * 4)
    assert read_mp4(BytesIO(data), len(data)).seconds == 1.0  # the track's own
    assert check(data) == "mp4"


def test_the_longest_duration_counts() -> None:
    fragments = box(b"mvex", box(b"mehd", bytes(4), (601_000).to_bytes(4)))
    assert refusal(movie(track(640, 480), fragments)) == "too long"
    assert refusal(movie(track(640, 480), ticks=(601_000).to_bytes(8))) == "too long"
    assert check(movie(track(640, 480), ticks=(600_000).to_bytes(4))) == "mp4"


def test_a_clock_without_ticks_is_damage() -> None:
    assert refusal(movie(track(640, 480), scale=0)) == "incomplete"


def test_a_size_that_only_the_samples_tell_counts() -> None:
    assert refusal(movie(track(640, 480, coded=(8192, 8192)))) == "too large"
    assert check(movie(track(0, 0, coded=(640, 480)))) == "mp4"


def test_a_side_of_4096_is_fit_and_one_more_is_not() -> None:
    """Threat T15."""
    assert check(movie(track(4096, 4096))) == "mp4"
    assert refusal(movie(track(64, 4097))) == "too large"


def test_a_sound_track_has_no_size() -> None:
    sound = track(0, 0, coded=(44_100, 48_000), handler=b"soun")
    data = movie(track(640, 480), sound)
    assert read_mp4(BytesIO(data), len(data)) == VideoFacts(640, 480, 1.0)
