"""JSON from outside: every way in which it can be wrong is one typed error."""

import json
import math
from typing import NoReturn

from avatar_browser.domain.errors import UnexpectedAnswer


def decode_json(body: bytes) -> object:
    """The value that ``body`` holds as UTF-8 JSON.

    Raises UnexpectedAnswer for anything else: a byte order mark, bytes after the end, ``NaN``,
    numbers without bound, nesting without bound. Lone surrogates in strings pass; readers of
    fields replace them.
    """
    try:
        return json.loads(
            body.decode("utf-8"), parse_constant=_refuse_constant, parse_float=_finite
        )
    except (ValueError, RecursionError):
        problem = UnexpectedAnswer(
            "The service sent something that cannot be read.", code="bad json"
        )
    raise problem  # out here, where it does not keep the decoder's error and the whole text alive


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("out of range")
    return number
