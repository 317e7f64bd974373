"""A key stroke in the search field to the rows and counts that follow it, without painting.

Figures are in milliseconds unless named otherwise; bounds are ratios of one run.
"""

import gc
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from statistics import median

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.facets import Facet
from avatar_browser.domain.ordering import Sort
from avatar_browser.domain.search import Digests
from avatar_browser.services.shelf import Shelf
from tests.benchmarks.conftest import report
from tests.support.crowd import PROVIDER_NAMES, crowd

TYPED = ("abigail office", "e", "office suit warm", "zzz", "gender:female dub", "liv -sofa", "7f3")
SIZES = (10_000, 100_000)
BURST = 500


class Shelving(QObject):
    """A shelf fed by signals, as catalogues would."""

    added = Signal(list)

    def __init__(self, qtbot: QtBot, size: int) -> None:
        super().__init__()
        self.avatars = crowd(size)
        self.shelf = Shelf([], PROVIDER_NAMES)
        self.added.connect(self.shelf._on_avatars_told)
        self._qtbot = qtbot
        self.worst_gap = 0.0

    def load(self) -> float:
        """Seconds until all are taken in; ``worst_gap`` is the longest turn meanwhile."""
        before = began = time.perf_counter()

        def tick() -> None:
            nonlocal before
            now = time.perf_counter()
            self.worst_gap = max(self.worst_gap, now - before)
            before = now

        ticker = QTimer(interval=0)
        ticker.timeout.connect(tick)
        ticker.start()
        for start in range(0, len(self.avatars), BURST):
            self.added.emit(self.avatars[start : start + BURST])
        while self.shelf.is_taking_in:
            QCoreApplication.processEvents()
        ticker.stop()
        return time.perf_counter() - began

    def type(self, text: str) -> list[float]:
        """Milliseconds of each key stroke, until rows, counts and chips are there."""
        self.shelf.clear()
        return [self.timed(partial(self.ask, text[:end])) for end in range(1, len(text) + 1)]

    def ask(self, text: str) -> None:
        self.shelf.set_query(text)
        self.shelf.facet_counts()
        self.shelf.chips()

    def timed(self, act: Callable[[], object]) -> float:
        began = time.perf_counter()
        act()
        return (time.perf_counter() - began) * 1000


def test_key_strokes(qtbot: QtBot) -> None:
    medians = []
    for size in SIZES:
        shelving = Shelving(qtbot, size)
        gc.freeze()
        seconds = shelving.load()
        strokes = [stroke for text in TYPED for stroke in shelving.type(text)]
        shelf = shelving.shelf
        shelf.clear()
        figures = {
            "strokes (count)": len(strokes),
            "median": median(strokes),
            "worst": max(strokes),
            "tick a value": shelving.timed(partial(shelf.toggle, Facet.GENDER, "female")),
            "clear": shelving.timed(shelf.clear),
            **{
                f"sort by {sort}": shelving.timed(partial(shelf.set_sort, sort))
                for sort in (Sort.NAME, Sort.NEWEST, Sort.PROVIDER, Sort.ARRIVAL)
            },
            "taken in (s)": seconds,
            "worst turn": shelving.worst_gap * 1000,
        }
        gc.unfreeze()
        report(f"{size:,} avatars (ms)", figures)
        medians.append(figures["median"])
    assert medians[1] / medians[0] < 40


def test_bytes_of_an_avatar() -> None:
    """What finding adds to an avatar that is held anyway."""
    avatars: list[Avatar] = crowd(SIZES[0])
    tracemalloc.start()
    shelf = Shelf([], PROVIDER_NAMES, digests=Digests(PROVIDER_NAMES))
    shelf._arrangement.take(avatars)
    shelf.set_query("abigail")
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    report("search index", {"bytes an avatar": size / len(avatars)})
    assert size / len(avatars) < 2_500
