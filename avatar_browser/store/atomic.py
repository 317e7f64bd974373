"""Files that appear whole under their name, or not at all."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from avatar_browser.store.paths import private_folder

PART_SUFFIX = ".part"


def _no_room(_error: OSError, _size: int) -> bool:
    return False


class AtomicFile:
    """A file written beside ``path`` that takes its place at :meth:`commit`; mode 0600.

    As a context it is thrown away unless it was committed. Every method may raise OSError (disk
    full, read-only folder); ``path`` then still is what it was. ``make_room`` is asked when a
    write fails, with the error and the number of bytes left; where it returns True the write
    goes on, so it must do so only after it has freed something.
    """

    def __init__(self, path: Path, *, make_room: Callable[[OSError, int], bool] = _no_room) -> None:
        self._path = path
        self._make_room = make_room
        descriptor, name = tempfile.mkstemp(
            prefix=".", suffix=PART_SUFFIX, dir=private_folder(path.parent)
        )
        self._part = Path(name)
        self._file = os.fdopen(descriptor, "wb", buffering=0)
        self.written = 0

    def write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            try:
                count = self._file.write(rest)
            except OSError as error:
                if not self._make_room(error, len(rest)):
                    raise
            else:
                self.written += count
                rest = rest[count:]

    def commit(self) -> None:
        """Raises ValueError after :meth:`abort` or an earlier commit."""
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._path)

    def abort(self) -> None:
        """Leave no trace. Does nothing after :meth:`commit`."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.abort()


def write_atomically(path: Path, data: bytes) -> None:
    """``path`` holds ``data``, or after an OSError what it held before. Mode 0600."""
    with AtomicFile(path) as file:
        file.write(data)
        file.commit()
