"""What can be done with the avatar that quick look shows."""

from PySide6.QtCore import QObject

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.marks import Marks
from avatar_browser.ui.copying import Copier
from avatar_browser.ui.quicklook.sheet import Sheet


class Deeds(QObject):
    """Copying, starring, facts and guides, by the buttons of the sheet or by its keys."""

    def __init__(self, sheet: Sheet, copier: Copier, marks: Marks, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._copier = copier
        self._marks = marks
        self._avatar: Avatar | None = None
        sheet.footer.copy_wanted.connect(self.copy)
        sheet.footer.star_wanted.connect(self.star)
        sheet.footer.facts_wanted.connect(self.toggle_facts)
        sheet.footer.guide_wanted.connect(self.next_guide)
        sheet.side.one_id_wanted.connect(self._on_one_id_wanted)
        marks.changed.connect(self._on_marks_changed)

    def show_avatar(self, avatar: Avatar) -> None:
        self._avatar = avatar
        self._sheet.side.show_avatar(avatar)
        self._show_star()

    def copy(self) -> None:
        if self._avatar is not None:
            self._copier.copy_avatars([self._avatar])

    def star(self) -> None:
        if self._avatar is not None:
            self._marks.toggle_favourite([self._avatar])

    def toggle_facts(self) -> None:
        side = self._sheet.side
        side.setVisible(side.isHidden())
        self._sheet.footer.show_facts_shown(not side.isHidden())

    def next_guide(self) -> None:
        self._sheet.footer.show_guide(self._sheet.board.next_guide())

    def _on_one_id_wanted(self, label: str, value: str) -> None:
        """The one that Copy ID gives counts as copied; another id is text."""
        if self._avatar is not None and value == self._avatar.copy_id:
            self.copy()
        else:
            self._copier.copy_text(value, label)

    def _on_marks_changed(self) -> None:
        self._show_star()

    def _show_star(self) -> None:
        if self._avatar is not None:
            mark = self._marks.mark(self._avatar.key)
            self._sheet.footer.show_starred(mark.is_favourite)
