"""What narrows a list of avatars down, as the window shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from avatar_browser.domain.facets import FACET_TITLE, Facet, Value
from avatar_browser.domain.query import FilterWord, Query

Choices = Mapping[Facet, frozenset[str]]
"""What is ticked: the words of values. Facets without a choice are left out."""


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One line of the sidebar: ``count`` avatars are left if ``value`` is what is asked for.

    ``label`` holds a provider's words and is not yet fit for display.
    """

    facet: Facet
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the list and can be dropped.

    ``facet`` is None for the words that are searched for, all of them in one chip, with ``value``
    as they were typed. ``typed`` is the piece of the query that a filter word was read from, empty
    for what was ticked in the sidebar. ``label`` is not yet fit for display.
    """

    label: str
    facet: Facet | None
    value: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A query and choices together."""

    query: Query
    choices: Choices

    @property
    def is_empty(self) -> bool:
        return self.query.is_empty and not self.choices

    def asks_as(self, other: "Narrowing") -> bool:
        """Whether both leave the same avatars, whatever else is typed."""
        return self.choices == other.choices and self.query.asks_as(other.query)

    def toggled(self, facet: Facet, value: str) -> "Narrowing":
        chosen = self.choices.get(facet, frozenset()) ^ {value}
        return self.choosing({**self.choices, facet: chosen})

    def choosing(self, choices: Choices) -> "Narrowing":
        """With just these choices, in the order of the sidebar."""
        return Narrowing(self.query, {f: choices[f] for f in Facet if choices.get(f)})

    def without(self, chip: Chip) -> "Narrowing":
        """Less what ``chip`` stands for; a chip that is gone already changes nothing."""
        if chip.facet is None:
            return Narrowing(Query.parse(self.query.without_words()), self.choices)
        if chip.typed:
            return Narrowing(Query.parse(self.query.without(chip.typed)), self.choices)
        kept = self.choices.get(chip.facet, frozenset()) - {chip.value}
        return self.choosing({**self.choices, chip.facet: kept})


def words_chip(query: Query) -> Chip | None:
    text = " ".join(word.typed for word in query.words)
    return Chip(text, None, text) if text else None


def filter_chip(word: FilterWord, meant: list[Value]) -> Chip:
    """Named after the one value that it stands for, else as it was typed."""
    only = meant[0] if len(meant) == 1 else None
    label = only.label if only else f"{FACET_TITLE[word.facet]}: {word.text}"
    value = only.word if only else word.text
    facet = only.facet if only else word.facet
    return Chip(f"not {label}" if word.negated else label, facet, value, word.typed)


def choice_chips(choices: Choices, labels: Mapping[Facet, Mapping[str, str]]) -> Iterator[Chip]:
    """``labels`` maps the words of the values that occur."""
    for facet, chosen in choices.items():
        for word in sorted(chosen):
            yield Chip(labels[facet].get(word, word), facet, word)
