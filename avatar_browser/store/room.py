"""How much a folder of media may hold, and who goes first."""

import errno
import logging
import threading
from collections import Counter
from pathlib import Path

from avatar_browser.store.listing import StoredBundle, bundled, stored_files

_log = logging.getLogger(__name__)

_LISTING_STEP = 64 * 1024**2
_FULL_DISK_STEP = 16 * 1024**2
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


class Room:
    """Keeps a folder near ``cap_bytes``: the oldest used go first, and what is pinned stays.

    A file goes together with what is kept beside it. Any thread may call any method.
    """

    def __init__(self, folder: Path, cap_bytes: int) -> None:
        self._folder = folder
        self._cap = cap_bytes
        self._lock = threading.Lock()
        self._pins: Counter[Path] = Counter()
        self._is_full_told = False
        # Bytes that may be written before the folder is listed again: listing costs much more
        # than a picture, and a counter alone would not see what others delete.
        self._allowance = min(_LISTING_STEP, cap_bytes)

    def pin(self, path: Path) -> None:
        """Keep the file until as many :meth:`unpin`; it need not exist yet."""
        with self._lock:
            self._pins[path] += 1

    def unpin(self, path: Path) -> None:
        with self._lock:
            self._pins[path] -= 1
            if self._pins[path] <= 0:
                del self._pins[path]

    def size(self) -> int:
        """Bytes on the disk now. Lists the folder."""
        return sum(file.size for file in stored_files(self._folder))

    def account(self, written: int) -> None:
        """So many bytes were added."""
        with self._lock:
            self._allowance -= written
            due = self._allowance < 0
        if due:
            self.evict()

    def evict(self) -> int:
        """Bytes freed to come to nine tenths of the cap, if it was exceeded; 0 otherwise."""
        bundles = bundled(stored_files(self._folder))
        size = sum(bundle.size for bundle in bundles)
        freed = 0
        if size > self._cap:
            freed = self._remove_oldest(bundles, size - self._cap * 9 // 10)
        with self._lock:
            room = self._cap - (size - freed)
            # With more than the cap pinned, not every write shall list the folder in vain.
            self._allowance = room if room > 0 else min(_LISTING_STEP, self._cap)
        return freed

    def make(self, error: OSError, size: int) -> bool:
        """Whether something was deleted so that a write of ``size`` bytes is worth a new try."""
        if error.errno not in _DISK_FULL:
            return False
        if not self._is_full_told:
            self._is_full_told = True
            _log.warning("The disk is full; the oldest media are removed: %s", error)
        bundles = bundled(stored_files(self._folder))
        return self._remove_oldest(bundles, max(size, _FULL_DISK_STEP)) > 0

    def clear(self, folder: Path, stays: frozenset[str] = frozenset()) -> None:
        """Remove all that is below ``folder``, a part of ours, and not pinned.

        What stays is named by its path below ``folder``, without separators.
        """
        for bundle in bundled(stored_files(folder)):
            if "".join(bundle.path.relative_to(folder).parts) not in stays:
                self._remove(bundle)

    def _remove_oldest(self, bundles: list[StoredBundle], wanted: int) -> int:
        freed = 0
        for bundle in bundles:
            if freed >= wanted:
                break
            freed += bundle.size if self._remove(bundle) else 0
        return freed

    def _remove(self, bundle: StoredBundle) -> bool:
        with self._lock:
            if bundle.path in self._pins:
                return False
            try:
                for path in (bundle.path, *bundle.beside):
                    path.unlink(missing_ok=True)
            except OSError as error:
                # Windows keeps a file that somebody has open: the next eviction tries again.
                _log.debug("Not removed from the media cache: %s", error)
                return False
        return True
