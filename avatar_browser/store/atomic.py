"""Files that appear whole under their name, or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Self

from avatar_browser.store.paths import private_folder

PART_SUFFIX = ".part"
_PRIVATE_MODE = 0o600
_USUAL_MODE = 0o666
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _no_room(_error: OSError, _size: int) -> bool:
    return False


class AtomicFile:
    """A file written beside ``path`` that takes its place at :meth:`commit`.

    As a context it is thrown away unless it was committed. Every method may raise OSError (disk
    full, read-only folder); ``path`` then still is what it was. ``make_room`` is asked when a
    write fails, with the error and the number of bytes left; where it returns True the write
    goes on, so it must do so only after it has freed something.

    A ``private`` file has mode 0600, in a folder that is made on demand and closed to others. One
    that is not private is the user's: its folder must be there and is left as it is, and its mode
    follows the umask. One that is not ``durable`` may be empty after the power failed.
    """

    def __init__(
        self,
        path: Path,
        *,
        make_room: Callable[[OSError, int], bool] = _no_room,
        private: bool = True,
        durable: bool = True,
    ) -> None:
        self._path = path
        self._make_room = make_room
        self._durable = durable
        folder = private_folder(path.parent) if private else path.parent
        self._part = folder / f".{token_hex(8)}{PART_SUFFIX}"
        descriptor = os.open(self._part, _NEW, _PRIVATE_MODE if private else _USUAL_MODE)
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
        if self._durable:
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


def write_atomically(path: Path, data: bytes, *, private: bool = True) -> None:
    """``path`` holds ``data``, or after an OSError what it held before."""
    with AtomicFile(path, private=private) as file:
        file.write(data)
        file.commit()
