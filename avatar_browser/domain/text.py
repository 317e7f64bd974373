"""Text from outside: made safe to keep, safe to show, and short enough for both."""

import re

NAME_LIMIT = 256
ID_LIMIT = 512
TAG_LIMIT = 64
TAGS_LIMIT = 64
ERROR_LIMIT = 500
TEXT_LIMIT = 10_000

_SURROGATE = re.compile("[\ud800-\udfff]")
# C0 and C1 controls, bidirectional overrides and isolates, marks that only change direction.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL_KEEPING_LINES = re.compile(_UNSEEN.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))
_SIGNED_QUERY = re.compile(r"(https?://[^\s\"'<>?]+)\?[^\s\"'<>]*")
_KEY_HEADER = re.compile(
    r"(?i)(authorization|x-api-key|api[-_]?key)(\W{1,4})(bearer |basic )?[^\s,;'\"]+"
)


def storable(text: str, limit: int = TEXT_LIMIT) -> str:
    """``text`` without lone surrogates, at most ``limit`` characters."""
    return _SURROGATE.sub("\ufffd", text[:limit])


def displayable(text: str, limit: int = NAME_LIMIT) -> str:
    """One line of ``text`` fit for the window: no control, bidi or zero-width characters."""
    cut = text[: limit + 1]
    shown = " ".join(_UNSEEN.sub(" ", cut).split())
    return shown if len(cut) <= limit else shown[: limit - 1] + "…"


def displayable_lines(text: str, limit: int = TEXT_LIMIT) -> str:
    """As :func:`displayable`, but lines stay lines."""
    return _CONTROL_KEEPING_LINES.sub(" ", text[:limit])


def redacted(text: str) -> str:
    """``text`` without URL queries (they may be signatures) and without key headers."""
    return _KEY_HEADER.sub(r"\1\2•••", _SIGNED_QUERY.sub(r"\1?•••", text))
