"""What is typed into the search field.

Words and ``"quoted words"`` have to be found in an avatar, filter words such as ``gender:female``
or ``tag:"home office"`` have to hold, and what has a ``-`` before it must not. A word before a
colon that is no filter word makes a plain word; a filter word without a value is not yet one.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from avatar_browser.domain.facets import Facet
from avatar_browser.domain.folding import fold

LENGTH_LIMIT = 1000

_PIECE = re.compile(r'-?(?:[^\s":]+:)?"[^"]*"?|\S+')
_ADDRESS_PARTS = re.compile(r"[/?&=#\s]+")
# As some keyboards and word processors write them; one character for one.
_PLAIN_SIGNS = str.maketrans("：－“”„«»", ':-"""""')
_FILTER_WORDS = {facet.value: facet for facet in Facet}


@dataclass(frozen=True, slots=True)
class Word:
    """``text`` is folded; ``ids`` are the folded parts of a pasted web address, else empty.

    ``typed`` is the piece of the query that it was read from.
    """

    text: str
    negated: bool
    typed: str
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FilterWord:
    """``text`` is folded. Which values it means is known where the values are."""

    facet: Facet
    text: str
    negated: bool
    typed: str


@dataclass(frozen=True)
class Query:
    """``text`` is as typed; two queries that ask for the same may differ in it."""

    text: str = ""
    words: tuple[Word, ...] = ()
    filters: tuple[FilterWord, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Whatever ``text`` is; beyond 1,000 characters it is not read."""
        words, filters = [], []
        for typed in pieces(text):
            part = _read(typed)
            if isinstance(part, FilterWord):
                filters.append(part)
            elif part.text:
                words.append(part)
        return cls(text, tuple(words), tuple(filters))

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing: no text, or nothing complete yet."""
        return not self.words and not self.filters

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        """The words to be found, but for pasted addresses."""
        return tuple(word.text for word in self.words if not word.negated and not word.ids)

    @cached_property
    def exact_ids(self) -> frozenset[str]:
        """Folded ids of which one may be meant as a whole."""
        pasted = (word.ids for word in self.words if not word.negated)
        return frozenset([" ".join(self.wanted)]).union(*pasted)

    def asks_as(self, other: "Query") -> bool:
        return (self.words, self.filters) == (other.words, other.filters)

    def without(self, typed: str) -> str:
        """The text without each piece that reads ``typed``."""
        return " ".join(piece for piece in pieces(self.text) if piece != typed)

    def without_words(self) -> str:
        """The text with its filter words alone."""
        return " ".join(part.typed for part in self.filters)


def pieces(text: str) -> list[str]:
    """What white space divides, quotes keeping it together."""
    text = text[:LENGTH_LIMIT]
    plain = text.translate(_PLAIN_SIGNS)
    return [text[match.start() : match.end()] for match in _PIECE.finditer(plain)]


def filter_of(typed: str) -> tuple[Facet, str, bool] | None:
    """Facet, value as typed and whether it is negated; None for what is no filter word."""
    plain = typed.translate(_PLAIN_SIGNS)
    negated = plain.startswith("-")
    name, colon, value = plain.removeprefix("-").partition(":")
    facet = _FILTER_WORDS.get(name.lower())
    return (facet, value.strip('"'), negated) if facet and colon else None


def _read(typed: str) -> Word | FilterWord:
    """A Word with an empty ``text`` where there is nothing to be found."""
    if found := filter_of(typed):
        facet, value, negated = found
        text = fold(value)
        return FilterWord(facet, text, negated, typed) if text else Word("", False, typed)
    negated = typed.translate(_PLAIN_SIGNS).startswith("-")
    text = typed[1:] if negated else typed
    return Word(fold(text), negated, typed, _ids_in(text) if "://" in text else frozenset())


def _ids_in(address: str) -> frozenset[str]:
    return frozenset(fold(unquote(part)) for part in _ADDRESS_PARTS.split(address)) - {""}
