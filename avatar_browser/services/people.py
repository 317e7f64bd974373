"""The list of a tab by person: all people, or the looks of one of them."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal, Slot

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.families import Families, Family, FamilyKey, family_key
from avatar_browser.services.shelf import Shelf


class Level(Enum):
    LOOKS = auto()
    """Every look, as the shelf lists them."""
    PEOPLE = auto()
    """Each person once, as the first of their looks that the shelf lists."""
    PERSON = auto()
    """The looks of one person that the shelf lists."""


class People(QObject):
    """A list with the signals of :class:`Shelf`, whose order and narrowing it has.

    On the level of looks it passes on what the shelf says and does no work of its own.
    """

    rows_reset = Signal()
    rows_appended = Signal(int)
    rows_changed = Signal(list)
    level_changed = Signal()
    """:attr:`level` or :attr:`opened` differ; ``rows_reset`` was sent before."""
    opened_changed = Signal()
    """The person opened has another name or number of looks."""

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._level = Level.LOOKS
        self._families = Families()
        self._former: list[Family] = []
        self._former_covers: dict[AvatarKey, FamilyKey] | None = None
        self._opened: FamilyKey | None = None
        self._opened_name = ""
        self._covers: list[Avatar] = []
        shelf.rows_reset.connect(self._on_rows_reset)
        shelf.rows_appended.connect(self._on_rows_appended)
        shelf.rows_changed.connect(self._on_rows_changed)

    @property
    def rows(self) -> Sequence[Avatar]:
        """Looks, or on the level of people the first look of each."""
        if self._level is Level.LOOKS:
            return self._shelf.rows
        if self._level is Level.PEOPLE:
            return self._covers
        opened = self.opened
        return opened.looks if opened else ()

    @property
    def looks(self) -> Sequence[Avatar]:
        """Every look that the rows stand for."""
        return self._shelf.rows if self._level is Level.PEOPLE else self.rows

    @property
    def level(self) -> Level:
        return self._level

    @property
    def opened(self) -> Family | None:
        """The person opened; None also while none of their looks is listed."""
        return self._families.family(self._opened) if self._opened else None

    @property
    def opened_name(self) -> str:
        """The name of the person opened, whether or not a look is listed; else empty."""
        return self._opened_name if self._opened else ""

    @property
    def opened_row(self) -> int | None:
        """Where the person opened is among all people, None while none of their looks is listed."""
        return self._families.number(self._opened) if self._opened else None

    def family_at(self, row: int) -> Family | None:
        """The person that a row stands for; None where a row is a look."""
        return self._families.all[row] if self._level is Level.PEOPLE else None

    def row_of(self, key: AvatarKey) -> int | None:
        """Where the avatar is, or on the level of people the person whose look it is."""
        if self._level is Level.LOOKS:
            return self._shelf.row_of(key)
        if self._level is Level.PEOPLE:
            return self.row_for(key)
        return next((row for row, look in enumerate(self.rows) if look.key == key), None)

    def row_for(self, key: AvatarKey) -> int | None:
        """The row of the person whose look it is, on the level of people.

        Found also by the look that stood for them until the last reset of the rows.
        """
        if self._level is not Level.PEOPLE:
            return None
        listed = self._shelf.row_of(key)
        if listed is not None:
            return self._families.number_at(listed)
        if self._former_covers is None:
            self._former_covers = {family.cover.key: family.key for family in self._former}
        former = self._former_covers.get(key)
        return None if former is None else self._families.number(former)

    def show_looks(self) -> None:
        self._go(Level.LOOKS)

    def show_people(self) -> None:
        """Everybody; from the looks of one person this is the way back."""
        self._go(Level.PEOPLE)

    def open(self, avatar: Avatar) -> None:
        """Show the looks of the person whose look it is."""
        self._opened_name = avatar.display_name
        self._go(Level.PERSON, family_key(avatar))

    def _go(self, level: Level, opened: FamilyKey | None = None) -> None:
        if (level, opened) == (self._level, self._opened):
            return
        if level is Level.LOOKS:
            self._families = Families()
        elif self._level is Level.LOOKS:
            self._families = Families.of(self._shelf.rows)
        self._level, self._opened = level, opened
        self._former, self._former_covers = [], None
        self._covers = self._families.covers() if level is Level.PEOPLE else []
        self.rows_reset.emit()
        self.level_changed.emit()

    @Slot()
    def _on_rows_reset(self) -> None:
        if self._level is Level.LOOKS:
            self.rows_reset.emit()
            return
        self._former, self._former_covers = self._families.all, None
        self._families = Families.of(self._shelf.rows)
        if self._level is Level.PEOPLE:
            self._covers = self._families.covers()
        self.rows_reset.emit()
        self._tell_of_opened()

    @Slot(int)
    def _on_rows_appended(self, count: int) -> None:
        if self._level is Level.LOOKS:
            self.rows_appended.emit(count)
            return
        former = len(self.rows)
        grown = self._families.extend(self._shelf.rows[-count:])
        if self._level is Level.PEOPLE:
            self._covers += self._families.covers(former)
            if grown.altered:
                self.rows_changed.emit(grown.altered)
        if len(self.rows) > former:
            self.rows_appended.emit(len(self.rows) - former)
            self._tell_of_opened()

    @Slot(list)
    def _on_rows_changed(self, rows: list[int]) -> None:
        if self._level is Level.LOOKS:
            self.rows_changed.emit(rows)
            return
        seats = [self._families.replace(row, self._shelf.rows[row]) for row in rows]
        if self._level is Level.PEOPLE:
            touched = sorted({number for number, _ in seats})
            for number in touched:
                self._covers[number] = self._families.all[number].cover
        else:
            touched = sorted(look for number, look in seats if number == self.opened_row)
        if touched:
            self.rows_changed.emit(touched)
            self._tell_of_opened()

    def _tell_of_opened(self) -> None:
        opened = self.opened
        if opened is not None:
            self._opened_name = opened.name
        if self._opened:
            self.opened_changed.emit()
