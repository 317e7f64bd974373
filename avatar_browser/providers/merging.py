"""Joining what two endpoints tell of one avatar."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.text import NAME_LIMIT

T = TypeVar("T")

# Fields that only make sense together: all from the newer answer or all from the older one.
_TOGETHER = (
    ("gender_raw", "gender"),
    ("kind_raw", "kind"),
    ("status_raw", "status", "error"),
)
_GROUPED = frozenset(name for group in _TOGETHER for name in group)
_JOINED = frozenset({"ids", "media", "facts", "raw"})


def name_of_last_resort(avatar_id: str) -> str:
    """What an avatar without a name is called."""
    return avatar_id[:NAME_LIMIT]


def completed(avatar: Avatar, known: Avatar | None, answered: Collection[str] = ()) -> Avatar:
    """``avatar`` with what only ``known`` holds.

    ``answered`` are the media fields that the newer answer named: where it named one and gave no
    URL, the file is gone and the older link is not kept.
    """
    if known is None:
        return avatar
    changes = {
        field.name: getattr(known, field.name)
        for field in fields(avatar)
        if field.name not in _JOINED | _GROUPED | {"key", "detailed"}
        and getattr(avatar, field.name) == field.default
    }
    for group in _TOGETHER:
        if not any(_tells(avatar, name) for name in group):
            changes.update((name, getattr(known, name)) for name in group)
    if avatar.name == name_of_last_resort(avatar.key.id):
        changes["name"] = known.name
    return replace(
        avatar,
        **changes,
        ids=_joined(avatar.ids, known.ids, lambda i: i.label),
        media=_joined(
            avatar.media,
            (m for m in known.media if m.field not in answered),
            lambda m: m.field,
        ),
        facts=_joined(avatar.facts, known.facts, lambda f: f.field),
        raw={**known.raw, **avatar.raw},
    )


def _tells(avatar: Avatar, name: str) -> bool:
    value: Any = getattr(avatar, name)
    return bool(value) and value != "unknown"


def _joined(first: Iterable[T], second: Iterable[T], key: Callable[[T], str]) -> tuple[T, ...]:
    by_key = {key(item): item for item in second}
    ahead = {key(item): item for item in first}
    return (*ahead.values(), *(item for k, item in by_key.items() if k not in ahead))
