"""What a medium was when it was stored: nothing else is shown or played in its place (fault T22).

The sum finds what a disk has damaged, and what somebody has put there by mistake. It is no seal
against whoever may write in the folder: they could write the sum as well.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from avatar_browser.store.media_cache import MediaCache, MediaId

_NAME = "sha256"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells a file that was not written since from one that was, without reading it."""

    changed: int
    size: int
    number: int

    @classmethod
    def of(cls, path: Path) -> "Stamp":
        """Raises OSError."""
        facts = path.stat()
        return cls(facts.st_mtime_ns, facts.st_size, facts.st_ino)


def note_sum(cache: MediaCache, media_id: MediaId, digest: bytes) -> None:
    """``digest`` is the sha256 of the medium just stored. Raises OSError."""
    cache.store_beside(media_id, _NAME, digest)


def store_summed(cache: MediaCache, media_id: MediaId, data: bytes) -> Path:
    """Raises OSError."""
    path = cache.store(media_id, data)
    note_sum(cache, media_id, hashlib.sha256(data).digest())
    return path


def read_summed(cache: MediaCache, media_id: MediaId) -> bytes | None:
    """The whole medium; None where it is not here, or not as it was stored, and now gone."""
    data = cache.read(media_id)
    if data is None or hashlib.sha256(data).digest() == cache.read_beside(media_id, _NAME):
        return data
    discard(cache, media_id)
    return None


def is_as_stored(cache: MediaCache, media_id: MediaId, path: Path) -> bool:
    """Whether the file of the medium, at ``path``, is what was stored. Raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
    return digest == cache.read_beside(media_id, _NAME)


def discard(cache: MediaCache, media_id: MediaId) -> None:
    """Windows keeps a file that is open: what is fetched now takes its place all the same."""
    with suppress(OSError):
        cache.discard(media_id)
