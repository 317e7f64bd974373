"""The rows of a list that are shown, and the avatars that wait to be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from avatar_browser.domain.arrangement import Arrangement, Taken
from avatar_browser.domain.avatar import Avatar

_FEW = 4
"""So many rows are looked for one by one; at 100,000 an index of all takes as long as ten."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Rows added at the end, rows with other content, and places that belong further up."""

    appended: int
    changed: list[int]
    inner: list[int]


@dataclass(slots=True)
class Shown:
    """``rows`` grows in place and is another object after :meth:`reset`.

    ``held`` are places that belong between rows, see :mod:`avatar_browser.domain.arrangement`.
    """

    arrangement: Arrangement
    rows: list[Avatar] = field(default_factory=list)
    held: set[int] = field(default_factory=set)
    _places: list[int] = field(default_factory=list)
    _row_at: dict[int, int] | None = None
    _looked_for: int = 0

    def forget(self) -> None:
        """The arrangement has put other avatars in the places: these rows are void."""
        self._places = [-1]

    def reset(self) -> bool:
        """Show all that the arrangement leaves, in its order. False where those are the rows."""
        self.held.clear()
        places = self.arrangement.arranged()
        if places == self._places:
            return False
        avatars = self.arrangement.avatars
        self.rows = list(map(avatars.__getitem__, places))
        self._places = places
        self._row_at = None
        self._looked_for = 0
        return True

    def row(self, place: int) -> int | None:
        if self._row_at is None:
            self._looked_for += 1
            if self._looked_for <= _FEW:
                try:
                    return self._places.index(place)
                except ValueError:
                    return None
            self._row_at = {place: row for row, place in enumerate(self._places)}
        return self._row_at.get(place)

    def differs_by(self, places: Sequence[int]) -> bool:
        """Whether one of ``places`` is shown or held and should not be, or the other way round."""
        admitted = set(self.arrangement.admits(places))
        there = {p for p in places if self.row(p) is not None or p in self.held}
        return there != admitted

    def place(self, taken: Taken) -> Placed:
        """Put new content into rows, and at the end what belongs there.

        A row stays where it is, whatever its avatar has become.
        """
        arrangement = self.arrangement
        changed = []
        waiting = list(taken.fresh)
        for place in taken.altered:
            row = self.row(place)
            if row is None:
                waiting.append(place)
            else:
                self.rows[row] = arrangement.avatars[place]
                changed.append(row)
        self.held.difference_update(taken.altered)
        keyed = sorted((arrangement.key(place), place) for place in arrangement.admits(waiting))
        last = arrangement.key(self._places[-1]) if self._places else None
        tail = [place for key, place in keyed if last is None or key > last]
        self._append(tail)
        inner = [place for key, place in keyed if last is not None and key <= last]
        return Placed(len(tail), sorted(changed), inner)

    def _append(self, places: Iterable[int]) -> None:
        for place in places:
            if self._row_at is not None:
                self._row_at[place] = len(self.rows)
            self.rows.append(self.arrangement.avatars[place])
            self._places.append(place)
