"""What heals by itself: a service that can be reached again, a computer that woke up."""

import logging
import random
import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from avatar_browser.domain.errors import Problem
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.reachability import Reachability
from avatar_browser.services.retry_round import RetryRound
from avatar_browser.services.sessions import Sessions
from avatar_browser.services.wakefulness import Wakefulness

_log = logging.getLogger(__name__)

SETTLE_MS = 3_000
"""After a sleep, or with a new network, names and routes take a moment."""
REFRESH_AFTER = 3_600.0
"""Seconds after which a catalogue that was read whole is read again on waking."""

_WELL = frozenset({Phase.LOADING, Phase.COMPLETE, Phase.EMPTY})


class Recovery(QObject):
    """Tries again what failed for a reason that may pass; never what the user stopped, nor a key
    that was refused, nor while something is being read.

    ``connections_stale``: those that are idle now lead nowhere. ``pictures_due``: pictures that
    could not be fetched may come now.
    """

    connections_stale = Signal()
    pictures_due = Signal()

    def __init__(
        self,
        catalogues: Sequence[Catalogue],
        sessions: Sessions,
        reachability: Reachability,
        wakefulness: Wakefulness,
        *,
        wall_clock: Callable[[], float] = time.time,
        dice: Callable[[], float] = random.random,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalogues = tuple(catalogues)
        self._sessions = sessions
        self._reachability = reachability
        self._wall_clock = wall_clock
        self._rounds = {
            c.provider_id: RetryRound(partial(self._heal, c), self, dice) for c in self._catalogues
        }
        self._ailing: set[str] = set()
        self._pictures = RetryRound(self.pictures_due.emit, self, dice)
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self._on_settled)
        for catalogue in self._catalogues:
            catalogue.state_changed.connect(partial(self._on_state_changed, catalogue))
        reachability.came_back.connect(self._on_network_changed)
        wakefulness.woke.connect(self._on_network_changed)

    @Slot(object, object)
    def note_picture(self, _request: object, problem: Problem) -> None:
        """A picture could not be fetched."""
        if problem.passes_by_itself:
            self._pictures.failed()

    @Slot()
    def try_now(self) -> None:
        """The cause may be gone: try whatever waits to be tried."""
        for retry in (*self._rounds.values(), self._pictures):
            retry.hurry()

    def _heal(self, catalogue: Catalogue) -> None:
        _log.info("%s is tried again.", catalogue.provider_id)
        self._sessions.trust(catalogue.provider_id)
        self.connections_stale.emit()
        catalogue.heal()

    def _on_state_changed(self, catalogue: Catalogue) -> None:
        provider, state = catalogue.provider_id, catalogue.state
        retry = self._rounds[provider]
        if state.is_to_heal:
            self._ailing.add(provider)
            retry.failed(max((f.problem.retry_after for f in state.failures), default=0.0))
            if not self._sessions.is_here(provider):
                self._reachability.begin()
        elif state.unresolved is not None:
            retry.hold()
        else:
            retry.settle()
            if provider in self._ailing and state.phase in _WELL:
                self._ailing.discard(provider)
                self._pictures.hurry()

    @Slot()
    def _on_network_changed(self) -> None:
        self.connections_stale.emit()
        self._settling.start()

    @Slot()
    def _on_settled(self) -> None:
        self.try_now()
        now = self._wall_clock()
        for catalogue in self._catalogues:
            state = catalogue.state
            if state.phase not in {Phase.COMPLETE, Phase.EMPTY} or state.synced_at is None:
                continue
            if now - state.synced_at.timestamp() >= REFRESH_AFTER:
                catalogue.load()
