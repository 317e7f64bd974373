"""What quick look shows, and what comes next: it walks the list as it is shown now."""

from collections.abc import Sequence

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.families import family_key
from avatar_browser.services.people import Level
from avatar_browser.ui.quicklook.board import MOST
from avatar_browser.ui.tab_page import TabPage


class Gallery:
    """One avatar of a page, or the few that were selected; the page's current row follows.

    Where a row stands for a person, one of their looks is shown.
    """

    def __init__(self, page: TabPage) -> None:
        self.page = page
        selected = page.views.choice.rows[: MOST + 1]
        self._several: list[AvatarKey] = []
        current = page.views.choice.current_row
        if 2 <= len(selected) <= MOST:
            self._several = [page.model.avatar(row).key for row in selected]
            if current not in selected:
                current = selected[0]
        elif current is None:
            current = next(iter(selected), 0)
        self._avatar: Avatar | None = None
        if current < page.model.rowCount():
            self._avatar = page.model.avatar(current)
            if self._several:
                page.views.choice.make_current(current)
            elif not page.views.choice.is_row_chosen(current):
                page.views.choose_row(current)

    @property
    def current(self) -> Avatar | None:
        """As it is told now, where it is still listed."""
        if self._avatar is not None:
            self._avatar = self._told(self._avatar.key) or self._avatar
        return self._avatar

    @property
    def shown(self) -> list[Avatar]:
        """The current one, or those side by side; those that are listed no more are left out."""
        current = self.current
        if current is None:
            return []
        told = [self._told(key) for key in self._several]
        several = [avatar for avatar in told if avatar is not None]
        is_among = any(avatar.key == current.key for avatar in several)
        return several if len(several) > 1 and is_among else [current]

    @property
    def number(self) -> int:
        """Of the current one among those shown."""
        keys = [avatar.key for avatar in self.shown]
        return keys.index(self._avatar.key) if self._avatar else 0

    @property
    def row(self) -> int | None:
        return self.page.model.row_of(self._avatar.key) if self._avatar else None

    @property
    def place_text(self) -> str:
        """Such as "12 of 3,412", and where a row is a person, "look 2 of 6"."""
        shown = self.shown
        if len(shown) > 1:
            return f"{self.number + 1} of {len(shown)} selected"
        row = self.row
        if row is None:
            return ""
        place = f"{row + 1:,} of {self.page.model.rowCount():,}"
        family = self.page.people.family_at(row)
        keys = [look.key for look in family.looks] if family else []
        if len(keys) < 2 or self._avatar is None or self._avatar.key not in keys:
            return place
        return f"{place}, look {keys.index(self._avatar.key) + 1:,} of {len(keys):,}"

    @property
    def neighbours(self) -> list[Avatar]:
        """Those one step away, the next one first."""
        row, model = self.row, self.page.model
        if row is None or len(self.shown) > 1:
            return []
        near = (row + 1, row - 1)
        return [model.avatar(each) for each in near if 0 <= each < model.rowCount()]

    def walk(self, steps: int) -> bool:
        """Along the rows, or along those side by side. Whether there was one to go to."""
        shown = self.shown
        if len(shown) > 1:
            return self.pick(self.number + steps)
        row = self.row
        after = 0 if row is None else row + steps
        if not 0 <= after < self.page.model.rowCount():
            return False
        self._avatar = self.page.model.avatar(after)
        self.page.views.choose_row(after)
        return True

    def pick(self, number: int) -> bool:
        """The one with that number of those side by side."""
        shown = self.shown
        if not 0 <= number < len(shown):
            return False
        self._avatar = shown[number]
        row = self.row
        if row is not None and len(shown) > 1:
            self.page.views.choice.make_current(row)
            self.page.views.tell_chosen()  # the pane shows the current one
            self.page.views.show_row(row)
        return True

    def walk_looks(self, steps: int) -> bool:
        """Along the looks of the person that are listed."""
        if self._avatar is None:
            return False
        looks = self.looks
        keys = [look.key for look in looks]
        if self._avatar.key not in keys:
            return False
        after = keys.index(self._avatar.key) + steps
        if not 0 <= after < len(looks):
            return False
        self._avatar = looks[after]
        row = self.row
        if row is not None and row != self.page.views.choice.current_row:
            self.page.views.choose_row(row)
        return True

    @property
    def looks(self) -> Sequence[Avatar]:
        """Those of the current one's person, in the order of the list."""
        if self._avatar is None:
            return ()
        people = self.page.people
        if people.level is Level.PERSON:
            return people.looks
        row = self.row
        family = people.family_at(row) if row is not None else None
        return family.looks if family else _of_one_person(self._avatar, people.looks)

    def _told(self, key: AvatarKey) -> Avatar | None:
        model = self.page.model
        row = model.row_of(key)
        if row is None:
            return None
        family = model.family(row)
        if family is None:
            return model.avatar(row)
        return next((look for look in family.looks if look.key == key), None)


def _of_one_person(avatar: Avatar, looks: Sequence[Avatar]) -> list[Avatar]:
    """Cheap comparisons first: a hundred thousand are gone through between two key strokes."""
    key, name, person = family_key(avatar), avatar.name, avatar.person_id
    return [
        look
        for look in looks
        if (look.person_id == person if person else look.person_id == "" and look.name == name)
        and family_key(look) == key
    ]
