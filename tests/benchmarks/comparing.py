"""Six avatars compared again and again, measured from inside; prints one JSON object.

``python -m tests.benchmarks.comparing`` with the environment that the benchmarks give.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from statistics import median

import psutil
from PySide6.QtWidgets import QApplication

from avatar_browser.app import Application
from avatar_browser.store.paths import Paths
from avatar_browser.ui.compare.panes import MOST
from tests.benchmarks.hovering import play_on, threads_left
from tests.benchmarks.session import memory_mb, wait_until
from tests.support.gaps import StallMeter

OPENINGS = 10
PLAYED_SECONDS = 3.0


def compare(application: Application) -> Iterator[tuple[str, float]]:
    """The first opening brings the clips; it is not measured, nor is what it makes for good."""
    _choose(application)
    _open(application)
    play_on(PLAYED_SECONDS)
    application.features.compare.close()
    threads_left(0)
    threads, memory = psutil.Process().num_threads(), memory_mb()
    meter, opening = StallMeter(), []
    for _ in range(OPENINGS):
        began = time.perf_counter()
        _open(application)
        opening.append((time.perf_counter() - began) * 1000)
        play_on(PLAYED_SECONDS)
        application.features.compare.close()
    yield "all_move_ms", median(opening)
    yield "gap_worst_ms", max(meter.gaps)
    yield "gaps_over_50", float(sum(gap > 50 for gap in meter.gaps))
    yield "busy_worst_ms", max(meter.busy)
    yield "threads_more", float(threads_left(threads) - threads)
    yield "memory_more", memory_mb() - memory


def _choose(application: Application) -> None:
    """The first six that have a clip."""
    application.picture_commands.warming.set_on(False)
    application.start()
    window = application.window
    wait_until(lambda: window.is_settled and not window.page.is_loading)
    model = window.page.model
    avatars = [model.avatar(row) for row in range(model.rowCount())]
    window.page.views.choose_keys([a.key for a in avatars if a.videos][:MOST])


def _open(application: Application) -> None:
    application.features.compare.open()
    panes = application.features.compare.sheet.panes
    wait_until(lambda: len(panes.shown) == MOST)
    wait_until(lambda: all(pane.canvas.is_showing_frame for pane in panes.shown))


def main() -> None:
    qt = QApplication(["bench"])
    application = Application(qt, Paths.of_user(), os.environ)
    application.features.complete()
    figures = dict(compare(application))
    application.shut_down()
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
