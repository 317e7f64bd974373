"""Settings survive a restart, and a damaged file does not stop the program."""

import stat
import sys
from pathlib import Path

import msgspec
import pytest

from avatar_browser.store.settings import Settings, SettingsFile, Theme

CHANGED = Settings(
    base_urls={"anam": "https://gateway.example/anam"},
    window_geometry="AdnQywAD",
    window_state="AAAA/w==",
    current_tab="heygen",
    theme=Theme.DARK,
    muted=True,
    loop=False,
)
DAMAGED = [
    b"",
    b"\x00" * 200,
    b"{",
    b'"text"',
    b"[]",
    b"null",
    b"\xff\xfe{}",
    b'{"theme": "dark"} trailing',
    b'{"current_tab": "\xff"}',
    b"[" * 100_000,
    b'{"muted": 1' + b"0" * 5000 + b"}",
    b'{"muted": NaN}',
]


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "config" / "settings.json")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "config" / "settings.json"
    path.parent.mkdir()
    return path


def test_a_first_start_has_defaults_and_no_trouble(file: SettingsFile) -> None:
    assert file.load() == Settings()
    assert file.trouble == ""


def test_what_was_saved_is_loaded(file: SettingsFile, tmp_path: Path) -> None:
    file.save(CHANGED)
    assert SettingsFile(tmp_path / "config" / "settings.json").load() == CHANGED


@pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")
def test_only_the_owner_can_read_the_settings(file: SettingsFile, tmp_path: Path) -> None:
    file.save(CHANGED)
    assert stat.S_IMODE((tmp_path / "config" / "settings.json").stat().st_mode) == 0o600


@pytest.mark.expects_log("damaged")
@pytest.mark.parametrize("data", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_gives_defaults_and_a_copy_is_kept(
    file: SettingsFile, path: Path, data: bytes
) -> None:
    path.write_bytes(data)
    assert file.load() == Settings()
    assert file.corrupt_copy.read_bytes() == data
    assert file.corrupt_copy.name in file.trouble


@pytest.mark.expects_log("damaged")
def test_one_bad_field_does_not_cost_the_others(file: SettingsFile, path: Path) -> None:
    path.write_text('{"theme": "sepia", "muted": "yes", "current_tab": "anam", "loop": false}')
    assert file.load() == Settings(current_tab="anam", loop=False)
    assert file.corrupt_copy.exists()


def test_a_field_of_a_newer_version_is_no_damage(file: SettingsFile, path: Path) -> None:
    path.write_text('{"theme": "light", "not_yet_invented": {"a": 1}}')
    assert file.load() == Settings(theme=Theme.LIGHT)
    assert file.trouble == ""
    assert not file.corrupt_copy.exists()


@pytest.mark.expects_log("could not be read")
def test_a_file_that_cannot_be_opened_gives_defaults_and_says_so(
    file: SettingsFile, path: Path
) -> None:
    path.mkdir()
    assert file.load() == Settings()
    assert "could not be read" in file.trouble


@pytest.mark.expects_log("damaged")
def test_trouble_is_over_after_the_next_good_load(file: SettingsFile, path: Path) -> None:
    path.write_bytes(b"{")
    file.load()
    file.save(CHANGED)
    assert file.load() == CHANGED
    assert file.trouble == ""


def test_a_folder_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "config").write_bytes(b"a file in the way")
    with pytest.raises(OSError, match="config"):
        SettingsFile(tmp_path / "config" / "settings.json").save(CHANGED)


def test_the_file_can_be_read_by_people(file: SettingsFile, path: Path) -> None:
    file.save(CHANGED)
    text = path.read_text()
    assert '\n  "theme": "dark"' in text
    assert msgspec.json.decode(text)["muted"] is True
