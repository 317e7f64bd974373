"""The HeyGen catalogue of the demo: who is in it, in which order, and how to find them."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from avatar_browser.demo.heygen_ids import (
    Seat,
    group_number,
    seat_of,
    seat_of_folder,
)
from avatar_browser.demo.heygen_looks import (
    Group,
    Look,
    is_public,
    made_group,
    made_look,
    usual_count,
)
from avatar_browser.demo.people import HEYGEN_PEOPLE, Character, person_of
from avatar_browser.demo.size import HEYGEN_USUAL


class HeyGenCast:
    """The catalogue of ``count`` looks: one of each person in turn, so that a page shows many.

    Looks and groups are made when they are asked for and not kept: what is held of a look is four
    bytes for each list it is in. A larger catalogue holds all that are in a smaller one.
    """

    def __init__(self, count: int = HEYGEN_USUAL) -> None:
        self._people: list[Character] = []
        self._counts: list[int] = []
        left = count
        while left > 0:
            number = len(self._people)
            person = person_of(HEYGEN_PEOPLE, number)
            self._people.append(person)
            self._counts.append(min(left, usual_count(person, number)))
            left -= self._counts[-1]
        self._lists = self._ordered()

    def _ordered(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the seats of each list, by ownership; all of them under no name."""
        lists = {name: array("I") for name in ("", "public", "private")}
        for look in range(max(self._counts, default=0)):
            for group, count in enumerate(self._counts):
                if look < count:
                    number = Seat(group, look).number
                    lists[""].append(number)
                    lists[_ownership(group)].append(number)
        return lists

    def __len__(self) -> int:
        return len(self._lists[""])

    def __iter__(self) -> Iterator[Look]:
        return map(self.look, self.numbers())

    def numbers(self, ownership: str = "") -> Sequence[int]:
        """What :meth:`look` takes, in list order: of all looks, or the public or private ones."""
        return self._lists.get(ownership, ())

    def numbers_of(self, group_id: str, among: Sequence[int]) -> Sequence[int]:
        """Those of one group's looks."""
        group = self.find_group(group_id)
        if group is None:
            return ()
        own = range(Seat(group.number, 0).number, Seat(group.number + 1, 0).number)
        return [number for number in among if number in own]

    def groups(self, ownership: str = "") -> Sequence[int]:
        """What :meth:`group` takes: of all groups, or the public or private ones."""
        everybody = range(len(self._people))
        if not ownership:
            return everybody
        return [n for n in everybody if _ownership(n) == ownership]

    def look(self, number: int) -> Look:
        seat = Seat.numbered(number)
        return made_look(self._people[seat.group], seat)

    def group(self, number: int) -> Group:
        return made_group(self._people[number], number, self._counts[number])

    def first_look(self, group: Group) -> Look:
        return self.look(Seat(group.number, 0).number)

    def looks_of(self, number: int) -> list[Look]:
        """The looks of group ``number``."""
        return [self.look(Seat(number, k).number) for k in range(self._counts[number])]

    def find_group(self, group_id: str) -> Group | None:
        number = group_number(group_id)
        if number is None or number >= len(self._people):
            return None
        group = self.group(number)
        return group if group.id == group_id else None

    def find_look(self, look_id: str) -> Look | None:
        seat = self._named.get(look_id) or seat_of(look_id)
        look = self._look_if_any(seat)
        return look if look is not None and look.id == look_id else None

    def look_in(self, folder: str) -> Look | None:
        look = self._look_if_any(seat_of_folder(folder))
        return look if look is not None and look.folder == folder else None

    def _look_if_any(self, seat: Seat | None) -> Look | None:
        if seat is None or seat.group >= len(self._people):
            return None
        return self.look(seat.number) if seat.look < self._counts[seat.group] else None

    @cached_property
    def _named(self) -> Mapping[str, Seat]:
        """The people of the cast proper: many of their looks have ids in words."""
        first = range(min(len(HEYGEN_PEOPLE), len(self._people)))
        return {look.id: look.seat for group in first for look in self.looks_of(group)}


def _ownership(group: int) -> str:
    return "public" if is_public(group) else "private"
