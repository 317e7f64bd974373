"""Looks by the person they show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from avatar_browser.domain.avatar import Avatar, Identifier
from avatar_browser.domain.folding import fold


class FamilyKey(NamedTuple):
    """``person`` is the provider's id of the person; where it tells none, ``name`` is folded."""

    provider: str
    person: str
    name: str


def family_key(avatar: Avatar) -> FamilyKey:
    """Whose look it is: the provider's word, else a name shared; an avatar without one is alone."""
    key = avatar.key
    person = avatar.person_id or (avatar.person.id if avatar.person else "")
    if person:
        return FamilyKey(key.provider, person, "")
    name = fold(avatar.display_name)
    return FamilyKey(key.provider, "", name or f"\0{key.catalogue}\0{key.id}")


@dataclass(slots=True)
class Family:
    """A person with at least one look, in the order of the list; ``looks`` grows in place."""

    key: FamilyKey
    looks: list[Avatar]

    @property
    def cover(self) -> Avatar:
        return self.looks[0]

    @property
    def name(self) -> str:
        return self.cover.display_name

    @property
    def ids(self) -> tuple[Identifier, ...]:
        """Those that are the person's own, none of them to be given to a video call."""
        person = self.key.person
        return tuple(i for i in self.cover.ids if i.value == person and not i.primary)


@dataclass(frozen=True, slots=True)
class Grown:
    """So many families are new, at the end; ``altered`` are numbers of those with more looks."""

    fresh: int
    altered: list[int]


@dataclass(slots=True)
class Families:
    """A list of avatars, by person: a family is where its first look is.

    An avatar stays in its family whatever is told of it later; made anew, it is sorted anew.
    """

    all: list[Family] = field(default_factory=list)
    _numbers: dict[FamilyKey, int] = field(default_factory=dict)
    _seats: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, avatars: Iterable[Avatar]) -> "Families":
        families = cls()
        families.extend(avatars)
        return families

    def number(self, key: FamilyKey) -> int | None:
        return self._numbers.get(key)

    def family(self, key: FamilyKey) -> Family | None:
        number = self._numbers.get(key)
        return None if number is None else self.all[number]

    def number_at(self, row: int) -> int | None:
        """The family of the avatar at ``row`` of the list, None beyond its end."""
        return self._seats[row][0] if row < len(self._seats) else None

    def extend(self, avatars: Iterable[Avatar]) -> Grown:
        """Avatars that follow the former ones."""
        former = len(self.all)
        altered = set()
        for avatar in avatars:
            key = family_key(avatar)
            number = self._numbers.setdefault(key, len(self.all))
            if number == len(self.all):
                self.all.append(Family(key, []))
            elif number < former:
                altered.add(number)
            looks = self.all[number].looks
            self._seats.append((number, len(looks)))
            looks.append(avatar)
        return Grown(len(self.all) - former, sorted(altered))

    def replace(self, row: int, avatar: Avatar) -> tuple[int, int]:
        """Take what is told now of the avatar at ``row`` of the list.

        Returns the number of its family, and its own number in it.
        """
        number, look = self._seats[row]
        self.all[number].looks[look] = avatar
        return number, look

    def covers(self, start: int = 0) -> list[Avatar]:
        """The first look of each family from number ``start`` on."""
        return [family.looks[0] for family in self.all[start:]]
