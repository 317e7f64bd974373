"""Avatars and people as bytes that may lie on a disk: no signed link, no credential in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar, AvatarKey, Identifier, Media, Person
from avatar_browser.domain.links import LONG_PAST, is_lasting, masked
from avatar_browser.domain.text import storable

T = TypeVar("T")

RAW_LIMIT = 32_768
"""Bytes. A provider's own record larger than this is not kept."""
_DEEPEST = 16
_IDS = frozenset({"key", "ids", "id", "person_id", "default_voice_id"})

_HIDDEN = b"\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2"
# In JSON text: a URL from its "://" to the quote, backslash or space that ends it, if there is more
# to it than host and path.
_LINK = re.compile(rb"""://[^\s"\\<>?#@]*[?#@][^\s"\\<>]*""")
# The query of what is no longer a link: a space or a quote cut it off, or it was put into words.
_SIGNED = re.compile(
    rb"""(?i)(\b(?:signature|credential|security-token|sig|policy|key-pair-id|(?:access_)?token)=)"""
    rb"""[^\s"\\<>&]+"""
)
_CREDENTIAL_WORDS = (b"key", b"auth", b"cookie", b"cred", b"pass", b"secret", b"sign", b"token")
_CREDENTIAL = re.compile(
    rb"""(?i)("[^"\\]{0,64}(?:api[-_]?key|authorization|cookie|credential|password|secret"""
    rb"""|signature|token)[^"\\]{0,64}":)"(?:[^"\\]|\\.)*\""""
)

_avatar_decoder = msgspec.json.Decoder(Avatar)
_person_decoder = msgspec.json.Decoder(Person)


class BadStored(ValueError):
    """The bytes are none that this version can read."""


@dataclass(frozen=True, slots=True)
class Packed:
    """``record`` is what this program understood, ``raw`` what the provider sent; JSON both."""

    record: bytes
    raw: bytes


class StoredRaw(Mapping[str, object]):
    """A provider's record as it was stored, read only when somebody looks into it."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def data(self) -> bytes:
        return self._data

    @override
    def __getitem__(self, name: str) -> object:
        return self._read()[name]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    @override
    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[str, object]:
        try:
            return msgspec.json.decode(self._data, type=dict[str, object])
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return {}


def packed(item: Avatar | Person) -> Packed:
    """``item`` as it may be stored. Links whose signature was left out are marked as past."""
    raw = _packed_raw(item.raw)
    if isinstance(item, Avatar):
        person = replace(item.person, raw={}) if item.person else None
        media = tuple(_unsigned(medium) for medium in item.media)
        item = replace(item, media=media, person=person, raw={})
    else:
        item = replace(item, raw={})
    record = msgspec.json.encode(item)
    links = _LINK.findall(record)
    if not all(is_lasting(link.decode()) for link in links) or _SIGNED.search(record):
        record = msgspec.json.encode(_without_links(msgspec.to_builtins(item)))
    return Packed(record, raw)


def unpacked_person(record: bytes, raw: bytes) -> Person:
    """Raises BadStored."""
    return _filled(_decoded(_person_decoder, record), raw=StoredRaw(raw))


class AvatarReader:
    """Makes avatars of what :func:`packed` made of them, and joins them to their people.

    What many avatars have in common is one object for all of them, which halves their memory.
    """

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        self._shared: dict[object, Any] = {}

    def avatar(self, key: AvatarKey, record: bytes, raw: bytes) -> Avatar:
        """The avatar of that key. Raises BadStored, also where the record is of another one."""
        avatar = _decoded(_avatar_decoder, record)
        if avatar.key != key:
            raise BadStored("the record of another avatar")
        return _filled(
            avatar,
            raw=StoredRaw(raw),
            person=self._people.get(avatar.person_id, avatar.person),
            ids=tuple(map(self._shared_identifier, avatar.ids)),
            media=tuple(map(self._shared_medium, avatar.media)),
            engines=self._shared_one(avatar.engines),
            active_engine=self._shared_one(avatar.active_engine),
            tags=self._shared_one(avatar.tags),
            facts=self._shared_one(avatar.facts),
            kind=self._shared_one(avatar.kind),
            kind_raw=self._shared_one(avatar.kind_raw),
        )

    def _shared_one(self, value: T) -> T:
        shared: T = self._shared.setdefault(value, value)
        return shared

    def _shared_identifier(self, one: Identifier) -> Identifier:
        share = self._shared_one
        return _filled(one, label=share(one.label), purpose=share(one.purpose))

    def _shared_medium(self, one: Media) -> Media:
        share = self._shared_one
        return _filled(one, label=share(one.label), field=share(one.field))


def _decoded(decoder: msgspec.json.Decoder[T], record: bytes) -> T:
    try:
        return decoder.decode(record)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadStored(str(error)) from error


def _filled(item: T, **values: object) -> T:
    """``item``, which was just made and which nobody has seen, with these values.

    A tenth of the time of ``dataclasses.replace``, of which a start with 100,000 would have many.
    """
    for name, value in values.items():
        object.__setattr__(item, name, value)
    return item


def _without_links(value: object) -> object:
    """Texts lose the queries of the links in them. Ids do not: they are copied as they are."""
    if isinstance(value, str):
        return _unsigned_text(value.encode()).decode()
    if isinstance(value, Mapping):
        return {n: v if n in _IDS else _without_links(v) for n, v in value.items()}
    return [_without_links(v) for v in value] if isinstance(value, list | tuple) else value


def _unsigned(media: Media) -> Media:
    if media.expires_at is None and is_lasting(media.url):
        return media
    return replace(media, url=masked(media.url), expires_at=LONG_PAST)


def _unsigned_text(text: bytes) -> bytes:
    return _SIGNED.sub(rb"\1" + _HIDDEN, _LINK.sub(_without_secrets, text))


def _without_secrets(link: re.Match[bytes]) -> bytes:
    url = link.group().decode()
    return link.group() if is_lasting(url) else masked(url).encode()


def _packed_raw(raw: Mapping[str, object]) -> bytes:
    if isinstance(raw, StoredRaw):
        return raw.data
    if not raw:
        return b""
    try:
        text = msgspec.json.encode(raw)
    except (UnicodeEncodeError, RecursionError, OverflowError):
        text = msgspec.json.encode(_plain(raw, _DEEPEST))
    text = _unsigned_text(text)
    lowered = text.lower()
    if any(word in lowered for word in _CREDENTIAL_WORDS):
        text = _CREDENTIAL.sub(rb'\1"' + _HIDDEN + rb'"', text)
    return text if len(text) <= RAW_LIMIT else b""


def _plain(value: object, deepest: int) -> object:
    """``value`` without what JSON cannot hold, cut off below ``deepest`` levels."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping | list) and not deepest:
        return "…"
    if isinstance(value, Mapping):
        return {storable(str(name)): _plain(v, deepest - 1) for name, v in value.items()}
    if isinstance(value, list):
        return [_plain(item, deepest - 1) for item in value]
    return value
