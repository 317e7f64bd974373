"""What the system says of the network: F28. The real thing in a process of its own."""

import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.services.reachability import Reachability

_CHILD = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
app = QCoreApplication([])
from avatar_browser.services.reachability import Reachability
watch = Reachability(app)
print("PySide6.QtNetwork" in sys.modules)
watch.begin()
watch.begin()
print("PySide6.QtNetwork" in sys.modules)
QTimer.singleShot(0, app.quit)
app.exec()
print("ended")
"""


def test_listening_begins_late_and_ends_with_the_program() -> None:
    """F28: also where the system says nothing; no start waits for it."""
    child = subprocess.run(
        [sys.executable, "-c", _CHILD], capture_output=True, text=True, timeout=60, check=True
    )
    assert child.stdout.split() == ["False", "True", "ended"]


@pytest.mark.parametrize(
    ("states", "times"),
    [
        (["Online"], 0),
        (["Disconnected"], 0),
        (["Disconnected", "Online"], 1),
        (["Disconnected", "Local", "Site", "Online"], 1),
        (["Online", "Local", "Online"], 0),
        (["Disconnected", "Unknown", "Disconnected", "Online"], 2),
    ],
)
def test_coming_back_is_told_after_having_been_off(
    states: list[str], times: int, qtbot: QtBot
) -> None:
    """F28."""
    watch = Reachability()
    told: list[int] = []
    watch.came_back.connect(lambda: told.append(1))
    for name in states:
        state: Any = SimpleNamespace(name=name)
        watch._on_changed(state)
    qtbot.wait(0)
    assert len(told) == times
