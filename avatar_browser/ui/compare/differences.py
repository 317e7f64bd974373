"""The facts of several avatars beside each other, and which of them differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.text import displayable, escaped, isolated
from avatar_browser.ui.details.rows import Row, fact_rows
from avatar_browser.ui.words import second_line


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: a value for each avatar, empty where its provider did not state it."""

    label: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


def compared(avatars: Sequence[Avatar]) -> list[Line]:
    """The rows of the details pane; the ids too, but for those that Copy ID gives."""
    return lines([_rows(avatar) for avatar in avatars])


def headings(avatars: Sequence[Avatar]) -> list[str]:
    """Their names, with the looks where two have the same name."""
    names = [displayable(avatar.display_name) for avatar in avatars]
    if len(set(names)) == len(names):
        return names
    seconds = [isolated(second_line(avatar)) for avatar in avatars]
    return [f"{isolated(name)} · {second}" for name, second in zip(names, seconds, strict=True)]


def lines(columns: Sequence[Sequence[Row]]) -> list[Line]:
    """Every label once, after those it comes after in the columns. A label told twice has lines."""
    order: list[str] = []
    values: list[dict[str, str]] = []
    for column in columns:
        told: dict[str, str] = {}
        at = 0
        for row in column:
            if row.label not in order:
                order.insert(at, row.label)
            at = order.index(row.label) + 1
            before = told.get(row.label)
            told[row.label] = row.value if before is None else f"{before}\n{row.value}"
        values.append(told)
    return [Line(label, tuple(told.get(label, "") for told in values)) for label in order]


def _rows(avatar: Avatar) -> list[Row]:
    ids = [Row(i.label, escaped(i.value)) for i in avatar.ids if i.value != avatar.copy_id]
    rows = [*fact_rows(avatar), *ids]
    return [*rows, Row("Description", avatar.description)] if avatar.description else rows
