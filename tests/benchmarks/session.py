"""One run of the application, measured from inside; prints one JSON object.

Started by the benchmarks with the time of its own start in ``BENCH_STARTED`` (seconds since the
epoch) and the providers' addresses and keys in the environment:
``python -m tests.benchmarks.session first|scroll``.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from functools import partial

import psutil
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from avatar_browser.app import Application
from avatar_browser.services import pictures
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.store.paths import Paths
from avatar_browser.ui.grid.cell_view import CellView
from tests.support.gaps import StallMeter

IMPORTED = time.time()
PATIENCE = 60.0


def wait_until(condition: Callable[[], bool], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        QApplication.processEvents()
        time.sleep(0.0005)  # leaves the processor to the workers, without waiting for an event
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not get there")


def memory_mb() -> float:
    """What this process alone would give back: proportional set size, MB."""
    return float(psutil.Process().memory_full_info().pss) / 1e6


class Shares:
    """What becomes of the time until the first screen, in seconds.

    ``decoding`` is the time of both threads together, with reading from the disk; ``answered``
    is when the first page of a list had come, 0 where none had.
    """

    def __init__(self) -> None:
        self.decoding = self.painting = self.answered = 0.0
        self._lock = threading.Lock()
        for name in ("look_up", "decoded"):
            vars(pictures)[name] = partial(self._decode, vars(pictures)[name])
        paint = CellView.paintEvent
        CellView.paintEvent = lambda view, event: self._paint(paint, view, event)  # type: ignore[assignment,method-assign]

    def watch(self, application: Application) -> None:
        for catalogue in application.catalogues:
            catalogue.avatars_added.connect(partial(self._on_added, catalogue))

    def _on_added(self, catalogue: Catalogue, _avatars: object) -> None:
        if not self.answered and not catalogue.state.is_offline_copy:
            self.answered = since_start()

    def _decode(self, work: Callable[..., object], *arguments: object) -> object:
        began = time.thread_time()
        try:
            return work(*arguments)
        finally:
            with self._lock:
                self.decoding += time.thread_time() - began

    def _paint(
        self, paint: Callable[[CellView, QPaintEvent], None], view: CellView, event: QPaintEvent
    ) -> None:
        began = time.perf_counter()
        paint(view, event)
        self.painting += time.perf_counter() - began


def since_start() -> float:
    """Seconds since the start of the process."""
    return time.time() - float(os.environ["BENCH_STARTED"])


def first_screen(application: Application, shares: Shares) -> dict[str, float]:
    """Seconds since the start of the process, and MB, once the first screen is painted."""
    window = application.window
    wait_until(lambda: window.is_settled)
    window.page.grid.viewport().repaint()
    return {
        "first_screen": since_start(),
        "imports": IMPORTED - float(os.environ["BENCH_STARTED"]),
        "answered": shares.answered,
        "decoding": shares.decoding,
        "painting": shares.painting,
        "pictures": float(len(window.page.grid.visible_rows())),
        "memory": memory_mb(),
    }


def scroll_through(application: Application) -> dict[str, float]:
    """Through all looks of HeyGen, a third of a card each step: step times, gaps, memory."""
    window = application.window
    window.header.choose_tab(2)
    page = window.page
    wait_until(lambda: not page.is_loading and page.count >= 600 and window.is_settled)
    before = memory_mb()
    bar = page.grid.verticalScrollBar()
    meter = StallMeter()
    steps = []
    while bar.value() < bar.maximum():
        started = time.perf_counter()
        bar.setValue(bar.value() + page.grid.shape.cell.height() // 3)
        QApplication.processEvents()
        steps.append((time.perf_counter() - started) * 1000)
        wait_until(lambda: page.grid.is_painted)
    steps.sort()
    return {
        "avatars": float(page.model.rowCount()),
        "step_median": steps[len(steps) // 2],
        "step_p95": steps[int(len(steps) * 0.95)],
        "step_worst": steps[-1],
        "gap_worst": meter.worst_gap,
        "gaps_over_50": float(sum(gap > 50 for gap in meter.gaps)),
        "memory_before": before,
        "memory_after": memory_mb(),
    }


def main(mode: str) -> None:
    qt = QApplication(["bench"])
    shares = Shares()
    application = Application(qt, Paths.of_user(), os.environ)
    made = since_start()
    shares.watch(application)
    application.start()
    figures = {**first_screen(application, shares), "made": made}
    if mode == "scroll":
        figures |= scroll_through(application)
    wait_until(lambda: application.dispatcher.pending == 0)  # the next run finds all on the disk
    application.shut_down()
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
