"""JSON from outside: every way in which it can be wrong is one typed error.

The decoder holds the interpreter until it is through: 27 MiB at once stop the window for a third of
a second, whichever thread they are read on. The outer containers of a large body are therefore
walked here, one item at a time, and Python lets others in between two of them.
"""

import codecs
import json
import math
import re
from typing import NoReturn

from avatar_browser.domain.errors import UnexpectedAnswer

LARGE = 256 * 1024
"""Bytes that are read in one go: two milliseconds."""
MOST_VALUES = 2_000_000
"""In one answer: 100,000 records of twenty fields."""
_WALKED = 3
"""Containers inside each other whose items are read one by one: ``{"data": {"list": [{…}]}}``."""
_SPACE = re.compile(r"[ \t\n\r]*")


def decode_json(body: bytes) -> object:
    """The value that ``body`` holds as UTF-8 JSON.

    Raises UnexpectedAnswer for anything else: a byte order mark, bytes after the end, ``NaN``,
    numbers without bound, nesting without bound, values without bound. Lone surrogates in strings
    pass; readers of fields replace them.
    """
    is_large = len(body) > LARGE
    if is_large and _values(body) >= MOST_VALUES:
        raise UnexpectedAnswer("The answer of the service is too large.", code="too many values")
    try:
        return _walked(_text(body)) if is_large else _decoder.decode(body.decode("utf-8"))
    except (ValueError, RecursionError):
        problem = UnexpectedAnswer(
            "The service sent something that cannot be read.", code="bad json"
        )
    raise problem  # out here, where it does not keep the decoder's error and the whole text alive


def _values(body: bytes) -> int:
    """About how many there are."""
    return sum(body.count(b",", at, at + LARGE) for at in range(0, len(body), LARGE))


def _text(body: bytes) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(body)
    parts = [decoder.decode(view[at : at + LARGE]) for at in range(0, len(view), LARGE)]
    return "".join([*parts, decoder.decode(b"", final=True)])


def _walked(text: str) -> object:
    value, end = _value(text, _skip(text, 0), _WALKED)
    if _skip(text, end) != len(text):
        raise ValueError("more after the end")
    return value


def _value(text: str, at: int, depth: int) -> tuple[object, int]:
    """The value that begins at ``at``, and where it ends."""
    opening = text[at : at + 1]
    if depth and opening == "{":
        return _record(text, at, depth)
    if depth and opening == "[":
        return _items(text, at, depth)
    return _decoder.raw_decode(text, at)


def _record(text: str, at: int, depth: int) -> tuple[dict[str, object], int]:
    record: dict[str, object] = {}
    at = _skip(text, at + 1)
    if text[at : at + 1] == "}":
        return record, at + 1
    while True:
        name, at = _decoder.raw_decode(text, at)
        if not isinstance(name, str):
            raise ValueError("a name that is no text")  # noqa: TRY004 - it is what was sent
        at = _expect(":", text, at)
        record[name], at = _value(text, at, depth - 1)
        at = _skip(text, at)
        if text[at : at + 1] == "}":
            return record, at + 1
        at = _expect(",", text, at)


def _items(text: str, at: int, depth: int) -> tuple[list[object], int]:
    items: list[object] = []
    at = _skip(text, at + 1)
    if text[at : at + 1] == "]":
        return items, at + 1
    while True:
        item, at = _value(text, at, depth - 1)
        items.append(item)
        at = _skip(text, at)
        if text[at : at + 1] == "]":
            return items, at + 1
        at = _expect(",", text, at)


def _expect(sign: str, text: str, at: int) -> int:
    """Where the next thing begins after ``sign``, with white space around it."""
    at = _skip(text, at)
    if text[at : at + 1] != sign:
        raise ValueError("something else was to come")
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("out of range")
    return number


_decoder = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite)
