"""What is selected and what is current: of avatars, not of row numbers; one for all views."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.ui.grid.model import AvatarModel

_Flag = QItemSelectionModel.SelectionFlag
_CHOOSE = _Flag.ClearAndSelect | _Flag.Rows
_MOVE = _Flag.NoUpdate


class Choice(QItemSelectionModel):
    """Whole rows. What is chosen before a reset of the model is chosen after :meth:`restore`.

    What is no longer among the rows is no longer selected.
    """

    def __init__(self, model: AvatarModel) -> None:
        super().__init__(model)
        self._avatars = model
        self._kept: list[AvatarKey] = []
        self._kept_current: AvatarKey | None = None
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)

    @property
    def rows(self) -> list[int]:
        """In order. From ranges: an index for every cell would cost seconds at 100,000 rows."""
        ranges = self.selection()
        spans = sorted(
            (ranges.at(n).top(), ranges.at(n).bottom() + 1) for n in range(ranges.count())
        )
        rows = dict.fromkeys(row for start, stop in spans for row in range(start, stop))
        return list(rows)

    @property
    def selected(self) -> list[Avatar]:
        return self._avatars.avatars(self.rows)

    @property
    def current(self) -> Avatar | None:
        index = self.currentIndex()
        return self._avatars.avatar(index.row()) if index.isValid() else None

    @property
    def current_row(self) -> int | None:
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def is_row_chosen(self, row: int) -> bool:
        return self.isSelected(self._avatars.index(row, 0))

    def make_current(self, row: int) -> None:
        """The keyboard is there; what is selected stays selected."""
        self.setCurrentIndex(self._avatars.index(row, 0), _MOVE)

    def choose_row(self, row: int) -> None:
        """Make it current and the only one selected, whichever keys are held.

        A view's own setCurrentIndex would toggle it while Ctrl is down, as in Ctrl+V.
        """
        self.setCurrentIndex(self._avatars.index(row, 0), _CHOOSE)

    def choose_keys(self, keys: list[AvatarKey], current: AvatarKey | None) -> None:
        """Select just these, as far as they are among the rows."""
        rows = (self._avatars.row_of(key) for key in keys)
        selection = QItemSelection()
        for start, stop in _spans(sorted({row for row in rows if row is not None})):
            selection.select(self._avatars.index(start, 0), self._avatars.index(stop - 1, 0))
        row = self._avatars.row_of(current) if current else None
        if row is not None:
            self.setCurrentIndex(self._avatars.index(row, 0), _MOVE)
        self.select(selection, _CHOOSE)

    def restore(self) -> None:
        """To be called when the views have taken in the reset: each of them drops a choice."""
        self.choose_keys(self._kept, self._kept_current)

    def _on_about_to_be_reset(self) -> None:
        keys = self._avatars.keys
        self._kept = [keys[row] for row in self.rows if row < len(keys)]
        row = self.current_row
        self._kept_current = keys[row] if row is not None and row < len(keys) else None


def _spans(rows: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as ranges, each with its first and the one after its last."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and spans[-1][1] == row:
            spans[-1] = (spans[-1][0], row + 1)
        else:
            spans.append((row, row + 1))
    return spans
