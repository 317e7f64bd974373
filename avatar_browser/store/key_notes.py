"""What is remembered about keys beside the keyring: where they are, and what is to go."""

import logging
import threading
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from avatar_browser.domain.key_slot import provider_of
from avatar_browser.store.atomic import write_atomically

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Note:
    """``backend`` is the keyring's name, empty where no key was ever seen in one.

    ``removed`` says that the user removed the key and the keyring has not yet deleted it.
    ``label`` is the user's name for the account, ``chosen`` that it is the one in use of its
    provider. ``fingerprint`` is its :class:`~avatar_browser.store.accounts.Account`'s: it tells
    what is stored for the account even while the keyring is locked.
    """

    backend: str = ""
    removed: bool = False
    label: str = ""
    chosen: bool = False
    fingerprint: str = ""


class KeyNotes:
    """One :class:`Note` per slot in a small JSON file; no key and no part of one.

    Any thread may call, but for the GUI's: the file may be slow. The notes only help: a file that
    cannot be read or written is logged, and they then last until the program ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._notes: dict[str, Note] | None = None

    def all(self) -> dict[str, Note]:
        with self._lock:
            return dict(self._all())

    def note(self, slot: str) -> Note:
        with self._lock:
            return self._note(slot)

    def kept(self, slot: str, backend: str, fingerprint: str = "") -> None:
        """The key is in the keyring called ``backend``."""
        with self._lock:
            note = self._note(slot)
            note = replace(note, backend=backend, removed=False, fingerprint=fingerprint)
            self._put({slot: note})

    def to_be_deleted(self, slot: str) -> None:
        """The user removed the key, whatever the keyring will say."""
        with self._lock:
            self._put({slot: replace(self._note(slot), removed=True, chosen=False)})

    def named(self, slot: str, label: str) -> None:
        with self._lock:
            self._put({slot: replace(self._note(slot), label=label)})

    def chosen(self, slot: str) -> None:
        """Of its provider this one is in use, and no other."""
        with self._lock:
            provider = provider_of(slot)
            self._put(
                {
                    other: replace(note, chosen=other == slot)
                    for other, note in self._all().items()
                    if provider_of(other) == provider
                }
            )

    def gone(self, slot: str) -> None:
        """No key is in a keyring."""
        with self._lock:
            self._put({slot: Note()})

    def _note(self, slot: str) -> Note:
        return self._all().get(slot, Note())

    def _put(self, changed: dict[str, Note]) -> None:
        if all(self._note(slot) == note for slot, note in changed.items()):
            return
        notes = self._all()
        notes.update(changed)
        for slot in [slot for slot, note in notes.items() if note == Note()]:
            del notes[slot]
        try:
            write_atomically(self._path, msgspec.json.encode(notes) + b"\n")
        except OSError as error:
            _log.warning("The notes about keys could not be written: %s", error)

    def _all(self) -> dict[str, Note]:
        if self._notes is None:
            self._notes = self._loaded()
        return self._notes

    def _loaded(self) -> dict[str, Note]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Note])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            _log.warning("The notes about keys could not be read: %s", error)
            return {}
