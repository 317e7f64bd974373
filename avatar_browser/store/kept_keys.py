"""Keys that outlive the program: the keyring, and the notes beside it."""

import threading
from collections import Counter, defaultdict
from dataclasses import dataclass

from avatar_browser.domain.errors import KeyringLocked, KeyringMissing
from avatar_browser.domain.secret import Secret
from avatar_browser.store.credentials import Credentials
from avatar_browser.store.key_notes import KeyNotes


@dataclass(frozen=True, slots=True)
class StoredKey:
    """What the keyring called ``backend`` holds.

    ``lost_from`` names the keyring where a key was that is not found any more, else it is empty.
    """

    secret: Secret | None
    backend: str
    lost_from: str = ""


class KeptKeys:
    """Reads, keeps and deletes keys; each call but :meth:`order` blocks like the keyring's own.

    Raises KeyringMissing, KeyringLocked and KeyringRefused. Changes to one provider's key happen
    one after the other; of those that wait for their turn only the one with the newest order is
    carried out, so that a key removed while a prompt was open stays removed.
    """

    def __init__(self, credentials: Credentials, notes: KeyNotes) -> None:
        self._credentials = credentials
        self._notes = notes
        self._orders: Counter[str] = Counter()
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def order(self, provider: str) -> int:
        """For the next change; those with an earlier order that have not begun never will."""
        self._orders[provider] += 1
        return self._orders[provider]

    def read(self, provider: str, *, may_prompt: bool) -> StoredKey:
        """The key kept. One that the user had removed is never given, but deleted now."""
        note = self._notes.note(provider)
        if note.removed:
            self._credentials.delete(provider, may_prompt=may_prompt)
            self._notes.gone(provider)
            return StoredKey(None, self._credentials.backend_name)
        secret = self._credentials.read(provider, may_prompt=may_prompt)
        backend = self._credentials.backend_name
        if secret is None:
            if note.backend == backend:
                self._notes.gone(provider)  # told once
            return StoredKey(None, backend, lost_from=note.backend)
        self._notes.kept(provider, backend)
        return StoredKey(secret, backend)

    def write(self, provider: str, secret: Secret, order: int) -> str:
        """The name of the keyring that keeps the key now."""
        with self._turns[provider]:
            if order == self._orders[provider]:
                self._credentials.write(provider, secret)
                self._notes.kept(provider, self._credentials.backend_name)
            return self._credentials.backend_name

    def delete(self, provider: str, order: int) -> None:
        """See that no key is kept; what cannot be deleted now is tried again by :meth:`read`.

        A keyring that is locked or missing is a problem only where a key was seen in one: nobody
        is asked to unlock it for nothing.
        """
        with self._turns[provider]:
            if order != self._orders[provider]:
                return
            known = bool(self._notes.note(provider).backend)
            self._notes.to_be_deleted(provider)
            try:
                self._credentials.delete(provider, may_prompt=known)
            except (KeyringLocked, KeyringMissing):
                if known:
                    raise
                return
            self._notes.gone(provider)
