"""The whole application on the demo's servers, measured from inside; prints one JSON object.

``python -m tests.benchmarks.window fill|again|strokes COUNT``, with the providers' addresses and
keys in the environment. ``fill`` lets COUNT avatars arrive and be stored, ``again`` reads those of
HeyGen once more, ``strokes`` types on the stored.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from statistics import median

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from avatar_browser.app import Application
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.store.paths import Paths
from avatar_browser.ui.window import MainWindow
from tests.benchmarks.session import memory_mb, wait_until
from tests.support.gaps import StallMeter

TYPED = ("abigail off", "e", "office suit", "zzz", "gender:female", "liv -sofa", "7f")
"""50 key strokes."""
PATIENCE = 500.0


def fill(application: Application, count: int) -> Iterator[tuple[str, float]]:
    """All catalogues from the first page to the last, and every page stored."""
    meter = StallMeter()
    began = time.perf_counter()
    application.start()
    wait_until(lambda: application.window.is_settled, PATIENCE)
    yield "first_screen_s", time.perf_counter() - began
    yield "starting_gap_ms", max(meter.gaps)
    yield "starting_over_50", float(sum(gap > 50 for gap in meter.gaps))
    yield "starting_busy_ms", max(meter.busy)
    meter.gaps.clear()
    meter.busy.clear()
    heygen = application.catalogues[1]
    wait_until(lambda: heygen.state.phase is Phase.COMPLETE, PATIENCE)
    yield "heygen_synced_s", time.perf_counter() - began
    wait_until(lambda: _is_filled(application, count), PATIENCE)
    yield "all_shown_s", time.perf_counter() - began
    wait_until(lambda: application.dispatcher.pending == 0, PATIENCE)
    yield "all_stored_s", time.perf_counter() - began
    yield "avatars", float(application.window.pages[0].count)
    yield "gap_worst_ms", max(meter.gaps)
    yield "gaps_over_50", float(sum(gap > 50 for gap in meter.gaps))
    yield "busy_worst_ms", max(meter.busy)


def again(application: Application, count: int) -> Iterator[tuple[str, float]]:
    """HeyGen's catalogue read anew, as by F5, once everything is there and nothing else goes on."""
    application.start()
    wait_until(lambda: _is_filled(application, count), PATIENCE)
    wait_until(lambda: application.dispatcher.pending == 0, PATIENCE)
    heygen = application.catalogues[1]
    began = time.perf_counter()
    heygen.load()
    wait_until(lambda: heygen.state.phase is Phase.COMPLETE, PATIENCE)
    yield "heygen_synced_again_s", time.perf_counter() - began


def strokes(application: Application, count: int) -> Iterator[tuple[str, float]]:
    """Each key stroke until the window shows what follows from it; nothing else goes on."""
    application.start()
    window = application.window
    wait_until(lambda: window.page.count >= count, PATIENCE)
    window.page.stop()
    wait_until(lambda: window.is_settled and application.dispatcher.pending == 0, PATIENCE)
    yield "avatars", float(window.page.count)
    yield "memory", memory_mb()
    watch = PaintWatch(window)
    typed, cleared = [], []
    for text in TYPED:
        typed += [watch.until_painted(letter) for letter in text]
        cleared.append(watch.until_painted(Qt.Key.Key_Escape))
    yield "strokes", float(len(typed))
    for name, times in (("stroke", typed), ("clear", cleared)):
        taken, busy = zip(*times, strict=True)
        yield f"{name}_median_ms", median(taken)
        yield f"{name}_worst_ms", max(taken)
        yield f"{name}_cpu_median", median(busy)
        yield f"{name}_cpu_worst", max(busy)


class PaintWatch(QObject):
    """Tells when a window has been painted after a key stroke in its search field."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._was_reset = self._is_painted = self._is_updated = False
        window.installEventFilter(self)
        window.page.grid.viewport().installEventFilter(self)
        window.page.shelf.rows_reset.connect(self._on_rows_reset)

    def until_painted(self, key: str | Qt.Key) -> tuple[float, float]:
        """Milliseconds from ``key`` until the field and, where the rows are others, they too.

        Then those of the processor: the same however busy the machine is with other things.
        """
        self._was_reset = self._is_painted = self._is_updated = False
        began, busy = time.perf_counter(), time.thread_time()
        if isinstance(key, Qt.Key):
            QTest.keyClick(self._window.finder.search, key)
        else:
            QTest.keyClicks(self._window.finder.search, key)
        while not self._is_done:
            QApplication.processEvents()
        seconds = time.perf_counter() - began, time.thread_time() - busy
        return seconds[0] * 1000, seconds[1] * 1000

    @property
    def _is_done(self) -> bool:
        """A notice in the place of the grid is painted with the field."""
        grid = self._window.page.grid
        return self._is_updated and (
            self._is_painted or not self._was_reset or not grid.isVisible()
        )

    def _on_rows_reset(self) -> None:
        self._was_reset, self._is_painted = True, False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            self._is_updated |= event.type() == QEvent.Type.UpdateRequest
        else:
            self._is_painted |= event.type() == QEvent.Type.Paint
        return False


def _is_filled(application: Application, count: int) -> bool:
    states = [catalogue.state for catalogue in application.catalogues]
    shelf = application.window.pages[0].shelf
    is_read = all(state.phase is Phase.COMPLETE for state in states)
    return is_read and shelf.total >= count and not shelf.is_taking_in


def main(mode: str, count: int) -> None:
    qt = QApplication(["bench"])
    application = Application(qt, Paths.of_user(), os.environ)
    figures = dict({"fill": fill, "again": again, "strokes": strokes}[mode](application, count))
    application.shut_down()
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
