"""All marks together, as cells that can be set, and set back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.marks import EMPTY, Entry, Label, Mark, Shortlist

_NOBODY = AvatarKey("", "", "")
_MICROSECONDS = 1_000_000


class Kind(StrEnum):
    """What a cell says, and its value: a moment is microseconds since 1970."""

    STAR = "star"
    """Of an avatar: when it was starred."""
    NOTE = "note"
    """Of an avatar: the text."""
    COPY = "copy"
    """Of an avatar: when its id was copied last."""
    LIST = "list"
    """Of a shortlist: when it was made."""
    ENTRY = "entry"
    """Of an avatar in a shortlist: when it was added."""


@dataclass(frozen=True, slots=True)
class Cell:
    kind: Kind
    key: AvatarKey = _NOBODY
    shortlist: str = ""


Value = int | str | None
"""None: the cell is empty."""
Cells = Mapping[Cell, Value]


class MarkBook:
    """Knows what every cell holds. Moments double as the order of adding."""

    def __init__(self) -> None:
        self._cells: dict[Cell, int | str] = {}
        self._entries: dict[str, dict[AvatarKey, int]] = {}
        self._marks: dict[AvatarKey, Mark] = {}
        self._labels: dict[AvatarKey, Label] = {}

    def mark(self, key: AvatarKey) -> Mark:
        return self._marks.get(key, EMPTY)

    @property
    def keys(self) -> list[AvatarKey]:
        """Those that something is said of."""
        return list(self._marks)

    @property
    def last_moment(self) -> int:
        """The latest of all that is in it, 0 where there is none."""
        return max((value for value in self._cells.values() if isinstance(value, int)), default=0)

    def value(self, cell: Cell) -> Value:
        return self._cells.get(cell)

    def all_cells(self) -> Iterator[tuple[Cell, int | str]]:
        return iter(self._cells.items())

    def cells(self, kind: Kind) -> Iterator[tuple[Cell, int | str]]:
        return ((cell, value) for cell, value in self._cells.items() if cell.kind is kind)

    @property
    def strays(self) -> set[AvatarKey]:
        """Keys without a catalogue: marked by an id that no catalogue has held so far."""
        return {key for key in self._marks if not key.catalogue}

    @property
    def shortlists(self) -> list[Shortlist]:
        """Ordered by name, whatever the case."""
        return [
            Shortlist(name, len(self._entries[name]))
            for name in sorted(self._entries, key=lambda name: (name.casefold(), name))
        ]

    def existing(self, name: str) -> str | None:
        """The shortlist of that name, or else of that name in another case."""
        if name in self._entries:
            return name
        folded = name.casefold()
        return next((there for there in self._entries if there.casefold() == folded), None)

    def members(self, name: str) -> Mapping[AvatarKey, int]:
        """When each was added."""
        return self._entries.get(name, {})

    def entries(self, name: str) -> list[Entry]:
        """Of a shortlist, in order of adding."""
        members = self.members(name)
        return [self.entry(key) for key in sorted(members, key=members.__getitem__)]

    def favourites(self) -> list[Entry]:
        """In order of starring."""
        stars = sorted(self.cells(Kind.STAR), key=lambda pair: pair[1])
        return [self.entry(cell.key) for cell, _ in stars]

    def entry(self, key: AvatarKey) -> Entry:
        label = self._labels.get(key) or Label(key.id, key.id)
        return Entry(key, label.copy_id, label.name, label.variant, self.mark(key).note)

    def labels(self, keys: Iterable[AvatarKey]) -> dict[AvatarKey, Label]:
        """Those that are known."""
        return {key: self._labels[key] for key in keys if key in self._labels}

    def label(self, labels: Mapping[AvatarKey, Label]) -> None:
        self._labels.update(labels)

    def put(self, cells: Cells) -> list[AvatarKey]:
        """Set ``cells``; returns the keys whose mark is another one now."""
        for cell, value in cells.items():
            if value is None:
                self._cells.pop(cell, None)
            else:
                self._cells[cell] = value
            if cell.shortlist:
                self._list(cell, value)
        return self._look_again(dict.fromkeys(c.key for c in cells if c.key != _NOBODY))

    def _list(self, cell: Cell, value: Value) -> None:
        name = cell.shortlist
        members = self._entries.setdefault(name, {})
        if cell.kind is Kind.ENTRY and isinstance(value, int):
            members[cell.key] = value
        elif cell.kind is Kind.ENTRY:
            members.pop(cell.key, None)
        if not members and Cell(Kind.LIST, shortlist=name) not in self._cells:
            del self._entries[name]

    def _look_again(self, keys: Iterable[AvatarKey]) -> list[AvatarKey]:
        changed = []
        for key in keys:
            mark = self._mark_now(key)
            if mark != self.mark(key):
                changed.append(key)
                self._marks[key] = mark
            if mark == EMPTY:
                self._marks.pop(key, None)
        return changed

    def _mark_now(self, key: AvatarKey) -> Mark:
        note = self._cells.get(Cell(Kind.NOTE, key))
        copied = self._cells.get(Cell(Kind.COPY, key))
        names = (name for name, members in self._entries.items() if key in members)
        return Mark(
            is_favourite=Cell(Kind.STAR, key) in self._cells,
            shortlists=tuple(sorted(names, key=lambda name: (name.casefold(), name))),
            note=note if isinstance(note, str) else "",
            copied_at=_moment(copied) if isinstance(copied, int) else None,
        )


def _moment(microseconds: int) -> datetime:
    return datetime.fromtimestamp(microseconds / _MICROSECONDS, UTC)
