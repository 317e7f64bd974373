"""HeyGen's vocabularies in plain words. All of them are open sets: unknown words stay readable."""

import re

from avatar_browser.domain.avatar import Engine, Gender, Orientation, Status
from avatar_browser.providers.records import Record, in_words

_GENDERS = {
    "male": Gender.MALE,
    "man": Gender.MALE,
    "female": Gender.FEMALE,
    "woman": Gender.FEMALE,
    "neutral": Gender.NEUTRAL,
}
_STATUSES = {
    "completed": Status.READY,
    "processing": Status.PROCESSING,
    "pending_consent": Status.PENDING_CONSENT,
    "failed": Status.FAILED,
}
_ORIENTATIONS = {orientation.value: orientation for orientation in Orientation}
_OLDER_ENGINES = {
    "avatar_4_quality": "Avatar IV (quality)",
    "avatar_4_turbo": "Avatar IV (turbo)",
}
_ROMAN_ENGINE = re.compile(r"avatar_([ivx]+)")


def gender_of(word: str) -> Gender:
    return _GENDERS.get(word.lower(), Gender.UNKNOWN)


def status_of(word: str) -> Status:
    return _STATUSES.get(word.lower(), Status.UNKNOWN)


def engine_of(raw: str) -> Engine:
    """``"avatar_iv"`` becomes "Avatar IV"; the video call takes the word as it was sent."""
    word = raw.lower()
    roman = _ROMAN_ENGINE.fullmatch(word)
    name = f"Avatar {roman[1].upper()}" if roman else _OLDER_ENGINES.get(word, in_words(raw))
    return Engine(name=name, raw=raw, public=raw)


def orientation_of(word: str, width: int | None, height: int | None) -> Orientation | None:
    """The preferred orientation, else the shape of the picture, None while both are unknown."""
    named = _ORIENTATIONS.get(word.lower())
    if named or not width or not height:
        return named
    if width == height:
        return Orientation.SQUARE
    return Orientation.LANDSCAPE if width > height else Orientation.PORTRAIT


def error_of(record: Record) -> str:
    """``error`` of a look, ``{code, message}`` or text, as one line."""
    error = record.record("error")
    parts = (error.text("code"), error.text("message")) if error.source else (record.text("error"),)
    return ": ".join(part for part in parts if part)
