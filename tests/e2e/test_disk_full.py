"""The whole window on a disk that fills up, and has room again."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.studio import Studio, keys_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="tmpfs in a mount namespace")

# Filled to the last byte once both lists are read; what is starred then has to find room later.
# It ends once that has been written.
_PROGRAM = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from avatar_browser.app import Application
from avatar_browser.services import writing
from avatar_browser.store.paths import Paths

writing.PAUSE = 0.2
root, sentence = Path(sys.argv[1]), sys.argv[2]
qt = QApplication(["avatar-browser"])
application = Application(qt, Paths.under(root), os.environ)
window = application.window
application._marks_keeper._retry.setInterval(300)
application.start()
stages = []

def fill():
    with (root / "filling").open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                pass

def go_on():
    is_told = sentence in window.troubles.sentences
    if not stages and all(page.model.rowCount() and not page.is_loading for page in window.pages):
        stages.append("filled")
        fill()
        application.marks.toggle_favourite([c.avatars[0] for c in application.catalogues])
    elif len(stages) == 1 and is_told:
        stages.append(window.troubles.isVisible())
        window.page.load()
    elif len(stages) == 2 and not window.page.is_loading:
        stages.append(window.page.model.rowCount())
        (root / "filling").unlink()
    elif len(stages) == 3 and not is_told:
        window.close()

timer = QTimer(interval=20)
timer.timeout.connect(go_on)
timer.start()
qt.exec()
print(json.dumps(stages))
"""
_SENTENCE = (
    "The disk is full, so that nothing new in the list of stars and notes is kept: free some space."
)


def test_a_full_disk_is_told_the_window_works_and_with_room_the_line_goes(
    studio: Studio, tmp_path: Path
) -> None:
    """F67, F68."""
    if shutil.which("unshare") is None:
        pytest.skip("not installed: unshare")
    inside = ["unshare", "-Urm", "sh", "-c"]
    if subprocess.run([*inside, f'mount -t tmpfs none "{tmp_path}"'], check=False).returncode:
        pytest.skip("a process may not have a mount namespace here")
    script = f'mount -t tmpfs -o size=4m none "{tmp_path}" && exec "$0" -c "$1" "{tmp_path}" "$2"'
    child = subprocess.run(
        [*inside, script, sys.executable, _PROGRAM, _SENTENCE],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **keys_for(studio.server)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    assert json.loads(child.stdout) == ["filled", True, 36]
