"""When Python looks through all of its objects for garbage: not while somebody looks on."""

import gc

OLDEST_THRESHOLD = 1_000
"""Passes over the middle generation before one over all objects. Python's own 10 come to a pass of
60 ms at 10,000 avatars and of 500 ms at 100,000, again and again while they arrive."""


class GarbageBreaks:
    """From its making to :meth:`end`, garbage that is young is collected as ever, and all objects
    are looked through when :meth:`collect` says so.
    """

    def __init__(self) -> None:
        self._before = gc.get_threshold()
        young, middle, _ = self._before
        gc.set_threshold(young, middle, OLDEST_THRESHOLD)

    def collect(self) -> None:
        """For a moment in which nobody looks on: it may take half a second."""
        gc.collect()

    def end(self) -> None:
        """Give Python its own measure back."""
        gc.set_threshold(*self._before)
