"""What a crash leaves behind: where the program stood, and never what its memory held (T25)."""

import faulthandler
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TextIO

from avatar_browser.store.paths import private_folder

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE = 4
_MOST_BYTES = 200_000
_PRIVATE = 0o600
_NEW = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)


def forbid_dumps(environment: Mapping[str, str]) -> None:
    """No memory of this process, which holds keys, is written anywhere when it crashes.

    No core file is made, and where the kernel hands dumps to a program, which the limit does not
    stop, no page of memory is in them. Both are inherited by programs that are opened from here.
    Programs of the same user cannot read this process's memory either where :func:`may_hide` allows
    for that. What a system lacks of this is left out.
    """
    _forbid_core_files()
    if sys.platform == "linux":
        with suppress(OSError):
            Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")
        if may_hide(environment):
            ctypes = import_module("ctypes")  # late: most starts do without it
            with suppress(OSError, AttributeError):
                ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def may_hide(environment: Mapping[str, str]) -> bool:
    """Whether the process can be closed to debuggers (PR_SET_DUMPABLE) without breaking anything.

    Not where there is a session bus: the desktop's portals refuse a program whose ``/proc`` entry
    they cannot read, and with them the system's theme and file dialogs go. Not in a checkout, whose
    user may want a debugger.
    """
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    has_bus = environment.get("DBUS_SESSION_BUS_ADDRESS", "disabled:") != "disabled:"
    has_bus = has_bus or bool(runtime and Path(runtime, "bus").exists())
    return not has_bus and not _is_checkout()


def _is_checkout() -> bool:
    return (Path(__file__).parents[2] / "pyproject.toml").exists()


def tell_crashes_to(stderr: TextIO | None) -> None:
    """Until there is a file: a crash of the native code prints where each thread stands.

    Functions, files and lines: no argument, no variable and no text of an error.
    """
    if stderr is not None:
        with suppress(OSError, ValueError):  # no file of the system's behind it
            faulthandler.enable(stderr)


class CrashFile:
    """Keeps where the program stood, over restarts, until there is too much of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def open(self) -> OSError | None:
        """From now on crashes are told there, not to stderr; where they cannot be, which is
        returned, nothing changes."""
        try:
            private_folder(self._path.parent)
            if self._path.exists() and self._path.stat().st_size > _MOST_BYTES:
                self._path.unlink()
            self._file = os.fdopen(os.open(self._path, _NEW, _PRIVATE), "a", encoding="utf-8")
        except OSError as error:
            return error
        faulthandler.enable(self._file)
        return None

    def close(self) -> None:
        """At the end of the program; what crashes after that goes to stderr. An empty file goes."""
        if self._file is None:
            return
        faulthandler.disable()
        tell_crashes_to(sys.stderr)
        self._file.close()
        self._file = None
        with suppress(OSError):
            if not self._path.stat().st_size:
                self._path.unlink()


def crash_text(path: Path) -> str:
    """What is kept of crashes; empty where there were none."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")[-_MOST_BYTES:]
    except OSError:
        return ""


def _forbid_core_files() -> None:
    if sys.platform == "win32":
        return
    with suppress(OSError, ValueError):
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
