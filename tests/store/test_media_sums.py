"""T22: what is read from the cache is what was put there."""

import os
import sys
from pathlib import Path

import pytest

from avatar_browser.store.media_cache import MediaCache, MediaId
from avatar_browser.store.media_sums import (
    Stamp,
    is_as_stored,
    note_sum,
    read_summed,
    store_summed,
)

STILL = MediaId("anam", "avatars", "liv", "", "imageUrl")


@pytest.fixture
def cache(tmp_path: Path) -> MediaCache:
    return MediaCache(tmp_path)


def test_what_was_stored_is_read(cache: MediaCache) -> None:
    path = store_summed(cache, STILL, b"picture")
    assert read_summed(cache, STILL) == b"picture"
    assert is_as_stored(cache, STILL, path)


@pytest.mark.parametrize("damage", [b"", b"pictures", b"pictur\x00", b"\x80\x04K*."])
def test_what_is_not_as_it_was_stored_is_gone(cache: MediaCache, damage: bytes) -> None:
    """T22."""
    path = store_summed(cache, STILL, b"picture")
    path.write_bytes(damage)
    assert not is_as_stored(cache, STILL, path)
    assert read_summed(cache, STILL) is None
    assert not path.exists()


@pytest.mark.parametrize("sum_there", [None, b"", b"rubbish"])
def test_without_its_sum_nothing_is_read(cache: MediaCache, sum_there: bytes | None) -> None:
    """T22: of an older version, or after a power cut."""
    cache.store(STILL, b"picture")
    if sum_there is not None:
        note_sum(cache, STILL, sum_there)
    assert read_summed(cache, STILL) is None
    assert cache.find(STILL) is None


def test_a_medium_stored_anew_has_the_new_sum(cache: MediaCache) -> None:
    store_summed(cache, STILL, b"picture")
    store_summed(cache, STILL, b"another")
    assert read_summed(cache, STILL) == b"another"


def test_what_is_not_here_is_not_read(cache: MediaCache) -> None:
    assert read_summed(cache, STILL) is None


def test_a_stamp_tells_a_file_that_was_written_since(cache: MediaCache) -> None:
    path = store_summed(cache, STILL, b"picture")
    stamp = Stamp.of(path)
    assert Stamp.of(path) == stamp
    os.utime(path, ns=(0, 1))
    assert Stamp.of(path) != stamp
    store_summed(cache, STILL, b"picture")
    assert Stamp.of(path) != stamp


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes")
def test_media_and_their_sums_are_the_user_s_alone(cache: MediaCache, tmp_path: Path) -> None:
    """T22."""
    store_summed(cache, STILL, b"picture")
    modes = {path.is_dir(): oct(path.stat().st_mode & 0o777) for path in tmp_path.rglob("*")}
    assert modes == {True: "0o700", False: "0o600"}
