"""Selection and place over a change of rows: both belong to avatars, not to row numbers."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject
from PySide6.QtWidgets import QListView

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.ui.grid.model import AvatarModel

_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_MOVE = QItemSelectionModel.SelectionFlag.NoUpdate


class KeptPlace(QObject):
    """Notes what is selected before the model is reset; :meth:`restore` selects it again.

    What is no longer among the rows is no longer selected. The current avatar is scrolled into
    view; without one the view goes to the top.
    """

    def __init__(self, view: QListView, model: AvatarModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._selected: list[AvatarKey] = []
        self._current: AvatarKey | None = None
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)

    def restore(self) -> None:
        rows = [row for key in self._selected if (row := self._model.row_of(key)) is not None]
        selection = QItemSelection()
        for row in rows:
            index = self._model.index(row)
            selection.select(index, index)
        current = self._model.row_of(self._current) if self._current else None
        chooser = self._view.selectionModel()
        if current is not None:
            chooser.setCurrentIndex(self._model.index(current), _MOVE)
        chooser.select(selection, _CHOOSE)
        if current is None:
            self._view.scrollToTop()
        else:
            self._view.scrollTo(self._model.index(current))

    def _on_about_to_be_reset(self) -> None:
        keys = self._model.keys
        chosen = self._view.selectedIndexes()
        self._selected = [keys[index.row()] for index in chosen if index.row() < len(keys)]
        current = self._view.currentIndex()
        self._current = keys[current.row()] if current.isValid() else None
