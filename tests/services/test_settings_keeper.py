"""Settings are written in the order of the changes, off the GUI thread, and at the end."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from avatar_browser.domain.errors import StoreRebuilt
from avatar_browser.services.settings_keeper import SettingsKeeper
from avatar_browser.store.settings import Settings, SettingsFile


class SlowFile(SettingsFile):
    """Notes what is written and where, and waits at the first until it is let go."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.written: list[tuple[str, str]] = []
        self.begun, self.go_on = threading.Event(), threading.Event()

    @override
    def save(self, settings: Settings) -> None:
        self.begun.set()
        assert self.go_on.wait(10)
        super().save(settings)
        self.written.append((settings.current_tab, threading.current_thread().name))


@pytest.fixture
def file(tmp_path: Path) -> SlowFile:
    return SlowFile(tmp_path / "settings.json")


def test_a_change_is_written_elsewhere_and_the_last_one_wins(file: SlowFile) -> None:
    keeper = SettingsKeeper(file)
    keeper.put(Settings(current_tab="one"))
    assert file.begun.wait(10)
    keeper.put(Settings(current_tab="two"))
    keeper.put(Settings(current_tab="three"))
    file.go_on.set()
    assert keeper.finish(10)
    assert [tab for tab, _ in file.written] == ["one", "three", "three"]
    assert {thread for _, thread in file.written} == {"settings-0"}
    assert file.load() == Settings(current_tab="three")


def test_what_is_the_same_is_not_written(file: SlowFile) -> None:
    keeper = SettingsKeeper(file)
    keeper.put(replace(keeper.settings))
    assert not file.begun.is_set()
    file.go_on.set()
    assert keeper.finish(10)
    assert len(file.written) == 1


def test_a_disk_that_hangs_does_not_hold_up_the_end(file: SlowFile) -> None:
    keeper = SettingsKeeper(file)
    keeper.put(Settings(current_tab="one"))
    assert not keeper.finish(0.01)
    file.go_on.set()
    assert keeper.finish(10)


@pytest.mark.expects_log("could not be saved")
def test_a_folder_in_trouble_is_logged_once_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "config"
    keeper = SettingsKeeper(SettingsFile(blocked / "settings.json"))
    blocked.write_bytes(b"a file in the way")
    for tab in ("one", "two"):
        keeper.put(Settings(current_tab=tab))
        keeper._pool.submit(int).result(10)
    blocked.unlink()
    assert keeper.finish(10)
    assert SettingsFile(blocked / "settings.json").load().current_tab == "two"
    assert len(caplog.records) == 1


@pytest.mark.expects_log("could not be saved")
def test_a_folder_in_trouble_is_told_once_and_when_that_is_over(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """F70."""
    blocked = tmp_path / "config"
    keeper = SettingsKeeper(SettingsFile(blocked / "settings.json"))
    told: list[str] = []
    keeper.troubled.connect(lambda problem: told.append(type(problem).__name__))
    keeper.recovered.connect(lambda: told.append("recovered"))
    blocked.write_bytes(b"a file in the way")
    for tab in ("one", "two"):
        keeper.put(Settings(current_tab=tab))
        keeper._pool.submit(int).result(10)
    qtbot.waitUntil(lambda: bool(told))
    blocked.unlink()
    keeper.put(Settings(current_tab="three"))
    qtbot.waitUntil(lambda: "recovered" in told)
    assert told == ["StoreUnwritable", "recovered"]
    assert keeper.finish(10)


@pytest.mark.expects_log("was damaged")
def test_a_damaged_file_is_no_secret(tmp_path: Path) -> None:
    """F85."""
    path = tmp_path / "settings.json"
    assert SettingsKeeper(SettingsFile(path)).reading_trouble is None
    path.write_bytes(b"not JSON")
    trouble = SettingsKeeper(SettingsFile(path)).reading_trouble
    assert isinstance(trouble, StoreRebuilt)
    assert "settings.json.corrupt" in str(trouble)
