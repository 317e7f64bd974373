"""HeyGen's ids in the demo: some in words, as seen in the wild; the others lead to their look."""

from collections.abc import Mapping
from typing import NamedTuple

from avatar_browser.demo.dice import Dice
from avatar_browser.demo.marks import Marks
from avatar_browser.demo.people import HEYGEN_PEOPLE, Character
from avatar_browser.demo.themes import Theme

_GROUP_MARKS, _LOOK_MARKS = Marks("heygen group"), Marks("heygen look")
_FOLDER_MARKS = Marks("heygen folder")
# How many numbers each group has for its looks.
_SEATS = 64
# Ids as they were seen in the wild, and ids that try the encoding of path segments.
_AWKWARD_IDS: Mapping[tuple[str, int], str] = {
    ("daisy", 0): "Daisy-inskirt-20220818",
    ("abigail", 0): "Abigail_standing_office_front",
    ("abigail", 1): "Abigail_expressive_2024112501",
    ("tyler", 1): "Tyler/casual/front",
    ("amelie", 2): "Amélie 100% studio",
    ("yijun", 1): "陳怡君_辦公室",
    ("rd", 0): "R&D look #7?final",
    ("brandon", 3): "Brandon + mic; take=2",
}


class Seat(NamedTuple):
    """Where a look is: the number of its group, and its own among the group's looks."""

    group: int
    look: int

    @property
    def number(self) -> int:
        return self.group * _SEATS + self.look

    @classmethod
    def numbered(cls, number: int) -> "Seat":
        return cls(*divmod(number, _SEATS))


def group_id_of(person: Character, number: int) -> str:
    return _GROUP_MARKS.mark(number) + Dice("heygen", person.key).hex("group", 24)


def group_number(group_id: str) -> int | None:
    """The number of the group that may have this id."""
    return _GROUP_MARKS.number(group_id)


def seat_of(look_id: str) -> Seat | None:
    """Where the look that may have this id is; ids in words lead nowhere."""
    number = _LOOK_MARKS.number(look_id)
    return None if number is None else Seat.numbered(number)


def look_id_of(person: Character, seat: Seat, theme: Theme) -> str:
    k = seat.look
    awkward = _AWKWARD_IDS.get((person.key, k))
    if awkward:
        return awkward
    dice = Dice("heygen", person.key, k)
    only = seat.group < len(HEYGEN_PEOPLE)  # names of extras repeat
    if only and dice.chance("plain", 0.4) and person.name.isascii():
        stem = "_".join(person.name.replace("&", "").split())
        return f"{stem}_{theme.title.lower()}_{dice.pick('side', ('front', 'side'))}_{k:02d}"
    return _LOOK_MARKS.mark(seat.number) + dice.hex("id", 24)


def folder_of(look_id: str, seat: Seat) -> str:
    """The folder of a look's files; the name gives nothing of the id away."""
    return _FOLDER_MARKS.mark(seat.number) + Dice("media", look_id).hex("folder", 16)


def seat_of_folder(folder: str) -> Seat | None:
    """Where the look that may have this folder is."""
    number = _FOLDER_MARKS.number(folder)
    return None if number is None else Seat.numbered(number)
