"""Copies for other programs."""

import os
import stat
from pathlib import Path

import pytest

from avatar_browser.store.lent_files import LentFiles


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "0b407c77"
    file.write_bytes(b"a clip")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "lent"


def test_a_copy_has_the_name_and_is_for_the_owner_alone(source: Path, folder: Path) -> None:
    copy = LentFiles(folder).lend(source, "liv.mp4")
    assert copy == folder / "liv.mp4"
    assert copy.read_bytes() == b"a clip"
    if os.name == "posix":
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, copy)]
        assert modes == [0o700, 0o600]


def test_what_is_done_to_the_copy_does_nothing_to_the_original(source: Path, folder: Path) -> None:
    LentFiles(folder).lend(source, "liv.mp4").write_bytes(b"changed")
    assert source.read_bytes() == b"a clip"
    source.unlink()
    assert (folder / "liv.mp4").read_bytes() == b"changed"


def test_the_same_again_is_left_alone_and_another_takes_its_place(
    source: Path, folder: Path
) -> None:
    files = LentFiles(folder)
    before = files.lend(source, "liv.mp4").stat().st_ino
    assert files.lend(source, "liv.mp4").stat().st_ino == before
    source.write_bytes(b"a lapse")
    assert files.lend(source, "liv.mp4").read_bytes() == b"a lapse"
    assert [path.name for path in folder.iterdir()] == ["liv.mp4"]


def test_all_is_cleared_and_nothing_is_no_trouble(source: Path, folder: Path) -> None:
    files = LentFiles(folder)
    files.clear()
    assert not folder.exists()
    files.lend(source, "liv.mp4")
    (folder / ".0123.part").write_bytes(b"left by a crash")
    (folder / "a folder of somebody").mkdir()
    files.clear()
    assert [path.name for path in folder.iterdir()] == ["a folder of somebody"]


def test_a_folder_that_is_none_is_an_os_error_at_lending_alone(source: Path, folder: Path) -> None:
    folder.write_text("in the way")
    files = LentFiles(folder)
    files.clear()
    with pytest.raises(OSError, match="lent"):
        files.lend(source, "liv.mp4")
