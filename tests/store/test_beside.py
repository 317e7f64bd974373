"""What is kept beside a medium: it comes and goes with it."""

import os
import stat
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_browser.store.colours import ColoursFile
from avatar_browser.store.media_cache import MediaCache, MediaId

STILL = MediaId("anam", "avatars", "1d3f", "", "imageUrl")


@pytest.fixture
def cache(tmp_path: Path) -> MediaCache:
    cache = MediaCache(tmp_path / "media")
    cache.store(STILL, b"picture")
    cache.store_beside(STILL, "fill-240", b"small")
    return cache


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_it_is_found_by_the_medium_and_a_name(cache: MediaCache, tmp_path: Path) -> None:
    assert MediaCache(tmp_path / "media").read_beside(STILL, "fill-240") == b"small"
    assert cache.read_beside(STILL, "fit-240") is None
    assert cache.read_beside(replace(STILL, version="2"), "fill-240") is None
    assert cache.read(STILL) == b"picture"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX")
@pytest.mark.usefixtures("cache")
def test_it_is_for_the_owner_alone(tmp_path: Path) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in files(tmp_path)}
    assert modes == {0o600}


def test_it_goes_when_the_medium_is_stored_anew(cache: MediaCache) -> None:
    cache.store(STILL, b"another picture")
    assert cache.read_beside(STILL, "fill-240") is None


def test_it_goes_when_the_medium_is_discarded(cache: MediaCache, tmp_path: Path) -> None:
    cache.discard(STILL)
    assert files(tmp_path) == []


def test_nothing_is_kept_beside_what_is_not_there(cache: MediaCache, tmp_path: Path) -> None:
    cache.discard(STILL)
    cache.store_beside(STILL, "fill-240", b"small")
    assert files(tmp_path) == []


@pytest.mark.parametrize("name", ["", "../x", "a/b", "UPPER", "a~b", "x" * 17])
def test_a_name_that_is_no_plain_word_is_refused(cache: MediaCache, name: str) -> None:
    with pytest.raises(ValueError, match="cannot name a file"):
        cache.store_beside(STILL, name, b"small")


def test_both_are_evicted_together_and_use_of_one_keeps_both(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path, cap_bytes=2_500)
    used, unused = replace(STILL, id="used"), replace(STILL, id="unused")
    for media_id in (used, unused):
        cache.store(media_id, b"x" * 1_000)
        cache.store_beside(media_id, "fill-240", b"y" * 200)
    for path in files(tmp_path):
        os.utime(path, (time.time() - 9_000,) * 2)
    assert cache.read_beside(used, "fill-240") is not None
    cache.store(replace(STILL, id="new"), b"z" * 500)
    cache.evict()
    assert cache.read(used) is not None
    assert cache.read_beside(used, "fill-240") is not None
    assert cache.read(unused) is None
    assert cache.read_beside(unused, "fill-240") is None


def test_the_media_of_a_provider_go_with_what_is_beside_them(
    cache: MediaCache, tmp_path: Path
) -> None:
    cache.discard_provider("anam")
    assert files(tmp_path) == []


def test_colours_are_kept(tmp_path: Path) -> None:
    file = ColoursFile(tmp_path / "cache" / "colours")
    assert file.load() == {}
    file.save({b"12345678": 0x3A7BD5, b"abcdefgh": 0})
    assert file.load() == {b"12345678": 0x3A7BD5, b"abcdefgh": 0}


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"avatar-browser colours 1\n1234567"])
def test_a_damaged_file_of_colours_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "colours").write_bytes(damage)
    assert ColoursFile(tmp_path / "colours").load() == {}
