"""The keys in memory by slot, and the errands that bring them from the keyring and to it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import KeyMissing, KeyringLocked, Problem
from avatar_browser.domain.key_slot import provider_of
from avatar_browser.domain.secret import Secret
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.key_errands import Errand, KeyringErrands, Patience
from avatar_browser.services.key_state import KeySource, KeyState
from avatar_browser.store.kept_keys import KeptKeys, StoredKey


class KeySlots(QObject):
    """One errand at a time for each slot, so that those of two accounts do not end each other.

    ``changed`` follows every change of a slot's key or state. ``stored`` says that the keyring
    holds the key of a slot, as it was read or written; ``absent`` that it holds none.
    """

    changed = Signal(str)
    stored = Signal(str, object)
    absent = Signal(str)

    def __init__(
        self,
        kept: KeptKeys,
        dispatcher: Dispatcher,
        patience: Patience,
        label_of: Callable[[str], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._kept = kept
        self._patience = patience
        self._label_of = label_of
        self._errands = KeyringErrands(dispatcher, self._on_turn, patience.notice, self)
        self._secrets: dict[str, Secret] = {}
        self._states: dict[str, KeyState] = {}
        self._variables: dict[str, str] = {}

    def secret(self, slot: str) -> Secret | None:
        return self._secrets.get(slot)

    def state(self, slot: str) -> KeyState:
        provider = provider_of(slot)
        empty = KeyState(provider, variable=self._variables.get(provider, ""))
        return self._states.get(slot, empty)

    def note_variable(self, provider: str, variable: str) -> None:
        """The environment has this variable for the provider."""
        self._variables[provider] = variable

    def put(
        self,
        slot: str,
        secret: Secret | None,
        source: KeySource,
        *,
        backend: str = "",
        problem: Problem | None = None,
    ) -> None:
        """From now on this is the slot's key; whatever is under way for the slot goes on."""
        self._secrets.pop(slot, None)
        if secret is not None:
            self._secrets[slot] = secret
        self._change(
            slot,
            source=source,
            masked=secret.masked if secret else "",
            backend=backend,
            busy=False,
            waiting=False,
            problem=problem,
        )

    def stop(self, slot: str) -> None:
        """Drop what is under way or failed, without a word."""
        self._errands.stop(slot)

    def give_up(self, slot: str) -> None:
        """Go on without the keyring's answer. It may still keep what it was given."""
        self._errands.give_up(slot)

    def retry(self, slot: str) -> None:
        """Ask the keyring again for what it failed at; it may open its prompt."""
        if not self._errands.repeat(slot):
            self.read(slot, may_prompt=True)

    def read(self, slot: str, *, may_prompt: bool) -> None:
        errand = Errand(
            call=partial(self._kept.read, slot, may_prompt=may_prompt),
            done=partial(self._on_read, slot, may_prompt=may_prompt),
            repeat=partial(self.read, slot, may_prompt=True),
            deadline=self._patience.prompted if may_prompt else self._patience.silent,
        )
        self._errands.begin(slot, errand)

    def write(self, slot: str, secret: Secret) -> None:
        label = self._label_of(slot)
        errand = Errand(
            call=partial(self._kept.write, slot, secret, self._kept.order(slot), label),
            done=partial(self._on_written, slot, secret),
            repeat=partial(self.write, slot, secret),
            deadline=self._patience.prompted,
            consequence="so that this key lasts until you quit",
        )
        self._errands.begin(slot, errand)

    def delete(self, slot: str) -> None:
        errand = Errand(
            call=partial(self._kept.delete, slot, self._kept.order(slot)),
            done=partial(self._on_deleted, slot),
            repeat=partial(self.delete, slot),
            deadline=self._patience.prompted,
            consequence="so that the key is not used any more but not yet deleted, which is tried"
            " again at the next start",
        )
        self._errands.begin(slot, errand)

    def _on_turn(
        self, slot: str, *, busy: bool, waiting: bool = False, problem: Problem | None = None
    ) -> None:
        self._change(slot, busy=busy, waiting=waiting, problem=problem)

    def _on_read(self, slot: str, stored: StoredKey, *, may_prompt: bool) -> None:
        if stored.secret is not None:
            self.stored.emit(slot, stored)
            self.put(slot, stored.secret, KeySource.KEYRING, backend=stored.backend)
        else:
            self._on_turn(slot, busy=False, problem=_lost(stored))
            self.absent.emit(slot)
        if may_prompt:
            self._read_what_was_locked()

    def _on_written(self, slot: str, secret: Secret, stored: StoredKey) -> None:
        self.stored.emit(slot, stored)
        self.put(slot, secret, KeySource.KEYRING, backend=stored.backend)
        self._read_what_was_locked()

    def _on_deleted(self, slot: str, _: object) -> None:
        self._on_turn(slot, busy=False)
        self.absent.emit(slot)

    def _read_what_was_locked(self) -> None:
        """One prompt opens the keyring for all: nobody has to press "Unlock" twice."""
        for slot, state in list(self._states.items()):
            if state.source is KeySource.NONE and isinstance(state.problem, KeyringLocked):
                self.read(slot, may_prompt=False)

    def _change(self, slot: str, **changes: Any) -> None:
        self._states[slot] = replace(self.state(slot), **changes)
        self.changed.emit(slot)


def _lost(stored: StoredKey) -> Problem | None:
    if not stored.lost_from:
        return None
    if stored.lost_from == stored.backend:
        sentence = f"The key is no longer in {stored.backend}."
    else:
        sentence = f"The key is kept in {stored.lost_from}, but now {stored.backend} is in use."
    return KeyMissing(sentence, advice="add it again", code="key lost")
