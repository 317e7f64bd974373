"""One process at a time has a folder; one that is started beside it brings it to the front."""

import socket
import sys
import threading
import time
from contextlib import suppress
from enum import Enum, auto
from hashlib import sha256
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any, Self

from PySide6.QtCore import QLockFile, QObject, Signal

from avatar_browser.domain.errors import Problem
from avatar_browser.store.paths import private_folder

PATIENCE = 2.0
"""Seconds for a process that begins to listen, or one that ends to let go of the folder."""
LINGERING = 1.0
"""Seconds for the thread that answers to end."""
_STEP = 0.05
_UNANSWERED = (
    "Avatar Browser is running already and does not answer: close one of the two, since what you"
    " change in both may not be kept."
)
_HERE = b"here"


class Place(Enum):
    FIRST = auto()
    """The folder is ours until :meth:`Instance.release`."""
    SECOND = auto()
    """Another process has it, and was told to come to the front."""
    UNKNOWN = auto()
    """No lock can be had there: what is kept in it is guarded by its own locks alone."""


class Instance(QObject):
    """Fault F81. A lock that was left by a process that crashed is taken over (F82)."""

    called = Signal()
    """Another process was started and ends for our sake: the window should be seen."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock = QLockFile(str(folder / "lock"))
        self._lock.setStaleLockTime(0)  # only its process's end makes a lock stale, never its age
        self._door: _Door | None = None
        self._is_unanswered = False

    @property
    def trouble(self) -> Problem | None:
        """Why the place is UNKNOWN, unless it is for a folder that its users tell of themselves."""
        return Problem(_UNANSWERED, code="instance") if self._is_unanswered else None

    def take(self) -> Place:
        """Which place this process has. Blocks for ``PATIENCE`` seconds at most."""
        try:
            private_folder(self._folder)
        except OSError:
            return Place.UNKNOWN
        address = _address(self._folder)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._lock.tryLock(0):
                self._door = _Door(address, self)
                return Place.FIRST
            if self._lock.error() is not QLockFile.LockError.LockFailedError:
                return Place.UNKNOWN
            if _is_answered(address, deadline):
                return Place.SECOND
            time.sleep(_STEP)
        self._is_unanswered = True
        return Place.UNKNOWN

    def stop_listening(self) -> None:
        """The window is closing: who is started now waits for the end instead."""
        if self._door is not None:
            self._door.close()
            self._door = None

    def release(self) -> None:
        """Let go of the folder; idempotent."""
        self.stop_listening()
        self._lock.unlock()


class _Door:
    """Answers on a thread of its own. Where nothing can listen, nobody is answered.

    Its maker has the folder while it opens and closes the door, which is when the address is made
    and removed. The thread may end later, and leaves it alone: it may be a successor's by then.
    """

    def __init__(self, address: str, owner: Instance) -> None:
        self._address = address
        self._owner = owner
        self._is_closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="instance", daemon=True)
        _remove(address)  # left by a process that crashed
        with suppress(OSError):
            self._listener = _listening(address)
            self._thread.start()

    def close(self) -> None:
        self._is_closing.set()
        if self._thread.is_alive():
            with suppress(OSError, EOFError):
                Client(self._address).close()  # wakes the thread, which waits for just that
            _remove(self._address)
            self._thread.join(LINGERING)

    def _serve(self) -> None:
        with self._listener:
            while not self._is_closing.is_set():
                try:
                    self._answer()
                except OSError:  # the caller is gone, or this process has no file number left
                    self._is_closing.wait(_STEP)

    def _answer(self) -> None:
        with self._listener.accept() as caller:
            if not self._is_closing.is_set():
                caller.send_bytes(_HERE)
                self._owner.called.emit()


class _Socket:
    """As a Listener, which cannot be had without its removing the address when it is closed, or at
    the end of the process."""

    def __init__(self, address: str) -> None:
        """Raises OSError."""
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            self._socket.bind(address)
            self._socket.listen(1)
        except OSError:
            self._socket.close()
            raise

    def accept(self) -> "Connection[Any, Any]":
        caller, _ = self._socket.accept()
        return Connection(caller.detach())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()


def _listening(address: str) -> "Listener | _Socket":
    """Raises OSError."""
    return Listener(address) if sys.platform == "win32" else _Socket(address)


def _remove(address: str) -> None:
    """A pipe goes with the last who has it open."""
    if sys.platform != "win32":
        with suppress(OSError):
            Path(address).unlink()


def _address(folder: Path) -> str:
    """Of a local socket in the folder, where nobody else can put one; of a pipe on Windows."""
    path = folder / "instance"
    if sys.platform == "win32":
        return rf"\\.\pipe\avatar-browser-{sha256(bytes(path)).hexdigest()[:16]}"
    return str(path)


def _is_answered(address: str, deadline: float) -> bool:
    try:
        with Client(address) as door:
            return door.poll(max(0.0, deadline - time.monotonic())) and bool(door.recv_bytes(16))
    except (OSError, EOFError):
        return False
