"""The avatars of one tab as a Qt table; its first column is the whole card."""

from collections.abc import Iterable, Mapping, Sequence
from typing import overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.families import Family
from avatar_browser.domain.text import displayable
from avatar_browser.services.people import People
from avatar_browser.services.shelf import Shelf, StandingOf
from avatar_browser.ui.columns import COLUMNS, LOOK, PROVIDER
from avatar_browser.ui.words import (
    UNKNOWN,
    badges,
    counted,
    person_badges,
    spoken_name,
    spoken_person,
)

AVATAR_ROLE = Qt.ItemDataRole.UserRole + 1
BADGES_ROLE = Qt.ItemDataRole.UserRole + 2
"""Words for the card; the provider's name is the first where the tab shows several."""
FAMILY_ROLE = Qt.ItemDataRole.UserRole + 3
"""The person with several looks (Family) that the row stands for, None where it is a look."""
FAVOURITE_ROLE = Qt.ItemDataRole.UserRole + 9
"""Whether the avatar is starred; None where the row stands for a person with several looks."""

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class _Keys(Sequence[AvatarKey]):
    """The keys of rows, looked up when asked for: a list of 100,000 takes longer than a blink."""

    def __init__(self, rows: Sequence[Avatar], count: int) -> None:
        self._rows = rows
        self._count = count

    @override
    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> AvatarKey: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[AvatarKey]: ...
    @override
    def __getitem__(self, at: int | slice) -> AvatarKey | Sequence[AvatarKey]:
        if isinstance(at, slice):
            return [self._rows[row].key for row in range(*at.indices(self._count))]
        return self._rows[range(self._count)[at]].key


class AvatarModel(QAbstractTableModel):
    """The rows of a list, in its order. ``names`` are the providers' by their ids."""

    def __init__(
        self,
        source: Shelf | People,
        names: Mapping[str, str],
        standing_of: StandingOf | None = None,
    ) -> None:
        super().__init__()
        self._source = source
        self._people = source if isinstance(source, People) else None
        self._names = names
        self._standing_of = standing_of or (lambda _: UNKNOWN)
        self._listed = source.rows
        self._count = len(source.rows)
        source.rows_reset.connect(self._on_rows_reset)
        source.rows_appended.connect(self._on_rows_appended)
        source.rows_changed.connect(self._on_rows_changed)

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return COLUMNS[section].title if is_title else None

    @property
    def keys(self) -> Sequence[AvatarKey]:
        """Of the rows; while the model is being reset, of those before."""
        return _Keys(self._listed, self._count)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        is_there = index.isValid() and index.row() < self._count
        if not is_there or index.column():
            is_text = is_there and role == Qt.ItemDataRole.DisplayRole
            return self._cell_text(index.row(), index.column()) if is_text else None
        avatar = self.avatar(index.row())
        if role == AVATAR_ROLE:
            return avatar
        if role == BADGES_ROLE:
            name = self._names[avatar.key.provider] if len(self._names) > 1 else ""
            family = self.family(index.row())
            if family is not None:
                return person_badges(family, name)
            return badges(avatar, self._standing_of(avatar.key), name)
        if role == FAMILY_ROLE:
            return self.family(index.row())
        if role == FAVOURITE_ROLE:
            has_one = self.family(index.row()) is None
            return self._standing_of(avatar.key).is_favourite if has_one else None
        if role == Qt.ItemDataRole.DisplayRole:
            return displayable(avatar.display_name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self._names[avatar.key.provider]
            family = self.family(index.row())
            if family is not None:
                return spoken_person(family, name)
            return spoken_name(avatar, name, self._standing_of(avatar.key))
        return None

    def _cell_text(self, row: int, column: int) -> str:
        avatar, family, what = self.avatar(row), self.family(row), COLUMNS[column]
        if column == PROVIDER:
            return displayable(self._names[avatar.key.provider])
        if family is not None and column == LOOK:
            return counted(len(family.looks), "look", "looks")
        if family is not None and not what.of_person:
            return ""
        if what.text_of is None:
            return displayable(avatar.display_variant)
        return what.text_of(avatar, self._standing_of(avatar.key))

    def avatar(self, row: int) -> Avatar:
        return self._source.rows[row]

    def avatars(self, rows: Iterable[int]) -> list[Avatar]:
        all_rows = self._source.rows
        return [all_rows[row] for row in rows]

    def family(self, row: int) -> Family | None:
        """The person with several looks that a row stands for, None where it is a look."""
        family = self._people.family_at(row) if self._people else None
        return family if family and len(family.looks) > 1 else None

    def row_of(self, key: AvatarKey) -> int | None:
        """Where the avatar is, or the person whose look it is."""
        row = self._source.row_of(key)
        return row if row is not None and row < self._count else None

    def _on_rows_reset(self) -> None:
        self.beginResetModel()
        self._listed = self._source.rows
        self._count = len(self._listed)
        self.endResetModel()

    def _on_rows_appended(self, count: int) -> None:
        first = self._count
        self.beginInsertRows(QModelIndex(), first, first + count - 1)
        self._listed = self._source.rows
        self._count += count
        self.endInsertRows()

    def _on_rows_changed(self, rows: list[int]) -> None:
        if rows:
            last = self.index(max(rows), len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(min(rows), 0), last)
