"""Garbage is collected at a break, and Python keeps its own measure afterwards."""

import gc
import weakref

from avatar_browser.services.garbage import OLDEST_THRESHOLD, GarbageBreaks


class Ring:
    def __init__(self) -> None:
        self.itself = self


def test_a_break_collects_what_is_garbage_and_the_end_restores_the_measure() -> None:
    before = gc.get_threshold()
    breaks = GarbageBreaks()
    assert gc.get_threshold() == (*before[:2], OLDEST_THRESHOLD)
    ring = weakref.ref(Ring())
    breaks.collect()
    assert ring() is None
    breaks.end()
    assert gc.get_threshold() == before
