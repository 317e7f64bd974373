"""Whether this machine can play video at all. Everything else works where it cannot."""

import platform
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from avatar_browser.ui import qt_messages as _qt_messages  # noqa: F401 - quiet before the import

if TYPE_CHECKING:
    from avatar_browser.ui.video.player import ClipPlayer

_AGAIN = "install the Python package PySide6-Addons again."
_START = "start Avatar Browser again"

_PLAYER = "avatar_browser.ui.video.player"


@cache
def why_missing() -> str:
    """Why QtMultimedia cannot be imported, empty where it can; imported when first asked."""
    try:
        import_module(_PLAYER)
    except ImportError as error:  # it links to libraries that a bare Linux lacks
        return str(error)
    return ""


def player_class() -> "type[ClipPlayer] | None":
    """None where :func:`why_missing` tells why."""
    if why_missing():
        return None
    clip_player: type[ClipPlayer] = import_module(_PLAYER).ClipPlayer
    return clip_player


def missing_text(what: str = "Video") -> str:
    """What to install, in one sentence; empty where video plays (fault F60)."""
    reason = why_missing()
    if not reason:
        return "" if _has_plugin() else f"{what} needs a plugin of Qt's that is missing: {_AGAIN}"
    on_linux = platform.system() == "Linux"
    if on_linux and "libpulse" in reason:
        package = "libpulse0 (Fedora: pulseaudio-libs)"
        return f"{what} needs the system package {package}: install it, then {_START}."
    if on_linux:
        library = reason.split(":")[0]
        return f"{what} needs the system library {library}: install its package, then {_START}."
    return f"{what} needs the Python package PySide6-Addons: install it, then {_START}."


def _has_plugin() -> bool:
    """Looked for on the disk: to load it, as the first player does, would hold up the start."""
    folders = (Path(folder, "multimedia") for folder in QCoreApplication.libraryPaths())
    return any(folder.is_dir() and any(folder.iterdir()) for folder in folders)
