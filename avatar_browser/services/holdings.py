"""The avatars that have arrived, each with its person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from avatar_browser.domain.avatar import Avatar, AvatarKey, Person
from avatar_browser.providers.merging import completed


@dataclass(frozen=True, slots=True)
class Change:
    """What an arrival did: avatars that are new, and held ones that are different now."""

    added: list[Avatar]
    changed: list[Avatar]


class Holdings:
    """Avatars in order of arrival, one for each key.

    A later record takes the place of the earlier one, and keeps what a detail answer told before.
    Avatars and people are joined by ``person_id``, whichever of them comes first. Nothing is ever
    taken out but by :meth:`clear`.
    """

    def __init__(self) -> None:
        self._avatars: list[Avatar] = []
        self._places: dict[AvatarKey, int] = {}
        self._people: dict[str, Person] = {}
        self._places_of: defaultdict[str, set[int]] = defaultdict(set)

    @property
    def avatars(self) -> Sequence[Avatar]:
        return self._avatars

    @property
    def people(self) -> Mapping[str, Person]:
        return self._people

    def avatar(self, key: AvatarKey) -> Avatar | None:
        place = self._places.get(key)
        return None if place is None else self._avatars[place]

    def take(self, avatars: Iterable[Avatar], people: Iterable[Person] = ()) -> Change:
        """Add or replace ``avatars`` and ``people``."""
        first_new = len(self._avatars)
        touched: set[int] = set()
        for person in people:
            if self._people.get(person.id) != person:
                self._people[person.id] = person
                touched |= self._rejoin(person)
        for avatar in avatars:
            touched |= self._put(avatar)
        changed = [self._avatars[place] for place in sorted(touched) if place < first_new]
        return Change(added=self._avatars[first_new:], changed=changed)

    def clear(self) -> None:
        self._avatars = []
        self._places.clear()
        self._people.clear()
        self._places_of.clear()

    def _rejoin(self, person: Person) -> set[int]:
        places = self._places_of[person.id]
        for place in places:
            self._avatars[place] = self._avatars[place].with_person(person)
        return places

    def _put(self, avatar: Avatar) -> set[int]:
        """The places whose avatar is another one now."""
        place = self._places.get(avatar.key)
        if place is None:
            place = self._places[avatar.key] = len(self._avatars)
            self._avatars.append(self._joined(avatar))
            self._places_of[avatar.person_id].add(place)
            return {place}
        held = self._avatars[place]
        self._places_of[held.person_id].discard(place)
        fresh = self._avatars[place] = self._joined(_keeping_details(avatar, held))
        self._places_of[fresh.person_id].add(place)
        return set() if fresh == held else {place}

    def _joined(self, avatar: Avatar) -> Avatar:
        person = self._people.get(avatar.person_id)
        return avatar if person is None else avatar.with_person(person)


def _keeping_details(fresh: Avatar, held: Avatar) -> Avatar:
    if held.detailed and not fresh.detailed:
        return replace(completed(fresh, held), detailed=True)
    return fresh
