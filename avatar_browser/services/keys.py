"""The keys in use: where each comes from, and what the keyring says about it."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import KeyMissing, KeyRejected, KeyringLocked, Problem
from avatar_browser.domain.secret import Secret
from avatar_browser.providers.protocol import ProviderSpec
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.key_errands import DEFAULT_PATIENCE, Errand, KeyringErrands, Patience
from avatar_browser.store.env_keys import key_from_environment
from avatar_browser.store.kept_keys import KeptKeys, StoredKey


class KeySource(Enum):
    NONE = "none"
    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class KeyState:
    """What the window may know about a provider's key.

    ``masked`` tells keys apart without showing them. ``backend`` names the keyring where
    ``source`` is KEYRING. ``variable`` is the environment variable that is set, whether or not it
    is what is used now: it wins at the next start. ``busy`` means that the keyring was asked and
    has not answered, ``waiting`` that this has taken long enough to say so. ``problem`` can come
    with a key: it is used, but the keyring did not keep it.
    """

    provider: str
    source: KeySource = KeySource.NONE
    masked: str = ""
    backend: str = ""
    variable: str = ""
    problem: Problem | None = None
    busy: bool = False
    waiting: bool = False


class KeyService(QObject):
    """Holds the keys in memory and asks the keyring on a thread of its own, never the GUI's.

    A key from the environment wins at :meth:`load`; it is never stored. What the user types is
    used at once and stays for this session whatever the keyring says; there is no other place on
    disk for it. No prompt opens unless the user asked for something.
    """

    key_changed = Signal(str)
    """The key to use for this provider is another one, or none; its state is told already."""
    state_changed = Signal(str)
    key_removed = Signal(str, object)
    """The user wants this provider's key forgotten; the Secret, None where it was not known."""

    def __init__(
        self,
        specs: Iterable[ProviderSpec],
        kept: KeptKeys,
        dispatcher: Dispatcher,
        *,
        environment: Mapping[str, str] = os.environ,
        patience: Patience = DEFAULT_PATIENCE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._variables = {spec.id: spec.key_variable for spec in specs}
        self._kept = kept
        self._environment = environment
        self._patience = patience
        self._errands = KeyringErrands(dispatcher, self._on_turn, patience.notice, self)
        self._secrets: dict[str, Secret] = {}
        self._states = {provider: KeyState(provider) for provider in self._variables}

    def secret(self, provider: str) -> Secret | None:
        """The key to use now."""
        return self._secrets.get(provider)

    def state(self, provider: str) -> KeyState:
        """Raises KeyError for a provider that no spec was given for."""
        return self._states[provider]

    def load(self) -> None:
        """Take the keys of the environment; ask the keyring, silently, for the others."""
        for provider in self._variables:
            if not self._take_from_environment(provider):
                self._read(provider, may_prompt=False)

    def use(self, provider: str, secret: Secret, *, remember: bool) -> None:
        """Use this key from now on; with ``remember`` keep it in the keyring too."""
        self._errands.stop(provider)
        self._set_key(provider, secret, KeySource.SESSION)
        if remember:
            self._write(provider, secret)

    def remove(self, provider: str) -> None:
        """Forget the key, in the keyring too. A key of the environment is then used again."""
        removed = self._secrets.get(provider)
        self._errands.stop(provider)
        if not self._take_from_environment(provider):
            self._set_key(provider, None, KeySource.NONE)
        self._delete(provider)
        self.key_removed.emit(provider, removed)

    def retry(self, provider: str) -> None:
        """Ask the keyring again for what it failed at; it may open its prompt ("Unlock")."""
        if not self._errands.repeat(provider):
            self._read(provider, may_prompt=True)

    def stop_waiting(self, provider: str) -> None:
        """Go on without the keyring's answer. It may still keep what it was given."""
        self._errands.give_up(provider)

    def _take_from_environment(self, provider: str) -> bool:
        """False where the variable is unset. One that is no key is a problem, not "unset"."""
        variable = self._variables[provider]
        try:
            secret = key_from_environment(variable, self._environment)
        except KeyRejected as problem:
            self._set_key(provider, None, KeySource.NONE)
            self._change(provider, variable=variable, problem=problem)
            return True
        if secret is not None:
            self._change(provider, variable=variable)
            self._set_key(provider, secret, KeySource.ENVIRONMENT)
        return secret is not None

    def _read(self, provider: str, *, may_prompt: bool) -> None:
        errand = Errand(
            call=partial(self._kept.read, provider, may_prompt=may_prompt),
            done=partial(self._on_read, provider, may_prompt=may_prompt),
            repeat=partial(self._read, provider, may_prompt=True),
            deadline=self._patience.prompted if may_prompt else self._patience.silent,
        )
        self._errands.begin(provider, errand)

    def _write(self, provider: str, secret: Secret) -> None:
        errand = Errand(
            call=partial(self._kept.write, provider, secret, self._kept.order(provider)),
            done=partial(self._on_written, provider, secret),
            repeat=partial(self._write, provider, secret),
            deadline=self._patience.prompted,
            consequence="This key lasts until you quit.",
        )
        self._errands.begin(provider, errand)

    def _delete(self, provider: str) -> None:
        errand = Errand(
            call=partial(self._kept.delete, provider, self._kept.order(provider)),
            done=partial(self._on_deleted, provider),
            repeat=partial(self._delete, provider),
            deadline=self._patience.prompted,
            consequence="The key is not used any more, but not yet deleted from it; this is tried"
            " again at the next start.",
        )
        self._errands.begin(provider, errand)

    def _on_turn(
        self, provider: str, *, busy: bool, waiting: bool = False, problem: Problem | None = None
    ) -> None:
        self._change(provider, busy=busy, waiting=waiting, problem=problem)

    def _on_read(self, provider: str, stored: StoredKey, *, may_prompt: bool) -> None:
        if stored.secret is not None:
            self._set_key(provider, stored.secret, KeySource.KEYRING, stored.backend)
        else:
            self._on_turn(provider, busy=False, problem=_lost(stored))
        if may_prompt:
            self._read_what_was_locked()

    def _on_written(self, provider: str, secret: Secret, backend: str) -> None:
        self._set_key(provider, secret, KeySource.KEYRING, backend)
        self._read_what_was_locked()

    def _on_deleted(self, provider: str, _: object) -> None:
        self._on_turn(provider, busy=False)
        if self._states[provider].source is KeySource.NONE:
            self._take_from_environment(provider)  # it may have a problem to tell again

    def _read_what_was_locked(self) -> None:
        """One prompt opens the keyring for all: nobody has to press "Unlock" twice."""
        for provider, state in list(self._states.items()):
            if state.source is KeySource.NONE and isinstance(state.problem, KeyringLocked):
                self._read(provider, may_prompt=False)

    def _set_key(
        self, provider: str, secret: Secret | None, source: KeySource, backend: str = ""
    ) -> None:
        before = self._secrets.pop(provider, None)
        if secret is not None:
            self._secrets[provider] = secret
        self._change(
            provider,
            source=source,
            masked=secret.masked if secret else "",
            backend=backend,
            busy=False,
            waiting=False,
            problem=None,
        )
        if secret != before:
            self.key_changed.emit(provider)

    def _change(self, provider: str, **changes: Any) -> None:
        before = self._states[provider]
        self._states[provider] = replace(before, **changes)
        if self._states[provider] != before:
            self.state_changed.emit(provider)


def _lost(stored: StoredKey) -> Problem | None:
    if not stored.lost_from:
        return None
    if stored.lost_from == stored.backend:
        sentence = f"The key is no longer in {stored.backend}."
    else:
        sentence = f"The key is kept in {stored.lost_from}, but now {stored.backend} is in use."
    return KeyMissing(f"{sentence} Please add it again.", code="key lost")
