"""What is remembered about keys beside the keyring: where they are, and what is to go."""

import logging
import threading
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from avatar_browser.store.atomic import write_atomically

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Note:
    """``backend`` is the keyring's name, empty where no key was ever seen in one.

    ``removed`` says that the user removed the key and the keyring has not yet deleted it.
    """

    backend: str = ""
    removed: bool = False


class KeyNotes:
    """One :class:`Note` per provider in a small JSON file; no key and no part of one.

    Any thread may call. The notes only help: a file that cannot be read or written is logged, and
    they then last until the program ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._notes: dict[str, Note] | None = None

    def note(self, provider: str) -> Note:
        with self._lock:
            return self._all().get(provider, Note())

    def kept(self, provider: str, backend: str) -> None:
        """The key is in the keyring called ``backend``."""
        self._put(provider, Note(backend=backend))

    def to_be_deleted(self, provider: str) -> None:
        """The user removed the key, whatever the keyring will say."""
        self._put(provider, replace(self.note(provider), removed=True))

    def gone(self, provider: str) -> None:
        """No key is in a keyring."""
        self._put(provider, Note())

    def _put(self, provider: str, note: Note) -> None:
        with self._lock:
            notes = self._all()
            if notes.get(provider, Note()) == note:
                return
            notes[provider] = note
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
