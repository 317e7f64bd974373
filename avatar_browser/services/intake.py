"""What catalogues bring, taken in a slice at a time."""

import time
from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from avatar_browser.domain.arrangement import Arrangement, Taken
from avatar_browser.domain.avatar import Avatar

SLICE_SECONDS = 0.008
_PIECE = 100


class Intake(QObject):
    """Puts avatars into an arrangement on turns of the event loop of their own.

    In the order they came in, a burst of signals in one turn, and no turn longer than about
    ``SLICE_SECONDS``.
    """

    taken = Signal(object)
    """A Taken, at the end of each turn. More may be waiting."""

    def __init__(self, arrangement: Arrangement, parent: QObject) -> None:
        super().__init__(parent)
        self._arrangement = arrangement
        self._waiting: deque[tuple[Sequence[Avatar], Sequence[int]]] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_empty(self) -> bool:
        return not self._waiting

    def add(self, avatars: Sequence[Avatar]) -> None:
        """Of any length; the owner may change the list afterwards."""
        for at in range(0, len(avatars), _PIECE):
            self._waiting.append((avatars[at : at + _PIECE], ()))
            self._timer.start()

    def add_standings(self, places: Sequence[int]) -> None:
        """Where the avatars at ``places`` stand is to be read anew."""
        for at in range(0, len(places), _PIECE):
            self._waiting.append(((), places[at : at + _PIECE]))
            self._timer.start()

    def drop(self, provider: str) -> None:
        """Forget what waits of this provider, and places, which are about to be others."""
        waiting, self._waiting = self._waiting, deque()
        self._timer.stop()
        for avatars, _ in waiting:
            self.add([avatar for avatar in avatars if avatar.key.provider != provider])

    @Slot()
    def _on_timeout(self) -> None:
        end = time.perf_counter() + SLICE_SECONDS
        fresh: list[int] = []
        altered: set[int] = set()
        while self._waiting:
            avatars, places = self._waiting.popleft()
            for taken in (self._arrangement.take(avatars), self._arrangement.stand(places)):
                fresh += taken.fresh
                altered.update(taken.altered)
            if time.perf_counter() >= end:
                break
        if not self._waiting:
            self._timer.stop()
        if fresh or altered:
            self.taken.emit(Taken(fresh, sorted(altered.difference(fresh))))
