"""What users say of avatars: stars, shortlists, notes, and what they copied last."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.text import displayable, storable

SHORTLIST_NAME_LIMIT = 60
NOTE_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Mark:
    """All that is said of one avatar. ``shortlists`` are names in order; times are aware UTC."""

    is_favourite: bool = False
    shortlists: tuple[str, ...] = ()
    note: str = ""
    copied_at: datetime | None = None


EMPTY = Mark()


class Markable(Protocol):
    """An avatar, or what was kept of one."""

    @property
    def key(self) -> AvatarKey: ...
    @property
    def copy_id(self) -> str: ...
    @property
    def display_name(self) -> str: ...
    @property
    def display_variant(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Label:
    """How a marked avatar was called when it was last marked: it may be gone by now."""

    copy_id: str
    name: str
    variant: str = ""

    @classmethod
    def of(cls, avatar: Markable) -> "Label":
        said = (avatar.copy_id, avatar.display_name, avatar.display_variant)
        return cls(*map(storable, said))


@dataclass(frozen=True, slots=True)
class Entry:
    """A marked avatar, whether or not a catalogue still holds it. It can be marked itself."""

    key: AvatarKey
    copy_id: str
    name: str
    variant: str = ""
    note: str = ""

    @property
    def display_name(self) -> str:
        return self.name

    @property
    def display_variant(self) -> str:
        return self.variant


@dataclass(frozen=True, slots=True)
class Shortlist:
    name: str
    count: int


def shortlist_name(text: str) -> str:
    """``text`` as the name of a shortlist: one line, cut to its limit, empty where nothing is left.

    What differs in the way its accents are coded only is the same name.
    """
    shown = displayable(storable(text, 10 * SHORTLIST_NAME_LIMIT), 10 * SHORTLIST_NAME_LIMIT)
    return unicodedata.normalize("NFC", shown)[:SHORTLIST_NAME_LIMIT].strip()


def note_text(text: str) -> str:
    """``text`` as it is kept: lines stay lines, blanks at its end go."""
    return storable(text.replace("\x00", ""), NOTE_LIMIT).rstrip()
