"""The avatars of one tab as a Qt list model."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.text import displayable
from avatar_browser.services.shelf import Shelf, StandingOf
from avatar_browser.ui.words import UNKNOWN, badges, spoken_name

AVATAR_ROLE = Qt.ItemDataRole.UserRole + 1
BADGES_ROLE = Qt.ItemDataRole.UserRole + 2
"""Words for the card; the provider's name is the first where the tab shows several."""

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class AvatarModel(QAbstractListModel):
    """The rows of a shelf, in its order. ``names`` are the providers' by their ids."""

    def __init__(
        self, shelf: Shelf, names: Mapping[str, str], standing_of: StandingOf | None = None
    ) -> None:
        super().__init__()
        self._shelf = shelf
        self._names = names
        self._standing_of = standing_of or (lambda _: UNKNOWN)
        self._keys = [avatar.key for avatar in shelf.rows]
        self._rows: dict[AvatarKey, int] = {}
        shelf.rows_reset.connect(self._on_rows_reset)
        shelf.rows_appended.connect(self._on_rows_appended)
        shelf.rows_changed.connect(self._on_rows_changed)

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @property
    def keys(self) -> Sequence[AvatarKey]:
        """Of the rows; while the model is being reset, of those before."""
        return self._keys

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._keys):
            return None
        avatar = self.avatar(index.row())
        if role == AVATAR_ROLE:
            return avatar
        if role == BADGES_ROLE:
            name = self._names[avatar.key.provider] if len(self._names) > 1 else ""
            return badges(avatar, self._standing_of(avatar.key), name)
        if role == Qt.ItemDataRole.DisplayRole:
            return displayable(avatar.display_name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self._names[avatar.key.provider]
            return spoken_name(avatar, name, self._standing_of(avatar.key))
        return None

    def avatar(self, row: int) -> Avatar:
        return self._shelf.rows[row]

    def row_of(self, key: AvatarKey) -> int | None:
        if len(self._rows) != len(self._keys):
            self._rows = {each: row for row, each in enumerate(self._keys)}
        return self._rows.get(key)

    def _on_rows_reset(self) -> None:
        self.beginResetModel()
        self._keys = [avatar.key for avatar in self._shelf.rows]
        self._rows = {}
        self.endResetModel()

    def _on_rows_appended(self, count: int) -> None:
        first = len(self._keys)
        self.beginInsertRows(QModelIndex(), first, first + count - 1)
        self._keys += [avatar.key for avatar in self._shelf.rows[first : first + count]]
        self.endInsertRows()

    def _on_rows_changed(self, rows: list[int]) -> None:
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
