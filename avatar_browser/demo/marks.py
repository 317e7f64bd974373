"""Digits that look like chance and lead back to a number, so that no index of ids is needed."""

import re

from avatar_browser.demo.dice import Dice

_BITS = 32
_HALF = _BITS // 2
_ALL: int = 2**_BITS
_FIRST, _SECOND = 0x9E3779B1, 0x85EBCA77
_FIRST_BACK: int = pow(_FIRST, -1, _ALL)
_SECOND_BACK: int = pow(_SECOND, -1, _ALL)
_DIGITS = 8
_MARK = re.compile(f"[0-9a-f]{{{_DIGITS}}}")


class Marks:
    """A way from numbers to eight hexadecimal digits and back, another one for each ``kind``."""

    def __init__(self, kind: str) -> None:
        self._salt = Dice("marks", kind).integer("salt") % _ALL

    def mark(self, number: int) -> str:
        """``number`` is 0 to 2**32 - 1."""
        mixed = (number ^ self._salt) * _FIRST % _ALL
        mixed ^= mixed >> _HALF
        return f"{mixed * _SECOND % _ALL:0{_DIGITS}x}"

    def number(self, marked: str) -> int | None:
        """What ``marked`` begins with the mark of; None where it does not begin with a mark.

        Every eight digits are some number's mark: whether that one is meant has to be checked.
        """
        found = _MARK.match(marked)
        if found is None:
            return None
        mixed = int(found[0], 16) * _SECOND_BACK % _ALL
        mixed ^= mixed >> _HALF
        return (mixed * _FIRST_BACK % _ALL) ^ self._salt
