"""Media on disk: found by identity, bounded, private, and gone without harm."""

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.store.media_cache import MediaCache, MediaId

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX")

STILL = MediaId("anam", "avatars", "1d3f", "2026-10-01T00:00:00+00:00", "imageUrl")

# A file system of 2 MiB of one's own; the second half of what is stored does not fit any more.
_FILL_A_SMALL_DISK = """
import errno, sys
from pathlib import Path
from avatar_browser.store.media_cache import MediaCache, MediaId
cache = MediaCache(Path(sys.argv[1]) / "media")
ids = [MediaId("anam", "avatars", str(n), "", "imageUrl") for n in range(10)]
with cache.pinned(ids[0]):
    for media_id in ids:
        cache.store(media_id, b"x" * 400_000)
print([n for n, media_id in enumerate(ids) if cache.read(media_id) == b"x" * 400_000])
with cache.pinned(ids[0]):
    try:
        cache.store(ids[1], b"y" * 4_000_000)
    except OSError as error:
        print(error.errno == errno.ENOSPC, len(cache.read(ids[0])), cache.read(ids[1]))
print(sorted(p.suffix for p in cache.path(ids[1]).parent.iterdir()))
"""


@pytest.fixture
def cache(tmp_path: Path) -> MediaCache:
    return MediaCache(tmp_path / "cache" / "media")


def numbered(number: int) -> MediaId:
    return replace(STILL, id=str(number))


