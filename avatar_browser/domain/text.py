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
# Scripts written from right to left, by the blocks that Unicode keeps for them.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BEGIN, _END = "\u2068", "\u2069"
_MARK_OR_LINE = re.compile(f"[{_BEGIN}{_END}\n]")
# Marks that pile up over their letter, and over whatever is above it. No script has so many.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd"
)
# Letters and marks by their class, and nothing to the eye.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_PILE = re.compile(f"([{_MARKS}]{{6}})[{_MARKS}]+")
# The whole address, with a query or not: a text of many beginnings is then read once.
_ADDRESS = re.compile(r"(https?://[^\s\"'<>?]++)(\?[^\s\"'<>]*+)?")
# Where the address was cut off in front, or encoded.
_SIGNATURE = re.compile(
    r"(?i)\b((?:x-(?:amz|goog)-[a-z-]{1,40}|signature|key-pair-id)(?:=|%3d))[^\s&\"'<>]+"
)
_KEY_HEADER = re.compile(
    r"(?i)(authorization|x-api-key|api[-_]?key)"
    # As "name: value", as Python prints a header, or with a value that is no word.
    r"([^\w\n]{0,3}[:=,'\"][^\w\n]{0,3}(?:b['\"])?| +(?=bearer |basic |\S*\d))"
    r"(bearer |basic )?[^\s,;'\"]+"
)


def storable(text: str, limit: int = TEXT_LIMIT) -> str:
    """``text`` without lone surrogates, at most ``limit`` characters."""
    return _SURROGATE.sub("\ufffd", text[:limit])


def displayable(text: str, limit: int = NAME_LIMIT) -> str:
    """One line of ``text`` fit for the window: no control, bidi or zero-width characters."""
    cut = text[: limit + 1]
    shown = _without_piles(" ".join(_UNSEEN.sub(" ", cut).split()))
    return shown if len(cut) <= limit else shown[: limit - 1] + "…"


def displayable_lines(text: str, limit: int = TEXT_LIMIT) -> str:
    """As :func:`displayable`, but lines stay lines, and what :func:`isolated` has done stays.

    An isolate that begins and ends in one line cannot turn what is beside it, whoever set it.
    """
    cut = _without_piles(text[:limit])
    if _BEGIN not in cut:
        return _CONTROL_KEEPING_LINES.sub(" ", cut)
    pairs = _paired(cut)
    return _CONTROL_KEEPING_LINES.sub(lambda m: m[0] if m.start() in pairs else " ", cut)


def isolated(text: str, limit: int = NAME_LIMIT) -> str:
    """As :func:`displayable`, to stand beside other words, which keep their places.

    Without that a name that is written from right to left takes the numbers and the dots around
    it along. One that is not needs nothing, and stays as it is.
    """
    shown = displayable(text, limit)
    return f"{_BEGIN}{shown}{_END}" if _RIGHT_TO_LEFT.search(shown) else shown


def escaped(text: str, limit: int = ID_LIMIT) -> str:
    """One line that shows each character of ``text``: ``\\u202e`` for one that cannot be seen.

    Two texts that differ are never shown alike. A backslash is doubled.
    """
    shown = "".join(map(_escape, text[:limit])) if _needs_escape(text) else text[:limit]
    return shown if len(text) <= limit else f"{shown}…"


def escaped_json(text: str) -> str:
    """The same JSON, with what cannot be seen escaped as JSON escapes it."""
    return _CONTROL_KEEPING_LINES.sub(lambda found: _code(found[0]), text)


def _without_piles(text: str) -> str:
    return text if text.isascii() else _PILE.sub(r"\1", text)


def _needs_escape(text: str) -> bool:
    return not text.isprintable() or "\\" in text or bool(_BLANK.search(text))


def _escape(character: str) -> str:
    if character == "\\":
        return "\\\\"
    is_seen = character.isprintable() and not _BLANK.match(character)
    return character if is_seen else _code(character)


def _code(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _paired(text: str) -> set[int]:
    """Where an isolate begins that ends in the same line and is in no other, and where it ends."""
    pairs: set[int] = set()
    begun: list[int] = []
    for mark in _MARK_OR_LINE.finditer(text):
        if mark[0] == _BEGIN:
            begun.append(mark.start())
        elif mark[0] == "\n":
            begun.clear()
        elif begun:
            began = begun.pop()
            pairs |= set() if begun else {began, mark.start()}
    return pairs


def redacted(text: str) -> str:
    """``text`` without URL queries (they may be signatures), signatures, and key headers."""
    text = _ADDRESS.sub(lambda found: f"{found[1]}?•••" if found[2] else found[0], text)
    text = _SIGNATURE.sub(r"\1•••", text)
    return _KEY_HEADER.sub(r"\1\2•••", text)
