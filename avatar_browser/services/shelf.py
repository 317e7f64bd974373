"""What one tab shows: the avatars of its catalogues, found, filtered and in order."""

import time
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from avatar_browser.domain.arrangement import Arrangement, StandingOf, Taken
from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.facets import Facet
from avatar_browser.domain.narrowing import Chip, FacetCount, Narrowing
from avatar_browser.domain.ordering import Sort
from avatar_browser.domain.pasted import Meant, Pasted
from avatar_browser.domain.query import Query
from avatar_browser.domain.search import Digests
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.intake import Intake
from avatar_browser.services.restoring import Restoring
from avatar_browser.services.shown import Shown
from avatar_browser.services.slices import SliceTimer

__all__ = ["Chip", "FacetCount", "Shelf", "StandingOf"]

_MARKS_AT_ONCE = 1000
_FILL_EVERY_MS = 1000
"""At the most often, stored avatars take their places between rows while more of them are read."""
_REST = 4.0
"""While a first load is put in order again and again, so many times as long is left to others."""


class Shelf(QObject):
    """A list that narrows as one types, and that does not move when avatars arrive.

    Commands (:meth:`set_query`, :meth:`toggle`, ...) act at once: when they return, :attr:`rows`
    is the new list and the signals were sent. What catalogues bring is taken in on later turns of
    the event loop, a slice at a time, and told a few times a second.

    Arriving avatars that belong after the last row are appended. Others would push down what is
    looked at: they are held back and counted until :meth:`show_held_back`. Before anything was
    looked at they are put in their place at once. It counts as looked at from :meth:`look` on, or
    from the first command that had rows to act on.

    What is stored is another thing: it was there before, and is only read. What is shown first of
    it is told at once for all catalogues; what belongs between it takes its place, looked at or
    not, in few resets (:attr:`is_filling`).
    """

    rows_reset = Signal()
    """Another list altogether; ``rows`` is a new object."""
    rows_appended = Signal(int)
    """So many were added at the end of ``rows``, which is the same object as before."""
    rows_changed = Signal(list)
    """Rows (int, ascending) whose avatar was told anew, in place."""
    held_back_changed = Signal(int)
    facets_changed = Signal()
    """:meth:`facet_counts` may be another list: values or counts differ."""
    arrangement_changed = Signal()
    """Query, chips, sort, ``total`` or the number of rows differ."""

    def __init__(
        self,
        catalogues: Sequence[Catalogue],
        provider_names: Mapping[str, str],
        parent: QObject | None = None,
        *,
        standing_of: StandingOf | None = None,
        digests: Digests | None = None,
    ) -> None:
        """``provider_names`` maps provider ids to names.

        ``standing_of`` serves ``is:new``, ``is:gone`` and ``is:fav``, which match nothing without
        it. Shelves of the same avatars do half the work when they are given the same ``digests``.
        """
        super().__init__(parent)
        digests = digests or Digests(provider_names)
        self._restoring = Restoring(catalogues)
        position_of = self._restoring.position
        self._arrangement = Arrangement(provider_names, digests, standing_of, position_of)
        self._shown = Shown(self._arrangement)
        self._was_looked_at = False
        self._is_catching_up = False
        self._has_begun = self._lacks_stored = self._is_filling = False
        self._rest_ms = 0
        self._merger = SliceTimer(self._rearrange, self)
        self._filler = SliceTimer(self._fill, self)
        self._intake = Intake(self._arrangement, self)
        self._intake.taken.connect(self._on_taken)
        self._intake.emptied.connect(self._on_restored)
        for catalogue in catalogues:
            catalogue.avatars_added.connect(self._on_avatars_added)
            catalogue.avatars_changed.connect(self._on_avatars_told)
            catalogue.cleared.connect(self._on_cleared)
            catalogue.standings_changed.connect(self.refresh_standings)
            catalogue.restoring_progressed.connect(self._on_restored)
            self._intake.add(catalogue.avatars)

    @property
    def rows(self) -> Sequence[Avatar]:
        """The list as shown. Not to be changed by others; it grows in place when appended to."""
        return self._shown.rows

    @property
    def total(self) -> int:
        """Avatars taken in, before any narrowing."""
        return len(self._arrangement.avatars)

    @property
    def is_taking_in(self) -> bool:
        """Whether catalogues have told what is not in the list yet."""
        return not self._intake.is_empty or self._merger.is_active or self._lacks_stored

    @property
    def is_filling(self) -> bool:
        """In the reset that puts stored avatars between those that were shown before: what is
        looked at is to be kept in view."""
        return self._is_filling

    @property
    def is_looked_at(self) -> bool:
        return self._was_looked_at

    @property
    def held_back(self) -> int:
        return len(self._shown.held)

    @property
    def is_narrowed(self) -> bool:
        """Whether a query or a choice asks for anything."""
        return not self._arrangement.narrowing.is_empty

    def row_of(self, key: AvatarKey) -> int | None:
        """Where the avatar is in ``rows``, for keeping selection and place over a reset."""
        place = self._arrangement.place(key)
        return None if place is None else self._shown.row(place)

    @property
    def finds_words(self) -> bool:
        """Whether the words of the query are found in anything taken in, in the list or not."""
        return self._arrangement.finds_words

    def meant_by(self, pasted: Pasted) -> Meant:
        """Whom a pasted id means, of all avatars taken in, in the list or not."""
        return pasted.meant(self._arrangement.with_id(pasted.folded))

    @property
    def query_text(self) -> str:
        return self._arrangement.narrowing.query.text

    def set_query(self, text: str) -> None:
        """Search as typed: words and filter words (:mod:`avatar_browser.domain.query`)."""
        self._narrow(Narrowing(Query.parse(text), self.choices))

    @property
    def choices(self) -> Mapping[Facet, frozenset[str]]:
        """What is ticked; facets without a choice are left out."""
        return self._arrangement.narrowing.choices

    def set_choices(self, choices: Mapping[Facet, Iterable[str]]) -> None:
        """Tick just these, as a restored session does; they need not occur yet."""
        chosen = {facet: frozenset(words) for facet, words in choices.items()}
        self._narrow(self._arrangement.narrowing.choosing(chosen))

    def toggle(self, facet: Facet, value: str) -> None:
        """Tick or untick. A value that a filter word asks for is taken out of the query."""
        self._narrow(self._arrangement.filters.toggled(facet, value))

    def clear(self) -> None:
        """Drop the query and all choices."""
        self._narrow(Narrowing(Query(), {}))

    @property
    def sort(self) -> Sort:
        return self._arrangement.order.sort

    @property
    def descending(self) -> bool:
        """Whether ``sort`` is turned round."""
        return self._arrangement.order.descending

    def set_sort(self, sort: Sort, *, descending: bool = False) -> None:
        """Order by ``sort``; under a query, the better match comes first whatever the order.

        Asked for again, the order takes in what the user has done to avatars since.
        """
        order = self._arrangement.order
        if (sort, descending) != (order.sort, order.descending) or order.is_by_standing:
            self._intake.tell()
            self._arrangement.set_sort(sort, descending=descending)
            self._note_command()
            self._rearrange()

    def facet_counts(self) -> list[FacetCount]:
        """All values that occur in this tab, by facet, counted under the other filters."""
        return self._arrangement.counts()

    def chips(self) -> list[Chip]:
        """What narrows the list: the words of the query, its filter words, and the choices."""
        return self._arrangement.filters.chips()

    def drop(self, chip: Chip) -> None:
        """Undo what ``chip`` stands for; :attr:`query_text` may be shorter after it."""
        self._narrow(self._arrangement.narrowing.without(chip))

    def suggestion(self) -> Chip | None:
        """While nothing matches: the chip without which most would be shown, if any would."""
        return None if self.rows else self._arrangement.suggestion()

    def completions(self, text: str) -> list[str]:
        """Whole texts to take the place of ``text``, best first, for the word being typed."""
        return self._arrangement.completions(text)

    def set_hurried(self, hurried: bool) -> None:
        """Whether somebody sees the list. Others fall behind while much arrives, and catch up."""
        self._intake.set_hurried(hurried)

    def look(self) -> None:
        """The user is at it (scrolled, selected): from now on, rows keep their places."""
        if self.rows and not self._was_looked_at:
            if self._merger.is_active:
                self._rearrange()
            self._was_looked_at = True

    def show_held_back(self) -> None:
        """Put what was held back in its place."""
        if self.held_back:
            self._rearrange()

    @Slot(list)
    def refresh_standings(self, keys: Iterable[AvatarKey] | None = None) -> None:
        """What ``standing_of`` tells of ``keys``, or of all, has changed: read it anew.

        What catalogues say in ``standings_changed`` is followed without it.
        """
        if keys is None:
            self._intake.add_standings(range(self.total))
            return
        places = (self._arrangement.place(key) for key in keys)
        self._intake.add_standings([place for place in places if place is not None])

    @Slot(list)
    def take_marks(self, keys: Sequence[AvatarKey]) -> None:
        """The user has marked these: what that takes out of the list goes, what it brings comes.

        At once, as it is a command; many at a time, as from a file, come in as others do.
        """
        if len(keys) > _MARKS_AT_ONCE:
            self.refresh_standings(keys)
            return
        found = (self._arrangement.place(key) for key in keys)
        taken = self._arrangement.stand(place for place in found if place is not None)
        if taken.altered and self._shown.differs_by(taken.altered):
            self._note_command()
            self._rearrange()
        elif taken.altered:
            self._on_taken(taken)

    def _narrow(self, narrowing: Narrowing) -> None:
        former = self._arrangement.narrowing
        if narrowing == former:
            return
        self._intake.tell()
        self._arrangement.narrow(narrowing)
        if narrowing.asks_as(former):
            self.arrangement_changed.emit()
        else:
            self._note_command()
            self._rearrange()

    def _note_command(self) -> None:
        """What catalogues have told before a command is part of the list it makes."""
        self._was_looked_at |= self.total > 0
        self._is_catching_up = not self._intake.is_empty

    def _rearrange(self) -> None:
        began = time.perf_counter()
        self._intake.tell()
        self._merger.stop()
        self._filler.stop()
        self._lacks_stored = False
        self._has_begun = self.total > 0
        held_back = self.held_back
        if self._shown.reset():
            self.rows_reset.emit()
        if held_back:
            self.held_back_changed.emit(0)
        self.facets_changed.emit()
        self.arrangement_changed.emit()
        self._rest_ms = round(_REST * 1000 * (time.perf_counter() - began))

    def _fill(self) -> None:
        self._is_filling = True
        try:
            self._rearrange()
        finally:
            self._is_filling = False

    @property
    def _awaits_first(self) -> bool:
        are_left = not self._intake.is_empty
        return not self._has_begun and self._restoring.awaits_first(self.total, are_left=are_left)

    @Slot()
    def _on_restored(self) -> None:
        """What is shown first of what is stored, or all of it, may be in."""
        self._restoring.note_taken(are_left=not self._intake.is_empty)
        if self._lacks_stored and self._has_begun and not self._restoring.is_on:
            self._filler.start()
        elif self._lacks_stored and not self._has_begun and not self._awaits_first:
            self._rearrange()

    @Slot(object)
    def _on_taken(self, taken: Taken) -> None:
        if self._awaits_first:
            self._lacks_stored = True
        elif self._lacks_stored and not self._has_begun:
            self._rearrange()
        else:
            self._place(taken)

    def _place(self, taken: Taken) -> None:
        self._has_begun = True
        held_back = self.held_back
        may_move = self.is_narrowed or self.sort is not Sort.ARRIVAL
        placed = self._shown.place(taken)
        if placed.changed:
            self.rows_changed.emit(placed.changed)
        if placed.appended:
            self.rows_appended.emit(placed.appended)
        if placed.inner and self._restoring.is_on:
            self._lacks_stored = True
            if not self._filler.is_active:
                self._filler.start(max(_FILL_EVERY_MS, self._rest_ms))
        elif self._was_looked_at and not self._is_catching_up:
            self._shown.held.update(placed.inner)
        elif (placed.inner or (placed.changed and may_move)) and not self._merger.is_active:
            self._merger.start(self._rest_ms)
        if self.held_back != held_back:
            self.held_back_changed.emit(self.held_back)
        self._is_catching_up &= not self._intake.is_empty
        self.facets_changed.emit()
        self.arrangement_changed.emit()

    @Slot(list)
    def _on_avatars_added(self, avatars: list[Avatar]) -> None:
        self._restoring.note_told(avatars)
        self._intake.add(avatars)

    @Slot(list)
    def _on_avatars_told(self, avatars: list[Avatar]) -> None:
        self._intake.add(avatars)

    @Slot()
    def _on_cleared(self) -> None:
        catalogue = self.sender()
        if isinstance(catalogue, Catalogue):
            self._intake.drop(catalogue.provider_id)
            self._arrangement.drop(catalogue.provider_id)
            self._shown.forget()
            self._restoring.forget(catalogue.provider_id)
            self._was_looked_at &= self.total > 0
            self._rearrange()
