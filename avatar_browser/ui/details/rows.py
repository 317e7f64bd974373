"""Every field of an avatar as label and value, in the order they are read."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from avatar_browser.domain.avatar import Avatar, Gender, Media, Person, Status
from avatar_browser.domain.families import Family
from avatar_browser.domain.text import escaped, escaped_json, isolated, redacted
from avatar_browser.ui.words import (
    GENDER,
    ORIENTATION,
    OWNERSHIP,
    STATUS,
    date_words,
    engine_words,
    with_raw,
)

_RAW_LIMIT = 200_000
_RAW_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    value: str


def fact_rows(avatar: Avatar) -> list[Row]:
    """The known fields; a field that the provider did not state has no row."""
    size = f"{avatar.width:,} × {avatar.height:,} px" if avatar.width and avatar.height else ""
    shape = " · ".join(filter(None, (_orientation(avatar), size)))
    rows = [
        Row("Ownership", OWNERSHIP[avatar.ownership]),
        Row("Type", with_raw(avatar.kind, avatar.kind_raw)),
        Row("Status", _status(avatar)),
        Row("Error", avatar.error),
        Row("Engines", "\n".join(map(engine_words, avatar.engines))),
        Row("Active engine", engine_words(avatar.active_engine) if avatar.active_engine else ""),
        Row("Gender", _gender(avatar)),
        Row("Format", shape),
        Row("Default voice", _voice(avatar)),
        Row("Premium", {True: "Yes", False: "No", None: ""}[avatar.premium]),
        *(Row(fact.label, fact.value) for fact in avatar.facts),
        Row("Tags", "  ·  ".join(map(isolated, avatar.tags))),
        Row("Created", date_words(avatar.created_at) if avatar.created_at else ""),
        Row("Updated", date_words(avatar.updated_at) if avatar.updated_at else ""),
        *(person_rows(avatar.person) if avatar.person else ()),
    ]
    return [row for row in rows if row.value]


def person_rows(person: Person) -> list[Row]:
    """What the provider tells of the person behind the look."""
    return [
        Row("Person", person.name),
        Row("Looks", f"{person.looks_count:,}" if person.looks_count is not None else ""),
        Row("Consent", person.consent),
        Row("Person created", date_words(person.created_at) if person.created_at else ""),
        Row("Person's voice", escaped(person.default_voice_id)),
    ]


def family_rows(family: Family) -> list[Row]:
    """What is known of a person with several looks, and what holds for all that are listed."""
    genders = {_gender(look) for look in family.looks}
    person = family.cover.person
    rows = [
        Row("Gender", genders.pop() if len(genders) == 1 else ""),
        *(row for row in (person_rows(person) if person else ()) if row.label != "Person"),
    ]
    return [row for row in rows if row.value]


def media_rows(avatar: Avatar) -> list[Row]:
    """Where the pictures and clips come from, without the signatures."""
    return [Row(media.label, media_words(media)) for media in avatar.media]


def media_words(media: Media) -> str:
    """Host and path of a link; what follows them may be a secret."""
    parts = urlsplit(media.url)
    expiry = f" (signed, until {date_words(media.expires_at)})" if media.expires_at else ""
    return f"{parts.hostname or ''}{parts.path}{expiry}"


def raw_text(avatar: Avatar) -> str:
    """The answers this record was made from, as JSON with signatures masked, cut to a length."""
    if _is_deeper(avatar.raw, _RAW_DEPTH):
        return "The record is nested too deeply to be shown: what is known of it stands above."
    parts: list[str] = []
    room = _RAW_LIMIT
    for part in json.JSONEncoder(indent=2, ensure_ascii=False, default=str).iterencode(avatar.raw):
        parts.append(part[:room])
        room -= len(part)
        if room <= 0:
            parts.append("\n…")
            break
    return escaped_json(redacted("".join(parts)))


def _is_deeper(value: object, limit: int) -> bool:
    level: list[object] = [value]
    for _ in range(limit):
        level = [inner for outer in level for inner in _inside(outer)]
    return bool(level)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list) else ()


def _orientation(avatar: Avatar) -> str:
    return ORIENTATION[avatar.orientation] if avatar.orientation else ""


def _gender(avatar: Avatar) -> str:
    if avatar.gender is Gender.UNKNOWN:
        return with_raw(GENDER[avatar.gender], avatar.gender_raw) if avatar.gender_raw else ""
    return with_raw(GENDER[avatar.gender], avatar.gender_raw)


def _voice(avatar: Avatar) -> str:
    """Empty where the ids block has it already."""
    listed = any(i.value == avatar.default_voice_id for i in avatar.ids)
    return "" if listed else escaped(avatar.default_voice_id)


def _status(avatar: Avatar) -> str:
    if avatar.status is Status.UNKNOWN:
        return avatar.status_raw
    return with_raw(STATUS[avatar.status], avatar.status_raw.replace("_", " "))
