"""The orders that avatars can be listed in."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import total_ordering
from itertools import pairwise
from typing import Any

from typing_extensions import override

from avatar_browser.domain.avatar import Avatar, AvatarKey, Gender, Orientation
from avatar_browser.domain.folding import FIELD_END, fold

CopiedAt = Callable[[AvatarKey], datetime | None]
PositionOf = Callable[[AvatarKey], float]
"""The number of an avatar in order of arrival; equal ones came in the order of their places."""

_DIGITS = re.compile(r"[0-9]+")
_WIDTH = 10


class Sort(StrEnum):
    """Ties keep the order of arrival; what tells nothing is at the end, either way round.

    ``NEWEST``, ``UPDATED`` and ``RECENT`` begin with the latest. The first five are for menus, the
    others for the columns of a table.
    """

    ARRIVAL = "arrival"
    NAME = "name"
    NEWEST = "newest"
    PROVIDER = "provider"
    RECENT = "recent"
    LOOK = "look"
    ID = "id"
    TYPE = "type"
    GENDER = "gender"
    ENGINE = "engine"
    ORIENTATION = "orientation"
    SIZE = "size"
    UPDATED = "updated"


SORT_LABEL = {
    Sort.ARRIVAL: "Provider's order",
    Sort.NAME: "Name",
    Sort.NEWEST: "Newest",
    Sort.PROVIDER: "Provider",
    Sort.RECENT: "Recently copied",
}
"""Those that a menu offers."""
_AFTER_ALL = "\U0010ffff"


def natural(text: str) -> str:
    """``text`` as a key under which numbers compare as numbers."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(_WIDTH), text)


def name_key(text: str) -> str:
    """Name, then variant, of a text whose first fields they are."""
    return natural(FIELD_END.join(text.split(FIELD_END, 2)[:2]))


def created_at(avatar: Avatar) -> datetime | None:
    """A look without a date of its own has that of its person (HeyGen)."""
    return avatar.created_at or (avatar.person.created_at if avatar.person else None)


def gender_of(avatar: Avatar) -> Gender:
    """A look that tells none has that of its person."""
    if avatar.gender is Gender.UNKNOWN and avatar.person is not None:
        return avatar.person.gender
    return avatar.gender


def orientations_of(avatar: Avatar) -> tuple[Orientation, ...]:
    """Its own, else those that the provider cut a still to (Anam)."""
    if avatar.orientation is not None:
        return (avatar.orientation,)
    cuts = (media.aspect for media in avatar.media if media.aspect is not None)
    return tuple(dict.fromkeys(cuts))


