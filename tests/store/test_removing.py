"""Threat T24: what goes with an account that was removed, and what of the others never does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from avatar_browser.domain.avatar import Avatar, Media, MediaKind
from avatar_browser.domain.secret import Secret
from avatar_browser.store.accounts import Removal, Salt
from avatar_browser.store.catalogue import CatalogueStore, open_catalogue
from avatar_browser.store.media_cache import MediaCache, MediaId
from avatar_browser.store.purges import Purges
from avatar_browser.store.stored import KeptPage, StreamMark
from tests.support.avatars import an_avatar

FIRST, OTHER, THIRD = (Secret(f"CANARY-key-of-account-{n}") for n in "abc")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CatalogueStore]:
    opened = open_catalogue(tmp_path / "catalogue.sqlite3", tmp_path / "salt")
    assert opened.store is not None
    for key, name in ((FIRST, "of first"), (OTHER, "of other"), (THIRD, "of third")):
        page = KeptPage(1, StreamMark("looks"), [pictured(name), pictured("of all")])
        opened.store.keep_page(opened.store.account("heygen", key), page, 1)
    yield opened.store
    opened.store.close()


def pictured(identifier: str, hour: int = 1) -> Avatar:
    url = f"https://cdn.example/{identifier}.png"
    return replace(
        an_avatar(identifier),
        media=(Media("imageUrl", "Picture", MediaKind.STILL, url),),
        updated_at=datetime(2026, 11, 21, hour, tzinfo=UTC),
    )


def medium(avatar: Avatar, field: str = "imageUrl") -> MediaId:
    key = avatar.key
    return MediaId(key.provider, key.catalogue, key.id, avatar.version, field)


def left(store: CatalogueStore) -> list[Secret]:
    return [
        key
        for key in (FIRST, OTHER, THIRD)
        if store._database.rows(
            "SELECT id FROM accounts WHERE fingerprint = ?", fingerprint(store, key)
        )
    ]


def fingerprint(store: CatalogueStore, key: Secret) -> str:
    return store.account("heygen", key).fingerprint


def test_an_account_whose_key_the_locked_keyring_keeps_is_known_by_its_fingerprint(
    store: CatalogueStore,
) -> None:
    store.forget(Removal("heygen", fingerprint=fingerprint(store, FIRST), stays=(OTHER,)))
    assert left(store) == [OTHER, THIRD]


def test_where_nobody_knows_which_it_was_no_other_account_is_taken_along(
    store: CatalogueStore,
) -> None:
    known = (OTHER, fingerprint(store, THIRD))
    store.forget(Removal("heygen", stays=known[:1], all_known=False))
    assert left(store) == [FIRST, OTHER, THIRD]
    store.forget(Removal("heygen", stays=known))
    assert left(store) == [OTHER, THIRD]


def test_the_same_key_in_another_account_keeps_what_is_stored_for_it(
    store: CatalogueStore,
) -> None:
    store.forget(Removal("heygen", FIRST, stays=(FIRST, OTHER)))
    assert left(store) == [FIRST, OTHER, THIRD]


def test_only_the_media_that_another_account_tells_of_stay(
    store: CatalogueStore, tmp_path: Path
) -> None:
    cache = MediaCache(tmp_path / "media")
    kept = [medium(pictured("of other")), medium(pictured("of third")), medium(pictured("of all"))]
    gone = [
        medium(pictured("of first")),
        medium(pictured("of other", hour=2)),  # of another version: nobody shows it any more
        MediaId("heygen", "voices", "v", "", "sample"),
    ]
    elsewhere = MediaId("anam", "avatars", "of first", "", "imageUrl")
    for media_id in (*kept, *gone, elsewhere):
        cache.store(media_id, b"picture")
        cache.store_beside(media_id, "small", b"small")
    removal = Removal("heygen", FIRST)
    store.forget(removal)
    cache.discard_provider("heygen", store.media_that_stay(removal))
    assert [cache.find(m) is not None for m in (*kept, elsewhere)] == [True] * 4
    assert [cache.find(m) for m in gone] == [None] * 3
    assert all(cache.read_beside(m, "small") is None for m in gone)
    assert all(cache.read_beside(m, "small") == b"small" for m in kept)


def test_media_go_though_the_rows_could_not_be_deleted_yet(store: CatalogueStore) -> None:
    stay = store.media_that_stay(Removal("heygen", FIRST))
    assert medium(pictured("of first")).digest not in stay
    assert medium(pictured("of other")).digest in stay


def test_the_salt_is_never_made_by_who_only_wants_a_fingerprint(tmp_path: Path) -> None:
    """The catalogue has to see that it is new, to drop what no key opens any more."""
    path = tmp_path / "salt"
    assert Salt.if_kept_at(path) is None
    assert not path.exists()
    made = Salt.kept_at(path)
    assert Salt.if_kept_at(path) == Salt(made.value)


def test_what_is_to_be_purged_is_known_until_it_is(tmp_path: Path) -> None:
    purges = Purges(tmp_path / "purges")
    assert purges.due() == []
    purges.begin("heygen")
    purges.begin("heygen")
    purges.begin("anam")
    assert Purges(tmp_path / "purges").due() == ["anam", "heygen"]
    purges.end("anam")
    purges.end("anam")
    assert purges.due() == ["heygen"]


def test_a_folder_that_cannot_be_written_costs_only_the_second_look(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"a file in the way")
    purges = Purges(tmp_path / "state" / "purges")
    purges.begin("heygen")
    assert purges.due() == []
    purges.end("heygen")
