"""What SQLite reports, told as what it means for the user."""

import sqlite3

from avatar_browser.domain.errors import StoreBusy, StoreFull, StoreTrouble, StoreUnwritable

_PRIMARY = 0xFF
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_OUT_OF_REACH = frozenset(
    {
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOLFS,
    }
)


class Damage(Exception):
    """The file cannot be used: damaged, or somebody else's."""


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code, 0 where Python raised the error by itself."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


def is_damage(error: sqlite3.Error) -> bool:
    return code_of(error) in _DAMAGED


def is_busy(error: sqlite3.Error) -> bool:
    return code_of(error) in _LOCKED


def trouble_of(error: sqlite3.Error, what: str) -> StoreTrouble | None:
    """Our words for ``error``, met at the file called ``what``; None where it is a bug of ours."""
    code = code_of(error)
    words: dict[str, str] = {
        "code": getattr(error, "sqlite_errorname", ""),
        "detail": str(error),
    }
    if code == sqlite3.SQLITE_FULL:
        return StoreFull(f"The disk is full, so that nothing new in the {what} is kept.", **words)
    if is_busy(error):
        return StoreBusy(
            f"Another program holds the stored {what}, so that nothing new is kept for now.",
            **words,
        )
    if is_damage(error):
        return StoreTrouble(
            f"The stored {what} is damaged, so that nothing new is kept.",
            advice="start Avatar Browser again, which begins it anew",
            **words,
        )
    if code in _OUT_OF_REACH:
        return StoreUnwritable(
            f"The stored {what} cannot be reached, so that nothing new is kept.", **words
        )
    return None
