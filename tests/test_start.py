"""What the first screen can do without is not imported before it."""

import json
import subprocess
import sys
from typing import Any

import pytest

from avatar_browser.wiring import features

_PROGRAM = """
import inspect, json, sys
from avatar_browser.start import import_quickly

read = []
inspect.getsource = lambda module: read.append(module.__name__) or ""
if sys.argv[1] == "quickly":
    import_quickly()
import avatar_browser.app
print(json.dumps({"read": read, "modules": list(sys.modules)}))
"""

_LATE = {
    "PySide6.QtMultimedia",
    "avatar_browser.demo.process",
    "avatar_browser.ui.commands",
    "avatar_browser.ui.compare.compare",
    "avatar_browser.ui.keys.accounts_dialog",
    "avatar_browser.ui.marking.marking",
    "avatar_browser.ui.quicklook.quick_look",
    "avatar_browser.ui.voices.voicing",
    "avatar_browser.wiring.helping",
    "httpx",
    "keyring",
}


def imported(how: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, how], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("how", "is_read"), [("quickly", False), ("plainly", True)])
def test_the_sources_of_our_modules_are_not_read(how: str, is_read: bool) -> None:
    ours = [name for name in imported(how)["read"] if name.startswith("avatar_browser.")]
    assert bool(ours) is is_read


def test_features_are_not_imported_with_the_window() -> None:
    modules = imported("quickly")["modules"]
    assert features.__name__ in modules
    assert not _LATE.intersection(modules)
