"""From all people to the looks of one, and back to where one was."""

from PySide6.QtCore import QObject, Slot

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.families import Family, FamilyKey
from avatar_browser.domain.text import isolated
from avatar_browser.services.people import Level, People
from avatar_browser.ui.look.theme import Theme
from avatar_browser.ui.people.bar import PersonBar
from avatar_browser.ui.tab_views import TabViews
from avatar_browser.ui.words import counted, looks_words


def refusal(people: list[Family]) -> str:
    """Why nothing is copied of people with several looks: none of the ids stands for a person."""
    if not people:
        return ""
    name, others = isolated(people[0].name), len(people) - 1
    if not others:
        number = looks_words(len(people[0].looks))
        return f"{name} has {number}, each with an ID of its own. Press Enter to choose one."
    who = f"{name} and {counted(others, 'other', 'others')}"
    return f"{who} have several looks, each with an ID of its own. Press Enter to choose one."


class Browsing(QObject):
    """Keeps the place among all people while the looks of one are shown."""

    def __init__(self, people: People, views: TabViews, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._people = people
        self._views = views
        self._left: tuple[FamilyKey, int] | None = None
        self.bar = PersonBar(theme)
        self.bar.hide()
        self.bar.back_wanted.connect(self.go_back)
        views.opened.connect(self.open_row)
        people.level_changed.connect(self._show_bar)
        people.opened_changed.connect(self._show_bar)
        people.rows_changed.connect(self._on_rows_changed)

    @property
    def shows_people(self) -> bool:
        """All of them, or the looks of one: what the switch calls "People"."""
        return self._people.level is not Level.LOOKS

    def show_people(self, on: bool) -> None:
        """People or looks. With the looks of one person shown, "people" is the way back."""
        if not on:
            self._people.show_looks()
        elif self._people.level is Level.PERSON:
            self.go_back()
        else:
            self._people.show_people()

    @Slot(int)
    def open_row(self, row: int) -> None:
        """Show the looks of the person; a row that is a look has nothing to open."""
        family = self._people.family_at(row)
        if family is not None:
            self._left = family.key, self._views.view.verticalScrollBar().value()
            self._people.open(family.cover)
            self._views.choose_row(0)
            self._views.setFocus()

    def open_current(self) -> None:
        row = self._views.choice.current_row
        if row is not None:
            self.open_row(row)

    @Slot()
    def go_back(self) -> None:
        """All people, with the one that was opened selected, where they were."""
        if self._people.level is not Level.PERSON:
            return
        row = self._people.opened_row
        self._people.show_people()
        if row is not None:
            self._views.choose_row(row)
            self._scroll_back_to(row)
        self._views.setFocus()

    def _scroll_back_to(self, row: int) -> None:
        """As it was left, or wherever the row is by now."""
        self._views.show_row(row)
        family = self._people.family_at(row)
        if family and self._left and self._left[0] == family.key:
            self._views.view.verticalScrollBar().setValue(self._left[1])
        if row not in self._views.visible_rows():
            self._views.show_row(row)

    @property
    def selected_people(self) -> list[Family]:
        """Those selected that stand for more than one look."""
        families = map(self._people.family_at, self._views.choice.rows)
        return [family for family in families if family and len(family.looks) > 1]

    @property
    def selected_looks(self) -> list[Avatar]:
        """What is selected, with all looks listed of a person that is."""
        if self._people.level is not Level.PEOPLE:
            return self._views.selected
        families = map(self._people.family_at, self._views.choice.rows)
        return [look for family in families if family for look in family.looks]

    @Slot()
    def _show_bar(self) -> None:
        opened = self._people.opened
        self.bar.show_person(self._people.opened_name, len(opened.looks) if opened else 0)
        self.bar.setVisible(self._people.level is Level.PERSON)

    @Slot(list)
    def _on_rows_changed(self, rows: list[int]) -> None:
        """A person selected may have more looks than a moment ago."""
        if self._people.level is Level.PEOPLE and not set(rows).isdisjoint(self._views.choice.rows):
            self._views.tell_chosen()