def aged(cache: MediaCache, media_id: MediaId, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(cache.path(media_id), (then, then))


def filled(folder: Path, sizes: list[int], *, cap: int) -> MediaCache:
    """A cache with the cap on a folder that another one has filled, first the oldest."""
    before = MediaCache(folder)
    for number, size in enumerate(sizes):
        before.store(numbered(number), b"x" * size)
        aged(before, numbered(number), 10_000 - number)
    return MediaCache(folder, cap_bytes=cap)


def all_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_stored_is_read_by_a_later_cache_on_the_same_folder(tmp_path: Path) -> None:
    path = MediaCache(tmp_path).store(STILL, b"picture")
    assert path.read_bytes() == b"picture"
    later = MediaCache(tmp_path)
    assert later.read(STILL) == b"picture"
    assert later.find(STILL) == path


def test_what_was_never_stored_is_not_there(cache: MediaCache) -> None:
    assert cache.read(STILL) is None
    assert cache.find(STILL) is None
    assert cache.size() == 0
    assert cache.evict() == 0


@pytest.mark.parametrize("part", ["provider", "catalogue", "id", "version", "field"])
def test_every_part_of_the_identity_counts(cache: MediaCache, part: str) -> None:
    cache.store(STILL, b"picture")
    assert cache.read(replace(STILL, **{part: "other"})) is None


def test_parts_do_not_run_into_each_other(cache: MediaCache) -> None:
    one, other = replace(STILL, id="ab", version="c"), replace(STILL, id="a", version="bc")
    assert cache.path(one) != cache.path(other)


@given(st.text(), st.text(), st.text(), st.text())
def test_no_id_leads_out_of_the_folder(catalogue: str, id_: str, version: str, field: str) -> None:
    cache = MediaCache(Path("/cache/media"))
    path = cache.path(MediaId("heygen", catalogue, id_, version, field))
    assert path.parent.parent.parent == Path("/cache/media/heygen")
    assert len(path.name) == 61
    assert path.name.isalnum()


@pytest.mark.parametrize("id_", ["../../etc/passwd", "a\x00b", "\ud800", "x" * 10_000, "CON", ""])
def test_an_id_may_hold_anything(cache: MediaCache, id_: str) -> None:
    media_id = replace(STILL, id=id_)
    cache.store(media_id, b"picture")
    assert cache.read(media_id) == b"picture"


@pytest.mark.parametrize("provider", ["", "..", "a/b", "Ä", "a" * 33, ".hidden"])
def test_a_provider_that_is_no_plain_word_is_refused(cache: MediaCache, provider: str) -> None:
    with pytest.raises(ValueError, match="folder"):
        cache.path(replace(STILL, provider=provider))


@posix_only
def test_files_and_folders_are_for_the_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = MediaCache(tmp_path / "media").store(STILL, b"picture")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    folders = [f for f in path.parents if f.is_relative_to(tmp_path / "media")]
    assert len(folders) == 4
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_a_stream_is_there_once_it_is_committed(cache: MediaCache) -> None:
    with cache.writer(STILL) as writer:
        writer.write(b"pic")
        writer.write(b"ture")
        assert cache.read(STILL) is None
        assert writer.commit() == cache.path(STILL)
    assert cache.read(STILL) == b"picture"


def test_a_stream_that_breaks_off_leaves_what_was_there(cache: MediaCache, tmp_path: Path) -> None:
    cache.store(STILL, b"old")

    def break_off() -> None:
        with cache.writer(STILL) as writer:
            writer.write(b"new")
            raise ConnectionError

    with pytest.raises(ConnectionError):
        break_off()
    assert cache.read(STILL) == b"old"
    assert all_files(tmp_path) == [cache.path(STILL)]


def test_an_aborted_stream_leaves_nothing(cache: MediaCache, tmp_path: Path) -> None:
    with cache.writer(STILL) as writer:
        writer.write(b"picture")
        writer.abort()
    assert all_files(tmp_path) == []


def test_the_oldest_go_when_the_cap_is_exceeded(tmp_path: Path) -> None:
    """Fault F83."""
    cache = filled(tmp_path, [100] * 12, cap=1000)
    assert cache.evict() == 300
    kept = [number for number in range(12) if cache.find(numbered(number))]
    assert kept == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert cache.size() == 900


def test_a_medium_larger_than_the_cap_is_there_when_its_commit_returns(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path, cap_bytes=100)
    assert cache.store(numbered(0), b"x" * 300).is_file()
    assert cache.store(numbered(1), b"x" * 300).is_file()
    assert cache.find(numbered(0)) is None


def test_a_cache_below_its_cap_is_left_alone(tmp_path: Path) -> None:
    cache = filled(tmp_path, [100] * 10, cap=1000)
    assert cache.evict() == 0
    assert cache.size() == 1000


def test_writing_alone_keeps_the_folder_near_its_cap(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path, cap_bytes=5_000)
    largest = 0
    for number in range(100):
        cache.store(numbered(number), b"x" * 500)
        largest = max(largest, cache.size())
    assert largest <= 5_500


def test_what_was_used_lately_outlives_what_was_not(tmp_path: Path) -> None:
    cache = filled(tmp_path, [100] * 3, cap=250)
    assert cache.read(numbered(0))
    assert cache.find(numbered(1))
    cache.evict()
    assert cache.read(numbered(0))
    assert cache.read(numbered(2)) is None


def test_pinned_media_stay_until_the_last_pin_is_gone(tmp_path: Path) -> None:
    cache = filled(tmp_path, [300], cap=100)
    cache.pin(numbered(0))
    with cache.pinned(numbered(0)):
        assert cache.evict() == 0
    assert cache.evict() == 0
    assert cache.find(numbered(0))
    cache.unpin(numbered(0))
    assert cache.evict() == 300
    assert cache.find(numbered(0)) is None


@posix_only
def test_a_file_that_is_open_can_be_read_on_after_its_eviction(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path, cap_bytes=10)
    path = cache.store(STILL, b"x" * 10)
    with path.open("rb") as played:
        cache.store(numbered(1), b"y" * 100)
        assert cache.find(STILL) is None
        assert played.read() == b"x" * 10


def test_discarding_is_idempotent(cache: MediaCache) -> None:
    cache.store(STILL, b"picture")
    cache.discard(STILL)
    cache.discard(STILL)
    assert cache.read(STILL) is None


def test_the_media_of_one_provider_can_be_dropped(cache: MediaCache) -> None:
    other = replace(STILL, provider="heygen")
    cache.store(STILL, b"picture")
    cache.store(other, b"picture")
    cache.discard_provider("anam")
    assert cache.read(STILL) is None
    assert cache.read(other) == b"picture"


def test_a_folder_deleted_by_somebody_else_is_made_again(cache: MediaCache, tmp_path: Path) -> None:
    cache.store(STILL, b"picture")
    shutil.rmtree(tmp_path / "cache")
    assert cache.read(STILL) is None
    assert cache.size() == 0
    cache.store(STILL, b"again")
    assert cache.read(STILL) == b"again"


def test_files_that_vanish_while_others_read_and_write_do_no_harm(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path, cap_bytes=2_000)
    failures: list[BaseException] = []
    over = threading.Event()

    def delete() -> None:
        try:
            while not over.is_set():
                for file in all_files_now(tmp_path):
                    file.unlink(missing_ok=True)
        except BaseException as error:  # noqa: BLE001 - shown below
            failures.append(error)

    def all_files_now(folder: Path) -> list[Path]:
        return [p for p in folder.glob("anam/*/*/*") if not p.name.startswith(".")]

    deleter = threading.Thread(target=delete)
    deleter.start()
    try:
        for number in range(200):
            cache.store(numbered(number % 20), b"x" * 100)
            assert cache.read(numbered(number % 20)) in (None, b"x" * 100)
            cache.discard(numbered((number + 7) % 20))
            cache.evict()
    finally:
        over.set()
        deleter.join()
    assert failures == []


def test_parts_left_by_a_crash_go_after_an_hour_and_not_before(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path)
    folder = cache.store(STILL, b"picture").parent
    old, fresh = folder / ".old.part", folder / ".fresh.part"
    old.write_bytes(b"x" * 50)
    fresh.write_bytes(b"x" * 50)
    os.utime(old, (time.time() - 4000,) * 2)
    cache.evict()
    assert not old.exists()
    assert fresh.exists()
    assert cache.size() == len(b"picture")


@pytest.mark.expects_log("cannot be read")
def test_a_file_that_cannot_be_read_is_as_good_as_none(cache: MediaCache) -> None:
    cache.path(STILL).mkdir(parents=True)
    assert cache.read(STILL) is None
    assert cache.find(STILL) is None


def test_a_folder_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "media").write_bytes(b"a file in the way")
    with pytest.raises(OSError, match="media"):
        MediaCache(tmp_path / "media").store(STILL, b"picture")


