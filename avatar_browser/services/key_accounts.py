"""The accounts of one provider: their names, which one is in use, and which slot is free."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import count

from avatar_browser.domain.key_slot import (
    environment_slot,
    is_environment,
    number_of,
    provider_of,
    slot_of,
)
from avatar_browser.domain.secret import Secret
from avatar_browser.store.accounts import Removal
from avatar_browser.store.kept_keys import StoredKey
from avatar_browser.store.key_notes import Note


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str = ""
    kept_in: str = ""
    fingerprint: str = ""


class KeyAccounts:
    """In memory only; the key service keeps what is to be kept.

    ``current`` is the slot whose key is in use. Where there is no account it is the first slot,
    which is then empty.
    """

    def __init__(self, provider: str) -> None:
        self._provider = provider
        self._entries: dict[str, _Entry] = {}
        self._going: set[str] = set()
        self.current = slot_of(provider, 1)

    @property
    def slots(self) -> list[str]:
        """Of all accounts that are there, that of the environment first."""
        return sorted(self._entries, key=lambda slot: (not is_environment(slot), number_of(slot)))

    @property
    def going(self) -> list[str]:
        """Of those that were removed, and whose keys the keyring may still have."""
        return sorted(self._going - set(self._entries), key=number_of)

    def restore(self, notes: Mapping[str, Note]) -> None:
        """What was noted in earlier sessions, of whatever provider."""
        chosen = ""
        for slot, note in notes.items():
            is_ours = provider_of(slot) == self._provider and number_of(slot) > 0
            if is_ours and note.backend and not note.removed:
                self._entries[slot] = _Entry(note.label, note.backend, note.fingerprint)
                chosen = slot if note.chosen else chosen
        self.current = chosen or next(iter(self.slots), self.current)

    def add(self, slot: str, label: str = "") -> None:
        self._going.discard(slot)
        if slot not in self._entries:
            self._entries[slot] = _Entry(label)

    def take_in(self, slot: str, stored: StoredKey) -> None:
        """The keyring holds the key of this account."""
        self.add(slot)
        self._entries[slot] = replace(
            self._entries[slot], kept_in=stored.backend, fingerprint=stored.fingerprint
        )

    def remove(self, slot: str) -> None:
        """Where it was in use, that of the environment is now, or the first of those left."""
        self._entries.pop(slot, None)
        self._going.add(slot)
        if slot == self.current:
            self.current = next(iter(self.slots), slot_of(self._provider, 1))

    def gone(self, slot: str) -> None:
        """The keyring does not have its key any more either."""
        self._going.discard(slot)

    def free_slot(self) -> str:
        numbers = (slot_of(self._provider, number) for number in count(1))
        return next(slot for slot in numbers if slot not in self._entries)

    def label(self, slot: str) -> str:
        """The user's name for it, empty where there is none."""
        return self._entries.get(slot, _Entry()).label

    def set_label(self, slot: str, label: str) -> None:
        """No effect on one that is not there any more."""
        if slot in self._entries:
            self._entries[slot] = replace(self._entries[slot], label=label)

    def name(self, slot: str) -> str:
        """What it is called: never empty, and told apart from the others unless the user mixed
        them up."""
        if is_environment(slot):
            return "Environment"
        return self.label(slot) or f"Account {number_of(slot)}"

    def kept_in(self, slot: str) -> str:
        return self._entries.get(slot, _Entry()).kept_in

    def fingerprint(self, slot: str) -> str:
        return self._entries.get(slot, _Entry()).fingerprint

    def removal(
        self,
        secret_of: Callable[[str], Secret | None],
        key: Secret | None,
        fingerprint: str = "",
    ) -> Removal:
        """Of what there was by ``key`` or ``fingerprint``, which is no account's here any more."""
        stays = [
            secret_of(slot) or self.fingerprint(slot)
            for slot in self.slots
            if secret_of(slot) is not None or not is_environment(slot)
        ]
        known = tuple(one for one in stays if one)
        return Removal(self._provider, key, fingerprint, known, all_known=len(known) == len(stays))

    def use_environment(self) -> None:
        """It wins over all others at the start."""
        self.current = environment_slot(self._provider)
        self.add(self.current)