@total_ordering
class Backwards:
    """A text that compares the other way round."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Backwards) and self._text == other._text

    def __lt__(self, other: "Backwards") -> bool:
        return self._text > other._text

    @override
    def __hash__(self) -> int:
        return hash(self._text)


Key = str | float | Backwards


class Order:
    """Places of avatars, counted from 0, in an order.

    ``provider_names`` maps provider ids to names. ``copied_at`` serves ``RECENT``, which is the
    order of arrival without it. The order of arrival is that of ``position_of``, without which it
    is that of the places; it cannot be turned round.
    """

    def __init__(
        self,
        sort: Sort,
        provider_names: Mapping[str, str],
        *,
        descending: bool = False,
        copied_at: CopiedAt | None = None,
        position_of: PositionOf | None = None,
    ) -> None:
        self.sort = sort
        self.descending = descending and sort is not Sort.ARRIVAL
        self._key_of = _key_function(sort, provider_names, self.descending, copied_at)
        self._is_backwards = self.descending and sort not in {*_NUMBERS, Sort.RECENT}
        self._position_of = position_of or (lambda _: 0.0)
        self._keys: list[str | float] = []
        self._positions: list[float] = []
        self._arrived_in_order = True
        self._places: list[int] = []
        self._is_sorted = True

    @property
    def is_by_standing(self) -> bool:
        """What the user did to an avatar may move it."""
        return self.sort is Sort.RECENT

    def extend(self, avatars: Iterable[Avatar], texts: Iterable[str]) -> None:
        """The avatars of the next places, and what of them is searched (see Digest)."""
        avatars = list(avatars)
        former = self._positions[-1:]
        fresh = [self._position_of(avatar.key) for avatar in avatars]
        self._arrived_in_order &= all(a <= b for a, b in pairwise(former + fresh))
        self._positions += fresh
        self._keys += map(self._key_of, avatars, texts)
        self._is_sorted = False

    def replace(self, place: int, avatar: Avatar, text: str) -> bool:
        """Whether it belongs elsewhere now, or may."""
        key = self._key_of(avatar, text)
        if key == self._keys[place]:
            return False
        self._keys[place] = key
        self._places = []
        self._is_sorted = False
        return True

    def key(self, place: int) -> tuple[Key, float, int]:
        key, position = self._keys[place], self._positions[place]
        if self._is_backwards and isinstance(key, str):
            return Backwards(key), position, place
        return key, position, place

    def places(self) -> Sequence[int]:
        """All of them, in order."""
        if self.sort is Sort.ARRIVAL and self._arrived_in_order:
            return range(len(self._keys))
        if not self._is_sorted:
            keys: list[Any] = self._keys
            if not self._arrived_in_order:
                self._places = sorted(range(len(keys)), key=self._positions.__getitem__)
            self._places += range(len(self._places), len(keys))
            self._places.sort(key=keys.__getitem__, reverse=self._is_backwards)
            self._is_sorted = True
        return self._places


_NUMBERS: dict[Sort, Callable[[Avatar], float | None]] = {
    Sort.NEWEST: lambda avatar: _latest_first(created_at(avatar)),
    Sort.UPDATED: lambda avatar: _latest_first(avatar.updated_at),
    Sort.SIZE: lambda avatar: (avatar.width or 0) * (avatar.height or 0) or None,
}
_TEXTS: dict[Sort, Callable[[Avatar], str]] = {
    Sort.TYPE: lambda avatar: avatar.kind or avatar.kind_raw,
    Sort.GENDER: lambda avatar: "" if gender_of(avatar) is Gender.UNKNOWN else gender_of(avatar),
    Sort.ENGINE: lambda avatar: ", ".join(engine.name for engine in avatar.engines),
    Sort.ORIENTATION: lambda avatar: ", ".join(orientations_of(avatar)),
}


def _latest_first(when: datetime | None) -> float | None:
    return None if when is None else -when.timestamp()


def _number_key(
    number_of: Callable[[Avatar], float | None], descending: bool
) -> Callable[[Avatar, str], float]:
    sign = -1.0 if descending else 1.0

    def key(avatar: Avatar, _: str) -> float:
        number = number_of(avatar)
        return float("inf") if number is None else sign * number

    return key


def _key_function(
    sort: Sort,
    provider_names: Mapping[str, str],
    descending: bool,
    copied_at: CopiedAt | None,
) -> Callable[[Avatar, str], str | float]:
    """Gives numbers that are ready to be compared, and texts that are compared backwards where
    ``descending``; what tells nothing is last by either."""
    if sort is Sort.ARRIVAL:
        return lambda _, __: 0.0
    if sort is Sort.RECENT:
        told = copied_at or (lambda _: None)
        return _number_key(lambda avatar: _latest_first(told(avatar.key)), descending)
    if sort in _NUMBERS:
        return _number_key(_NUMBERS[sort], descending)
    last = "" if descending else _AFTER_ALL
    if sort is Sort.NAME:
        return lambda _, text: name_key(text)
    if sort is Sort.LOOK:
        return lambda _, text: natural([*text.split(FIELD_END, 2), ""][1].strip()) or last
    if sort is Sort.PROVIDER:
        folded = {provider: natural(fold(name)) for provider, name in provider_names.items()}
        return lambda avatar, _: folded.get(avatar.key.provider, avatar.key.provider)
    if sort is Sort.ID:  # random digits are no numbers
        return lambda avatar, _: avatar.copy_id.casefold()
    text_of = _TEXTS[sort]
    return lambda avatar, _: natural(fold(text_of(avatar))) or last
