"""Text made comparable: case, accents, width and punctuation do not tell words apart."""

import unicodedata
from typing import Final

FIELD_END: Final = "\0"
"""Stands between fields of a text, folded or not: no phrase reaches over two of them."""

_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}


class _Folds(dict[int, str]):
    """What a character of NFKD and casefolded text becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    if character == FIELD_END:
        return FIELD_END
    if character.isalnum():
        return _LETTERS.get(character, character.lower())
    category = unicodedata.category(character)
    if category == "Cf" or _is_accent(character):
        return ""
    return " " if character.isascii() or category[0] in "CPZ" else character


def _is_accent(character: str) -> bool:
    """Marks above and below, and the points of Hebrew and Arabic; no vowel sign, no dakuten."""
    place = unicodedata.combining(character)
    return 10 <= place <= 36 or place >= 200


_FOLDS = _Folds()
_ASCII = "".join(_folded(chr(code)) for code in range(128)).encode().ljust(256)


def fold(text: str) -> str:
    """Words in lower case with one space between them, none at the ends.

    NFKD, so that width and ligatures are folded and a Korean syllable begins with its letters.
    Accents go; everything but letters, digits, marks and pictures separates words, and so does
    FIELD_END, which stays.
    """
    fields = [text] if text.isascii() else text.split(FIELD_END)
    folded = FIELD_END.join(map(_fold_field, fields))
    if FIELD_END in folded:
        folded = folded.replace(FIELD_END, f" {FIELD_END} ")
    return " ".join(folded.split())


def _fold_field(text: str) -> str:
    if text.isascii():
        return text.encode().translate(_ASCII).decode()
    # Folding the case can compose anew what was taken apart.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return decomposed.translate(_FOLDS)
