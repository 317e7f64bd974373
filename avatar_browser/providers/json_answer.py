"""JSON from outside: every way in which it can be wrong is one typed error.

The decoder holds the interpreter until it is through: 27 MiB at once stop the window for a third of
a second, whichever thread they are read on. A large body is therefore read in pieces, and Python
lets others in between two of them. Giving a value back is one call too, whatever it holds: hence
the bounds, which are looked at before anything is made.
"""

import json
import math
from typing import NoReturn

from avatar_browser.domain.errors import UnexpectedAnswer
from avatar_browser.providers.json_walk import PIECE, JsonWalk

LARGE = PIECE
MOST_VALUES = 2_000_000
"""In one answer: 100,000 records of twenty fields."""
MOST_CONTAINERS = 600_000
"""Lists and objects in one answer: 100,000 records of six. They take longest to be given back."""


def decode_json(body: bytes) -> object:
    """The value that ``body`` holds as UTF-8 JSON.

    Raises UnexpectedAnswer for anything else: a byte order mark, bytes after the end, ``NaN``,
    numbers without bound, nesting without bound, values without bound. Lone surrogates in strings
    pass; readers of fields replace them.
    """
    is_large = len(body) > LARGE
    if is_large and _is_too_much(body):
        raise UnexpectedAnswer(
            "The answer of the service is too large to be read.", code="too many values"
        )
    try:
        return (
            JsonWalk(_decoder, body).read() if is_large else _decoder.decode(body.decode("utf-8"))
        )
    except (ValueError, RecursionError):
        problem = UnexpectedAnswer(
            "The service sent something that cannot be read.", advice="", code="bad json"
        )
    raise problem  # out here, where it does not keep the decoder's error and the whole text alive


def _is_too_much(body: bytes) -> bool:
    return _count(body, b",") >= MOST_VALUES or _count(body, b"[", b"{") > MOST_CONTAINERS


def _count(body: bytes, *signs: bytes) -> int:
    """How many of them there are, those in strings among them: about as many as values."""
    parts = range(0, len(body), LARGE)
    return sum(body.count(sign, at, at + LARGE) for sign in signs for at in parts)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("out of range")
    return number


_decoder = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite)
