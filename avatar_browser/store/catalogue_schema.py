"""The tables of the stored catalogue.

``position`` is the order of arrival. What every sync writes stands apart from the records, which
seldom change, so that a sync of 10,000 avatars does not write them all again. Times are unix
seconds; syncs are numbered by account from 1, as :class:`~avatar_browser.domain.sightings.Sighting`
says.
"""

from avatar_browser.store.schema import Schema

_FIRST = (
    """
    CREATE TABLE accounts (
        id INTEGER PRIMARY KEY,
        provider TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        sync INTEGER NOT NULL DEFAULT 0,
        begun_at REAL NOT NULL DEFAULT 0,
        complete_sync INTEGER NOT NULL DEFAULT 0,
        synced_at REAL,
        UNIQUE (provider, fingerprint)
    )
    """,
    """
    CREATE TABLE streams (
        account INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
        name TEXT NOT NULL,
        cursor TEXT,
        pages INTEGER NOT NULL,
        avatars INTEGER NOT NULL,
        skipped INTEGER NOT NULL,
        total INTEGER,
        complete INTEGER NOT NULL,
        PRIMARY KEY (account, name)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE people (
        account INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
        id TEXT NOT NULL,
        record BLOB NOT NULL,
        raw BLOB NOT NULL,
        PRIMARY KEY (account, id)
    )
    """,
    """
    CREATE TABLE avatars (
        position INTEGER PRIMARY KEY,
        account INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
        catalogue TEXT NOT NULL,
        id TEXT NOT NULL,
        first_seen REAL NOT NULL,
        last_seen REAL NOT NULL,
        changed REAL NOT NULL,
        gone_since REAL,
        first_sync INTEGER NOT NULL,
        seen_sync INTEGER NOT NULL,
        UNIQUE (account, catalogue, id)
    )
    """,
    "CREATE INDEX avatars_in_order ON avatars (account)",  # and by position, as every index
    """
    CREATE TABLE records (
        position INTEGER PRIMARY KEY REFERENCES avatars ON DELETE CASCADE,
        record BLOB NOT NULL,
        raw BLOB NOT NULL
    )
    """,
)

_DENIALS = (
    "ALTER TABLE avatars ADD COLUMN denied_sync INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE avatars ADD COLUMN denied_at REAL NOT NULL DEFAULT 0",
)

CATALOGUE = Schema(
    what="catalogue",
    application_id=0x41764272,  # "AvBr"
    migrations=(_FIRST, _DENIALS),
    used=(
        "SELECT id, provider, fingerprint, sync, begun_at, complete_sync, synced_at FROM accounts",
        "SELECT account, name, cursor, pages, avatars, skipped, total, complete FROM streams",
        "SELECT account, id, record, raw FROM people",
        "SELECT position, account, catalogue, id, first_seen, last_seen, changed FROM avatars",
        "SELECT gone_since, first_sync, seen_sync FROM avatars",
        "SELECT denied_sync, denied_at FROM avatars",
        "SELECT position, record, raw FROM records",
    ),
)
