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
    taken out but by :meth:`clear`. Details that were stored are kept too, but count as not asked
    for: they may be old.
    """

    def __init__(self) -> None:
        self._avatars: list[Avatar] = []
        self._places: dict[AvatarKey, int] = {}
        self._people: dict[str, Person] = {}
        self._places_of: defaultdict[str, set[int]] = defaultdict(set)
        self._detailed_before: set[AvatarKey] = set()

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

    def restore_people(self, people: Mapping[str, Person]) -> None:
        """Put in who was stored, before any look of theirs."""
        self._people.update(people)

    def restore(self, avatars: Iterable[Avatar]) -> Change:
        """Put in what was stored, which is joined to its people already."""
        added: list[Avatar] = []
        for avatar in avatars:
            if avatar.key in self._places:
                continue
            if avatar.detailed:
                self._detailed_before.add(avatar.key)
                avatar = replace(avatar, detailed=False)  # noqa: PLW2901 - this one is held
            self._append(avatar)
            added.append(avatar)
        return Change(added, changed=[])

    def forget_details(self) -> Change:
        """What was asked for in this session counts as what was stored: it may be old."""
        changed = []
        for place, avatar in enumerate(self._avatars):
            if avatar.detailed:
                self._detailed_before.add(avatar.key)
                self._avatars[place] = replace(avatar, detailed=False)
                changed.append(self._avatars[place])
        return Change([], changed)

    def to_keep(self, key: AvatarKey) -> Avatar:
        """A held avatar as it is stored: without the person, who is stored once for all looks."""
        avatar = self._avatars[self._places[key]]
        detailed = avatar.detailed or key in self._detailed_before
        person = None if avatar.person_id in self._people else avatar.person
        return replace(avatar, person=person, detailed=detailed)

    def clear(self) -> None:
        self._avatars = []
        self._places.clear()
        self._people.clear()
        self._places_of.clear()
        self._detailed_before.clear()

    def _rejoin(self, person: Person) -> set[int]:
        places = self._places_of[person.id]
        for place in places:
            self._avatars[place] = self._avatars[place].with_person(person)
        return places

    def _put(self, avatar: Avatar) -> set[int]:
        """The places whose avatar is another one now."""
        place = self._places.get(avatar.key)
        if place is None:
            return {self._append(self._joined(avatar))}
        held = self._avatars[place]
        self._places_of[held.person_id].discard(place)
        fresh = self._avatars[place] = self._joined(self._keeping_details(avatar, held))
        self._places_of[fresh.person_id].add(place)
        return set() if fresh == held else {place}

    def _joined(self, avatar: Avatar) -> Avatar:
        person = self._people.get(avatar.person_id)
        return avatar if person is None else avatar.with_person(person)

    def _append(self, avatar: Avatar) -> int:
        place = self._places[avatar.key] = len(self._avatars)
        self._avatars.append(avatar)
        self._places_of[avatar.person_id].add(place)
        return place

    def _keeping_details(self, fresh: Avatar, held: Avatar) -> Avatar:
        if fresh.detailed or not (held.detailed or fresh.key in self._detailed_before):
            return fresh
        return replace(completed(fresh, held), detailed=held.detailed)
