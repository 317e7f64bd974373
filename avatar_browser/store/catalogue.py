"""The avatars seen before, on disk, by account: what a start without a network shows."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from avatar_browser.domain.avatar import Avatar, AvatarKey, Person
from avatar_browser.domain.errors import StoreTrouble, StoreUnwritable
from avatar_browser.domain.secret import Secret
from avatar_browser.domain.sightings import Sighting
from avatar_browser.store.accounts import Account, Removal, Salt
from avatar_browser.store.catalogue_rows import (
    number_of,
    put_mark,
    put_people,
    put_record,
    put_sighting,
)
from avatar_browser.store.catalogue_schema import CATALOGUE
from avatar_browser.store.database import Database, open_database
from avatar_browser.store.records import AvatarReader, BadStored, packed, unpacked_person
from avatar_browser.store.removing import media_of, split_accounts
from avatar_browser.store.stored import KeptPage, Slice, StoredAccount, StreamMark

_log = logging.getLogger(__name__)

_AVATARS = (
    "SELECT catalogue, avatars.id, first_seen, first_sync, seen_sync, gone_since, denied_sync,"
    " denied_at, position, record, raw FROM avatars JOIN records USING (position)"
    " JOIN accounts ON accounts.id = avatars.account WHERE provider = ? AND fingerprint = ?"
)
_POSITION = 8
"""Its column in these rows."""


class CatalogueStore:
    """The open file, for the thread that opened it.

    Every method may raise StoreTrouble. A change is on the disk as a whole or not at all, and may
    be made twice without harm.
    """

    def __init__(self, database: Database, salt: Salt) -> None:
        self._database = database
        self._salt = salt

    @property
    def writable(self) -> bool:
        return self._database.writable

    def close(self) -> None:
        self._database.close()

    def account(self, provider: str, key: Secret) -> Account:
        return self._salt.account(provider, key)

    def read_account(self, account: Account) -> StoredAccount:
        """What is known of ``account``; the zeros of StoredAccount where that is nothing."""
        found = self._database.rows(
            "SELECT id, sync, begun_at, complete_sync, synced_at FROM accounts"
            " WHERE provider = ? AND fingerprint = ?",
            account.provider,
            account.fingerprint,
        )
        if not found:
            return StoredAccount(account)
        number, sync, begun_at, complete_sync, synced_at = found[0]
        marks = self._database.rows(
            "SELECT name, cursor, pages, avatars, skipped, total, complete FROM streams"
            " WHERE account = ?",
            number,
        )
        return StoredAccount(
            account,
            sync,
            begun_at,
            complete_sync,
            synced_at,
            tuple(map(_mark_of, marks)),
            self._people(number),
        )

    def read_slice(self, account: Account, reader: AvatarReader, after: int, most: int) -> Slice:
        """The next avatars in order of arrival, ``most`` of them at most; ``after`` is 0 at first.

        A record that cannot be read is left out: the next sync brings it again.
        """
        rows = self._database.rows(
            _AVATARS + " AND position > ? ORDER BY position LIMIT ?",
            account.provider,
            account.fingerprint,
            after,
            most,
        )
        last = rows[-1][_POSITION] if len(rows) == most else None
        return Slice(_avatars_of(rows, account, reader), last)

    def read_these(
        self, account: Account, reader: AvatarReader, keys: Iterable[AvatarKey]
    ) -> Slice:
        """Those of ``keys`` that are stored, in their order; all else follows."""
        rows = [
            row
            for key in keys
            for row in self._database.rows(
                _AVATARS + " AND catalogue = ? AND avatars.id = ?",
                account.provider,
                account.fingerprint,
                key.catalogue,
                key.id,
            )
        ]
        return Slice(_avatars_of(rows, account, reader), 0)

    def begin_sync(self, account: Account, sync: int, at: float) -> None:
        """The marks of the sync before are forgotten."""
        with self._database.writing() as connection:
            number = number_of(connection, account)
            connection.execute("DELETE FROM streams WHERE account = ?", (number,))
            connection.execute(
                "UPDATE accounts SET sync = ?, begun_at = ? WHERE id = ?", (sync, at, number)
            )

    def keep_page(self, account: Account, page: KeptPage, at: float) -> None:
        """What arrived, and how far its stream has come with it."""
        people = [(person.id, packed(person)) for person in page.people]
        avatars = [(avatar.key, packed(avatar)) for avatar in page.avatars]
        with self._database.writing() as connection:
            number = number_of(connection, account)
            put_people(connection, number, people)
            for key, record in avatars:
                position = put_sighting(connection, number, key, page.sync, at)
                put_record(connection, position, record, at)
            put_mark(connection, number, page.mark)

    def keep_avatars(self, account: Account, avatars: Sequence[Avatar], at: float) -> None:
        """Newer records of avatars that are stored; others are left out."""
        records = [(avatar.key, packed(avatar)) for avatar in avatars]
        with self._database.writing() as connection:
            number = number_of(connection, account)
            for key, record in records:
                found = connection.execute(
                    "SELECT position FROM avatars WHERE account = ? AND catalogue = ? AND id = ?",
                    (number, key.catalogue, key.id),
                ).fetchone()
                if found:
                    put_record(connection, found[0], record, at)

    def keep_denial(self, account: Account, key: AvatarKey, sync: int, at: float) -> None:
        """The provider said, in or after this sync, that it does not know the avatar."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE avatars SET denied_sync = ?, denied_at = ?"
                " WHERE account = ? AND catalogue = ? AND id = ?",
                (sync, at, number_of(connection, account), key.catalogue, key.id),
            )

    def complete_sync(
        self, account: Account, sync: int, gone: Sequence[AvatarKey], at: float
    ) -> None:
        with self._database.writing() as connection:
            number = number_of(connection, account)
            connection.execute(
                "UPDATE accounts SET complete_sync = ?, synced_at = ? WHERE id = ?",
                (sync, at, number),
            )
            connection.execute("DELETE FROM streams WHERE account = ?", (number,))
            connection.executemany(
                "UPDATE avatars SET gone_since = ? WHERE account = ? AND catalogue = ? AND id = ?",
                ((at, number, key.catalogue, key.id) for key in gone),
            )

    def forget(self, removal: Removal) -> None:
        """Delete what is stored for the account removed, wherever in the files it is.

        See :meth:`Salt.takes_along` for what that is.
        """
        with self._database.writing() as connection:
            goes, _ = split_accounts(self._database, self._salt, removal)
            connection.executemany("DELETE FROM accounts WHERE id = ?", ((n,) for n in goes))
        self._database.empty_log()

    def media_that_stay(self, removal: Removal) -> frozenset[str]:
        """Digests of all media that are told of in what stays stored for the provider."""
        _, stays = split_accounts(self._database, self._salt, removal)
        return media_of(self._database, removal.provider, stays)

    def forget_all(self) -> None:
        """Delete everything: its fingerprints match no key any more."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM accounts")
        self._database.empty_log()

    def _people(self, number: int) -> dict[str, Person]:
        people = {}
        rows = self._database.rows("SELECT id, record, raw FROM people WHERE account = ?", number)
        for person_id, record, raw in rows:
            try:
                people[person_id] = unpacked_person(record, raw)
            except BadStored as bad:
                _log.info("A stored person cannot be read: %s", bad)
        return people


def _avatars_of(
    rows: Iterable[Any], account: Account, reader: AvatarReader
) -> list[tuple[Avatar, Sighting]]:
    avatars = []
    for catalogue, avatar_id, *sighting, record, raw in rows:
        key = AvatarKey(account.provider, catalogue, avatar_id)
        try:
            avatar = reader.avatar(key, record, raw)
        except BadStored as bad:
            _log.info("A stored avatar cannot be read: %s", bad)
        else:
            avatars.append((avatar, Sighting(*sighting)))
    return avatars


def _mark_of(row: Any) -> StreamMark:
    name, cursor, pages, avatars, skipped, total, complete = row
    return StreamMark(name, cursor, pages, avatars, skipped, total, bool(complete))


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """``store`` is None where nothing can be kept or read; ``trouble`` is for the user."""

    store: CatalogueStore | None
    trouble: StoreTrouble | None = None


def open_catalogue(path: Path, salt_path: Path) -> OpenedStore:
    """The catalogue stored at ``path``. Raises nothing."""
    try:
        salt = Salt.kept_at(salt_path)
    except OSError as error:
        _log.warning("The salt of the catalogue cannot be read: %s", error.strerror)
        return OpenedStore(None, StoreUnwritable(code="salt", detail=error.strerror or ""))
    opened = open_database(path, CATALOGUE)
    if opened.database is None:
        return OpenedStore(None, opened.trouble)
    store = CatalogueStore(opened.database, salt)
    if salt.is_new and store.writable:
        try:
            store.forget_all()
        except StoreTrouble as trouble:
            return OpenedStore(store, trouble)
    return OpenedStore(store, opened.trouble)
