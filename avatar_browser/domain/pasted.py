"""An id that was pasted into the search, alone or inside a web address, and whom it means."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.folding import fold
from avatar_browser.domain.query import Query

_SHORTEST_KNOWN = 4
_SHORTEST_ASKED = 8
_LONGEST = 512
_MACHINE_MADE = re.compile(
    r"[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE
)
_SIGN = re.compile(r"[0-9_-]")
_FILE_ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}$")
# As they stand around an id in code, JSON and prose.
_AROUND = "\"'`“”„«»,;()[]{}<>"
# A signature, a token or a key in an address is nobody's id.
_ID_PARAMETERS = frozenset(
    ("id", "avatar", "avatarid", "look", "lookid", "group", "groupid", "talkingphotoid")
)
_KEY_STARTS = ("sk_", "sk-", "bearer ")


@dataclass(frozen=True, slots=True)
class Meant:
    """``avatars`` are all that an id may mean; ``as_person``: it is the id of their person."""

    avatars: Sequence[Avatar] = ()
    as_person: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    """``ids`` as they were written, one of which may be an id that is known here.

    ``asked`` is the one that a provider may be asked for, empty where none looks like an id.
    """

    ids: tuple[str, ...]
    asked: str

    @property
    def folded(self) -> frozenset[str]:
        return frozenset(map(fold, self.ids))

    def meant(self, holders: Sequence[Avatar]) -> Meant:
        """Of avatars that hold one of the ids in some field.

        An avatar's own id goes before a person's, and that before any other, as a voice's. Ids
        that differ in signs alone are told apart where one is just as it was written.
        """
        folded = self.folded
        own = [a for a in holders if not folded.isdisjoint(map(fold, _own_ids(a)))]
        if own:
            return Meant([a for a in own if not set(self.ids).isdisjoint(_own_ids(a))] or own)
        looks = [a for a in holders if a.person_id and fold(a.person_id) in folded]
        if looks:
            return Meant(looks, as_person=True)
        return Meant([a for a in holders if any(fold(i.value) in folded for i in a.ids)])


def pasted_in(query: Query) -> Pasted | None:
    """What may be an id in a query of one word; filter words beside it do not count."""
    if len(query.words) != 1 or query.words[0].negated:
        return None
    text = query.words[0].typed.strip(_AROUND)
    if "://" in text:
        ids = tuple(_parts_of(text))
        asked = [part for part in ids if _may_be_asked(part) and re.search("[0-9]", part)]
    else:
        ids = (text,) if len(text) >= _SHORTEST_KNOWN and _SIGN.search(text) else ()
        asked = [text] if _may_be_asked(text) else []
    if not ids:
        return None
    likeliest = [part for part in asked if _MACHINE_MADE.fullmatch(part)] or asked
    return Pasted(ids, _as_listed(likeliest[-1]) if likeliest else "")


def _own_ids(avatar: Avatar) -> tuple[str, str]:
    return avatar.key.id, avatar.copy_id


def _may_be_asked(text: str) -> bool:
    if _MACHINE_MADE.fullmatch(text):
        return True
    if not _SHORTEST_ASKED <= len(text) <= _LONGEST or any(map(str.isspace, text)):
        return False
    is_key = text.lower().startswith(_KEY_STARTS)
    return bool(_SIGN.search(text)) and not is_key and not _FILE_ENDING.search(text)


def _as_listed(text: str) -> str:
    """Ids that machines make are listed in lower case, and are the same in any."""
    return text.lower() if _MACHINE_MADE.fullmatch(text) else text


def _parts_of(address: str) -> Iterator[str]:
    try:
        split = urlsplit(address)
        values = parse_qsl(split.query, max_num_fields=100)
    except ValueError:
        return
    for part in f"{split.path}/{split.fragment}".split("/"):
        if part:
            yield unquote(part)
    for name, value in values:
        if re.sub("[_-]", "", name).lower() in _ID_PARAMETERS and value:
            yield value
