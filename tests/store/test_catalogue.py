"""What arrived is there at the next start: in order, by account, with the facts about it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_browser.domain.avatar import Avatar, AvatarKey, Person
from avatar_browser.domain.errors import StoreFull, StoreRebuilt, StoreUnwritable
from avatar_browser.domain.secret import Secret
from avatar_browser.domain.sightings import Sighting
from avatar_browser.store.accounts import Account, Removal
from avatar_browser.store.catalogue import CatalogueStore, open_catalogue
from avatar_browser.store.records import AvatarReader
from avatar_browser.store.stored import KeptPage, StoredAccount, StreamMark
from tests.support.avatars import a_full_avatar, an_avatar

KEY, OTHER = Secret("CANARY-key-of-account-a"), Secret("CANARY-key-of-account-b")
SECRET = "SIGNATURE-0123456789"
Stored = tuple[Avatar, Sighting]


class Shop:
    """The stored catalogue of a test, which can be closed and opened again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = self._opened()

    def _opened(self) -> CatalogueStore:
        opened = open_catalogue(self.folder / "catalogue.sqlite3", self.folder / "salt")
        assert opened.trouble is None
        assert opened.store is not None
        return opened.store

    def again(self) -> CatalogueStore:
        self.store.close()
        self.store = self._opened()
        return self.store

    def account(self, key: Secret = KEY, provider: str = "heygen") -> Account:
        return self.store.account(provider, key)

    def read(self, account: Account | None = None, most: int = 100) -> list[Stored]:
        account = account or self.account()
        reader = AvatarReader(self.store.read_account(account).people)
        found: list[Stored] = []
        after: int | None = 0
        while after is not None:
            part = self.store.read_slice(account, reader, after, most)
            assert len(part.avatars) <= most
            found += part.avatars
            after = part.last
        return found

    def ids(self, account: Account | None = None) -> list[str]:
        return [avatar.key.id for avatar, _ in self.read(account)]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(tmp_path / "data")
    yield shop
    shop.store.close()


def page(
    sync: int,
    *avatars: Avatar | str,
    mark: StreamMark | None = None,
    people: Sequence[Person] = (),
) -> KeptPage:
    made = [an_avatar(a) if isinstance(a, str) else a for a in avatars]
    return KeptPage(sync, mark or StreamMark("looks"), made, people)


def look(identifier: str) -> AvatarKey:
    return AvatarKey("heygen", "looks", identifier)


def test_nothing_is_known_of_an_account_at_first(shop: Shop) -> None:
    assert shop.store.read_account(shop.account()) == StoredAccount(shop.account())
    assert shop.read() == []


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_avatars_come_back_in_the_order_of_their_arrival(shop: Shop, most: int) -> None:
    shop.store.keep_page(shop.account(), page(1, "c", "a"), 10)
    shop.store.keep_page(shop.account(), page(1, "b", "a"), 20)
    shop.again()
    assert [a.key.id for a, _ in shop.read(most=most)] == ["c", "a", "b"]


def test_avatars_that_are_named_come_in_their_order_and_all_else_after_them(shop: Shop) -> None:
    account = shop.account()
    shop.store.keep_page(account, page(1, "c", "a", "b"), 10)
    shop.store.keep_page(shop.account(OTHER), page(1, "d"), 10)
    keys = [look("b"), look("never stored"), look("d"), look("c")]
    found = shop.store.read_these(account, AvatarReader({}), keys)
    assert [(a.key.id, sighting.position) for a, sighting in found.avatars] == [("b", 3), ("c", 1)]
    assert found.last == 0


def test_positions_tell_the_order_in_which_all_accounts_arrived(shop: Shop) -> None:
    one, other = shop.account(), shop.account(provider="anam")
    shop.store.keep_page(one, page(1, "a"), 10)
    shop.store.keep_page(other, page(1, an_avatar("x", "anam")), 10)
    shop.store.keep_page(one, page(1, "b"), 10)
    told = [(s.position, a.key.id) for account in (one, other) for a, s in shop.read(account)]
    assert sorted(told) == [(1, "a"), (2, "x"), (3, "b")]


