"""What is noted of accounts, read and written on other threads than the window's."""

import logging
from collections.abc import Callable, Collection, Mapping
from functools import partial

from PySide6.QtCore import QObject

from avatar_browser.domain.errors import Problem
from avatar_browser.domain.key_slot import provider_of
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.workers import on_daemon_thread
from avatar_browser.store.kept_keys import KeptKeys, choice_of, label_of
from avatar_browser.store.key_notes import Note

_log = logging.getLogger(__name__)

READING = 2.0
"""Seconds that the start waits for a small file, should its disk hang."""
_WRITING = 30.0


class KeyNoting(QObject):
    """Nothing here is worth a word to the user: what cannot be noted is logged where it fails."""

    def __init__(self, kept: KeptKeys, dispatcher: Dispatcher, parent: QObject) -> None:
        super().__init__(parent)
        self._kept = kept
        self._dispatcher = dispatcher

    def read(self) -> Mapping[str, Note]:
        """Blocks; which account is in use has to be known before its key is asked for."""
        try:
            return on_daemon_thread(self._kept.notes, "notes").result(READING)
        except TimeoutError:
            _log.info("The notes about keys did not come in time: first accounts alone are known.")
            return {}

    def choose(self, slot: str) -> None:
        """The next session begins with this account."""
        self._do(partial(self._kept.choose, slot, self._kept.order(choice_of(provider_of(slot)))))

    def name(self, slot: str, label: str) -> None:
        self._do(partial(self._kept.name, slot, label, self._kept.order(label_of(slot))))

    def delete_leftovers(self, slots: Collection[str]) -> None:
        """What could not be deleted in an earlier session."""
        if slots:
            self._do(partial(self._kept.delete_leftovers, slots))

    def _do(self, work: Callable[[], None]) -> None:
        self._dispatcher.run_blocking(
            work, owner=self, done=_unheard, failed=_unheard, deadline=_WRITING
        )


def _unheard(_outcome: Problem | None) -> None:
    """The notes only help."""
