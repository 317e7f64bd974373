"""What avatars can be filtered by, and what each of them is under it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from avatar_browser.domain.avatar import Avatar, Engine, Gender, Orientation, Ownership
from avatar_browser.domain.folding import fold
from avatar_browser.domain.standing import Standing


class Facet(StrEnum):
    """The value is the filter word. The order is that of the sidebar."""

    PROVIDER = "provider"
    SHORTLIST = "list"
    IS = "is"
    OWNERSHIP = "ownership"
    GENDER = "gender"
    ORIENTATION = "orientation"
    TYPE = "type"
    ENGINE = "engine"
    HAS = "has"
    TAG = "tag"


FACET_TITLE = {
    Facet.PROVIDER: "Provider",
    Facet.SHORTLIST: "Shortlists",
    Facet.IS: "Only",
    Facet.OWNERSHIP: "Ownership",
    Facet.GENDER: "Gender",
    Facet.ORIENTATION: "Orientation",
    Facet.TYPE: "Type",
    Facet.ENGINE: "Engine",
    Facet.HAS: "Comes with",
    Facet.TAG: "Tags",
}
JOINED_BY_AND = frozenset([Facet.IS, Facet.HAS, Facet.TAG])
"""Of these, all chosen values must hold; of any other, one."""

NOT_STATED = "not stated"
"""The value of what the provider does not tell."""


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """One value of a facet; of each there is one object in a vocabulary.

    ``word`` tells it from the facet's others; it is folded, but of a shortlist it is the name.
    ``label`` is as first met, not yet fit for display. ``place`` goes before ``word`` where values
    are listed.
    """

    facet: Facet
    word: str
    label: str
    place: int = 0


NEW = Value(Facet.IS, "new", "New", 1)
GONE = Value(Facet.IS, "gone", "Gone", 2)
FAVOURITE = Value(Facet.IS, "fav", "Favourite", 3)
NOTED = Value(Facet.IS, "noted", "With a note", 4)
VIDEO = Value(Facet.HAS, "video", "Preview video", 1)
VOICE = Value(Facet.HAS, "voice", "Default voice", 2)

_FIXED = (NEW, GONE, FAVOURITE, NOTED, VIDEO, VOICE)
_LAST = 99


class Vocabulary:
    """The values that have been met, one object for each.

    ``provider_names`` maps provider ids to names.
    """

    def __init__(self, provider_names: Mapping[str, str]) -> None:
        self._provider_names = provider_names
        self._values = {(value.facet.value, value.word): value for value in _FIXED}
        self._met: dict[tuple[str, str, str], Value] = {}
        self._unstated = {
            facet: self._add(facet, NOT_STATED, "Not stated", _LAST) for facet in Facet
        }
        self._ownerships: dict[Ownership, Value] = {
            owned: self._add(Facet.OWNERSHIP, owned.value, owned.value.capitalize(), place)
            for place, owned in enumerate(Ownership)
            if owned is not Ownership.UNKNOWN
        }
        self._genders: dict[Gender, Value] = {
            gender: self._add(Facet.GENDER, gender.value, gender.value.capitalize(), place)
            for place, gender in enumerate(Gender)
            if gender is not Gender.UNKNOWN
        }
        self._orientations = {
            shape: self._add(Facet.ORIENTATION, shape.value, shape.value.capitalize(), place)
            for place, shape in enumerate(Orientation)
        }

    def values_of(self, avatar: Avatar) -> tuple[Value, ...]:
        """What ``avatar`` is, under every facet; where it may be stored or is new is not told."""
        provider = avatar.key.provider
        found = [
            self._value(Facet.PROVIDER, provider, self._provider_names.get(provider, provider))
        ]
        found.append(self._ownerships.get(avatar.ownership, self._unstated[Facet.OWNERSHIP]))
        gender = avatar.gender
        if gender is Gender.UNKNOWN and avatar.person is not None:
            gender = avatar.person.gender
        found.append(self._genders.get(gender, self._unstated[Facet.GENDER]))
        found += self._shapes(avatar)
        kind = avatar.kind or avatar.kind_raw
        found.append(self._value(Facet.TYPE, kind, kind))
        found += self._engines(avatar.engines)
        found += _parts(avatar)
        found += self._tags(avatar.tags)
        return tuple(found)

    def values_of_standing(self, standing: Standing) -> tuple[Value, ...]:
        """What its user and its catalogue say of an avatar."""
        marks = (
            (NEW, standing.is_new),
            (GONE, standing.gone_since is not None),
            (FAVOURITE, standing.is_favourite),
            (NOTED, bool(standing.note)),
        )
        held = tuple(value for value, holds in marks if holds)
        lists = (self._add(Facet.SHORTLIST, name, name) for name in standing.shortlists)
        return (*held, *lists) if standing.shortlists else held

    def _shapes(self, avatar: Avatar) -> Iterator[Value]:
        """Its own orientation, else those that the provider cut a still to (Anam)."""
        if avatar.orientation is not None:
            yield self._orientations[avatar.orientation]
            return
        cuts = dict.fromkeys(media.aspect for media in avatar.media if media.aspect is not None)
        if not cuts:
            yield self._unstated[Facet.ORIENTATION]
        for cut in cuts:
            yield self._orientations[cut]

    def _engines(self, engines: tuple[Engine, ...]) -> dict[Value, None]:
        if not engines:
            return {self._unstated[Facet.ENGINE]: None}
        return {self._value(Facet.ENGINE, e.public or e.raw, e.name): None for e in engines}

    def _tags(self, tags: tuple[str, ...]) -> dict[Value, None]:
        if not tags:
            return {self._unstated[Facet.TAG]: None}
        return {self._value(Facet.TAG, tag, tag): None for tag in tags}

    def _value(self, facet: Facet, text: str, label: str) -> Value:
        known = self._met.get((facet.value, text, label))
        if known is None:
            word = fold(text)
            known = self._add(facet, word, label) if word else self._unstated[facet]
            self._met[facet.value, text, label] = known
        return known

    def _add(self, facet: Facet, word: str, label: str, place: int = 0) -> Value:
        return self._values.setdefault((facet.value, word), Value(facet, word, label, place))


def reach(facet: Facet, values: Mapping[Facet, list[Value]]) -> list[Value]:
    """The values that a filter word of ``facet`` can stand for: ``is:custom`` is an ownership."""
    if facet is not Facet.IS:
        return values[facet]
    owned = (value for value in values[Facet.OWNERSHIP] if value.word != NOT_STATED)
    return [*values[facet], *owned]


def meant_by(text: str, values: Iterable[Value]) -> list[Value]:
    """What a filter word means: the values that are called ``text``, which is folded.

    Where there are none, all of which a word begins with it.
    """
    names = {value: (value.word, fold(value.label)) for value in values}
    exact = [value for value, called in names.items() if text in called]
    begun = (v for v, called in names.items() if any(f" {text}" in f" {c}" for c in called))
    return exact or list(begun)


def _parts(avatar: Avatar) -> Iterator[Value]:
    if avatar.videos:
        yield VIDEO
    if avatar.default_voice_id or (avatar.person and avatar.person.default_voice_id):
        yield VOICE
