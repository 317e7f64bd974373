"""Choices and filter words together: which avatars they leave."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, or_

from avatar_browser.domain.facet_index import FacetIndex
from avatar_browser.domain.facets import JOINED_BY_AND, Facet, Value, meant_by, reach
from avatar_browser.domain.narrowing import (
    Chip,
    FacetCount,
    Narrowing,
    choice_chips,
    filter_chip,
    words_chip,
)
from avatar_browser.domain.query import FilterWord


class Filters:
    """Values of one facet are joined by "or", of those in JOINED_BY_AND by "and"; facets by "and".

    A filter word that stands for several values is satisfied by any of them, one that stands for
    none by nothing. It is a view of the index as it was: made anew when that changes.
    """

    def __init__(self, index: FacetIndex, narrowing: Narrowing) -> None:
        self._index = index
        self._narrowing = narrowing
        self._values = index.values()
        self._named: set[Value] = set()
        self._kept = index.everything
        asked: dict[Facet, list[int]] = {}
        for facet, chosen in narrowing.choices.items():
            masks = [index.mask(v) for v in self._values[facet] if v.word in chosen]
            asked[facet] = masks + [0] * (len(chosen) - len(masks))
        for word in narrowing.query.filters:
            meant = self.meant(word)
            mask = _any(map(index.mask, meant))
            if word.negated:
                self._kept &= ~mask
            else:
                asked.setdefault(word.facet, []).append(mask)
                self._named.update(meant if len(meant) == 1 else ())
        self._masks = {facet: _joined(facet, masks) for facet, masks in asked.items()}

    def mask(self, but: Facet | None = None) -> int:
        """The places that are left, as if nothing were asked of ``but``."""
        left = self._kept
        for facet, mask in self._masks.items():
            if facet is not but:
                left &= mask
        return left

    def meant(self, word: FilterWord) -> list[Value]:
        """What ``word`` stands for among the values that occur."""
        return meant_by(word.text, reach(word.facet, self._values))

    def counts(self, found: int) -> Iterator[FacetCount]:
        """All values that occur, counted among the places ``found`` under the other filters.

        In a facet that is joined by "and", its own filters are among the others.
        """
        for facet, values in self._values.items():
            left = found & self.mask(None if facet in JOINED_BY_AND else facet)
            chosen = self._narrowing.choices.get(facet, frozenset())
            for value in values:
                count = (left & self._index.mask(value)).bit_count()
                picked = value.word in chosen or value in self._named
                yield FacetCount(facet, value.word, value.label, count, picked)

    def chips(self) -> list[Chip]:
        """The words, then filter words as typed, then choices."""
        query = self._narrowing.query
        words = words_chip(query)
        labels = {facet: {v.word: v.label for v in vs} for facet, vs in self._values.items()}
        return [
            *([words] if words else []),
            *dict.fromkeys(filter_chip(word, self.meant(word)) for word in query.filters),
            *choice_chips(self._narrowing.choices, labels),
        ]

    def toggled(self, facet: Facet, value: str) -> Narrowing:
        """With ``value`` chosen, or no longer so, by a filter word neither."""
        narrowing = self._narrowing
        named = [(facet, value)]
        words = (word for word in narrowing.query.filters if not word.negated)
        typed = [w.typed for w in words if [(v.facet, v.word) for v in self.meant(w)] == named]
        for piece in typed:
            narrowing = narrowing.without(Chip("", facet, value, piece))
        if typed and value not in narrowing.choices.get(facet, frozenset()):
            return narrowing
        return narrowing.toggled(facet, value)


def _any(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)


def _joined(facet: Facet, masks: Sequence[int]) -> int:
    return reduce(and_ if facet in JOINED_BY_AND else or_, masks)
