"""A state folder that cannot be made, in the running program: F70."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.studio import Studio, keys_for

_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from avatar_browser import app, cli

start = app.Application.start

def start_and_look(self):
    start(self)
    timer = QTimer(self, interval=5)

    def look():
        told = [s for s in self.window.troubles.sentences if "log" in s]
        if told and self.window.is_settled:
            timer.stop()
            print(*told, flush=True)
            self.window.close()

    timer.timeout.connect(look)
    timer.start()

app.Application.start = start_and_look
sys.exit(cli.main([]))
"""


def test_it_is_told_that_no_log_is_kept(studio: Studio, tmp_path: Path) -> None:
    obstacle = tmp_path / "no-folder"
    obstacle.write_text("a file where the folder should be")
    child = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **keys_for(studio.server), "XDG_STATE_HOME": str(obstacle)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    told = (
        "The log cannot be written, so that none is kept for a bug report: make Avatar Browser's"
        " state folder writable.\n"
    )
    assert (child.returncode, child.stdout) == (0, told), child.stderr
    assert obstacle.read_text() == "a file where the folder should be"
