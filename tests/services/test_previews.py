"""Clips over real HTTP into a real cache folder."""

import socket
from datetime import timedelta
from pathlib import Path

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
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.network import NetworkThread
from avatar_browser.store.media_cache import MediaId
from avatar_browser.store.media_sums import store_summed
from tests.services.media_benches import CLIP, CLIP_ID, CLIPS, NOON, PreviewBench, signed
from tests.support.anam_media import KEY, api_target, avatar_with, serve_avatar
from tests.support.media_server import (
    MediaServer,
    cuts,
    redirects,
    refuses,
    sends,
    sends_unframed,
    stalls,
)


@pytest.fixture
def bench(
    dispatcher: Dispatcher, network: NetworkThread, tmp_path: Path, server: MediaServer
) -> PreviewBench:
    return PreviewBench(dispatcher, network, tmp_path / "media", server)


@pytest.fixture
def liv(server: MediaServer) -> Avatar:
    """Her clip is whole; a test may serve something else in its place."""
    return avatar_with("liv", videoUrl=server.serve("/liv.mp4", sends(CLIP, "text/plain")))


@pytest.mark.parametrize(
    "name",
    ["clip.mp4", "clip-moov-last.mp4", "clip-fragmented.mp4", "clip-av1.mp4", "clip-vp9.webm"],
)
def test_a_clip_is_fetched_checked_and_given_as_a_file(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot, name: str
) -> None:
    content = (CLIPS / name).read_bytes()
    bench.server.serve("/liv.mp4", sends(content))
    bench.fetch(liv)
    bench.settle(qtbot)
    [(key, field, path)] = bench.ready
    assert (key, field) == (liv.key, "videoUrl")
    assert path.read_bytes() == content
    assert bench.failed == []


