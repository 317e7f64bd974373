"""Page after page of HeyGen's looks, measured from inside; prints one JSON object.

``python -m tests.benchmarks.paging`` with the environment that the benchmarks give.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from avatar_browser.app import Application
from avatar_browser.services import pictures
from avatar_browser.store.paths import Paths
from avatar_browser.store.settings import Settings, SettingsFile
from tests.benchmarks.session import wait_until

PAGES = 12


class Decoding:
    """Processor time of reading and decoding what is on the disk."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.count = 0
        self._lock = threading.Lock()
        self._work: Callable[..., object] = vars(pictures)["look_up"]
        vars(pictures)["look_up"] = self._timed

    def _timed(self, *arguments: object) -> object:
        began = time.thread_time()
        found = self._work(*arguments)
        with self._lock:
            self.seconds += time.thread_time() - began
            self.count += 1
        return found


def page(application: Application, key: Qt.Key) -> float:
    """Milliseconds from the key until every card in view has its picture and is painted."""
    grid = application.window.page.grid
    began = time.perf_counter()
    QTest.keyClick(grid, key)
    wait_until(lambda: grid.is_painted)
    grid.viewport().repaint()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    qt = QApplication(["bench"])
    decoding = Decoding()
    paths = Paths.of_user()
    SettingsFile(paths.settings_file).save(Settings(hover_preview=False))  # no clips meanwhile
    application = Application(qt, paths, os.environ)
    application.start()
    window = application.window
    wait_until(lambda: window.is_settled)
    figures = {
        "first_screen_s": time.time() - float(os.environ["BENCH_STARTED"]),
        "first_decode_ms": decoding.seconds * 1000,
    }
    window.header.choose_tab(2)
    wait_until(lambda: not window.page.is_loading and window.is_settled)
    wait_until(lambda: application.dispatcher.pending == 0)
    window.page.grid.setFocus()
    window.page.views.choose_row(0)
    seconds, count = decoding.seconds, decoding.count
    down = [page(application, Qt.Key.Key_PageDown) for _ in range(PAGES)]
    figures["decode_each_ms"] = (decoding.seconds - seconds) * 1000 / (decoding.count - count)
    wait_until(lambda: application.dispatcher.pending == 0)
    back = [page(application, Qt.Key.Key_PageUp) for _ in range(3)]
    figures["page_down_ms"] = median(down)
    figures["page_down_worst_ms"] = max(down)
    figures["page_in_memory_ms"] = median(back)
    application.shut_down()
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
