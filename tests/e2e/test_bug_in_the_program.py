"""A bug in the running program: everything that ``app.run`` puts together."""

import os
import subprocess
import sys
from pathlib import Path

from avatar_browser.services.bugs import SENTENCE
from tests.support.studio import Studio, keys_for

# A slot that fails at every turn of the event loop, a thread that fails, and an orderly end.
_PROGRAM = """
import sys, threading
from PySide6.QtCore import QTimer
from avatar_browser import app, cli

start = app.Application.start

def start_and_fail(self):
    start(self)
    calls = []
    timer = QTimer(self, interval=1)

    def fail():
        calls.append(1)
        if len(calls) == 5:
            threading.Thread(target=lambda: [][7]).start()
        if len(calls) >= 50 and len(self.window.troubles._lines[0].details) == 2:
            timer.stop()
            print(*self.window.troubles.sentences, flush=True)
            self.window.close()
        raise ZeroDivisionError("planted")

    timer.timeout.connect(fail)
    timer.start()

app.Application.start = start_and_fail
sys.exit(cli.main([]))
"""


def test_it_is_logged_once_a_place_and_told_in_one_line_and_nothing_ends(studio: Studio) -> None:
    """F104, F105."""
    child = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **keys_for(studio.server)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (child.returncode, child.stdout) == (0, f"{SENTENCE}\n"), child.stderr
    assert child.stderr.count("ERROR avatar_browser.services.bugs A bug\n") == 2
    assert child.stderr.count("ZeroDivisionError: planted") == 1
    assert child.stderr.count("IndexError") == 1
