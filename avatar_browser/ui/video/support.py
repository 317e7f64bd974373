"""Whether this machine can play video at all. Everything else works where it cannot."""

import platform
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from avatar_browser.ui import qt_messages as _qt_messages  # noqa: F401 - quiet before the import

_AGAIN = "Install the Python package PySide6-Addons again."

player_class: "type[ClipPlayer] | None" = None
reason = ""

try:
    from avatar_browser.ui.video.player import ClipPlayer
except ImportError as error:  # QtMultimedia links to libraries that a bare Linux lacks
    reason = str(error)
else:
    player_class = ClipPlayer


def missing_text(what: str = "Video") -> str:
    """What to install, in one sentence; empty where video plays (fault F60)."""
    if not reason:
        return "" if _has_plugin() else f"{what} needs a plugin of Qt's that is missing. {_AGAIN}"
    on_linux = platform.system() == "Linux"
    if on_linux and "libpulse" in reason:
        return f"{what} needs the system package libpulse0 (Fedora: pulseaudio-libs). Install it."
    if on_linux:
        library = reason.split(":")[0]
        return f"{what} needs a system library that is missing: {library}. Install its package."
    return f"{what} needs the Python package PySide6-Addons. Install it."


def _has_plugin() -> bool:
    """Looked for on the disk: to load it, as the first player does, would hold up the start."""
    folders = (Path(folder, "multimedia") for folder in QCoreApplication.libraryPaths())
    return any(folder.is_dir() and any(folder.iterdir()) for folder in folders)
