"""Avatars found, filtered and in order: the whole of it, as a plain value machine."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import compress

from avatar_browser.domain import completing
from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.facet_index import FacetIndex, flags_of, mask_of
from avatar_browser.domain.facets import Value
from avatar_browser.domain.filters import Filters
from avatar_browser.domain.narrowing import Chip, FacetCount, Narrowing
from avatar_browser.domain.ordering import Key, Order, PositionOf, Sort
from avatar_browser.domain.query import Query
from avatar_browser.domain.search import Digest, Digests, TextIndex
from avatar_browser.domain.standing import Standing

StandingOf = Callable[[AvatarKey], Standing]


@dataclass(frozen=True, slots=True)
class Taken:
    """Places of avatars that were not there before, and of those that are different now."""

    fresh: list[int]
    altered: list[int]


class Arrangement:
    """An avatar's place is its number in the order in which they were taken in, from 0; it never
    changes."""

    def __init__(
        self,
        provider_names: Mapping[str, str],
        digests: Digests,
        standing_of: StandingOf | None = None,
        position_of: PositionOf | None = None,
    ) -> None:
        self._provider_names = provider_names
        self._digests = digests
        self._standing_of = standing_of
        self._position_of = position_of
        self.narrowing = Narrowing(Query(), {})
        self.order = Order(Sort.ARRIVAL, provider_names)
        self.empty()

    def empty(self) -> None:
        """Forget all avatars; what is asked of them stays."""
        self.avatars: list[Avatar] = []
        self._places: dict[AvatarKey, int] = {}
        self._values: list[tuple[Value, ...]] = []
        self._texts = TextIndex()
        self._facets = FacetIndex()
        self._filters: Filters | None = None
        self.set_sort(self.order.sort, descending=self.order.descending)

    def drop(self, provider: str) -> None:
        """Forget the avatars of a provider; the others move up to new places."""
        avatars = self.avatars
        self._digests.forget(a.key for a in avatars if a.key.provider == provider)
        self.empty()
        self.take(avatar for avatar in avatars if avatar.key.provider != provider)

    def place(self, key: AvatarKey) -> int | None:
        return self._places.get(key)

    def with_id(self, ids: frozenset[str]) -> list[Avatar]:
        """The avatars that have one of ``ids``, which are folded, for a field; narrowed or not."""
        query = self.narrowing.query
        # What is searched for already has been found: only that is looked through.
        known = query.words if ids <= query.exact_ids else ()
        return [self.avatars[place] for place in self._texts.with_id(ids, known)]

    def take(self, avatars: Iterable[Avatar]) -> Taken:
        """Add avatars; one that is there takes the place of its former record."""
        first, altered, digests = len(self.avatars), set[int](), []
        for avatar in avatars:
            place = self._places.get(avatar.key)
            if place is None:
                self._places[avatar.key] = len(self.avatars)
                self.avatars.append(avatar)
                digests.append(self._digest(avatar))
            elif place < first:
                self._replace(place, avatar)
                altered.add(place)
            else:
                self.avatars[place] = avatar
                digests[place - first] = self._digest(avatar)
        fresh = self.avatars[first:]
        values = [digest.values for digest in digests]
        self._values += values
        self._facets.extend(values)
        self._texts.extend(digests)
        self.order.extend(fresh, (digest.text for digest in digests))
        self._filters = None
        return Taken([*range(first, len(self.avatars))], sorted(altered))

    def stand(self, places: Iterable[int]) -> Taken:
        """Read anew where the avatars at ``places`` stand."""
        altered = []
        for place in places:
            avatar = self.avatars[place]
            digest = self._digest(avatar)
            moves = self.order.is_by_standing and self.order.replace(place, avatar, "")
            if self._put(place, digest) or moves:
                altered.append(place)
        self._filters = None
        return Taken([], altered)

    def _replace(self, place: int, avatar: Avatar) -> None:
        digest = self._digest(avatar)
        self._put(place, digest)
        self._texts.replace(place, digest)
        self.order.replace(place, avatar, digest.text)
        self.avatars[place] = avatar

    def _put(self, place: int, digest: Digest) -> bool:
        """Whether it is found by something else than before."""
        is_other = digest.values != self._values[place]
        reads_otherwise = digest.text != self._texts.texts[place]
        if is_other:
            self._facets.replace(place, self._values[place], digest.values)
            self._values[place] = digest.values
        if reads_otherwise:
            self._texts.replace(place, digest)
        return is_other or reads_otherwise

    def _digest(self, avatar: Avatar) -> Digest:
        if self._standing_of is None:
            return self._digests.of(avatar)
        return self._digests.standing(avatar, self._standing_of(avatar.key))

    def narrow(self, narrowing: Narrowing) -> None:
        self.narrowing = narrowing
        self._filters = None

    def set_sort(self, sort: Sort, *, descending: bool = False) -> None:
        self.order = Order(
            sort,
            self._provider_names,
            descending=descending,
            copied_at=self._copied_at,
            position_of=self._position_of,
        )
        self.order.extend(self.avatars, self._texts.texts)

    def _copied_at(self, key: AvatarKey) -> datetime | None:
        return self._standing_of(key).copied_at if self._standing_of else None

    @property
    def filters(self) -> Filters:
        if self._filters is None:
            self._filters = Filters(self._facets, self.narrowing)
        return self._filters

    def arranged(self) -> list[int]:
        """The places that are left, the better match first, then in order."""
        places = self.order.places()
        if self.narrowing.is_empty:
            return list(places)
        flags = flags_of(self.filters.mask() & self._found(), len(self.avatars))
        left = list(compress(places, map(flags.__getitem__, places)))
        return self._texts.ranked(left, self.narrowing.query)

    def admits(self, places: Iterable[int]) -> list[int]:
        """Those of ``places`` that are left."""
        query = self.narrowing.query
        mask = self.filters.mask()
        left = (place for place in places if mask >> place & 1)
        return [place for place in left if self._texts.holds(place, query)]

    def key(self, place: int) -> tuple[int, Key, float, int]:
        """The order of :meth:`arranged` as something to compare."""
        return (self._texts.rank(place, self.narrowing.query), *self.order.key(place))

    def counts(self) -> list[FacetCount]:
        return [*self.filters.counts(self._found())]

    def suggestion(self) -> Chip | None:
        """The chip without which most would be left; None where that is none either way."""
        found, best, most = self._found(), None, 0
        for chip in self.filters.chips():
            if chip.facet is None:
                left = self.filters.mask()
            else:
                left = Filters(self._facets, self.narrowing.without(chip)).mask() & found
            if left.bit_count() > most:
                best, most = chip, left.bit_count()
        return best

    def completions(self, text: str) -> list[str]:
        values = {
            facet: sorted(vs, key=lambda v: -self._facets.mask(v).bit_count())
            for facet, vs in self._facets.values().items()
        }
        return completing.completions(text, values)

    @property
    def finds_words(self) -> bool:
        """Whether the words of the query hold anywhere, whatever else is asked for."""
        return self._found() != 0

    def _found(self) -> int:
        """The places in which the words of the query hold."""
        words = self.narrowing.query.words
        if not words:
            return self._facets.everything
        return mask_of(self._texts.flags(words))
