"""A database as files in a folder: made for its owner only, and set aside when it is of no use."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

from avatar_browser.store.paths import private_folder

_PRIVATE = 0o600
_COMPANIONS = ("-wal", "-shm", "-journal")


def made_private(path: Path) -> bool:
    """See that ``path`` is a file of mode 0600 in a folder of mode 0700; whether it is new.

    SQLite gives its companion files the same mode. Raises OSError.
    """
    private_folder(path.parent)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _PRIVATE))
    except FileExistsError:
        if stat.S_IMODE(path.stat().st_mode) != _PRIVATE:
            path.chmod(_PRIVATE)
        return False
    return True


def set_aside(path: Path, *, keeps_earlier: bool = False) -> Path:
    """Rename the file and its companions; files set aside earlier go, unless they are to be kept.

    Returns the new name. Raises OSError; the file then is where it was.
    """
    kept = path.with_name(f"{path.name}.corrupt-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}")
    earlier = [] if keeps_earlier else list(path.parent.glob(f"{path.name}.corrupt-*"))
    path.rename(kept)
    for suffix in _COMPANIONS:
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            # A log that stayed behind would be taken for the new file's.
            companion.rename(kept.with_name(kept.name + suffix))
    for file in earlier:
        file.unlink(missing_ok=True)
    return kept


def has_log(path: Path) -> bool:
    """Whether a write-ahead log holds what the file itself does not."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
