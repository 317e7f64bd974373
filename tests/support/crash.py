"""A program that ends as if it had crashed."""

import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.playing_mark import PlayingMark
from avatar_browser.services.workers import WorkerPool

qt = QCoreApplication([])
network = NetworkThread()
dispatcher = Dispatcher(network, WorkerPool())
mark = PlayingMark(Path(sys.argv[1]), dispatcher)
mark.begin(lambda: os._exit(9))
qt.exec()
"""


def crash_with_mark(path: Path) -> None:
    """Have another process set its mark at ``path`` and die while it is set."""
    ended = subprocess.run([sys.executable, "-c", _PROGRAM, str(path)], timeout=30, check=False)
    assert ended.returncode == 9
    assert path.exists()
