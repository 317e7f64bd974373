"""What is stored of an avatar is what it was, but for what gives access to something."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.avatar import Avatar, AvatarKey, Identifier, Media, MediaKind, Person
from avatar_browser.domain.links import LONG_PAST
from avatar_browser.store.records import (
    RAW_LIMIT,
    AvatarReader,
    BadStored,
    packed,
    unpacked_person,
)
from tests.support.avatars import a_full_avatar, an_avatar

SECRET = "S3CRET-0123456789"
SIGNED = [
    f"https://cdn.example/a.mp4?X-Amz-Date=20260101T000000Z&X-Amz-Signature={SECRET}",
    f"https://cdn.example/a.mp4?Expires=1893456000&Signature={SECRET}&Key-Pair-Id=K",
    f"https://cdn.example/a.mp4?token={SECRET}",
    f"https://cdn.example/a.mp4?{SECRET}",
    f"https://cdn.example/a.mp4?w=512&sig={SECRET}",
    f"https://cdn.example/a.mp4?v={SECRET}",
    f"https://cdn.example/a.mp4#{SECRET}",
    f"https://user:{SECRET}@cdn.example/a.mp4",
    f"HTTPS://cdn.example/a.mp4?sig={SECRET}",
]
LASTING = ["https://cdn.example/a.png", "https://cdn.example/a.png?v=2&w=512"]


def restored(avatar: Avatar, *people: Person) -> Avatar:
    kept = packed(avatar)
    reader = AvatarReader({person.id: person for person in people})
    return reader.avatar(avatar.key, kept.record, kept.raw)


def still(url: str) -> Media:
    return Media("imageUrl", "Still", MediaKind.STILL, url)


def bytes_of(item: Avatar | Person) -> bytes:
    kept = packed(item)
    return kept.record + kept.raw


def test_every_field_comes_back_but_the_signed_links() -> None:
    avatar = a_full_avatar()
    again = restored(avatar)
    assert replace(again, media=()) == replace(avatar, media=())
    assert [m.url for m in again.media] == [
        "https://files.example/a.png",
        "https://files.example/a.mp4",
    ]
    assert dict(again.raw) == {"GET /x": {"url": "https://files.example/a.mp4", "name": "Abigail"}}


@pytest.mark.parametrize("url", SIGNED)
def test_a_signed_link_is_kept_without_its_signature_and_counts_as_past(url: str) -> None:
    avatar = an_avatar(media=(still(url),), raw={"GET /x": {"imageUrl": url}})
    assert SECRET.encode() not in bytes_of(avatar)
    [medium] = restored(avatar).media
    assert SECRET not in medium.url
    assert medium.url.casefold() == "https://cdn.example/a.mp4"
    assert medium.expires_at == LONG_PAST


@pytest.mark.parametrize("url", LASTING)
def test_a_link_without_a_secret_is_kept_as_it_is(url: str) -> None:
    assert restored(an_avatar(media=(still(url),))).media == (still(url),)


@pytest.mark.parametrize("url", SIGNED)
def test_a_signed_link_inside_a_text_loses_its_signature(url: str) -> None:
    avatar = an_avatar(
        description=f'See "{url}" and <{url}>.',
        tags=(url,),
        raw={"note": f'{{"nested": "{url}"}}', "list": [[url, {"deep": url}]]},
    )
    assert SECRET.encode() not in bytes_of(avatar)
    assert restored(avatar).description.startswith('See "')


@pytest.mark.parametrize("cut", [" ", '"', "\\", "\n", "{'a': 'b'}", "<", "\u202e"])
def test_a_link_that_is_broken_by_a_sign_loses_its_signature_too(cut: str) -> None:
    """T23. Such links come from services that do not encode the names of their files."""
    link = f"https://media.example/my{cut}file.mp4?X-Amz-Signature={SECRET}&X-Amz-Expires=60"
    avatar = an_avatar(description=link, kind=f"Mp4 Amz Signature={SECRET}", raw={"url": link})
    stored = bytes_of(avatar)
    assert SECRET.encode() not in stored
    assert restored(avatar).description.startswith("https://media.example/my")
    assert bytes_of(restored(avatar)) == stored


def test_a_field_of_the_raw_record_that_is_named_like_a_credential_is_hidden() -> None:
    names = ["apiKey", "X-Api-Key", "Authorization", "session_token", "clientSecret", "password"]
    avatar = an_avatar(raw={"GET /x": dict.fromkeys(names, f'{SECRET}"\\x') | {"n": "seen"}})
    again = restored(avatar).raw["GET /x"]
    assert again == dict.fromkeys(names, "•••") | {"n": "seen"}
    assert SECRET.encode() not in bytes_of(avatar)


def test_an_id_that_looks_like_a_signed_link_is_still_that_id() -> None:
    """It is copied as it is, or it is of no use."""
    odd = "x://a?b=0123456789abcdefghi&c=1"
    avatar = an_avatar(odd, person_id=odd, ids=(Identifier("ID", odd, "Asked for.", primary=True),))
    again = restored(avatar)
    assert (again.key.id, again.copy_id, again.person_id) == (odd, odd, odd)


def test_a_record_that_is_stored_again_is_the_same_bytes() -> None:
    avatar = a_full_avatar()
    assert packed(restored(avatar)) == packed(avatar)


def test_a_look_is_joined_to_the_person_who_is_stored_beside_it() -> None:
    ada = Person("heygen", "p", "Ada")
    assert restored(an_avatar(person_id="p"), ada).person is ada
    assert restored(an_avatar(person_id="q"), ada).person is None


def test_a_person_comes_back() -> None:
    person = replace(a_full_avatar().person or Person("x", "y", "z"), raw={"a": [SIGNED[0]]})
    kept = packed(person)
    again = unpacked_person(kept.record, kept.raw)
    assert again == person
    assert SECRET.encode() not in kept.record + kept.raw


@pytest.mark.parametrize(
    "raw",
    [
        {"a": "\ud800 lone", "\udfff": 1},
        {"a": 10**400},
        {"a": 1e308, "b": None, "c": True},
        {"": [[[[[[[[[[[[[[[[[[[["deep"]]]]]]]]]]]]]]]]]]]]},
    ],
)
def test_a_raw_record_that_is_no_good_json_is_stored_as_far_as_it_goes(raw: Any) -> None:
    assert set(map(str, restored(an_avatar(raw=raw)).raw)) == {
        name.replace("\udfff", "\ufffd") for name in raw
    }


def test_a_raw_record_nested_beyond_reason_is_cut_off() -> None:
    deep: object = "end"
    for _ in range(5_000):
        deep = [deep]
    assert "…" in str(restored(an_avatar(raw={"a": deep})).raw["a"])


def test_a_raw_record_that_is_too_large_is_left_out() -> None:
    assert packed(an_avatar(raw={"a": "x" * RAW_LIMIT})).raw == b""
    assert len(restored(an_avatar(raw={"a": "x" * RAW_LIMIT})).raw) == 0


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"{}",
        b"[]",
        b'"x"',
        b"\xff\xff",
        b"\x00" * 50,
        b"[" * 100_000,
        packed(an_avatar("another")).record,
        packed(an_avatar()).record[:-1],
        packed(an_avatar()).record.replace(b'"unknown"', b'"martian"', 1),
    ],
    ids=range(10),
)
def test_bytes_that_are_no_record_of_this_avatar_are_refused(record: bytes) -> None:
    """Fault F74."""
    with pytest.raises(BadStored):
        AvatarReader({}).avatar(an_avatar().key, record, b"")


def test_damaged_bytes_of_a_raw_record_read_as_nothing() -> None:
    kept = packed(an_avatar())
    avatar = AvatarReader({}).avatar(an_avatar().key, kept.record, b"{bad")
    assert dict(avatar.raw) == {}


def test_a_record_of_a_newer_version_with_one_more_field_is_read() -> None:
    kept = msgspec.json.decode(packed(an_avatar()).record)
    record = msgspec.json.encode(kept | {"not_yet_invented": [1]})
    assert AvatarReader({}).avatar(an_avatar().key, record, b"") == an_avatar()


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(identifier=_texts, name=_texts, tags=st.lists(_texts), raw=st.dictionaries(_texts, _texts))
def test_whatever_characters_come_the_avatar_comes_back(
    identifier: str, name: str, tags: list[str], raw: dict[str, str]
) -> None:
    avatar = Avatar(AvatarKey("one", "looks", identifier), name=name, tags=tuple(tags), raw=raw)
    again = restored(avatar)
    assert again.key == avatar.key
    if "://" not in name + "".join(tags):
        assert again == avatar
