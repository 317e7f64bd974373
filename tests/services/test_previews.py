"""Clips over real HTTP into a real cache folder."""

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.network import NetworkThread
from avatar_browser.store.media_cache import MediaId
from avatar_browser.store.media_sums import store_summed
from tests.services.media_benches import CLIP, CLIP_ID, CLIPS, Ground, PreviewBench
from tests.support.anam_media import KEY, avatar_with
from tests.support.media_server import redirects, sends, sends_unframed, stalls


@pytest.fixture
def bench(ground: Ground) -> PreviewBench:
    return PreviewBench(ground)


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
