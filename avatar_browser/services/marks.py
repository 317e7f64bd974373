"""Stars, shortlists, notes and copies: kept in memory, told, and stored as they are made."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from avatar_browser.domain import mark_steps
from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.history import History
from avatar_browser.domain.mark_book import Cell, Cells, Kind, MarkBook
from avatar_browser.domain.mark_steps import Step
from avatar_browser.domain.marks import EMPTY, Entry, Mark, Markable, Shortlist, shortlist_name
from avatar_browser.domain.standing import Standing
from avatar_browser.services.marks_keeper import MarksKeeper

_MICROSECONDS = 1_000_000


class Marks(QObject):
    """Commands act at once: when they return, the marks are changed and the signals were sent."""

    changed = Signal(list)
    """AvatarKeys whose marks differ."""
    shortlists_changed = Signal()
    """Names or counts."""
    undo_changed = Signal()
    told = Signal(str)
    """A sentence after each command: "Starred Abigail"."""
    troubled = Signal(object)
    recovered = Signal()
    """A Problem: marks could not be read or kept. Told once."""

    def __init__(
        self,
        keeper: MarksKeeper,
        *,
        clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """``clock`` tells unix seconds."""
        super().__init__(parent)
        self._clock = clock
        self._book = MarkBook()
        self._history = History()
        self._last_moment = 0
        self._touched: set[Cell] | None = set()
        self._keeper = keeper
        keeper.read.connect(self._on_read)
        keeper.troubled.connect(self.troubled)
        keeper.recovered.connect(self.recovered)

    def open(self) -> None:
        """Read what is stored; ``changed`` follows where there is any. Commands may come first."""
        self._keeper.open()

    def standing(self, key: AvatarKey, facts: Standing) -> Standing:
        """``facts`` with the marks of ``key``; ``facts`` itself where there are none."""
        mark = self._book.mark(key)
        if mark is EMPTY:
            return facts
        return replace(
            facts,
            is_favourite=mark.is_favourite,
            shortlists=mark.shortlists,
            note=mark.note,
            copied_at=mark.copied_at,
        )

    def mark(self, key: AvatarKey) -> Mark:
        """EMPTY where nothing is said of it."""
        return self._book.mark(key)

    @property
    def shortlists(self) -> Sequence[Shortlist]:
        """Ordered by name."""
        return self._book.shortlists

    def entries(self, name: str) -> list[Entry]:
        """Of a shortlist, in order of adding; those too that no catalogue holds any more."""
        return self._book.entries(name)

    def favourites(self) -> list[Entry]:
        """In order of starring."""
        return self._book.favourites()

    def existing(self, name: str) -> str | None:
        """The shortlist that :meth:`add` would use for ``name``; None where it would make one."""
        return self._book.existing(shortlist_name(name))

    def toggle_favourite(self, avatars: Sequence[Markable]) -> None:
        """Star them all; where all are starred, unstar them."""
        if avatars:
            self._take(mark_steps.star(self._book, avatars, self._moment(len(avatars))))

    def add(self, name: str, avatars: Sequence[Markable]) -> None:
        """To the shortlist ``name``, which is made where it is missing; no name, no effect."""
        name = shortlist_name(name)
        if name:
            self._take(mark_steps.add(self._book, name, avatars, self._moment(len(avatars))))

    def take_in(
        self,
        name: str,
        avatars: Sequence[Markable],
        notes: Mapping[AvatarKey, str],
        remark: str = "",
    ) -> None:
        """As :meth:`add`, with ``notes`` for those that have none, as one step.

        ``remark``: more sentences for what is told.
        """
        name = shortlist_name(name)
        if name:
            at = self._moment(len(avatars))
            self._take(mark_steps.take_in(self._book, name, avatars, notes, at, remark))

    @property
    def strays(self) -> set[AvatarKey]:
        """Marked keys without a catalogue, which only a file has told of so far."""
        return self._book.strays

    def adopt(self, found: Mapping[AvatarKey, Markable]) -> None:
        """The strays that are keys of ``found`` turn out to be these avatars. Not to be undone."""
        step = mark_steps.adopt(self._book, found)
        if not step.changes_nothing:
            self._history.rename({stray: avatar.key for stray, avatar in found.items()})
            self._set(step, step.after)

    def remove(self, name: str, avatars: Sequence[Markable]) -> None:
        self._take(mark_steps.remove(self._book, name, avatars))

    def rename(self, old: str, new: str) -> None:
        """No effect where ``new`` is no name, or another shortlist has it: see :meth:`existing`."""
        new = shortlist_name(new)
        if new and self._book.existing(new) in {None, old} and self._book.existing(old) == old:
            self._take(mark_steps.rename(self._book, old, new))

    def delete(self, name: str) -> None:
        """The shortlist; the avatars and their other marks stay."""
        self._take(mark_steps.delete(self._book, name))

    def set_note(self, avatar: Markable, text: str) -> None:
        """Blanks at the end go. Notes on one avatar in quick succession are undone as one."""
        self._take(mark_steps.note(self._book, avatar, text))

    def note_copied(self, avatars: Sequence[Markable]) -> None:
        """Their ids were copied just now. The last 200 are kept; not to be undone."""
        step = mark_steps.copies(self._book, avatars, self._moment(len(avatars) + 1))
        if not step.changes_nothing:
            self._set(step, step.after)

    @property
    def undo_text(self) -> str:
        """What would be undone ("Star Abigail"); empty where there is nothing."""
        return self._history.undo_text

    @property
    def redo_text(self) -> str:
        return self._history.redo_text

    def undo(self) -> None:
        step = self._history.undo()
        if step is not None:
            self._set(step, step.before)
            self.undo_changed.emit()
            self.told.emit(f"Undone: {step.name}")

    def redo(self) -> None:
        step = self._history.redo()
        if step is not None:
            self._set(step, step.after)
            self.undo_changed.emit()
            self.told.emit(f"Done again: {step.name}")

    def _take(self, step: Step) -> None:
        if step.changes_nothing:
            if not step.name:
                self.told.emit(step.done)
            return
        is_news = self._history.take(step, self._clock())
        self._set(step, step.after)
        self.undo_changed.emit()
        if is_news:
            self.told.emit(step.done)

    def _set(self, step: Step, cells: Cells) -> None:
        self._book.label(step.labels)
        if self._touched is not None:
            self._touched.update(cells)
        self._keeper.put(cells, self._book.labels(cell.key for cell, v in cells.items() if v))
        self._put(cells)

    def _put(self, cells: Cells) -> None:
        changed = self._book.put(cells)
        if changed:
            self.changed.emit(changed)
        if any(cell.kind in {Kind.LIST, Kind.ENTRY} for cell in cells):
            self.shortlists_changed.emit()

    @Slot(object)
    def _on_read(self, stored: MarkBook) -> None:
        """What was done before wins over what is stored."""
        session, self._book = self._book, stored
        touched, self._touched = self._touched or set(), None
        stored.label(session.labels(cell.key for cell in touched))
        stored.put({cell: session.value(cell) for cell in touched})
        if touched:  # the steps know nothing of what was there before
            self._history.clear()
            self.undo_changed.emit()
        self._last_moment = max(self._last_moment, stored.last_moment)  # clocks are put back
        if stored.keys:
            self.changed.emit(stored.keys)
        if stored.shortlists:
            self.shortlists_changed.emit()

    def _moment(self, count: int) -> int:
        """The first of ``count`` microseconds that nothing was given yet, about now."""
        first = max(round(self._clock() * _MICROSECONDS), self._last_moment + 1)
        self._last_moment = first + count
        return first