def test_a_clip_on_the_disk_is_ready_without_a_request(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    store_summed(bench.cache, CLIP_ID, CLIP)
    for _ in range(2):
        bench.fetch(liv)
        bench.settle(qtbot)
    assert [path.read_bytes() for _, _, path in bench.ready] == [CLIP, CLIP]
    assert bench.server.asked == []
    assert bench.progress == []


def test_a_clip_that_is_well_formed_but_not_the_one_stored_is_not_played(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    """T22: before it is played for the first time in a session."""
    path = store_summed(bench.cache, CLIP_ID, CLIP)
    path.write_bytes((CLIPS / "clip-vp9.webm").read_bytes())
    bench.fetch(liv)
    bench.settle(qtbot)
    [(_, _, path)] = bench.ready
    assert path.read_bytes() == CLIP
    assert len(bench.server.asked) == 1


def test_a_clip_that_changed_since_it_was_checked_is_not_played(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    """T22: and in the midst of one."""
    bench.fetch(liv)
    bench.settle(qtbot)
    [(_, _, path)] = bench.ready
    path.write_bytes(CLIP[:-1] + b"?")
    bench.fetch(liv)
    bench.settle(qtbot)
    assert [path.read_bytes() for _, _, path in bench.ready] == [CLIP, CLIP]
    assert len(bench.server.asked) == 2


def test_a_clip_is_read_once_and_then_known_by_its_stamp(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    bench.fetch(liv)
    bench.settle(qtbot)
    bench.cache.drop_beside(CLIP_ID)  # nothing is left to compare it with
    bench.fetch(liv)
    bench.settle(qtbot)
    assert len(bench.ready) == 2
    assert len(bench.server.asked) == 1


@pytest.mark.parametrize("content", [b"", b"rubbish", CLIP[: len(CLIP) // 2]])
def test_a_damaged_clip_on_the_disk_is_fetched_anew(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot, content: bytes
) -> None:
    store_summed(bench.cache, CLIP_ID, content)
    bench.fetch(liv)
    bench.settle(qtbot)
    [(_, _, path)] = bench.ready
    assert path.read_bytes() == CLIP


def test_no_key_goes_to_the_media_host(bench: PreviewBench, liv: Avatar, qtbot: QtBot) -> None:
    bench.fetch(liv)
    bench.settle(qtbot)
    [asked] = bench.server.asked
    assert KEY not in str(asked.headers)


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


def test_a_redirect_is_followed(bench: PreviewBench, liv: Avatar, qtbot: QtBot) -> None:
    bench.server.serve("/elsewhere.mp4", sends(CLIP))
    bench.server.serve("/liv.mp4", redirects("/elsewhere.mp4"))
    bench.fetch(liv)
    bench.settle(qtbot)
    assert len(bench.ready) == 1


def test_progress_is_told_at_begin_and_end_and_every_twentieth_of_a_second_at_most(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    bench.server.serve("/liv.mp4", stalls(CLIP, after=5000))
    bench.fetch(liv)
    qtbot.waitUntil(lambda: len(bench.progress) == 1)
    assert bench.progress == [(0, len(CLIP))]
    bench.seconds = 0.06
    bench.server.release()
    bench.settle(qtbot)
    # The clock stands still, so that of all later pieces one at most is told.
    assert bench.progress[-1] == (len(CLIP), len(CLIP))
    assert len(bench.progress) <= 3


def test_an_unknown_length_is_told_as_such(bench: PreviewBench, liv: Avatar, qtbot: QtBot) -> None:
    bench.server.serve("/liv.mp4", sends_unframed(CLIP))
    bench.fetch(liv)
    bench.settle(qtbot)
    assert bench.progress[0] == (0, -1)
    assert bench.progress[-1] == (len(CLIP), -1)
    assert len(bench.ready) == 1


def test_a_new_clip_takes_the_place_of_the_one_on_its_way(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    mia = avatar_with("mia", videoUrl=bench.server.serve("/mia.mp4", stalls(CLIP, after=100)))
    bench.fetch(mia)
    qtbot.waitUntil(lambda: bool(bench.progress))
    bench.fetch(liv)
    bench.settle(qtbot)
    assert [key.id for key, _, _ in bench.ready] == ["liv"]
    assert bench.failed == []
    own = bench.cache.path(CLIP_ID).name
    # Nothing is left of what was cancelled.
    qtbot.waitUntil(lambda: all(path.name.startswith(own) for path in bench.files()))


def test_the_clip_on_its_way_is_not_begun_again(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    bench.server.serve("/liv.mp4", stalls(CLIP))
    bench.fetch(liv)
    qtbot.waitUntil(lambda: len(bench.server.asked) == 1)
    bench.fetch(liv)
    bench.server.release()
    bench.settle(qtbot)
    assert len(bench.ready) == 1
    assert len(bench.server.asked) == 1


def test_after_cancel_nothing_is_told_and_no_file_is_left(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot, network: NetworkThread
) -> None:
    bench.server.serve("/liv.mp4", stalls(CLIP, after=5000))
    bench.fetch(liv)
    qtbot.waitUntil(lambda: bool(bench.progress))
    bench.previews.cancel()
    assert bench.dispatcher.pending == 0
    assert network.stop(timeout=20)
    assert bench.ready == []
    assert bench.failed == []
    assert bench.files() == []


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


def test_the_clip_in_use_is_kept_when_the_cache_is_full(
    bench: PreviewBench, liv: Avatar, qtbot: QtBot
) -> None:
    """Fault F65."""
    bench.fetch(liv)
    bench.settle(qtbot)
    [(_, _, path)] = bench.ready
    for number in range(4):
        bench.cache.store(MediaId("anam", "avatars", str(number), "", "imageUrl"), CLIP)
    assert path.exists()
    bench.previews.cancel()
    for number in range(4):
        bench.cache.store(MediaId("anam", "avatars", f"new-{number}", "", "imageUrl"), CLIP)
    assert not path.exists()


@pytest.mark.expects_log("media cache")
def test_a_folder_that_cannot_be_written_is_told_in_our_words(
    dispatcher: Dispatcher,
    network: NetworkThread,
    tmp_path: Path,
    server: MediaServer,
    liv: Avatar,
    qtbot: QtBot,
) -> None:
    (tmp_path / "media").write_bytes(b"in the way")
    bench = PreviewBench(dispatcher, network, tmp_path / "media", server)
    bench.fetch(liv)
    bench.settle(qtbot)
    assert "cannot be written" in str(bench.problem)


def test_a_clip_does_not_wait_for_pictures(bench: PreviewBench, liv: Avatar, qtbot: QtBot) -> None:
    store_summed(bench.cache, CLIP_ID, CLIP)
    for _ in range(2):
        bench.dispatcher.run_in_pool(
            bench.server.released.wait,
            owner=bench.previews,
            done=lambda _: None,
            failed=lambda _: None,
        )
    bench.fetch(liv)
    qtbot.waitUntil(lambda: len(bench.ready) == 1)
    assert not bench.server.released.is_set()
    bench.server.release()
    bench.settle(qtbot)
