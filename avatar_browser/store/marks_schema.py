"""The tables of the stored marks: one a kind of cell (:class:`~avatar_browser.domain.mark_book`).

``at`` is a moment in microseconds since 1970. No key and no account is in it: marks are the user's
own, and stay whatever becomes of a provider's key or its catalogue.
"""

from avatar_browser.store.schema import Schema

_FIRST = (
    """
    CREATE TABLE stars (
        provider TEXT NOT NULL,
        catalogue TEXT NOT NULL,
        id TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (provider, catalogue, id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE notes (
        provider TEXT NOT NULL,
        catalogue TEXT NOT NULL,
        id TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (provider, catalogue, id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE copies (
        provider TEXT NOT NULL,
        catalogue TEXT NOT NULL,
        id TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (provider, catalogue, id)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE shortlists (name TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE entries (
        shortlist TEXT NOT NULL,
        provider TEXT NOT NULL,
        catalogue TEXT NOT NULL,
        id TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (shortlist, provider, catalogue, id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX entries_of_avatar ON entries (provider, catalogue, id)",
    """
    CREATE TABLE labels (
        provider TEXT NOT NULL,
        catalogue TEXT NOT NULL,
        id TEXT NOT NULL,
        copy_id TEXT NOT NULL,
        name TEXT NOT NULL,
        variant TEXT NOT NULL,
        PRIMARY KEY (provider, catalogue, id)
    ) WITHOUT ROWID
    """,
)

MARKS = Schema(
    what="list of stars and notes",
    application_id=0x41764D6B,  # "AvMk"
    migrations=(_FIRST,),
    used=(
        "SELECT provider, catalogue, id, at FROM stars",
        "SELECT provider, catalogue, id, text FROM notes",
        "SELECT provider, catalogue, id, at FROM copies",
        "SELECT name, at FROM shortlists",
        "SELECT shortlist, provider, catalogue, id, at FROM entries",
        "SELECT provider, catalogue, id, copy_id, name, variant FROM labels",
    ),
    is_precious=True,
)
