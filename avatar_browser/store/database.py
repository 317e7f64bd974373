"""SQLite files that survive damage, strangers, full disks, other versions and other programs."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from avatar_browser.domain.errors import (
    StoreBusy,
    StoreFull,
    StoreNewer,
    StoreRebuilt,
    StoreTrouble,
    StoreUnwritable,
)
from avatar_browser.store.connecting import checked_anywhere, connected, write_ahead
from avatar_browser.store.database_file import has_log, made_private, set_aside
from avatar_browser.store.database_trouble import Damage, is_busy, is_damage, trouble_of
from avatar_browser.store.schema import Schema, checked_version, migrate, try_out

BUSY_SECONDS = 5.0
_FREE_SPACE = "free some space, then start Avatar Browser again"

_log = logging.getLogger(__name__)


class Database:
    """An open file, for the thread that opened it.

    Raises StoreTrouble for what the file or its folder suffers.
    """

    def __init__(self, connection: sqlite3.Connection, what: str, *, writable: bool) -> None:
        self.writable = writable
        self._connection = connection
        self._what = what

    def rows(self, statement: str, *values: object) -> list[Any]:
        with self._told():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: on the disk as a whole once it is left, or not at all.

        The write lock is taken at once (BEGIN IMMEDIATE) and waited for, so that nothing read
        inside is out of date when it is written.
        """
        if not self.writable:
            raise StoreUnwritable(code="read only")
        with self._told():
            self._patiently("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._patiently("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def empty_log(self) -> None:
        """See that what was deleted is in no file any more, unless another program still reads."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with suppress(sqlite3.Error):  # a last checkpoint that failed is made up for next time
            self._connection.close()

    def _patiently(self, statement: str) -> None:
        """Once more after the busy time: another program's checkpoint may hold a slow disk."""
        try:
            self._connection.execute(statement)
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            self._connection.execute(statement)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            trouble = trouble_of(error, self._what)
            if trouble is None:
                raise
            raise trouble from error


@dataclass(frozen=True, slots=True)
class Opened:
    """``database`` is None where nothing can be kept or read; ``trouble`` is for the user."""

    database: Database | None
    trouble: StoreTrouble | None = None


def open_database(
    path: Path, schema: Schema, *, vfs: str = "", busy_seconds: float = BUSY_SECONDS
) -> Opened:
    """The file at ``path``; made where it is missing, made anew where it is of no use.

    A file that is damaged or not ours is set aside as ``<name>.corrupt-<time>``. One of a newer
    version, or in a folder that cannot be written, is only read. Raises nothing. ``vfs`` names one
    of SQLite's ways to the disk.
    """
    opening = _Opening(path, schema, vfs, busy_seconds)
    try:
        return opening.open()
    except Damage as damage:
        _log.warning("The stored %s is of no use: %s", schema.what, damage)
    except (OSError, sqlite3.Error) as error:
        return opening.make_do(error)
    try:
        kept = set_aside(path, keeps_earlier=schema.is_precious)
        opened = opening.open()
    except (OSError, sqlite3.Error, Damage) as error:
        return opening.make_do(error)
    sentence = (
        f"The stored {schema.what} was damaged and is begun anew, with the damaged file kept as"
        f" {kept.name}."
    )
    advice = "put back a copy of it, if you have one" if schema.is_precious else None
    return Opened(opened.database, StoreRebuilt(sentence, advice=advice, code="damaged"))


class _Opening:
    """The ways to open one file."""

    def __init__(self, path: Path, schema: Schema, vfs: str, busy_seconds: float) -> None:
        self._path = path
        self._schema = schema
        self._what = schema.what
        self._vfs = vfs
        self._busy_seconds = busy_seconds

    def open(self) -> Opened:
        """To read and to write; made where it is missing.

        Raises Damage, and OSError or sqlite3.Error for anything else.
        """
        made_private(self._path, self._fill)
        connection = self._connected(self._path, "mode=rw")
        try:
            version = checked_anywhere(connection, self._schema)
            if version <= self._schema.version:
                return self._prepared(connection)
        except sqlite3.Error as error:
            connection.close()
            if is_damage(error):
                raise Damage(str(error)) from error
            raise
        except Damage:
            connection.close()
            raise
        connection.close()
        return self._newer(version)

    def make_do(self, error: Exception) -> Opened:
        """It could not be opened to write: read it, where that can be done."""
        _log.warning("The stored %s cannot be written: %s", self._what, error)
        trouble = trouble_of(error, self._what) if isinstance(error, sqlite3.Error) else None
        if isinstance(trouble, StoreBusy):
            return Opened(None, trouble)
        database = self._readable()
        if database is None:
            sentence = f"The {self._what} cannot be stored, so that nothing is kept after you quit."
        else:
            sentence = f"The {self._what} as last stored is shown, and nothing new can be kept."
        kind = StoreUnwritable if trouble is None else type(trouble)
        advice = _FREE_SPACE if kind is StoreFull else StoreUnwritable.default_advice
        told = kind(sentence, advice=advice, code="unwritable", detail=str(error))
        return Opened(database, told)

    def _newer(self, version: int) -> Opened:
        database = self._readable()
        told = "it is shown" if database else "it is left alone"
        sentence = (
            f"The stored {self._what} was written by a newer version of this program, so that"
            f" {told} and nothing new is kept."
        )
        return Opened(database, StoreNewer(sentence, code=f"version {version}"))

    def _fill(self, path: Path) -> None:
        """Without a write-ahead log: all of it is in the file itself once this is through."""
        with closing(self._connected(path, "mode=rw")) as connection:
            migrate(connection, self._schema)

    def _prepared(self, connection: sqlite3.Connection) -> Opened:
        trouble: StoreTrouble | None = None
        mode = write_ahead(connection, self._busy_seconds)
        if mode != "wal":
            _log.warning("The folder of the %s allows no write-ahead log: %s", self._what, mode)
            sentence = (
                f"The {self._what} lies on a drive that programs cannot share: open Avatar Browser"
                " only once."
            )
            trouble = StoreTrouble(sentence, code="no wal")
        # NORMAL: a power cut may cost the last moments.
        level = "FULL" if self._schema.is_precious else "NORMAL"
        connection.execute(f"PRAGMA synchronous={level}")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA foreign_keys=ON")
        if migrate(connection, self._schema) == 0:  # a new one is never found empty
            sentence = f"The stored {self._what} was empty and is begun anew."
            trouble = StoreRebuilt(sentence, code="empty")
        return Opened(Database(connection, self._what, writable=True), trouble)

    def _readable(self) -> Database | None:
        """The file to read only, None where it is not there or not understood."""
        for options in ("mode=ro", "mode=ro&immutable=1"):
            if "immutable" in options and has_log(self._path):
                continue  # without its log the file may be half of what it should be
            with suppress(sqlite3.Error, Damage, OSError):
                connection = self._connected(self._path, options)
                try:
                    if checked_version(connection, self._schema) >= self._schema.version:
                        try_out(connection, self._schema)
                        return Database(connection, self._what, writable=False)
                except (sqlite3.Error, Damage):
                    connection.close()
                    raise
                connection.close()
        return None

    def _connected(self, path: Path, options: str) -> sqlite3.Connection:
        return connected(path, options, self._vfs, self._busy_seconds)
