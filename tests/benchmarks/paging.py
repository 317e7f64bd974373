"""Page after page of HeyGen's looks, measured from inside; prints one JSON object.

``python -m tests.benchmarks.paging`` with the environment that the benchmarks give.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from statistics import median
from typing import TypeAlias

from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QImageReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from avatar_browser.app import Application
from avatar_browser.services import picture_work, pictures
from avatar_browser.services.miniatures import frame_for, unsealed
from avatar_browser.services.picture_work import PictureRequest
from avatar_browser.store.media_cache import MediaCache
from avatar_browser.store.paths import Paths
from avatar_browser.store.settings import Settings, SettingsFile
from tests.benchmarks.session import wait_until

PAGES = 12
Asked: TypeAlias = list[tuple[MediaCache, PictureRequest]]


class Decoding:
    """Processor time of reading and decoding what is on the disk."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.count = 0
        self.asked: list[tuple[MediaCache, PictureRequest]] = []
        self._lock = threading.Lock()
        self._work: Callable[..., object] = vars(pictures)["look_up"]
        vars(pictures)["look_up"] = self._timed

    def _timed(self, cache: MediaCache, request: PictureRequest) -> object:
        began = time.thread_time()
        found = self._work(cache, request)
        with self._lock:
            self.seconds += time.thread_time() - began
            self.count += 1
            self.asked.append((cache, request))
        return found


def through_the_pool(
    application: Application, work: Callable[[MediaCache, PictureRequest], object], asked: Asked
) -> float:
    """Seconds until the application's two threads have done ``work`` for all that was asked."""
    done: list[object] = []
    began = time.perf_counter()
    for cache, request in asked:
        application.dispatcher.run_in_pool(
            partial(work, cache, request), owner=application, done=done.append, failed=done.append
        )
    wait_until(lambda: len(done) == len(asked))
    return time.perf_counter() - began


def in_a_bare_loop(asked: Asked) -> float:
    """Seconds in which two threads read the same files and decode them to the same size."""
    began = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        assert all(pool.map(barely_decoded, *zip(*asked, strict=True)))
    return time.perf_counter() - began


def barely_decoded(cache: MediaCache, request: PictureRequest) -> bool:
    frame = frame_for(request.width, request.height, request.fit)
    kept = cache.read_beside(request.media_id, frame.name) if frame else None
    data = (unsealed(kept) if kept else None) or cache.read(request.media_id)
    buffer = QBuffer()
    buffer.setData(data or b"")
    reader = QImageReader(buffer)
    reader.setScaledSize(QSize(request.width, request.height))
    return not reader.read().isNull()


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
    asked = [one for one in decoding.asked if picture_work.look_up(*one)]  # what is on the disk
    ours, bare = [], []
    for _ in range(5):
        ours.append(through_the_pool(application, picture_work.look_up, asked))
        bare.append(in_a_bare_loop(asked))
    figures["decoded"] = len(asked)
    figures["decode_ours_s"], figures["decode_bare_s"] = median(ours), median(bare)
    figures["decode_ratio"] = median(ours) / median(bare)
    application.shut_down()
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
