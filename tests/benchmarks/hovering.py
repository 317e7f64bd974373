"""Previews on cards, measured from inside; prints one JSON object.

``python -m tests.benchmarks.hovering hover|flick``, with the providers' addresses and keys in the
environment. Clips are in the cache before anything is measured.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from statistics import median

import psutil
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtMultimedia import QMediaPlayer
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from avatar_browser.app import Application
from avatar_browser.store.paths import Paths
from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.preview.hover import REST_MS
from tests.benchmarks.session import memory_mb, wait_until
from tests.support.gaps import StallMeter

HOVERED = 8
FLICKS, CLIPS = 800, 40
FLICK_SECONDS = 0.1
POOLED_SECONDS = 40.0


class FrameWatch(QObject):
    """Tells when a frame has been painted on a card."""

    def __init__(self, grid: AvatarGrid) -> None:
        super().__init__()
        self._grid = grid
        self.is_painted = False
        grid.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            overlay = self._grid.overlay
            self.is_painted = overlay is not None and overlay.frame is not None
        return False


def hover(application: Application) -> Iterator[tuple[str, float]]:
    """From the end of the rest to the first painted frame, of clips that are in the cache."""
    grid = _filled_grid(application)
    rows = _cached_rows(application, grid, HOVERED)
    watch = FrameWatch(grid)
    meter = StallMeter()
    taken = []
    for row in rows:
        watch.is_painted = False
        _move_to(grid, row)
        began = time.perf_counter()
        wait_until(lambda: watch.is_painted)
        taken.append((time.perf_counter() - began) * 1000 - REST_MS)
    yield "median_ms", median(taken)
    yield "worst_ms", max(taken)
    meter.clear()
    began, busy = time.perf_counter(), time.process_time()
    play_on(2.0)
    yield "playing_gap_worst_ms", max(meter.gaps)
    yield "playing_cpu_share", (time.process_time() - busy) / (time.perf_counter() - began)


def flick(application: Application) -> Iterator[tuple[str, float]]:
    """One clip after the other, without a rest, each let go of before the next one begins."""
    grid = _filled_grid(application)
    rows = _cached_rows(application, grid, CLIPS)
    preview = application.features.hover.preview
    shown: list[None] = []
    preview.moved.connect(lambda: shown.append(None))
    play_on(2.0)
    threads, memory = psutil.Process().num_threads(), memory_mb()
    meter = StallMeter()
    play_on(FLICKS * FLICK_SECONDS / 4)
    at_rest = sum(gap > 50 for gap in meter.gaps) * 4
    meter.clear()
    most_open = 0
    for number in range(FLICKS):
        ends = time.perf_counter() + FLICK_SECONDS
        preview.begin(grid, rows[number % CLIPS])
        while time.perf_counter() < ends:
            QApplication.processEvents()
            most_open = max(most_open, _open_players(application))
            time.sleep(0.001)
    preview.end()
    yield "shown", float(len(shown))
    yield "most_open", float(most_open)
    yield "gap_worst_ms", max(meter.gaps)
    yield "gaps_over_50", float(sum(gap > 50 for gap in meter.gaps))
    yield "at_rest_over_50", float(at_rest)  # in as much time: what the machine itself does
    yield "busy_worst_ms", max(meter.busy)
    yield "threads_more", float(threads_left(threads) - threads)
    yield "memory_more", memory_mb() - memory


def _filled_grid(application: Application) -> AvatarGrid:
    application.picture_commands.warming.set_on(False)
    application.start()
    window = application.window
    wait_until(lambda: window.is_settled and window.page.count >= CLIPS)
    window.page.stop()
    return window.page.grid


def _cached_rows(application: Application, grid: AvatarGrid, count: int) -> list[int]:
    """The first that have a clip, each of which has been played for a moment."""
    model, preview = grid.avatars, application.features.hover.preview
    rows = [row for row in range(model.rowCount()) if model.avatar(row).videos][:count]
    for row in rows:
        preview.begin(grid, row)
        wait_until(lambda: grid.overlay is not None and grid.overlay.frame is not None)
    preview.end()
    return rows


def threads_left(before: int) -> int:
    """How many, once they have ended: Qt keeps a thread that opens files for half a minute."""
    process, ends = psutil.Process(), time.perf_counter() + POOLED_SECONDS
    wait_until(lambda: process.num_threads() <= before or time.perf_counter() > ends)
    return process.num_threads()


def _open_players(application: Application) -> int:
    players = application.window.findChildren(QMediaPlayer)
    return sum(not player.source().isEmpty() for player in players)


def _move_to(grid: AvatarGrid, row: int) -> None:
    cell = grid.visualRect(grid.avatars.index(row, 0))
    place = QPointF(cell.center() + QPoint(row % 3, 0))
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        QPointF(grid.viewport().mapToGlobal(place)),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(grid.viewport(), event)


def play_on(seconds: float) -> None:
    """Let the application go on for so long."""
    ends = time.perf_counter() + seconds
    wait_until(lambda: time.perf_counter() > ends)


def main(mode: str) -> None:
    qt = QApplication(["bench"])
    application = Application(qt, Paths.of_user(), os.environ)
    application.features.complete()
    figures = dict((hover if mode == "hover" else flick)(application))
    application.shut_down()
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
