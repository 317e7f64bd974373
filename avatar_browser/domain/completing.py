"""Filter words completed as they are typed."""

from collections.abc import Iterator, Mapping

from avatar_browser.domain.facets import Facet, Value, reach
from avatar_browser.domain.folding import fold
from avatar_browser.domain.query import filter_of, pieces

_MOST = 12
_FEWEST_LETTERS = 2


def completions(text: str, values: Mapping[Facet, list[Value]]) -> list[str]:
    """Whole texts to take the place of ``text``, for its last piece, at most 12.

    ``values`` are those that occur, in the order to offer them. Nothing is offered for a piece
    that is no filter word and does not begin one with two letters, nor for what is complete.
    """
    found = pieces(text)
    if not found or not text.endswith(found[-1]):
        return []
    typed = found[-1]
    before = text.removesuffix(typed)
    sign = "-" if typed.startswith(("-", "－")) else ""
    asked = filter_of(typed)
    if asked is None:
        offers = _names(typed[len(sign) :].lower(), values)
    else:
        facet, value, _ = asked
        offers = (f"{facet.value}:{_quoted(w)}" for w in _words(fold(value), reach(facet, values)))
    whole = [f"{before}{sign}{offer}" for offer in offers]
    return [offer for offer in whole if offer != text][:_MOST]


def _names(begun: str, values: Mapping[Facet, list[Value]]) -> Iterator[str]:
    if len(begun) >= _FEWEST_LETTERS:
        yield from (f"{f.value}:" for f in Facet if f.value.startswith(begun) and reach(f, values))


def _words(begun: str, values: list[Value]) -> Iterator[str]:
    for value in values:
        called = (value.word, fold(value.label))
        if not begun or any(f" {begun}" in f" {name}" for name in called):
            yield value.word


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
