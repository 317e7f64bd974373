"""Keys that outlive the program: the keyring, and the notes beside it."""

import threading
from collections import Counter, defaultdict
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from avatar_browser.domain.errors import KeyringLocked, KeyringMissing, KeyringProblem
from avatar_browser.domain.key_slot import provider_of
from avatar_browser.domain.secret import Secret
from avatar_browser.store.accounts import Salt
from avatar_browser.store.credentials import Credentials
from avatar_browser.store.key_notes import KeyNotes, Note


@dataclass(frozen=True, slots=True)
class StoredKey:
    """What the keyring called ``backend`` holds.

    ``lost_from`` names the keyring where a key was that is not found any more, else it is empty.
    ``fingerprint`` is of the key, empty where none could be made.
    """

    secret: Secret | None
    backend: str
    lost_from: str = ""
    fingerprint: str = ""


class KeptKeys:
    """Reads, keeps and deletes keys by slot; each call but :meth:`order` blocks like the keyring's
    own.

    Raises KeyringMissing, KeyringLocked and KeyringRefused. Changes to one slot's key happen one
    after the other; of those that wait for their turn only the one with the newest order is
    carried out, so that a key removed while a prompt was open stays removed.
    """

    def __init__(
        self, credentials: Credentials, notes: KeyNotes, salt_file: Path | None = None
    ) -> None:
        """``salt_file`` is that of the stored catalogue."""
        self._credentials = credentials
        self._notes = notes
        self._salt_file = salt_file
        self._orders: Counter[str] = Counter()
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def notes(self) -> dict[str, Note]:
        """What is known without the keyring."""
        return self._notes.all()

    def order(self, slot: str) -> int:
        """For the next change; those with an earlier order that have not begun never will."""
        self._orders[slot] += 1
        return self._orders[slot]

    def read(self, slot: str, *, may_prompt: bool) -> StoredKey:
        """The key kept. One that the user had removed is never given, but deleted now."""
        note = self._notes.note(slot)
        if note.removed:
            self._credentials.delete(slot, may_prompt=may_prompt)
            self._notes.gone(slot)
            return StoredKey(None, self._credentials.backend_name)
        secret = self._credentials.read(slot, may_prompt=may_prompt)
        backend = self._credentials.backend_name
        if secret is None:
            if note.backend == backend:
                self._notes.gone(slot)  # told once
            return StoredKey(None, backend, lost_from=note.backend)
        return self._noted(slot, secret, backend)

    def write(self, slot: str, secret: Secret, order: int, label: str = "") -> StoredKey:
        """What the keyring holds now. ``label`` is kept with it, late as that may be."""
        with self._turns[slot]:
            if order != self._orders[slot]:
                return StoredKey(secret, self._credentials.backend_name)
            self._credentials.write(slot, secret)
            stored = self._noted(slot, secret, self._credentials.backend_name)
            if label:
                self._notes.named(slot, label)
            return stored

    def delete(self, slot: str, order: int) -> None:
        """See that no key is kept; what cannot be deleted now is tried again at the next start.

        A keyring that is locked or missing is a problem only where a key was seen in one: nobody
        is asked to unlock it for nothing.
        """
        with self._turns[slot]:
            if order != self._orders[slot]:
                return
            known = bool(self._notes.note(slot).backend)
            self._notes.to_be_deleted(slot)
            try:
                self._credentials.delete(slot, may_prompt=known)
            except (KeyringLocked, KeyringMissing):
                if known:
                    raise
                return
            self._notes.gone(slot)

    def delete_leftovers(self, slots: Collection[str]) -> None:
        """Delete keys that were removed before, without a prompt; what stays is tried again."""
        with suppress(KeyringProblem):
            for slot in slots:
                with self._turns[slot]:
                    if self._notes.note(slot).removed:
                        self._credentials.delete(slot, may_prompt=False)
                        self._notes.gone(slot)

    def name(self, slot: str, label: str, order: int) -> None:
        """Nothing is noted of an account whose key is not kept. ``order`` is of its label."""
        with self._turns[label_of(slot)]:
            if order == self._orders[label_of(slot)] and self._notes.note(slot).backend:
                self._notes.named(slot, label)

    def choose(self, slot: str, order: int) -> None:
        """The account to begin with next time. ``order`` is of its provider's choice."""
        choice = choice_of(provider_of(slot))
        with self._turns[choice]:
            if order == self._orders[choice] and self._notes.note(slot).backend:
                self._notes.chosen(slot)

    def _noted(self, slot: str, secret: Secret, backend: str) -> StoredKey:
        fingerprint = self._fingerprint(slot, secret)
        self._notes.kept(slot, backend, fingerprint)
        return StoredKey(secret, backend, fingerprint=fingerprint)

    def _fingerprint(self, slot: str, secret: Secret) -> str:
        if self._salt_file is not None:
            salt = Salt.if_kept_at(self._salt_file)
            if salt is not None:
                return salt.account(provider_of(slot), secret).fingerprint
        return ""


def choice_of(provider: str) -> str:
    """Under which :meth:`KeptKeys.order` counts the choices among a provider's accounts."""
    return f"{provider}/choice"


def label_of(slot: str) -> str:
    """Under which it counts the changes of an account's label."""
    return f"{slot}/label"