def test_the_first_and_the_last_sync_of_an_avatar_are_remembered(shop: Shop) -> None:
    account = shop.account()
    shop.store.begin_sync(account, 1, 100)
    shop.store.keep_page(account, page(1, "a", "b"), 101)
    shop.store.complete_sync(account, 1, [], 102)
    shop.store.begin_sync(account, 2, 200)
    shop.store.keep_page(account, page(2, "b", "c"), 201)
    shop.store.complete_sync(account, 2, [look("a")], 202)
    shop.again()
    assert [(a.key.id, sighting) for a, sighting in shop.read()] == [
        ("a", Sighting(101, 1, 1, gone_since=202, position=1)),
        ("b", Sighting(101, 1, 2, position=2)),
        ("c", Sighting(201, 2, 2, position=3)),
    ]
    stored = shop.store.read_account(account)
    assert (stored.sync, stored.complete_sync, stored.synced_at) == (2, 2, 202)


def test_an_avatar_that_is_back_is_gone_no_more(shop: Shop) -> None:
    shop.store.keep_page(shop.account(), page(1, "a"), 10)
    shop.store.complete_sync(shop.account(), 1, [look("a")], 20)
    shop.store.keep_page(shop.account(), page(2, "a"), 30)
    assert shop.read()[0][1] == Sighting(10, 1, 2, position=1)


def test_how_far_a_sync_came_is_kept_with_its_pages_until_it_is_complete(shop: Shop) -> None:
    account = shop.account()
    marks = (
        StreamMark("own looks", None, 1, 3, 0, None, complete=True),
        StreamMark("public looks", "token-7", 7, 350, 2, 900),
    )
    shop.store.begin_sync(account, 1, 100)
    for mark in marks:
        shop.store.keep_page(account, page(1, mark=mark), 101)
    shop.again()
    assert shop.store.read_account(account).marks == marks
    assert shop.store.read_account(account).begun_at == 100
    shop.store.complete_sync(account, 1, [], 102)
    assert shop.store.read_account(account).marks == ()


def test_a_new_sync_forgets_how_far_the_last_one_came(shop: Shop) -> None:
    shop.store.keep_page(shop.account(), page(1, mark=StreamMark("looks", "token", 3)), 1)
    shop.store.begin_sync(shop.account(), 2, 2)
    assert shop.store.read_account(shop.account()).marks == ()


def test_a_cursor_that_is_no_text_is_not_gone_on_from(shop: Shop) -> None:
    shop.store.keep_page(shop.account(), page(1, mark=StreamMark("looks", "\ud800", 3)), 1)
    assert shop.store.read_account(shop.account()).marks[0].cursor is None


def changed_at(shop: Shop) -> list[float]:
    rows = shop.store._database.rows("SELECT changed FROM avatars ORDER BY position")
    return [changed for (changed,) in rows]


def test_a_record_that_is_different_replaces_the_old_one_and_tells_when(shop: Shop) -> None:
    shop.store.keep_page(shop.account(), page(1, "a", "b"), 10)
    shop.store.keep_page(shop.account(), page(2, an_avatar("a", name="Renamed"), "b"), 20)
    assert [a.name for a, _ in shop.read()] == ["Renamed", "Name of b"]
    assert changed_at(shop) == [20, 10]


def test_a_newer_record_is_kept_for_a_stored_avatar_only(shop: Shop) -> None:
    shop.store.keep_page(shop.account(), page(1, "a"), 10)
    told = [an_avatar("a", description="Told later."), an_avatar("never listed")]
    shop.store.keep_avatars(shop.account(), told, 20)
    [(avatar, sighting)] = shop.read()
    assert (avatar.description, sighting) == ("Told later.", Sighting(10, 1, 1, position=1))


