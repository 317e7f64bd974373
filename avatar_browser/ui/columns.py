"""What the list view tells of an avatar, column by column."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from avatar_browser.domain.avatar import Avatar, Gender, Status
from avatar_browser.domain.ordering import Sort, created_at, gender_of, orientations_of
from avatar_browser.domain.standing import Standing
from avatar_browser.domain.text import displayable, escaped, isolated
from avatar_browser.ui.words import GENDER, ORIENTATION, STATUS, date_words, with_raw

TextOf = Callable[[Avatar, Standing], str]


@dataclass(frozen=True, slots=True)
class Column:
    """``id`` is for settings. ``text_of`` is None where the model itself knows the words.

    ``sort`` is the order that a click on the head asks for, None where there is none; it begins
    with the largest where ``falls``. ``of_person``: holds of all looks of a person.
    """

    id: str
    title: str
    width: int
    text_of: TextOf | None
    sort: Sort | None = None
    falls: bool = False
    of_person: bool = False
    is_usual: bool = True


def _date(when: datetime | None) -> str:
    return date_words(when) if when else ""


def _gender(avatar: Avatar, _: Standing) -> str:
    gender = gender_of(avatar)
    return "" if gender is Gender.UNKNOWN else GENDER[gender]


def _size(avatar: Avatar, _: Standing) -> str:
    return f"{avatar.width} × {avatar.height}" if avatar.width and avatar.height else ""


def _status(avatar: Avatar, standing: Standing) -> str:
    words = ["New"] if standing.is_new else []
    if standing.gone_since or standing.denied_since:
        words = ["Gone" if standing.gone_since else "Not offered"]
    if avatar.status not in {Status.READY, Status.UNKNOWN}:
        words.append(STATUS[avatar.status])
    return ", ".join(words)


def _type(avatar: Avatar, _: Standing) -> str:
    return with_raw(displayable(avatar.kind or avatar.kind_raw), avatar.kind_raw)


COLUMNS = (
    Column("name", "Name", 190, None, Sort.NAME, of_person=True),
    Column("look", "Look", 160, None, Sort.LOOK, of_person=True),
    Column("provider", "Provider", 90, None, Sort.PROVIDER, of_person=True),
    Column("id", "ID", 230, lambda a, _: escaped(a.copy_id), Sort.ID),
    Column("type", "Type", 130, _type, Sort.TYPE),
    Column("gender", "Gender", 80, _gender, Sort.GENDER, of_person=True),
    Column(
        "engines",
        "Engines",
        160,
        lambda a, _: ", ".join(isolated(engine.name) for engine in a.engines),
        Sort.ENGINE,
    ),
    Column(
        "orientation",
        "Orientation",
        150,
        lambda a, _: ", ".join(ORIENTATION[each] for each in orientations_of(a)),
        Sort.ORIENTATION,
    ),
    Column("size", "Size", 100, _size, Sort.SIZE),
    Column("created", "Created", 130, lambda a, _: _date(created_at(a)), Sort.NEWEST, falls=True),
    Column(
        "updated",
        "Updated",
        130,
        lambda a, _: _date(a.updated_at),
        Sort.UPDATED,
        falls=True,
        is_usual=False,
    ),
    Column("copied", "Copied", 130, lambda _, s: _date(s.copied_at), Sort.RECENT, falls=True),
    Column("status", "Status", 100, _status),
    Column("shortlists", "Shortlists", 140, lambda _, s: ", ".join(map(isolated, s.shortlists))),
    Column("note", "Note", 240, lambda _, s: displayable(" ".join(s.note.split()))),
)
NAME, LOOK, PROVIDER = range(3)
