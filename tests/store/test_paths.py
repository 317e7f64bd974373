"""The folders of the user."""

import stat
import sys
from pathlib import Path

import pytest

from avatar_browser.store.paths import Paths, private_folder

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(sys.platform != "linux", reason="XDG")
def test_the_folders_follow_the_xdg_variables(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    paths = Paths.of_user()
    assert paths.config == tmp_path / "CONFIG" / "avatar-browser"
    assert paths.data == tmp_path / "DATA" / "avatar-browser"
    assert paths.cache == tmp_path / "CACHE" / "avatar-browser"
    assert paths.state == tmp_path / "STATE" / "avatar-browser"


def test_asking_for_paths_makes_no_folder(home: Path) -> None:
    before = sorted(home.rglob("*"))
    assert Paths.of_user().media.is_relative_to(home)
    assert sorted(home.rglob("*")) == before


def test_paths_under_a_folder_do_not_overlap(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    folders = {paths.config, paths.data, paths.cache, paths.state}
    assert len(folders) == 4
    assert all(folder.parent == tmp_path for folder in folders)


@posix_only
def test_a_private_folder_is_made_with_its_parents_for_the_owner_alone(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "a" / "b" / "c")
    assert [mode(f) for f in (folder, folder.parent, folder.parent.parent)] == [0o700] * 3


@posix_only
def test_a_folder_that_others_could_read_is_closed_and_its_parent_left_alone(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "parent" / "folder"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    folder.parent.chmod(0o755)
    private_folder(folder)
    assert mode(folder) == 0o700
    assert mode(folder.parent) == 0o755


def test_a_file_in_the_way_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        private_folder(tmp_path / "file" / "folder")
