"""The command as a shell sees it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from avatar_browser import __version__


def run(
    *arguments: str, folder: Path | None = None, **changes: str | None
) -> subprocess.CompletedProcess[str]:
    """``changes`` are set in the environment, or taken out where None."""
    environment = {**os.environ, **{k: v for k, v in changes.items() if v is not None}}
    for name in (name for name, value in changes.items() if value is None):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, "-m", "avatar_browser", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=folder,
        timeout=60,
        check=False,
    )


def test_the_version_is_told() -> None:
    result = run("--version")
    assert (result.returncode, result.stdout.strip()) == (0, f"Avatar Browser {__version__}")


@pytest.mark.parametrize(
    "argument",
    [
        *("--no-such", "--dem", "--log-level=loud", "file.png"),
        *("--demo-size=5", "--demo-size=0", "--demo-size=-1", "--demo-size=many"),
        *("--demo-size=100001", "--demo-size=1e3", "--demo-size=٣", "--demo-size"),
    ],
)
def test_an_argument_it_does_not_know_gives_usage_and_exit_code_2(argument: str) -> None:
    result = run(argument)
    assert result.returncode == 2
    assert result.stderr.startswith("usage: avatar-browser")


def test_a_screenshot_must_be_a_png() -> None:
    result = run("--screenshot", "window.jpg")
    assert result.returncode == 2
    assert ".png" in result.stderr


def test_without_a_display_one_sentence_says_what_to_do() -> None:
    result = run(QT_QPA_PLATFORM=None, DISPLAY=None, WAYLAND_DISPLAY=None)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "--screenshot" in result.stderr


def test_a_screenshot_needs_no_display_and_no_key(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    result = run(
        "--screenshot", str(picture), QT_QPA_PLATFORM=None, DISPLAY=None, WAYLAND_DISPLAY=None
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert QImage(str(picture)).width() >= 640


def test_the_log_level_says_what_is_told_on_stderr_and_a_picture_writes_no_log(
    tmp_path: Path,
) -> None:
    result = run(
        *("--screenshot", str(tmp_path / "window.png"), "--log-level", "info"),
        QT_QPA_PLATFORM="offscreen",
        XDG_STATE_HOME=str(tmp_path / "state"),
    )
    assert result.returncode == 0
    assert f"INFO avatar_browser.cli Version {__version__} starts\n" in result.stderr
    assert not list(tmp_path.rglob("log.txt"))


def test_the_demo_opens_with_as_many_avatars_as_are_asked_for(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    result = run(
        *("--demo", "--demo-size", "40", "--screenshot", str(picture)),
        QT_QPA_PLATFORM="offscreen",
        XDG_CACHE_HOME=str(tmp_path),
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert QImage(str(picture)).width() >= 640
    assert (tmp_path / "avatar-browser" / "demo-40").is_dir()


def test_a_screenshot_that_cannot_be_written_is_a_failure(tmp_path: Path) -> None:
    result = run("--screenshot", str(tmp_path / "no-such-folder" / "window.png"))
    assert result.returncode == 1
    assert "could not be written" in result.stderr
