"""Avatars as the text of a file: CSV for spreadsheets, JSON for programs.

Neither ever holds a media link, and what looks like a link's query or a key in a provider's words
is masked. The two have the same fields in the same order; the user's own marks come last, as they
were written.
"""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.marks import EMPTY, Mark
from avatar_browser.domain.text import redacted, storable

_BOM = "\ufeff"
_FORMULA_SIGNS = frozenset("=+-@\t\r\n|%\u2212")
_NOT_STATED = "unknown"

Value = str | int | list[str] | None
"""A field; None where the provider does not tell."""
Marks = Mapping[AvatarKey, Mark]


class ExportForm(StrEnum):
    """The value is the ending of the file's name."""

    CSV = "csv"
    JSON = "json"

    @classmethod
    def of_ending(cls, ending: str) -> "ExportForm | None":
        """The form of a file that ends in ``ending``, with or without its dot, in any case."""
        wanted = ending.removeprefix(".").lower()
        return next((form for form in cls if form.value == wanted), None)


def exported(
    avatars: Sequence[Avatar],
    provider_names: Mapping[str, str],
    form: ExportForm,
    marks: Marks | None = None,
) -> bytes:
    """The file's content in UTF-8, with fields for the user's marks where ``marks`` are given.

    CSV begins with a byte order mark: without it, spreadsheets take names for another encoding.
    """
    if form is ExportForm.JSON:
        return _joined(json_parts(avatars, provider_names, marks))
    return _joined(chain((_BOM,), csv_lines(avatars, provider_names, marks)))


def csv_lines(
    avatars: Iterable[Avatar], provider_names: Mapping[str, str], marks: Marks | None = None
) -> Iterator[str]:
    """A line of field names, then one an avatar, as RFC 4180 has it.

    Every cell is quoted, and none is a formula to a spreadsheet (T20). Lists are joined by commas:
    a semicolon would begin a new cell where that is the spreadsheet's separator.
    """
    yield _csv_line(_FIELDS if marks is None else (*_FIELDS, *_MARK_READERS))
    for avatar in avatars:
        fields = fields_of(avatar, provider_names, marks)
        yield _csv_line(guarded(_cell(value)) for value in fields.values())


def json_parts(
    avatars: Iterable[Avatar], provider_names: Mapping[str, str], marks: Marks | None = None
) -> Iterator[str]:
    """Together a list of objects, one a line; what is not told is null."""
    before = "[\n"
    for avatar in avatars:
        yield before + json.dumps(fields_of(avatar, provider_names, marks), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def guarded(cell: str) -> str:
    """``cell``, behind an apostrophe where a spreadsheet might take it for a formula.

    It might where the first character that is not blank is one of ``= + - @ | %``, a tab or a
    line's end, or a wide, small or raised form of one.
    """
    for character in cell:
        if not _FORMULA_SIGNS.isdisjoint(unicodedata.normalize("NFKC", character).strip(" ")):
            return f"'{cell}"
        if unicodedata.category(character)[0] not in "ZC":
            break
    return cell


def unguarded(cell: str) -> str:
    """What ``cell`` was before :func:`guarded`."""
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) == cell else cell


def fields_of(
    avatar: Avatar, provider_names: Mapping[str, str], marks: Marks | None = None
) -> dict[str, Value]:
    """The avatar's fields by name, in the order of the columns."""
    fields: dict[str, Value] = {
        "provider": avatar.key.provider,
        "provider_name": provider_names.get(avatar.key.provider, avatar.key.provider),
    }
    fields |= {name: read(avatar) for name, read in _READERS.items()}
    if marks is not None:
        mark = marks.get(avatar.key, EMPTY)
        fields |= {name: read_mark(mark) for name, read_mark in _MARK_READERS.items()}
    return fields


def _id_label(avatar: Avatar) -> str:
    return next((i.label for i in avatar.ids if i.primary), "ID")


def _clean(text: str) -> str | None:
    """A provider's words, None where there are none."""
    return redacted(storable(text)) or None


def _stated(word: str | None) -> str | None:
    return None if word == _NOT_STATED else word


def _moment(when: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if when else None


def _joined(parts: Iterable[str]) -> bytes:
    # Encoded one by one: 100,000 at once would hold the interpreter, and so the window.
    return b"".join([part.encode() for part in parts])


def _csv_line(cells: Iterable[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\r\n"


def _cell(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


_READERS: Mapping[str, Callable[[Avatar], Value]] = {
    "id": lambda a: storable(a.copy_id),
    "id_label": _id_label,
    "name": lambda a: _clean(a.name),
    "variant": lambda a: _clean(a.variant),
    "person": lambda a: _clean(a.person.name) if a.person else None,
    "ownership": lambda a: _stated(a.ownership.value),
    "gender": lambda a: _stated(a.gender.value),
    "type": lambda a: _clean(a.kind),
    "engines": lambda a: [redacted(storable(e.name)) for e in a.engines],
    "engine_words": lambda a: [redacted(storable(e.public or e.raw)) for e in a.engines],
    "orientation": lambda a: a.orientation.value if a.orientation else None,
    "width": lambda a: a.width,
    "height": lambda a: a.height,
    "default_voice": lambda a: _clean(a.default_voice_id),
    "tags": lambda a: [redacted(storable(tag)) for tag in a.tags],
    "status": lambda a: _stated(a.status.value),
    "created": lambda a: _moment(a.created_at),
    "updated": lambda a: _moment(a.updated_at),
    "description": lambda a: _clean(a.description),
}
_MARK_READERS: Mapping[str, Callable[[Mark], Value]] = {
    "favourite": lambda m: m.is_favourite,
    "shortlists": lambda m: [*m.shortlists],
    "note": lambda m: m.note or None,
}
_FIELDS = ("provider", "provider_name", *_READERS)
