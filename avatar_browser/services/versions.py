"""Which versions of what this program runs on."""

import platform
import re
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion

from avatar_browser import __version__

_FFMPEG = re.compile(rb"FFmpeg version ([nN]?-?\d[\w.+-]{0,40})")
_LIBRARIES = ("httpx", "keyring", "msgspec", "platformdirs", "secretstorage", "truststore")


def program_versions() -> list[str]:
    """In three lines, for people."""
    qt = f"Qt {qVersion()} · PySide6 {PySide6.__version__} · FFmpeg {ffmpeg_version()}"
    return [
        f"Version {__version__}",
        f"Python {platform.python_version()} · {qt}",
        f"{platform.system()} {platform.release()} ({sys.platform})",
    ]


def library_versions() -> list[str]:
    """Of what is installed beside Qt, one library a line."""
    metadata = import_module("importlib.metadata")  # late: 8 ms that the start does not wait for
    lines = []
    for name in _LIBRARIES:
        with suppress(metadata.PackageNotFoundError):
            lines.append(f"{name} {metadata.version(name)}")
    return lines


@cache
def ffmpeg_version() -> str:
    """Of the FFmpeg that comes with Qt, read in its library's file.

    The library itself is not loaded: outside the player it lacks what Qt links it with.
    """
    folder = Path(PySide6.__file__).parent
    for file in sorted({*folder.glob("*avutil*"), *folder.glob("Qt/lib/*avutil*")}):
        with suppress(OSError):
            found = _FFMPEG.search(file.read_bytes())
            if found:
                return found[1].decode("ascii")
    return "of the system, or none"
