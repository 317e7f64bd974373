"""Pictures, clips and sounds of accounts that were removed go from the disk."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from avatar_browser.domain.errors import Problem
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.keeper import Keeper
from avatar_browser.store.accounts import Removal
from avatar_browser.store.media_cache import MediaCache
from avatar_browser.store.purges import Purges

REST_MS = 10_000
"""After the start: what another session left can wait for the first screen."""
_DEADLINE = 120.0

Keep = Callable[[Callable[[], None], int], None]


class MediaPurge(QObject):
    """A medium belongs to no account, since several may list it: all of a provider's go but those
    that another account's stored catalogue tells of.

    What is held by a player then, or arrives late, goes with a second look after the next start.
    """

    def __init__(
        self,
        keeper: Keeper,
        cache: MediaCache,
        purges: Purges,
        keep: Keep,
        dispatcher: Dispatcher,
        parent: QObject | None = None,
    ) -> None:
        """``keep`` puts work behind the pictures that still wait for the disk."""
        super().__init__(parent)
        self._keeper = keeper
        self._cache = cache
        self._purges = purges
        self._keep = keep
        self._dispatcher = dispatcher

    def begin(self, provider: str, removal: Removal) -> None:
        """To be called after the keeper was told to forget what is stored for the account."""
        self._on_disk(partial(self._purges.begin, provider))
        self._look(removal, partial(self._sweep, provider))

    def begin_later(self, provider: str, _removal: Removal) -> None:
        """After the next start: of the new key most will be the same, but nothing is known yet."""
        self._on_disk(partial(self._purges.begin, provider))

    def finish_earlier(self) -> None:
        """What sessions before left to be looked through; soon, but not now."""
        QTimer.singleShot(REST_MS, self, self.finish_now)

    def finish_now(self) -> None:
        self._dispatcher.run_blocking(
            self._purges.due,
            owner=self,
            done=self._on_due,
            failed=_unheard,
            deadline=_DEADLINE,
        )

    def _on_due(self, providers: list[str]) -> None:
        for provider in providers:
            nothing = Removal(provider, all_known=False)
            self._look(nothing, partial(self._sweep_and_end, provider))

    def _look(self, removal: Removal, done: Callable[[frozenset[str]], None]) -> None:
        """Where the catalogue cannot be read nothing is known to stay: a cache can be filled."""
        self._keeper.read(
            lambda store: store.media_that_stay(removal),
            owner=self,
            done=done,
            failed=lambda _: done(frozenset()),
        )

    def _sweep(self, provider: str, stays: frozenset[str]) -> None:
        self._keep(partial(self._cache.discard_provider, provider, stays), 0)

    def _sweep_and_end(self, provider: str, stays: frozenset[str]) -> None:
        self._sweep(provider, stays)
        self._keep(partial(self._purges.end, provider), 0)

    def _on_disk(self, work: Callable[[], None]) -> None:
        self._dispatcher.run_blocking(
            work, owner=self, done=_unheard, failed=_unheard, deadline=_DEADLINE
        )


def _unheard(_outcome: Problem | None) -> None:
    """Nothing that the user has to know."""