@pytest.mark.expects_log("disk is full")
def test_room_is_made_on_a_full_disk_and_for_no_other_error(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path)
    cache.store(STILL, b"picture")
    assert not cache.make_room(OSError(errno.EACCES, "denied"), 10)
    assert cache.find(STILL)
    with cache.pinned(STILL):
        assert not cache.make_room(OSError(errno.ENOSPC, "full"), 10)
    assert cache.make_room(OSError(errno.ENOSPC, "full"), 10)
    assert cache.find(STILL) is None
    assert not cache.make_room(OSError(errno.ENOSPC, "full"), 10)


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs in a mount namespace")
def test_on_a_full_disk_the_oldest_give_way_and_the_pinned_stay(tmp_path: Path) -> None:
    """Fault F67."""
    if shutil.which("unshare") is None:
        pytest.skip("not installed: unshare")
    script = f'mount -t tmpfs -o size=2m none "{tmp_path}" && exec "$0" -c "$1" "{tmp_path}"'
    inside = ["unshare", "-Urm", "sh", "-c"]
    if subprocess.run([*inside, f'mount -t tmpfs none "{tmp_path}"'], check=False).returncode:
        pytest.skip("a process may not have a mount namespace here")
    child = subprocess.run(
        [*inside, script, sys.executable, _FILL_A_SMALL_DISK],
        capture_output=True,
        text=True,
        check=False,
    )
    kept, refused, left = child.stdout.splitlines()
    assert {0, 9} <= set(json.loads(kept))
    assert refused == "True 400000 None"
    assert ".part" not in left
