"""The avatars of one tab as a Qt list model."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.text import displayable
from avatar_browser.ui.words import spoken_name

AVATAR_ROLE = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class AvatarModel(QAbstractListModel):
    """Rows in the order of arrival: a page that arrives never moves what is on screen."""

    def __init__(self, provider_name: str) -> None:
        super().__init__()
        self._provider_name = provider_name
        self._avatars: list[Avatar] = []
        self._rows: dict[AvatarKey, int] = {}

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._avatars)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        avatar = self._avatars[index.row()]
        if role == AVATAR_ROLE:
            return avatar
        if role == Qt.ItemDataRole.DisplayRole:
            return displayable(avatar.display_name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_name(avatar, self._provider_name)
        return None

    def avatar(self, row: int) -> Avatar:
        return self._avatars[row]

    def row_of(self, key: AvatarKey) -> int | None:
        return self._rows.get(key)

    def add(self, avatars: Sequence[Avatar]) -> None:
        if not avatars:
            return
        first = len(self._avatars)
        self.beginInsertRows(QModelIndex(), first, first + len(avatars) - 1)
        self._avatars.extend(avatars)
        self._rows.update((avatar.key, first + i) for i, avatar in enumerate(avatars))
        self.endInsertRows()

    def change(self, avatars: Sequence[Avatar]) -> None:
        """Known avatars, told anew. One signal a run of rows: a person's name changes many."""
        rows = []
        for avatar in avatars:
            row = self._rows.get(avatar.key)
            if row is not None:
                self._avatars[row] = avatar
                rows.append(row)
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def clear(self) -> None:
        self.beginResetModel()
        self._avatars.clear()
        self._rows.clear()
        self.endResetModel()
