"""A large JSON text read a piece at a time: no call holds the interpreter for more than one piece.

The decoder of the standard library holds it until it is through, and the window waits for its turn.
What is small is left to the decoder as it is; what is not is walked here, an item at a time.
"""

import json
import re
from codecs import utf_8_decode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

PIECE: Final = 256 * 1024
"""Bytes that are read in one go: two milliseconds, and ten of the worst there are."""

_SPACE = re.compile(rb"[ \t\n\r]{0,%d}" % PIECE)
_SCALAR = re.compile(rb"[-+.\w]{1,5000}")
_CUT = object()
_GUESSES = 4


@dataclass(frozen=True, slots=True)
class Sizes:
    """``usual`` bytes are tried first, up to ``piece``. What is longer is walked if it is a list or
    an object, with at most ``depth`` of these inside each other, and refused if it is a string
    beyond ``text``. Small values that follow each other are read together, up to ``run`` bytes.
    """

    usual: int = 1_024
    run: int = PIECE // 4
    piece: int = PIECE
    text: int = 4 * PIECE
    depth: int = 8


USUAL = Sizes()


class JsonWalk:
    """Reads a body once, from its first byte to its last."""

    def __init__(self, decoder: json.JSONDecoder, body: bytes, sizes: Sizes = USUAL) -> None:
        """``decoder`` reads the pieces, each of which holds a whole value."""
        self._decoder = decoder
        self._body = body
        self._sizes = sizes
        self._at = 0
        self._tried = sizes.usual
        self._run_tried = sizes.usual

    def read(self) -> object:
        """The value of it all. Raises ValueError or RecursionError."""
        self._skip()
        value = self._value(self._sizes.depth)
        self._skip()
        if self._at != len(self._body):
            raise ValueError("more after the end")
        return value

    def _value(self, depth: int) -> object:
        match self._next():
            case b"{":
                return self._container(self._record, depth)
            case b"[":
                return self._container(self._items, depth)
            case b'"':
                return self._text()
        return self._scalar()

    def _container(self, walk: Callable[[int], object], depth: int) -> object:
        value = self._in_one_go(self._sizes.piece)
        if value is not _CUT:
            return value
        if not depth:
            raise ValueError("large containers in too many others")
        return walk(depth - 1)

    def _text(self) -> str:
        value = self._in_one_go(self._sizes.text)
        if not isinstance(value, str):
            raise ValueError("a string beyond bounds")  # noqa: TRY004 - it is what was sent
        return value

    def _scalar(self) -> object:
        found = _SCALAR.match(self._body, self._at)
        if found is None:
            raise ValueError("a value was to come")
        self._at = found.end()
        return self._decoder.decode(found.group().decode())

    def _in_one_go(self, most: int) -> object:
        """The value that begins here, ``_CUT`` where it does not end within ``most`` bytes.

        As little as possible is tried first: what follows the value is looked at in vain.
        """
        length = min(self._tried, most)
        value = self._piece(length)
        while value is _CUT and length < most:
            length = min(8 * length, most)
            value = self._piece(length)
        return value

    def _piece(self, length: int) -> object:
        end = self._at + length
        is_last = end >= len(self._body)
        text, _ = utf_8_decode(self._body[self._at : end], "strict", is_last)
        try:
            value, used = self._decoder.raw_decode(text)
        except ValueError:  # wrong, or cut: who walks on will see
            if is_last:
                raise
            return _CUT
        used = used if text.isascii() else len(text[:used].encode())
        self._at += used
        self._tried = max(2 * used, self._tried // 2, self._sizes.usual)
        return value

    def _record(self, depth: int) -> dict[str, object]:
        record: dict[str, object] = {}
        self._at += 1
        if self._ends(b"}"):
            return record
        while True:
            if self._next() != b'"':
                raise ValueError("a name was to come")
            name = self._text()
            self._skip()
            self._expect(b":")
            record[name] = self._value(depth)
            last = self._last()
            if self._ends(b"}"):
                return record
            self._expect(b",")
            if isinstance(run := self._run("{%s}", last), dict):
                record.update(run)

    def _items(self, depth: int) -> list[object]:
        items: list[object] = []
        self._at += 1
        if self._ends(b"]"):
            return items
        while True:
            items.append(self._value(depth))
            last = self._last()
            if self._ends(b"]"):
                return items
            self._expect(b",")
            if isinstance(run := self._run("[%s]", last), list):
                items.extend(run)

    def _run(self, container: str, last: bytes) -> object:
        """As many of the values that follow, each with a comma after it, as are read in one go:
        in a ``container`` of their own. None where these are none.

        ``last`` is how values end here. Whether one ends at the last such places in reach, or the
        comma is inside one, the decoder tells: in reach is more after a hit, less after misses.
        """
        part = self._body[self._at : self._at + self._run_tried]
        comma = len(part)
        for _ in range(_GUESSES):
            comma = part.rfind(last + b",", 0, comma) + len(last)
            if comma <= len(last):
                break
            try:
                run = self._decoder.decode(container % part[:comma].decode())
            except ValueError:
                continue
            if run:
                self._at += comma + 1
                self._skip()
                self._run_tried = min(2 * self._run_tried, self._sizes.run)
            return run
        self._run_tried = max(self._run_tried // 2, self._sizes.usual)
        return None

    def _last(self) -> bytes:
        """The sign that the value before here ends with, nothing where it has none of its own."""
        sign = self._body[self._at - 1 : self._at]
        return sign if sign in {b"}", b"]", b'"'} else b""

    def _next(self) -> bytes:
        return self._body[self._at : self._at + 1]

    def _ends(self, sign: bytes) -> bool:
        """``sign`` is what comes next, and is passed."""
        self._skip()
        if self._next() != sign:
            return False
        self._at += 1
        return True

    def _expect(self, sign: bytes) -> None:
        """Passes ``sign`` and the white space after it."""
        if self._next() != sign:
            raise ValueError("something else was to come")
        self._at += 1
        self._skip()

    def _skip(self) -> None:
        found = _SPACE.match(self._body, self._at)
        while found and found.end() > self._at:
            self._at = found.end()
            found = _SPACE.match(self._body, self._at)
