"""Tolerant reading of JSON records: a field of the wrong type is coerced or left out.

Only a record without a usable id is refused, as :class:`BadRecord`; :func:`read_records` skips and
counts those.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from avatar_browser.domain.errors import NotFound, UnexpectedAnswer
from avatar_browser.domain.text import ID_LIMIT, NAME_LIMIT, TAG_LIMIT, TAGS_LIMIT, storable

T = TypeVar("T")

URL_LIMIT = 8_192
KEPT_LIMIT = 200_000
"""Characters and values of one record, names included: some hundred times those of a large one."""
_DATE_LIMIT = 64
_URL = re.compile("https?://[^\\s\x00-\x20\x7f-\x9f\ud800-\udfff]+", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_DIGITS = re.compile(r"-?[0-9]{1,10}")
_YES = frozenset({"true", "yes", "1"})
_NO = frozenset({"false", "no", "0"})
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_CLOCK_SLACK = timedelta(days=1)


class BadRecord(Exception):
    """The record has no id that could be asked for or copied."""


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object whose fields are read by type.

    Only ``identity`` and ``items`` raise; every other reader has a value for "not there".
    """

    source: Mapping[str, object]

    @classmethod
    def of(cls, value: object) -> "Record":
        """``value`` as a record; an empty one where it is no JSON object."""
        return cls(value if isinstance(value, Mapping) else {})

    def has(self, name: str) -> bool:
        return name in self.source

    @property
    def kept(self) -> object:
        """What is shown and stored of it as it came: all, or that it is too large.

        A record of megabytes would be written out and searched in one go, whichever thread asks.
        """
        return self.source if _is_small(self.source) else "This record is too large to be kept."

    def identity(self, name: str) -> str:
        """An id exactly as sent: any characters, 1 to 512 of them, or a whole number.

        Raises BadRecord for anything else, blank text and lone surrogates (which no URL can
        carry) included.
        """
        value = self.source.get(name)
        text = _number_text(value) if isinstance(value, int) else value
        if not isinstance(text, str) or not text.strip():
            raise BadRecord(f"no {name}")
        if len(text) > ID_LIMIT or _SURROGATE.search(text):
            raise BadRecord(f"unusable {name}")
        return text

    def text(self, name: str, limit: int = NAME_LIMIT) -> str:
        """Text or a number, without outer white space; empty where there is none."""
        return _text(self.source.get(name), limit)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of short words without repeats; a lone word is a list of one."""
        value = self.source.get(name)
        values = value if isinstance(value, list) else [value]
        words: dict[str, None] = {}
        for item in values:
            if word := _text(item, TAG_LIMIT):
                words[word] = None
            if len(words) == TAGS_LIMIT:
                break
        return tuple(words)

    def whole(self, name: str, least: int = 0, most: int = 2**31 - 1) -> int | None:
        """A whole number from ``least`` to ``most``, also where it came as text or as 720.0."""
        value = self.source.get(name)
        if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
            value = int(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        return value if least <= value <= most else None

    def flag(self, name: str) -> bool | None:
        """True or false, also where it came as a word or as 0 and 1; None where unclear."""
        value = self.source.get(name)
        if isinstance(value, int) and value in (0, 1):
            return bool(value)
        word = value.strip().lower() if isinstance(value, str) else ""
        return True if word in _YES else False if word in _NO else None

    def moment(self, name: str) -> datetime | None:
        """An ISO date-time or unix seconds, as aware UTC.

        None for what is no date, lies before the year 2000 or more than a day ahead.
        """
        moment = _moment(self.source.get(name))
        if moment is None or not _EARLIEST <= moment <= datetime.now(UTC) + _CLOCK_SLACK:
            return None
        return moment

    def url(self, name: str) -> str:
        """A whole http or https URL; empty where there is none. Nothing is ever cut off it."""
        value = self.source.get(name)
        if not isinstance(value, str) or len(value) > URL_LIMIT:
            return ""
        return value.strip() if _URL.fullmatch(value.strip()) else ""

    def record(self, name: str) -> "Record":
        return Record.of(self.source.get(name))

    def items(self, name: str) -> list[object]:
        """The list of that name, null being an empty one. Raises UnexpectedAnswer otherwise."""
        value = self.source.get(name, False)
        if value is None:
            return []
        if not isinstance(value, list):
            raise UnexpectedAnswer(code=f"no list {name}")
        return value


def document(payload: object) -> Record:
    """The top of an answer. Raises UnexpectedAnswer where it is no JSON object."""
    if not isinstance(payload, Mapping):
        raise UnexpectedAnswer(code="no object")
    return Record(payload)


def askable(item_id: str) -> str:
    """``item_id``, fit for a path. Raises NotFound for one that no listing would have given."""
    try:
        return Record({"id": item_id}).identity("id")
    except BadRecord as bad:
        raise NotFound(
            "An ID of this form cannot be looked up.", advice="copy it anew", code="unusable id"
        ) from bad


def record_about(value: object, id_field: str, expected: str) -> Record:
    """A detail record, made sure to be the one of ``expected``; a missing id is put in.

    Raises UnexpectedAnswer where it is no JSON object or carries another id.
    """
    record = document(value)
    try:
        same = record.identity(id_field).casefold() == expected.casefold()
    except BadRecord:
        same = True
    if not same:
        raise UnexpectedAnswer(
            "The service answered with another item.", advice="", code="other id"
        )
    return Record({**record.source, id_field: expected})


def read_records(
    items: Iterable[object], read_one: Callable[[Record], T]
) -> tuple[tuple[T, ...], int]:
    """What ``read_one`` makes of each object in ``items``, and how many had to be skipped."""
    read: list[T] = []
    skipped = 0
    for item in items:
        try:
            read.append(read_one(Record.of(item)))
        except BadRecord:
            skipped += 1
    return tuple(read), skipped


def in_words(raw: str) -> str:
    """A vendor's word for the eye: ``"digital_twin"`` becomes ``"Digital twin"``."""
    words = " ".join(raw.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


def _is_small(value: object) -> bool:
    room = KEPT_LIMIT
    found = [value]
    while found and room >= 0:
        one = found.pop()
        room -= len(one) if isinstance(one, str | Mapping | list) else 1
        if room >= 0 and isinstance(one, Mapping):
            found += one
            found += one.values()
        elif room >= 0 and isinstance(one, list):
            found += one
    return room >= 0


def _text(value: object, limit: int) -> str:
    if isinstance(value, int | float):
        return _number_text(value)[:limit]
    return storable(value.strip(), limit).strip() if isinstance(value, str) else ""


def _number_text(value: float) -> str:
    if isinstance(value, bool):
        return ""
    try:
        return str(value) if math.isfinite(value) else ""
    except (ValueError, OverflowError):  # more digits than Python turns into text or a float
        return ""


def _moment(value: object) -> datetime | None:
    if isinstance(value, str) and len(value) > _DATE_LIMIT:
        return None
    try:
        if isinstance(value, str) and not _DIGITS.fullmatch(value.strip()):
            parsed = datetime.fromisoformat(value.strip())
            return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(float(value), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None
