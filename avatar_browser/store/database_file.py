"""A database as files in a folder: made for its owner only, and set aside when it is of no use."""

import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from avatar_browser.store.atomic import PART_SUFFIX
from avatar_browser.store.paths import private_folder

_PRIVATE = 0o600
_COMPANIONS = ("-wal", "-shm", "-journal")


def made_private(path: Path, fill: Callable[[Path], object]) -> bool:
    """See that ``path`` is a file of mode 0600 in a folder of mode 0700; whether it was made here.

    ``fill`` writes a new one, under another name: of programs that start at once all find the same
    one, and none finds it empty or half. SQLite gives its companion files the same mode. Raises
    OSError, and what ``fill`` raises.
    """
    private_folder(path.parent)
    if not os.path.lexists(path) and _appears(path, fill):
        return True
    if stat.S_IMODE(path.stat().st_mode) != _PRIVATE:
        path.chmod(_PRIVATE)
    return False


def _appears(path: Path, fill: Callable[[Path], object]) -> bool:
    """Whether it did; not where another program's was there first."""
    part = path.with_name(f".{path.name}.{token_hex(8)}{PART_SUFFIX}")
    _make(part)
    try:
        fill(part)
        try:
            path.hardlink_to(part)
        except FileExistsError:
            raise
        except OSError:  # a drive without links, where the file is there before it is filled
            _make(path)
            fill(path)
    except FileExistsError:
        return False
    finally:
        for suffix in ("", *_COMPANIONS):
            part.with_name(part.name + suffix).unlink(missing_ok=True)
    return True


def _make(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _PRIVATE))


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
