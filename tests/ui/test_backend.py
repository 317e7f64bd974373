"""A Qt that has nothing to play with: told, and everything else works."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QToolButton

from avatar_browser.ui.video import support
from tests.support.studio import CLIP, Studio, click_card

_PLAYS = """
import logging, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")
application = QApplication([])
if "no-plugins" in sys.argv:
    QCoreApplication.setLibraryPaths([])
from avatar_browser.ui.video.player import ClipPlayer

player = ClipPlayer()
player.failed.connect(print)
player.open(Path(sys.argv[1]))
player.close()
"""


@pytest.fixture
def no_plugins() -> Iterator[None]:
    before = QCoreApplication.libraryPaths()
    QCoreApplication.setLibraryPaths([])
    yield
    QCoreApplication.setLibraryPaths(before)


@pytest.mark.usefixtures("no_plugins")
def test_without_the_plugin_the_still_stays_and_playing_is_off_with_the_reason(
    studio: Studio,
) -> None:
    """F60."""
    window = studio.open_filled()
    click_card(window.page, 0)
    play = next(b for b in window.findChildren(QToolButton) if b.accessibleName() == "Play")
    assert not play.isEnabled()
    assert window.parts.theatre.controls.reason == (
        "Video needs a plugin of Qt's that is missing: install the Python package PySide6-Addons"
        " again."
    )


def test_where_the_plugin_is_nothing_is_said() -> None:
    """F60."""
    assert support.missing_text() == ""


def played(*arguments: str) -> list[str]:
    """What a player tells that has to load the plugin for the first time."""
    child = subprocess.run(
        [sys.executable, "-c", _PLAYS, str(CLIP), *arguments],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return child.stdout.splitlines()


def test_a_plugin_that_cannot_be_loaded_is_told_at_once_and_logged() -> None:
    """F60."""
    logged, told = played("no-plugins")
    assert "Video codecs: none." in logged
    assert "plugin for it could not be loaded: install the Python package PySide6-Addons" in told


def test_what_there_is_to_play_with_is_logged_once() -> None:
    """F60."""
    [logged] = played()
    assert logged.startswith("Backend: Qt's own choice. Video codecs: ")
    assert "none" not in logged
    assert "Sound devices: " in logged
