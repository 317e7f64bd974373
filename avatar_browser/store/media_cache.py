"""Pictures and clips on disk, found by what they are and never by their URL."""

import hashlib
import logging
import os
import re
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from typing_extensions import override

from avatar_browser.store.atomic import AtomicFile
from avatar_browser.store.listing import BESIDE
from avatar_browser.store.room import Room

_log = logging.getLogger(__name__)

DEFAULT_CAP = 2 * 1024**3
_TOUCH_AFTER = 3600.0
_PROVIDER = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_BESIDE = re.compile(r"[a-z0-9-]{1,16}")


@dataclass(frozen=True, slots=True)
class MediaId:
    """One picture or clip: ``version`` changes when the provider makes it anew.

    ``provider`` is our own short word (it names a folder); the rest may hold any character.
    """

    provider: str
    catalogue: str
    id: str
    version: str
    field: str

    @property
    def digest(self) -> str:
        parts = (self.provider, self.catalogue, self.id, self.version, self.field)
        packed = msgspec.msgpack.encode([p.encode(errors="surrogatepass") for p in parts])
        return hashlib.sha256(packed).hexdigest()


class MediaWriter(AbstractContextManager["MediaWriter"]):
    """A medium on its way into the cache; thrown away on leaving unless it was committed."""

    def __init__(self, cache: "MediaCache", media_id: MediaId) -> None:
        self._cache = cache
        self._media_id = media_id
        self._file = AtomicFile(cache.path(media_id), make_room=cache.make_room)

    def write(self, data: bytes) -> None:
        self._file.write(data)

    def commit(self) -> Path:
        """The file under its final name, complete and on the disk. Pin it if it is to stay."""
        with self._cache.pinned(self._media_id):
            self._file.commit()
            self._cache.drop_beside(self._media_id)
            self._cache.account(self._file.written)
        return self._cache.path(self._media_id)

    def abort(self) -> None:
        """Leave no trace. Does nothing after :meth:`commit`."""
        self._file.abort()

    @override
    def __enter__(self) -> Self:
        return self

    @override
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self.abort()


class MediaCache:
    """A folder of at most ``cap_bytes``, of which the oldest used go first; for moments, and at
    the start until 64 MiB were written, it may be larger.

    Any thread may call any method, and other processes and people may delete files at any time.
    Every method works on the disk: none is for the GUI thread. Files are 0600, folders 0700.
    A full or read-only disk shows as OSError from :meth:`store` and from a writer.

    What is made of a medium may be kept beside it, by a short name: it goes when the medium goes
    or is stored anew, and may be gone, or damaged, at any time.
    """

    def __init__(self, folder: Path, cap_bytes: int = DEFAULT_CAP) -> None:
        self._folder = folder
        self._room = Room(folder, cap_bytes)
        self._is_trouble_told = False

    def path(self, media_id: MediaId) -> Path:
        """Where the medium is or would be. Raises ValueError for a provider that is no word."""
        digest = media_id.digest
        return self._provider_folder(media_id.provider) / digest[0] / digest[1:3] / digest[3:]

    def read(self, media_id: MediaId) -> bytes | None:
        """The whole medium, None where it is not here or cannot be read."""
        path = self.path(media_id)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self._tell_once(error)
            return None
        self._touch(path)
        return data

    def find(self, media_id: MediaId) -> Path | None:
        """The medium's file, None where it is not here. Pin it first if it is to stay."""
        path = self.path(media_id)
        if not path.is_file():
            return None
        self._touch(path)
        return path

    def store(self, media_id: MediaId, data: bytes) -> Path:
        with self.writer(media_id) as writer:
            writer.write(data)
            return writer.commit()

    def writer(self, media_id: MediaId) -> MediaWriter:
        return MediaWriter(self, media_id)

    def read_beside(self, media_id: MediaId, name: str) -> bytes | None:
        """What is kept beside the medium by this name; None where it cannot be read."""
        path = self._path_beside(media_id, name)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        self._touch(path)
        return data

    def store_beside(self, media_id: MediaId, name: str, data: bytes) -> None:
        """Nothing is kept beside a medium that is not here. Raises OSError."""
        with self.pinned(media_id):
            if not self.path(media_id).is_file():
                return
            path = self._path_beside(media_id, name)
            with AtomicFile(path, make_room=self.make_room, durable=False) as file:
                file.write(data)
                file.commit()
        self.account(len(data))

    def drop_beside(self, media_id: MediaId) -> None:
        """Forget what is kept beside the medium: it is another one now."""
        path = self.path(media_id)
        for other in path.parent.glob(f"{path.name}{BESIDE}*"):
            with suppress(OSError):
                other.unlink()

    def discard(self, media_id: MediaId) -> None:
        """Raises PermissionError where the system keeps an open file (Windows)."""
        self.path(media_id).unlink(missing_ok=True)
        self.drop_beside(media_id)

    def discard_provider(self, provider: str, stays: frozenset[str] = frozenset()) -> None:
        """Drop all media of one provider but those with digests in ``stays``, and pinned ones."""
        self._room.clear(self._provider_folder(provider), stays)

    @contextmanager
    def pinned(self, media_id: MediaId) -> Iterator[None]:
        self.pin(media_id)
        try:
            yield
        finally:
            self.unpin(media_id)

    def pin(self, media_id: MediaId) -> None:
        """Keep the medium from eviction until as many :meth:`unpin`; it need not exist yet."""
        self._room.pin(self.path(media_id))

    def unpin(self, media_id: MediaId) -> None:
        self._room.unpin(self.path(media_id))

    def size(self) -> int:
        """Bytes on the disk now. Lists the folder."""
        return self._room.size()

    def evict(self) -> int:
        """Bytes freed to come to nine tenths of the cap, if it was exceeded; 0 otherwise."""
        return self._room.evict()

    def make_room(self, error: OSError, size: int) -> bool:
        """Whether something was deleted so that a write of ``size`` bytes is worth a new try."""
        return self._room.make(error, size)

    def account(self, written: int) -> None:
        """Called by a writer for what it has added."""
        self._room.account(written)

    def _provider_folder(self, provider: str) -> Path:
        if not _PROVIDER.fullmatch(provider):
            raise ValueError(f"{provider!r} cannot name a folder.")
        return self._folder / provider

    def _touch(self, path: Path) -> None:
        # The order of eviction is a wish: a cache that cannot be written is still good to read.
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _TOUCH_AFTER:
                os.utime(path)

    def _path_beside(self, media_id: MediaId, name: str) -> Path:
        if not _BESIDE.fullmatch(name):
            raise ValueError(f"{name!r} cannot name a file.")
        path = self.path(media_id)
        return path.with_name(f"{path.name}{BESIDE}{name}")

    def _tell_once(self, error: OSError) -> None:
        if not self._is_trouble_told:
            self._is_trouble_told = True
            _log.warning("The media cache cannot be read: %s", error)
