"""Clips that are of no use, that do not come, or whose links are past."""

import socket
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.errors import (
    MediaExpired,
    MediaUnusable,
    NotFound,
    Offline,
    Problem,
    ServiceFailed,
)
from tests.services.media_benches import CLIP, CLIPS, NOON, Ground, PreviewBench, signed
from tests.support.anam_media import api_target, avatar_with, serve_avatar
from tests.support.media_server import cuts, refuses, sends, sends_unframed


@pytest.fixture
def bench(ground: Ground) -> PreviewBench:
    return PreviewBench(ground)


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "not a video", "no mp4"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "not a video", "no mp4 or webm"),
        ((CLIPS / "red-then-blue.gif").read_bytes(), "not a video", "no mp4 or webm"),
        ((CLIPS / "not-webm.mkv").read_bytes(), "not a video", "no mp4 or webm"),
        ((CLIPS / "clip-cut-in-half.mp4").read_bytes(), "incomplete", "incomplete"),
        ((CLIPS / "too-wide.mp4").read_bytes(), "too large", "4112 by 64"),
        ((CLIPS / "too-long.mp4").read_bytes(), "too long", "10 minutes"),
        ((CLIPS / "sound-only.mp4").read_bytes(), "no picture", "no moving picture"),
        (b"", "empty file", "empty"),
    ],
)
def test_a_file_of_no_use_is_told_in_its_own_words_and_deleted(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot, content: bytes, code: str, words: str
) -> None:
    """Faults F53 to F56, threat T15."""
    bench.server.serve("/liv.mp4", sends(content, "video/mp4"))
    bench.fetch(liv)
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaUnusable)
    assert bench.problem.code == code
    assert words in str(bench.problem)
    assert bench.files() == []


def test_a_cut_that_http_does_not_show_is_found(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    """Fault F56."""
    bench.server.serve("/liv.mp4", sends_unframed(CLIP[:-1]))
    bench.fetch(liv)
    bench.settle(qtbot)
    assert bench.problem.code == "incomplete"
    assert bench.files() == []


def test_a_length_above_200_mib_is_refused_before_a_byte_is_written(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    """Threat T15."""

    def claims_much(handler: object) -> None:
        handler.head(200, Content_Length=200 * 2**20 + 1)  # type: ignore[attr-defined]

    bench.server.serve("/liv.mp4", claims_much)
    bench.fetch(liv)
    bench.settle(qtbot)
    assert bench.problem.code == "too large"
    assert bench.files() == []


@pytest.mark.parametrize(
    ("status", "expected"), [(404, NotFound), (500, ServiceFailed), (503, ServiceFailed)]
)
def test_trouble_of_the_host_is_told_as_it_is(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot, status: int, expected: type[Problem]
) -> None:
    bench.server.serve("/liv.mp4", refuses(status))
    bench.fetch(liv)
    bench.settle(qtbot)
    assert type(bench.problem) is expected
    assert bench.files() == []


def test_a_host_that_is_not_there_is_offline(bench: PreviewBench, qtbot: QtBot) -> None:
    with socket.socket() as mute:  # its port is taken, and nobody listens
        mute.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/liv.mp4"
        bench.fetch(avatar_with("liv", videoUrl=url))
        bench.settle(qtbot)
    assert isinstance(bench.problem, Offline)


def test_a_failed_clip_may_be_tried_again(bench: PreviewBench, liv: Avatar, qtbot: QtBot) -> None:
    bench.server.serve("/liv.mp4", refuses(404), sends(CLIP))
    bench.fetch(liv)
    bench.settle(qtbot)
    assert isinstance(bench.problem, NotFound)
    bench.fetch(liv)
    bench.settle(qtbot)
    assert len(bench.ready) == 1


def test_a_refused_link_is_renewed_once(bench: PreviewBench, liv: Avatar, qtbot: QtBot) -> None:
    fresh = bench.server.serve("/liv.mp4?sig=fresh", sends(CLIP))
    serve_avatar(bench.server, "liv", videoUrl=fresh, updatedAt="2026-06-30T10:00:00Z")
    bench.server.serve("/liv.mp4", refuses(403))
    bench.fetch(liv)
    bench.settle(qtbot)
    [(key, field, path)] = bench.ready
    [renewed] = bench.renewed
    assert (key, field) == (liv.key, "videoUrl")
    assert bench.server.targets == ["/liv.mp4", api_target("liv"), "/liv.mp4?sig=fresh"]

    # What was fetched is kept as what the renewed avatar calls it.
    bench.fetch(renewed)
    bench.settle(qtbot)
    assert [ready[2] for ready in bench.ready] == [path, path]
    assert len(bench.server.asked) == 3


def test_a_link_that_stays_refused_ends_after_one_renewal(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    fresh = bench.server.serve("/liv.mp4?sig=fresh", refuses(403))
    serve_avatar(bench.server, "liv", videoUrl=fresh)
    bench.server.serve("/liv.mp4", refuses(403))
    bench.fetch(liv)
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaExpired)
    assert bench.server.targets == ["/liv.mp4", api_target("liv"), "/liv.mp4?sig=fresh"]
    assert bench.files() == []


def test_a_link_that_is_past_is_renewed_before_it_is_tried(
    bench: PreviewBench, qtbot: QtBot
) -> None:
    """Fault F51."""
    past = signed(f"{bench.server.url}/liv.mp4", "old", NOON + timedelta(seconds=29))
    serve_avatar(bench.server, "liv", videoUrl=bench.server.serve("/fresh.mp4", sends(CLIP)))
    bench.fetch(avatar_with("liv", videoUrl=past))
    bench.settle(qtbot)
    assert len(bench.ready) == 1
    assert bench.server.targets == [api_target("liv"), "/fresh.mp4"]


def test_a_clip_cut_on_its_way_whose_link_then_is_past_comes_whole_the_next_time(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    """Fault F52."""
    fresh = bench.server.serve("/liv.mp4?sig=fresh", sends(CLIP))
    serve_avatar(bench.server, "liv", videoUrl=fresh)
    bench.server.serve("/liv.mp4", cuts(CLIP, 5000), refuses(403))
    bench.fetch(liv)
    bench.settle(qtbot)
    assert isinstance(bench.problem, Problem)
    assert bench.files() == []
    bench.fetch(liv)
    bench.settle(qtbot)
    [(_, _, path)] = bench.ready
    assert path.read_bytes() == CLIP
    assert bench.server.targets == ["/liv.mp4"] * 2 + [api_target("liv"), "/liv.mp4?sig=fresh"]


def test_an_avatar_that_no_longer_has_a_clip_says_so(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    serve_avatar(bench.server, "liv", imageUrl="https://media.example.com/liv.png")
    bench.server.serve("/liv.mp4", refuses(403))
    bench.fetch(liv)
    bench.settle(qtbot)
    assert isinstance(bench.problem, MediaExpired)


@pytest.mark.expects_log("media cache")
def test_a_folder_that_cannot_be_written_is_told_in_our_words(
    ground: Ground, liv: Avatar, qtbot: QtBot
) -> None:
    ground.folder.write_bytes(b"in the way")
    bench = PreviewBench(ground)
    bench.fetch(liv)
    bench.settle(qtbot)
    assert "cannot be written" in str(bench.problem)
