"""The keys in use: where each comes from, and what the keyring says about it."""

import os
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import KeyRejected
from avatar_browser.domain.key_slot import (
    account_label,
    environment_slot,
    is_environment,
    provider_of,
)
from avatar_browser.domain.secret import Secret
from avatar_browser.providers.protocol import ProviderSpec
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.key_accounts import KeyAccounts
from avatar_browser.services.key_errands import DEFAULT_PATIENCE, Patience
from avatar_browser.services.key_noting import KeyNoting
from avatar_browser.services.key_slots import KeySlots
from avatar_browser.services.key_state import KeyAccount, KeySource, KeyState
from avatar_browser.store.env_keys import key_from_environment
from avatar_browser.store.kept_keys import KeptKeys, StoredKey

__all__ = ["KeyAccount", "KeyService", "KeySource", "KeyState"]


class KeyService(QObject):
    """Holds the keys in memory and asks the keyring on a thread of its own, never the GUI's.

    A provider has any number of accounts, of which one is in use: :meth:`secret` and :meth:`state`
    are that one's. A key from the environment is an account of its own that wins at :meth:`load`;
    it is never stored. What the user types is used at once and stays for this session whatever the
    keyring says; there is no other place on disk for it. No prompt opens unless the user asked for
    something. Accounts are named by their slots (:mod:`avatar_browser.domain.key_slot`).
    """

    key_changed = Signal(str)
    """The key to use for this provider is another one, or none; :meth:`state` is of that one."""
    state_changed = Signal(str)
    accounts_changed = Signal(str)
    """Something about one of this provider's accounts is another than before."""
    key_removed = Signal(str, object)
    """The user wants an account of this provider forgotten: a Removal."""
    key_replaced = Signal(str, object)
    """An account has another key than before; what there was by the old one is a Removal."""

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
        self._environment = environment
        self._notes = KeyNoting(kept, dispatcher, self)
        self._slots = KeySlots(kept, dispatcher, patience, self._label, self)
        self._slots.changed.connect(self._on_changed)
        self._slots.stored.connect(self._on_stored)
        self._slots.absent.connect(self._on_absent)
        self._accounts = {provider: KeyAccounts(provider) for provider in self._variables}
        self._told_states = {provider: KeyState(provider) for provider in self._variables}
        self._told_secrets: dict[str, Secret | None] = {}

    def secret(self, provider: str) -> Secret | None:
        """The key to use now."""
        return self._slots.secret(self._accounts[provider].current)

    def state(self, provider: str) -> KeyState:
        """Of the account in use. Raises KeyError for a provider that no spec was given for."""
        return self._slots.state(self._accounts[provider].current)

    def accounts(self, provider: str) -> list[KeyAccount]:
        """All of them; last those whose removal the keyring has not yet carried out."""
        accounts = self._accounts[provider]
        return [
            KeyAccount(
                slot,
                accounts.name(slot),
                self._slots.state(slot),
                is_current=slot == accounts.current and slot not in accounts.going,
                kept_in=accounts.kept_in(slot),
                is_going=slot in accounts.going,
            )
            for slot in (*accounts.slots, *accounts.going)
        ]

    def account_secret(self, slot: str) -> Secret | None:
        """The account's key, None where it was not asked for yet in this session."""
        return self._slots.secret(slot)

    def load(self) -> None:
        """Take the keys of the environment; ask the keyring, silently, for the others in use."""
        notes = self._notes.read()
        for provider, accounts in self._accounts.items():
            accounts.restore(notes)
            self._take_from_environment(provider)
            if not is_environment(accounts.current):
                self._slots.read(accounts.current, may_prompt=False)
        in_use = {accounts.current for accounts in self._accounts.values()}
        removed = {slot for slot, note in notes.items() if note.removed}
        self._notes.delete_leftovers(sorted(removed - in_use))

    def use(self, provider: str, secret: Secret, *, remember: bool) -> None:
        """Use this key from now on, in place of that of the account in use; with ``remember`` keep
        it in the keyring too. That of the environment is not replaced: the key is added then."""
        slot = self._accounts[provider].current
        if is_environment(slot):
            self.add(provider, secret, remember=remember)
        else:
            self.replace(slot, secret, remember=remember)

    def add(self, provider: str, secret: Secret, *, remember: bool, label: str = "") -> str:
        """The slot of a new account, which is in use from now on."""
        accounts = self._accounts[provider]
        slot = accounts.free_slot()
        accounts.add(slot, account_label(label))
        self.replace(slot, secret, remember=remember)
        return slot

    def replace(self, slot: str, secret: Secret, *, remember: bool) -> None:
        """This is the account's key from now on, and the account is in use."""
        provider = provider_of(slot)
        accounts = self._accounts[provider]
        before, source = self._slots.secret(slot), self._slots.state(slot).source
        accounts.add(slot)
        accounts.current = slot
        self._slots.stop(slot)
        self._slots.put(slot, secret, KeySource.SESSION)
        if before not in {None, secret} and source is KeySource.SESSION:
            self.key_replaced.emit(provider, accounts.removal(self._slots.secret, before))
        if remember:
            self._slots.write(slot, secret)

    def switch(self, slot: str) -> None:
        """Use this account. The keyring may prompt for its key: the user asked for it."""
        accounts = self._accounts[provider_of(slot)]
        if slot not in accounts.slots or slot == accounts.current:
            return
        accounts.current = slot
        self._notes.choose(slot)
        if self._slots.secret(slot) is None and not is_environment(slot):
            self._slots.read(slot, may_prompt=True)
        self._tell(provider_of(slot))

    def rename(self, slot: str, label: str) -> None:
        """An empty label gives the account its number back as its name."""
        self._accounts[provider_of(slot)].set_label(slot, account_label(label))
        self._notes.name(slot, account_label(label))
        self.accounts_changed.emit(provider_of(slot))

    def remove(self, provider: str, slot: str = "") -> None:
        """Forget the key of an account, that in use unless ``slot`` names another, in the keyring
        too. That of the environment cannot be removed here.

        Where it was in use, the environment's is used then, or that of another account.
        """
        accounts = self._accounts[provider]
        slot = slot or accounts.current
        if is_environment(slot):
            return
        removed, fingerprint = self._slots.secret(slot), accounts.fingerprint(slot)
        was_current = slot == accounts.current
        self._slots.stop(slot)
        accounts.remove(slot)
        self._slots.put(slot, None, KeySource.NONE)
        if was_current and accounts.slots and self._slots.secret(accounts.current) is None:
            self._read_silently(accounts.current)
        self._slots.delete(slot)
        removal = accounts.removal(self._slots.secret, removed, fingerprint)
        self.key_removed.emit(provider, removal)

    def retry(self, provider: str, slot: str = "") -> None:
        """Ask the keyring again for what it failed at; it may open its prompt ("Unlock")."""
        slot = slot or self._accounts[provider].current
        if not is_environment(slot):
            self._slots.retry(slot)

    def stop_waiting(self, provider: str, slot: str = "") -> None:
        """Go on without the keyring's answer. It may still keep what it was given."""
        self._slots.give_up(slot or self._accounts[provider].current)

    def _read_silently(self, slot: str) -> None:
        if not is_environment(slot):
            self._slots.read(slot, may_prompt=False)

    def _take_from_environment(self, provider: str) -> None:
        """A variable that holds no key is a problem, not "unset"."""
        variable, problem, secret = self._variables[provider], None, None
        try:
            secret = key_from_environment(variable, self._environment)
        except KeyRejected as rejected:
            problem = rejected
        if secret is not None or problem is not None:
            source = KeySource.NONE if secret is None else KeySource.ENVIRONMENT
            self._slots.note_variable(provider, variable)
            self._accounts[provider].use_environment()
            self._slots.put(environment_slot(provider), secret, source, problem=problem)

    def _label(self, slot: str) -> str:
        return self._accounts[provider_of(slot)].label(slot)

    def _on_changed(self, slot: str) -> None:
        self._tell(provider_of(slot))

    def _tell(self, provider: str) -> None:
        """What is another than it was told last.

        The key first: whoever then looks at the state finds no avatars of another account by it.
        """
        if self.secret(provider) != self._told_secrets.get(provider):
            self._told_secrets[provider] = self.secret(provider)
            self.key_changed.emit(provider)
        if self.state(provider) != self._told_states[provider]:
            self._told_states[provider] = self.state(provider)
            self.state_changed.emit(provider)
        self.accounts_changed.emit(provider)

    def _on_stored(self, slot: str, stored: StoredKey) -> None:
        accounts = self._accounts[provider_of(slot)]
        before = accounts.fingerprint(slot)
        accounts.take_in(slot, stored)
        if slot == accounts.current and len(accounts.slots) > 1:
            self._notes.choose(slot)
        if before and stored.fingerprint and before != stored.fingerprint:
            removal = accounts.removal(self._slots.secret, None, before)
            self.key_replaced.emit(provider_of(slot), removal)

    def _on_absent(self, slot: str) -> None:
        self._accounts[provider_of(slot)].gone(slot)
        self.accounts_changed.emit(provider_of(slot))
