"""What a database file of ours holds, and how a file comes to hold it."""

import sqlite3
from dataclasses import dataclass

from avatar_browser.store.database_trouble import Damage


@dataclass(frozen=True, slots=True)
class Schema:
    """``what`` names the content in a sentence ("catalogue").

    ``application_id`` marks a file as ours. Each migration is a sequence of statements and brings
    a file from the version of its place to the next; an empty file has version 0. ``used`` are
    statements that run without an error on every file that can be read, of a newer version too.
    ``is_precious``: nobody could tell the content again. Then a power cut costs no change that was
    made, and files that were set aside are kept for good.
    """

    what: str
    application_id: int
    migrations: tuple[tuple[str, ...], ...]
    used: tuple[str, ...] = ()
    is_precious: bool = False

    @property
    def version(self) -> int:
        return len(self.migrations)


def checked_version(connection: sqlite3.Connection, schema: Schema) -> int:
    """The version of a sound file of ours, 0 where there is nothing in it.

    Raises Damage for a file that is neither, sqlite3.Error where it cannot be read.
    """
    application_id, objects, version = _marks(connection)
    if not (application_id or version or objects):
        return 0
    if application_id != schema.application_id:
        raise Damage(f"not ours: application id {application_id}")
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise Damage(verdict)
    return version


def migrate(connection: sqlite3.Connection, schema: Schema) -> int:
    """Bring the file up to the schema's version, as a whole; returns the version it had.

    Takes the write lock first: two programs may open the same file at once. Raises Damage where
    the content does not fit its version.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = _version(connection)
        for statements in schema.migrations[before:]:
            for statement in statements:
                connection.execute(statement)
        if before < schema.version:
            connection.execute(f"PRAGMA application_id = {schema.application_id:d}")
            connection.execute(f"PRAGMA user_version = {schema.version:d}")
        try_out(connection, schema)
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR:
            raise Damage(str(error)) from error
        raise
    return before


def try_out(connection: sqlite3.Connection, schema: Schema) -> None:
    """Run what the schema says is used; raises sqlite3.Error where the file does not hold it."""
    for statement in schema.used:
        connection.execute(statement).fetchone()


def _marks(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Application id, number of tables and indexes, version: as of one moment.

    Another program may be making the file just now.
    """
    connection.execute("BEGIN")
    try:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return int(application_id), int(objects), _version(connection)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
