"""One run of the application, measured from inside; prints one JSON object.

Started by the benchmarks with the time of its own start in ``BENCH_STARTED`` (seconds since the
epoch) and the providers' addresses and keys in the environment:
``python -m tests.benchmarks.session first|scroll``.
"""

import json
import os
import sys
import time
from collections.abc import Callable

import psutil
from PySide6.QtWidgets import QApplication

from avatar_browser.app import Application
from avatar_browser.store.paths import Paths
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


def first_screen(application: Application) -> dict[str, float]:
    """Seconds since the start of the process, and MB, once the first screen is painted."""
    window = application.window
    wait_until(lambda: window.is_settled)
    window.page.grid.viewport().repaint()
    return {
        "imports": IMPORTED - float(os.environ["BENCH_STARTED"]),
        "first_screen": time.time() - float(os.environ["BENCH_STARTED"]),
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
    application = Application(qt, Paths.of_user(), os.environ)
    application.start()
    figures = first_screen(application)
    if mode == "scroll":
        figures |= scroll_through(application)
    wait_until(lambda: application.dispatcher.pending == 0)  # the next run finds all on the disk
    application.shut_down()
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
