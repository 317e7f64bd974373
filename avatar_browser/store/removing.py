"""What goes with an account that was removed, and what of its provider stays."""

from collections.abc import Iterable

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.store.accounts import Removal, Salt
from avatar_browser.store.database import Database
from avatar_browser.store.media_cache import MediaId
from avatar_browser.store.records import AvatarReader, BadStored


def split_accounts(database: Database, salt: Salt, removal: Removal) -> tuple[list[int], list[int]]:
    """The numbers of the provider's stored accounts: those that go, and those that stay."""
    goes: list[int] = []
    stays: list[int] = []
    rows = database.rows(
        "SELECT id, fingerprint FROM accounts WHERE provider = ?", removal.provider
    )
    for number, fingerprint in rows:
        (goes if salt.takes_along(removal, fingerprint) else stays).append(number)
    return goes, stays


def media_of(database: Database, provider: str, accounts: Iterable[int]) -> frozenset[str]:
    """Digests of the media of all avatars stored for these accounts."""
    digests: set[str] = set()
    reader = AvatarReader({})
    for number in accounts:
        rows = database.rows(
            "SELECT catalogue, id, record FROM avatars JOIN records USING (position)"
            " WHERE account = ?",
            number,
        )
        for catalogue, avatar_id, record in rows:
            digests.update(_media_in(reader, AvatarKey(provider, catalogue, avatar_id), record))
    return frozenset(digests)


def _media_in(reader: AvatarReader, key: AvatarKey, record: bytes) -> list[str]:
    try:
        avatar = reader.avatar(key, record, b"")
    except BadStored:
        return []
    return [
        MediaId(key.provider, key.catalogue, key.id, avatar.version, medium.field).digest
        for medium in avatar.media
    ]