def test_people_are_stored_once_and_joined(shop: Shop) -> None:
    ada, bob = Person("heygen", "p", "Ada"), Person("heygen", "q", "Bob")
    looks = [an_avatar(n, person_id="p") for n in "ab"]
    shop.store.keep_page(shop.account(), page(1, *looks, people=[bob, ada]), 10)
    shop.store.keep_page(shop.account(), page(2, people=[replace(ada, name="Ada L.")]), 20)
    shop.again()
    people = {avatar.person.name for avatar, _ in shop.read() if avatar.person}
    assert people == {"Ada L."}
    assert set(shop.store.read_account(shop.account()).people) == {"p", "q"}


def test_ids_with_any_characters_are_told_apart(shop: Shop) -> None:
    """Fault F42."""
    ids = ["a/b", "a?b", "a#b", "a%2Fb", "..", " ", "A/B", "😀", "x" * 512, "null\0byte", "'; --"]
    shop.store.keep_page(shop.account(), page(1, *ids), 10)
    shop.again()
    assert shop.ids() == ids


def test_the_same_id_in_two_lists_is_two_avatars(shop: Shop) -> None:
    talking = Avatar(AvatarKey("heygen", "talking_photos", "a"), name="Photo")
    shop.store.keep_page(shop.account(), page(1, "a", talking), 10)
    assert [a.key.catalogue for a, _ in shop.read()] == ["looks", "talking_photos"]


def test_one_account_never_sees_the_other_ones_avatars(shop: Shop) -> None:
    """Threat T24."""
    shop.store.keep_page(shop.account(), page(1, "private of a"), 10)
    shop.store.keep_page(shop.account(OTHER), page(1, "private of b"), 10)
    shop.again()
    assert shop.ids(shop.account()) == ["private of a"]
    assert shop.ids(shop.account(OTHER)) == ["private of b"]
    assert shop.ids(shop.account(KEY, "anam")) == []


def signed_all_over(secret: str) -> Avatar:
    """An avatar with ``secret`` wherever a provider may put one."""
    avatar = a_full_avatar()
    media = tuple(replace(m, url=f"{m.url}&X-Amz-Signature={secret}") for m in avatar.media)
    raw = {"GET /x": {"url": f"https://files.example/b?Signature={secret}", "token": secret}}
    text = f"See https://files.example/c?Signature={secret}"
    return replace(avatar, media=media, raw=raw, description=text)


def files_with(shop: Shop, text: str) -> list[str]:
    return [p.name for p in shop.folder.iterdir() if text.encode() in p.read_bytes()]


@pytest.mark.parametrize("closed", [False, True])
def test_no_key_and_no_signature_is_in_any_file(shop: Shop, closed: bool) -> None:
    """Rules R8 and R14, threats T07 and T23: the bytes are looked through."""
    ada = Person("heygen", "p", "Ada", raw={"u": f"https://a.example/p.png?sig={SECRET}"})
    shop.store.begin_sync(shop.account(), 1, 1)
    shop.store.keep_page(shop.account(), page(1, signed_all_over(SECRET), people=[ada]), 2)
    shop.store.keep_avatars(shop.account(), [signed_all_over(SECRET + "2")], 3)
    if closed:
        shop.store.close()
    assert files_with(shop, "files.example") != []
    for text in (SECRET, KEY.reveal(), OTHER.reveal(), "CANARY"):
        assert files_with(shop, text) == []
    if closed:
        shop.store = shop._opened()


def test_a_removed_key_takes_its_rows_with_it_out_of_the_files(shop: Shop) -> None:
    for key, name in ((KEY, "private of a"), (OTHER, "private of b")):
        someone = Person("heygen", "p", name)
        shop.store.keep_page(shop.account(key), page(1, name, people=[someone]), 1)
    shop.store.forget(Removal("heygen", KEY))
    assert shop.ids(shop.account()) == []
    assert shop.ids(shop.account(OTHER)) == ["private of b"]
    assert files_with(shop, "private of a") == []
    assert shop.store.read_account(shop.account()).people == {}


