"""The user's commands on marks, as steps that can be taken and taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.mark_book import Cell, Cells, Kind, MarkBook, Value
from avatar_browser.domain.marks import Label, Markable, note_text
from avatar_browser.domain.text import isolated

COPIES_KEPT = 200
_NAME_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Step:
    """``name`` is for a menu ("Star Abigail"), ``done`` for a toast ("Starred Abigail").

    Steps in a row with the same ``series``, where it is not empty, are one to the user.
    """

    name: str
    done: str
    before: Cells
    after: Cells
    labels: Mapping[AvatarKey, Label] = field(default_factory=dict)
    series: str = ""

    @property
    def changes_nothing(self) -> bool:
        return self.before == self.after


def star(book: MarkBook, avatars: Sequence[Markable], at: int) -> Step:
    """Star all; where all are starred, none. ``at`` is a moment for the first, in microseconds."""
    cells = [Cell(Kind.STAR, avatar.key) for avatar in avatars]
    if all(book.value(cell) is not None for cell in cells):
        return _step(book, f"Unstar {_what(avatars)}", f"Unstarred {_what(avatars)}", _none(cells))
    news = [cell for cell in cells if book.value(cell) is None]
    after = {cell: at + number for number, cell in enumerate(news)}
    return _step(book, f"Star {_what(avatars)}", f"Starred {_what(avatars)}", after, avatars)


def add(book: MarkBook, name: str, avatars: Sequence[Markable], at: int) -> Step:
    """Put those into the shortlist that are not in it; it is made where it is missing."""
    name = book.existing(name) or name
    heading = Cell(Kind.LIST, shortlist=name)
    members = book.members(name)
    news = list({a.key: a for a in avatars if a.key not in members}.values())
    after: dict[Cell, Value] = {heading: book.value(heading) or at}
    for number, avatar in enumerate(news):
        after[Cell(Kind.ENTRY, avatar.key, name)] = at + number
    shown = _shown(name)
    if not avatars:
        return _step(book, f"New Shortlist {shown}", f"Made the shortlist {shown}", after)
    if not news:
        return _step(book, "", f"{_sentence(avatars, 'is', 'are')} in {shown} already", {})
    what = _what(news)
    return _step(book, f"Add {what} to {shown}", f"Added {what} to {shown}", after, news)


def take_in(
    book: MarkBook,
    name: str,
    avatars: Sequence[Markable],
    notes: Mapping[AvatarKey, str],
    at: int,
    remark: str = "",
) -> Step:
    """As :func:`add`, and ``notes`` for those that have none. ``remark`` ends what is told."""
    added = add(book, name, avatars, at)
    after = dict(added.after)
    for key, text in notes.items():
        cell = Cell(Kind.NOTE, key)
        if text and book.value(cell) is None:
            after[cell] = text
    if not after:
        return replace(added, done=f"{added.done}.{remark}")
    what = f"{_what(avatars)} into {_shown(book.existing(name) or name)}"
    return _step(book, f"Import {what}", f"Imported {what}.{remark}", after, avatars)


def adopt(book: MarkBook, found: Mapping[AvatarKey, Markable]) -> Step:
    """What is said of the keys goes over to the avatars; what is said of those already stays."""
    after: dict[Cell, Value] = {}
    for cell, value in book.all_cells():
        avatar = found.get(cell.key)
        if avatar is not None:
            own = replace(cell, key=avatar.key)
            there = book.value(own)
            after |= {cell: None, own: value if there is None else there}
    return _step(book, "", "", after, [*found.values()])


def remove(book: MarkBook, name: str, avatars: Sequence[Markable]) -> Step:
    members = book.members(name)
    gone = [avatar for avatar in avatars if avatar.key in members]
    after = _none(Cell(Kind.ENTRY, avatar.key, name) for avatar in gone)
    what = f"{_what(gone)} from {_shown(name)}"
    return _step(book, f"Remove {what}", f"Removed {what}", after)


def rename(book: MarkBook, old: str, new: str) -> Step:
    """Raises ValueError where ``new`` is no name, or the name of another shortlist."""
    there = book.existing(new)
    if not new or (there is not None and there != old):
        raise ValueError(new)
    members = book.members(old)
    after: dict[Cell, Value] = {Cell(Kind.LIST, shortlist=new): _made_at(book, old)}
    for key, added in members.items():
        after[Cell(Kind.ENTRY, key, new)] = added
    if new != old:
        after |= _emptied(book, old)
    names = f"{_shown(old)} to {_shown(new)}"
    return _step(book, f"Rename {names}", f"Renamed {names}", after)


def delete(book: MarkBook, name: str) -> Step:
    shown = _shown(name)
    done = f"Deleted the shortlist {shown}"
    return _step(book, f"Delete Shortlist {shown}", done, _emptied(book, name))


def note(book: MarkBook, avatar: Markable, text: str) -> Step:
    cell = Cell(Kind.NOTE, avatar.key)
    after: dict[Cell, Value] = {cell: note_text(text) or None}
    what = _what([avatar])
    done = f"Kept the note on {what}" if after[cell] else f"Removed the note on {what}"
    series = f"note {avatar.key}"
    return _step(book, f"Note on {what}", done, after, [avatar], series)


def copies(book: MarkBook, avatars: Sequence[Markable], at: int) -> Step:
    """The last :data:`COPIES_KEPT` are kept; the last of ``avatars`` counts as the oldest."""
    newest = list(dict.fromkeys(avatar.key for avatar in avatars))[:COPIES_KEPT]
    after: dict[Cell, Value] = {
        Cell(Kind.COPY, key): at + len(newest) - number for number, key in enumerate(newest)
    }
    earlier = [(value, cell) for cell, value in book.cells(Kind.COPY) if cell not in after]
    earlier.sort(key=lambda pair: pair[0], reverse=True)
    after |= _none(cell for _, cell in earlier[COPIES_KEPT - len(newest) :])
    return _step(book, "", "", after, avatars)


def _step(
    book: MarkBook,
    name: str,
    done: str,
    after: Cells,
    avatars: Sequence[Markable] = (),
    series: str = "",
) -> Step:
    before = {cell: book.value(cell) for cell in after}
    labels = {avatar.key: Label.of(avatar) for avatar in avatars}
    return Step(name, done, before, after, labels, series)


def _emptied(book: MarkBook, name: str) -> dict[Cell, Value]:
    entries = (Cell(Kind.ENTRY, key, name) for key in book.members(name))
    return _none([*entries, Cell(Kind.LIST, shortlist=name)])


def _made_at(book: MarkBook, name: str) -> Value:
    made_at = book.value(Cell(Kind.LIST, shortlist=name))
    return made_at or min(book.members(name).values(), default=1)


def _none(cells: Iterable[Cell]) -> dict[Cell, Value]:
    return dict.fromkeys(cells)


def _what(avatars: Sequence[Markable]) -> str:
    """ "Abigail", or "3 avatars"."""
    if len(avatars) == 1:
        return isolated(avatars[0].display_name, _NAME_SHOWN)
    return f"{len(avatars):,} avatars"


def _sentence(avatars: Sequence[Markable], one: str, many: str) -> str:
    return f"{_what(avatars)} {one if len(avatars) == 1 else many}"


def _shown(name: str) -> str:
    return isolated(name, _NAME_SHOWN)
