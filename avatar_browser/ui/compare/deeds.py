"""Copying and starring, by the buttons of a pane or by keys for the one with the keyboard."""

from functools import partial

from PySide6.QtCore import QObject

from avatar_browser.services.marks import Marks
from avatar_browser.ui.compare.pane import Pane
from avatar_browser.ui.compare.panes import Panes
from avatar_browser.ui.copying import Copier


class Deeds(QObject):
    def __init__(self, panes: Panes, copier: Copier, marks: Marks, parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        self._copier = copier
        self._marks = marks
        panes.made.connect(self._on_pane_made)
        marks.changed.connect(self._on_marks_changed)

    def copy(self) -> None:
        if self._panes.current is not None:
            self._copy(self._panes.current)

    def star(self) -> None:
        if self._panes.current is not None:
            self._star(self._panes.current)

    def show_stars(self) -> None:
        for pane in self._panes.shown:
            if pane.avatar is not None:
                pane.show_starred(self._marks.mark(pane.avatar.key).is_favourite)

    def _copy(self, pane: Pane) -> None:
        if pane.avatar is not None:
            self._copier.copy_avatars([pane.avatar])

    def _star(self, pane: Pane) -> None:
        if pane.avatar is not None:
            self._marks.toggle_favourite([pane.avatar])

    def _on_pane_made(self, pane: Pane, _number: int) -> None:
        pane.copy_wanted.connect(partial(self._copy, pane))
        pane.star_wanted.connect(partial(self._star, pane))

    def _on_marks_changed(self) -> None:
        self.show_stars()
