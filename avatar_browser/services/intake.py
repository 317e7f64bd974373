"""What catalogues bring, taken in a slice at a time."""

import time
from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.arrangement import Arrangement, Taken
from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.slices import SliceTimer
from avatar_browser.services.throttle import USUAL_MS, Throttle

SLICE_SECONDS = 0.005
UNHURRIED_SECONDS = 0.002
UNHURRIED_MS = 40
"""So short a turn, and so much time between two, while nobody looks at the list."""
AVATARS_A_MS = 50
"""Each telling has the whole list laid out: after one of so many, a millisecond belongs to others.
From 6,000 on it is told at the usual pace, and a short list at once."""
_PIECE = 12


class Intake(QObject):
    """Puts avatars into an arrangement on turns of the event loop of their own.

    In the order they came in, and no turn longer than about ``SLICE_SECONDS``. What the turns of a
    long list have taken is told a few times a second.
    """

    taken = Signal(object)
    """A Taken: all since the last one. More may be waiting."""
    emptied = Signal()
    """:attr:`is_empty` may be true."""

    def __init__(self, arrangement: Arrangement, parent: QObject) -> None:
        super().__init__(parent)
        self._arrangement = arrangement
        self._waiting: deque[tuple[Sequence[Avatar], Sequence[int]]] = deque()
        self._fresh: list[int] = []
        self._altered: set[int] = set()
        self._turn_seconds = SLICE_SECONDS
        self._timer = SliceTimer(self._take_slice, self)
        self._throttle = Throttle(self.tell, self)
        self._asking = SliceTimer(self._throttle.ask, self)

    @property
    def is_empty(self) -> bool:
        """Nothing waits to be taken in, or to be told."""
        return not (self._waiting or self._fresh or self._altered)

    def set_hurried(self, hurried: bool) -> None:
        """Whether somebody looks at the list; otherwise most of the time is left to others."""
        self._timer.set_interval(0 if hurried else UNHURRIED_MS)
        self._turn_seconds = SLICE_SECONDS if hurried else UNHURRIED_SECONDS

    def add(self, avatars: Sequence[Avatar]) -> None:
        """Of any length; the owner may change the list afterwards."""
        for at in range(0, len(avatars), _PIECE):
            self._waiting.append((avatars[at : at + _PIECE], ()))
        self._start()

    def add_standings(self, places: Sequence[int]) -> None:
        """Where the avatars at ``places`` stand is to be read anew."""
        for at in range(0, len(places), _PIECE):
            self._waiting.append(((), places[at : at + _PIECE]))
        self._start()

    def drop(self, provider: str) -> None:
        """Forget what waits of this provider, and places, which are about to be others."""
        waiting, self._waiting = self._waiting, deque()
        self._fresh, self._altered = [], set()
        self._timer.stop()
        self._asking.stop()
        for avatars, _ in waiting:
            self.add([avatar for avatar in avatars if avatar.key.provider != provider])

    def tell(self) -> None:
        """Tell now what was taken in."""
        if self._fresh or self._altered:
            taken = Taken(self._fresh, sorted(self._altered.difference(self._fresh)))
            self._fresh, self._altered = [], set()
            rest = len(self._arrangement.avatars) // AVATARS_A_MS
            self._throttle.set_rest(min(USUAL_MS, rest))
            self.taken.emit(taken)
            self.emptied.emit()

    def _start(self) -> None:
        """A timer that is started again begins its interval anew: under a stream it never ends."""
        if self._waiting and not self._timer.is_active:
            self._timer.start()

    def _take_slice(self) -> None:
        end = time.perf_counter() + self._turn_seconds
        while self._waiting:
            avatars, places = self._waiting.popleft()
            for taken in (self._arrangement.take(avatars), self._arrangement.stand(places)):
                self._fresh += taken.fresh
                self._altered.update(taken.altered)
            if time.perf_counter() >= end:
                break
        has_news = bool(self._fresh or self._altered)
        if has_news and not (self._throttle.is_due or self._asking.is_active):
            self._asking.start()  # a slice of its own: what is told is shown and painted at once
        elif not self._waiting:
            self.emptied.emit()
        self._start()
