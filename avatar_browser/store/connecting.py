"""Connections to SQLite files, whatever the drive allows that they lie on."""

import sqlite3
import time
from pathlib import Path

from avatar_browser.store.database_trouble import code_of, is_busy
from avatar_browser.store.schema import Schema, checked_version

_PAUSE = 0.01


def connected(path: Path, options: str, vfs: str, busy_seconds: float) -> sqlite3.Connection:
    """``options`` are those of SQLite's addresses ("mode=rw"), ``vfs`` one of its ways to the disk.

    Raises sqlite3.Error.
    """
    way = f"&vfs={vfs}" if vfs else ""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}{way}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
    )


def checked_anywhere(connection: sqlite3.Connection, schema: Schema) -> int:
    """As :func:`~avatar_browser.store.schema.checked_version`, also where memory is not shared."""
    try:
        return checked_version(connection, schema)
    except sqlite3.OperationalError as error:
        if code_of(error) != sqlite3.SQLITE_CANTOPEN:
            raise
    # It has a log that was written where memory could be shared, and here it cannot.
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA locking_mode=NORMAL")
    return checked_version(connection, schema)


def write_ahead(connection: sqlite3.Connection, busy_seconds: float) -> str:
    """The journal mode that the file has now; "wal" unless its place does not allow that.

    Where two programs change the mode at once SQLite tells one of them so, without waiting.
    """
    ends = time.monotonic() + busy_seconds
    while True:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
            return str(mode)
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > ends:
                raise
        time.sleep(_PAUSE)
