"""Colours by short digests, in one small file."""

import struct
from pathlib import Path

from avatar_browser.store.atomic import AtomicFile

_MAGIC = b"avatar-browser colours 1\n"
_ENTRY = struct.Struct("<8sI")


class ColoursFile:
    """May be deleted at any time: it is filled anew as pictures are seen."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> dict[bytes, int]:
        """Nothing where it cannot be read; what is damaged is left out."""
        try:
            data = self._path.read_bytes()
        except OSError:
            return {}
        if not data.startswith(_MAGIC):
            return {}
        entries = memoryview(data)[len(_MAGIC) :]
        whole = entries[: len(entries) // _ENTRY.size * _ENTRY.size]
        return {key: colour & 0xFFFFFF for key, colour in _ENTRY.iter_unpack(whole)}

    def save(self, colours: dict[bytes, int]) -> None:
        """Raises OSError."""
        packed = (_ENTRY.pack(key, colour) for key, colour in colours.items())
        with AtomicFile(self._path, durable=False) as file:
            file.write(_MAGIC + b"".join(packed))
            file.commit()
