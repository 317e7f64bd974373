"""The orders that avatars can be listed in."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.folding import FIELD_END, fold

Key = str | float

_DIGITS = re.compile(r"[0-9]+")
_WIDTH = 10


class Sort(StrEnum):
    """Ties keep the order of arrival. ``NEWEST`` has what tells no date at the end."""

    ARRIVAL = "arrival"
    NAME = "name"
    NEWEST = "newest"
    PROVIDER = "provider"


SORT_LABEL = {
    Sort.ARRIVAL: "Provider's order",
    Sort.NAME: "Name",
    Sort.NEWEST: "Newest",
    Sort.PROVIDER: "Provider",
}


def natural(text: str) -> str:
    """``text`` as a key under which numbers compare as numbers."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(_WIDTH), text)


def name_key(text: str) -> str:
    """Name, then variant, of a text whose first fields they are."""
    return natural(FIELD_END.join(text.split(FIELD_END, 2)[:2]))


def newest_key(avatar: Avatar) -> float:
    """A look without a date of its own has that of its person (HeyGen)."""
    created = avatar.created_at or (avatar.person.created_at if avatar.person else None)
    return -created.timestamp() if created else float("inf")


class Order:
    """Places of avatars, counted from 0 in order of arrival, in another order.

    ``provider_names`` maps provider ids to names.
    """

    def __init__(self, sort: Sort, provider_names: Mapping[str, str]) -> None:
        self.sort = sort
        self._key_of = _key_function(sort, provider_names)
        self._keys: list[Key] = []
        self._places: list[int] = []
        self._is_sorted = True

    def extend(self, avatars: Iterable[Avatar], texts: Iterable[str]) -> None:
        """The avatars of the next places, and what of them is searched (see Digest)."""
        self._keys += map(self._key_of, avatars, texts)
        self._is_sorted = False

    def replace(self, place: int, avatar: Avatar, text: str) -> None:
        key = self._key_of(avatar, text)
        if key != self._keys[place]:
            self._keys[place] = key
            self._places = []
            self._is_sorted = False

    def key(self, place: int) -> tuple[Key, int]:
        return self._keys[place], place

    def places(self) -> Sequence[int]:
        """All of them, in order."""
        if self.sort is Sort.ARRIVAL:
            return range(len(self._keys))
        if not self._is_sorted:
            keys: list[Any] = self._keys
            self._places += range(len(self._places), len(keys))
            self._places.sort(key=keys.__getitem__)
            self._is_sorted = True
        return self._places


def _key_function(sort: Sort, provider_names: Mapping[str, str]) -> Callable[[Avatar, str], Key]:
    folded = {provider: natural(fold(name)) for provider, name in provider_names.items()}
    keys: dict[Sort, Callable[[Avatar, str], Key]] = {
        Sort.ARRIVAL: lambda _, __: 0.0,
        Sort.NAME: lambda _, text: name_key(text),
        Sort.NEWEST: lambda avatar, _: newest_key(avatar),
        Sort.PROVIDER: lambda avatar, _: folded.get(avatar.key.provider, avatar.key.provider),
    }
    return keys[sort]
