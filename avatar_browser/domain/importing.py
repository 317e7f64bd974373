"""Lists of avatars from files: our own exports, as saved by others too, and bare lists of ids."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from avatar_browser.domain.export import unguarded
from avatar_browser.domain.marks import note_text
from avatar_browser.domain.text import ID_LIMIT, NAME_LIMIT, storable

SIZE_LIMIT = 64 * 1024 * 1024
_HEADER_LIMIT = 10_000
_SEPARATORS = ",;\t"
_BLANK = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Row:
    """What a file says of an avatar; empty where it does not. ``id`` is never empty."""

    id: str
    provider: str = ""
    name: str = ""
    variant: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """``skipped``: entries of the file that name no avatar."""

    rows: tuple[Row, ...]
    skipped: int = 0


def listing_of(data: bytes) -> Listing:
    """What is in a file, row by row; an avatar that comes again counts once. Raises nothing.

    JSON is a list of objects or of ids; CSV has a line of field names with ``id`` in it; whatever
    else is taken for a list of ids, one a line, in which ``#`` begins a comment. What a
    spreadsheet was kept from taking for a formula is as it was again.
    """
    text = _decoded(data)
    if text.lstrip(_BLANK)[:1] in {"[", "{"}:
        found = _json_rows(text)
    elif _separator(text):
        found = _csv_rows(text)
    else:
        found = _bare_rows(text)
    rows: dict[tuple[str, str], Row] = {}
    skipped = 0
    for row in found:
        if row is None:
            skipped += 1
        else:
            rows.setdefault((row.provider, row.id), row)
    return Listing(tuple(rows.values()), skipped)


def _decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 as spreadsheets save it; what is neither becomes replacement signs."""
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return data.decode("utf-16" if wide else "utf-8-sig", "replace")


def _json_rows(text: str) -> Iterator[Row | None]:
    """Object by object: a broken one costs no other, and nothing is deeper than it may be."""
    decoder = json.JSONDecoder()
    at, end = 0, len(text)
    while at < end:
        if text[at] in " \t\r\n,[]":
            at += 1
            continue
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield None
            at = _next_line(text, at)
        else:
            yield _row_of(value)


def _next_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _row_of(value: object) -> Row | None:
    if isinstance(value, str):
        return _row({"id": value}.get)
    if not isinstance(value, dict):
        return None
    return _row({name: said for name, said in value.items() if isinstance(said, str)}.get)


def _separator(text: str) -> str:
    """What stands between the cells of a table; empty where there is no table with ids."""
    first = next(iter(text.lstrip("\r\n")[:_HEADER_LIMIT].splitlines()), "")
    for separator in sorted(_SEPARATORS, key=first.count, reverse=True):
        if "id" in _names(next(csv.reader([first], delimiter=separator), [])):
            return separator
    return ""


def _names(cells: list[str]) -> list[str]:
    return [cell.strip().lower() for cell in cells]


def _csv_rows(text: str) -> Iterator[Row | None]:
    file = io.StringIO(text.lstrip("\r\n"), newline="")
    names: list[str] | None = None
    for cells in _lines(csv.reader(file, delimiter=_separator(text))):
        if cells is None:
            yield None
        elif names is None:
            names = _names(cells)
        elif any(cell.strip() for cell in cells):
            yield _row(dict(zip(names, map(unguarded, cells), strict=False)).get)


def _lines(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """None for a line with a cell of more than 128 kB."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None


def _bare_rows(text: str) -> Iterator[Row | None]:
    for line in text.splitlines():
        word = unguarded(line.partition("#")[0].strip(_BLANK + "\"',;"))
        if word:
            yield _row({"id": word}.get)


def _row(read: Callable[[str, str], str]) -> Row | None:
    """``read`` gives the text of a field, or else its second argument.

    None without an id that could be one.
    """
    avatar_id = read("id", "").strip()
    if not avatar_id or len(avatar_id) > ID_LIMIT or not avatar_id.isprintable():
        return None
    if " " in avatar_id or "\ufffd" in avatar_id:
        return None
    return Row(
        avatar_id,
        storable(read("provider", "").strip().lower(), NAME_LIMIT),
        storable(read("name", "").strip(), NAME_LIMIT),
        storable(read("variant", "").strip(), NAME_LIMIT),
        note_text(read("note", "")),
    )