def test_a_removed_key_that_is_in_use_all_the_same_keeps_its_rows(shop: Shop) -> None:
    """It was typed, and is in the environment too."""
    shop.store.keep_page(shop.account(), page(1, "a"), 1)
    shop.store.forget(Removal("heygen", KEY, stays=(KEY,)))
    assert shop.ids() == ["a"]


def test_where_nobody_knows_the_removed_key_all_but_those_known_to_stay_go(shop: Shop) -> None:
    for key in (KEY, OTHER):
        shop.store.keep_page(shop.account(key), page(1, "a"), 1)
        shop.store.keep_page(shop.account(key, "anam"), page(1, "a"), 1)
    shop.store.forget(Removal("heygen", stays=(OTHER,)))
    assert [shop.ids(shop.account(k)) for k in (KEY, OTHER)] == [[], ["a"]]
    assert len(shop.store._database.rows("SELECT id FROM accounts WHERE provider = 'anam'")) == 2


def test_a_new_salt_leaves_nothing_that_no_key_could_ever_open(shop: Shop) -> None:
    shop.store.keep_page(shop.account(), page(1, "private"), 1)
    shop.store.close()
    (shop.folder / "salt").unlink()
    shop.store = shop._opened()
    assert shop.ids() == []
    assert files_with(shop, "private") == []


@pytest.mark.expects_log("salt")
def test_without_a_salt_nothing_is_stored_and_nothing_lost(shop: Shop) -> None:
    shop.store.keep_page(shop.account(), page(1, "a"), 1)
    shop.store.close()
    salt = shop.folder / "salt"
    value = salt.read_bytes()
    salt.unlink()
    salt.mkdir()
    opened = open_catalogue(shop.folder / "catalogue.sqlite3", salt)
    assert (opened.store, type(opened.trouble)) == (None, StoreUnwritable)
    salt.rmdir()
    salt.write_bytes(value)
    shop.store = shop._opened()
    assert shop.ids() == ["a"]


def test_one_record_that_is_damaged_costs_itself_alone(shop: Shop) -> None:
    """Fault F74."""
    shop.store.keep_page(shop.account(), page(1, "a", "b", "c"), 1)
    with shop.store._database.writing() as connection:
        connection.execute("UPDATE records SET record = x'00ff' WHERE position = 2")
        connection.execute("UPDATE people SET record = x'00'")
    assert shop.ids() == ["a", "c"]
    shop.store.keep_page(shop.account(), page(2, "b"), 2)
    assert shop.ids() == ["a", "b", "c"]


def test_a_page_for_which_there_is_no_room_leaves_all_as_it_was(shop: Shop) -> None:
    """Fault F68: no half page, and the mark stays with what is stored."""
    account = shop.account()
    shop.store.keep_page(account, page(1, "a", mark=StreamMark("looks", "2", 1)), 1)
    database = shop.store._database
    (pages,) = database.rows("PRAGMA page_count")[0]
    database.rows(f"PRAGMA max_page_count = {pages + 3}")
    many = [an_avatar(f"n{number}", description="x" * 500) for number in range(100)]
    with pytest.raises(StoreFull):
        shop.store.keep_page(account, page(1, *many, mark=StreamMark("looks", "3", 2)), 2)
    assert shop.ids() == ["a"]
    assert shop.store.read_account(account).marks == (StreamMark("looks", "2", 1),)


@pytest.mark.expects_log("of no use")
def test_a_damaged_catalogue_is_begun_anew_under_the_same_accounts(shop: Shop) -> None:
    shop.store.keep_page(shop.account(), page(1, "a"), 1)
    before = shop.account()
    shop.store.close()
    (shop.folder / "catalogue.sqlite3").write_bytes(b"\0" * 10_000)
    opened = open_catalogue(shop.folder / "catalogue.sqlite3", shop.folder / "salt")
    assert isinstance(opened.trouble, StoreRebuilt)
    assert opened.store is not None
    shop.store = opened.store
    assert shop.account() == before
    assert shop.ids() == []
