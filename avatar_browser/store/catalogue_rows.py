"""Writing rows of the stored catalogue, inside a transaction."""

import sqlite3
from collections.abc import Iterable

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.store.accounts import Account
from avatar_browser.store.records import Packed
from avatar_browser.store.stored import StreamMark


def number_of(connection: sqlite3.Connection, account: Account) -> int:
    """The account's number in the other tables; it gets one where it has none."""
    identity = (account.provider, account.fingerprint)
    connection.execute(
        "INSERT INTO accounts (provider, fingerprint) VALUES (?, ?) ON CONFLICT DO NOTHING",
        identity,
    )
    row = connection.execute(
        "SELECT id FROM accounts WHERE provider = ? AND fingerprint = ?", identity
    ).fetchone()
    return int(row[0])


def put_people(
    connection: sqlite3.Connection, number: int, people: Iterable[tuple[str, Packed]]
) -> None:
    connection.executemany(
        "INSERT INTO people VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
        " SET record = excluded.record, raw = excluded.raw"
        " WHERE record <> excluded.record OR raw <> excluded.raw",
        ((number, person_id, person.record, person.raw) for person_id, person in people),
    )


def put_sighting(
    connection: sqlite3.Connection, number: int, key: AvatarKey, sync: int, at: float
) -> int:
    """The position of the avatar, which this sync has listed."""
    row = connection.execute(
        "INSERT INTO avatars"
        " (account, catalogue, id, first_seen, last_seen, changed, first_sync, seen_sync)"
        " VALUES (?1, ?2, ?3, ?4, ?4, ?4, ?5, ?5) ON CONFLICT DO UPDATE"
        " SET last_seen = ?4, seen_sync = ?5, gone_since = NULL,"
        " denied_sync = min(denied_sync, ?5 - 1) RETURNING position",
        (number, key.catalogue, key.id, at, sync),
    ).fetchone()
    return int(row[0])


def put_record(connection: sqlite3.Connection, position: int, fresh: Packed, at: float) -> None:
    """Nothing is written where nothing is different."""
    kept = connection.execute(
        "SELECT record, raw FROM records WHERE position = ?", (position,)
    ).fetchone()
    if kept == (fresh.record, fresh.raw):
        return
    connection.execute("REPLACE INTO records VALUES (?, ?, ?)", (position, fresh.record, fresh.raw))
    if kept is not None and kept[0] != fresh.record:
        connection.execute("UPDATE avatars SET changed = ? WHERE position = ?", (at, position))


def put_mark(connection: sqlite3.Connection, number: int, mark: StreamMark) -> None:
    cursor = mark.cursor
    if cursor is not None and not cursor.isprintable():
        cursor = None  # no text that can be stored; the stream is read from its start then
    connection.execute(
        "REPLACE INTO streams VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            mark.name,
            cursor,
            mark.pages,
            mark.avatars,
            mark.skipped,
            mark.total,
            mark.complete,
        ),
    )
