"""The menus "Add to Shortlist" and "Remove from Shortlist"."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.text import displayable
from avatar_browser.services.marks import Marks
from avatar_browser.ui.look.plain import literal
from avatar_browser.ui.marking.name_dialog import NameDialog


class ShortlistMenus(QObject):
    """Filled when they open. ``chosen`` tells the avatars that they are for."""

    def __init__(
        self, marks: Marks, chosen: Callable[[], Sequence[Avatar]], window: QWidget
    ) -> None:
        super().__init__(window)
        self._marks = marks
        self._chosen = chosen
        self._window = window
        self.add = QMenu("Add to &Shortlist", window)
        self.add.aboutToShow.connect(self._fill_add)
        self.remove = QMenu("Re&move from Shortlist", window)
        self.remove.aboutToShow.connect(self._fill_remove)

    def show_chosen(self, are_there: bool) -> None:
        """Whether there is anything to add or to remove."""
        self.add.setEnabled(are_there)
        self.remove.setEnabled(are_there and bool(self._marks.shortlists))

    def ask_name(self) -> NameDialog:
        """For a new shortlist, of what is chosen when its name is asked for."""
        dialog = NameDialog(self._window, "New Shortlist", "Add", self._marks.existing)
        avatars = list(self._chosen())
        dialog.named.connect(lambda name: self._marks.add(name, avatars))
        dialog.open()
        return dialog

    def _fill_add(self) -> None:
        self.add.clear()
        for shortlist in self._marks.shortlists:
            action = self.add.addAction(_label(shortlist.name))
            action.triggered.connect(partial(self._on_add, shortlist.name))
        self.add.addSeparator()
        self.add.addAction("&New Shortlist…").triggered.connect(self.ask_name)

    def _fill_remove(self) -> None:
        self.remove.clear()
        found = {name for a in self._chosen() for name in self._marks.mark(a.key).shortlists}
        for shortlist in self._marks.shortlists:
            if shortlist.name in found:
                action = self.remove.addAction(_label(shortlist.name))
                action.triggered.connect(partial(self._on_remove, shortlist.name))
        if not found:
            self.remove.addAction("In No Shortlist").setEnabled(False)

    def _on_add(self, name: str, _checked: bool = False) -> None:
        self._marks.add(name, self._chosen())

    def _on_remove(self, name: str, _checked: bool = False) -> None:
        self._marks.remove(name, self._chosen())


def _label(name: str) -> str:
    return literal(displayable(name))
