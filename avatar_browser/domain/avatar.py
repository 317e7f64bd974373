"""The avatar record that every provider fills."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from datetime import datetime
from enum import StrEnum


class Ownership(StrEnum):
    STOCK = "stock"
    CUSTOM = "custom"
    UNKNOWN = "unknown"


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


class Orientation(StrEnum):
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    SQUARE = "square"


class Status(StrEnum):
    READY = "ready"
    PROCESSING = "processing"
    PENDING_CONSENT = "pending_consent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class MediaKind(StrEnum):
    STILL = "still"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, order=True)
class AvatarKey:
    """What tells one avatar from all others: ids repeat between providers and between lists."""

    provider: str
    catalogue: str
    id: str


@dataclass(frozen=True, slots=True)
class Media:
    """One picture or clip of an avatar.

    ``field`` is the provider's name for it (``"videoUrl"``), ``label`` ours. ``url`` may carry a
    signature and is then a secret with a short life: it never leaves memory and never shows in a
    repr. ``expires_at`` is aware UTC, None when the URL does not say.
    """

    field: str
    label: str
    kind: MediaKind
    url: str = dataclass_field(repr=False)
    aspect: Orientation | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Engine:
    """A model the avatar can be used with: ``name`` in plain words, ``raw`` as the provider sent.

    ``public`` is the word that the provider's API accepts, empty where only an internal label
    was sent.
    """

    name: str
    raw: str
    public: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An id with what it is for. The ``primary`` one is what "Copy ID" gives."""

    label: str
    value: str
    purpose: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A field that only this provider has. ``field`` is the provider's own name for it."""

    label: str
    value: str
    field: str


@dataclass(frozen=True, slots=True)
class Person:
    """The person (HeyGen: group) whose looks are avatars."""

    provider: str
    id: str
    name: str
    looks_count: int | None = None
    gender: Gender = Gender.UNKNOWN
    default_voice_id: str = ""
    status: Status = Status.UNKNOWN
    consent: str = ""
    created_at: datetime | None = None
    raw: Mapping[str, object] = dataclass_field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Avatar:
    """One avatar, as much of it as its provider has told.

    ``name`` and ``variant`` are the provider's words, cleaned for storage but not for display
    (see :mod:`avatar_browser.domain.text`). Dates are aware UTC. ``width`` and ``height`` are
    pixels, None while unknown. ``raw`` maps the endpoint an answer came from to its record; it
    still holds signed URLs and must be masked before it is shown. ``person_id`` is the provider's
    group id, empty where there is none. ``detailed`` tells that the detail endpoint was asked.
    """

    key: AvatarKey
    name: str
    variant: str = ""
    person_id: str = ""
    person: Person | None = None
    ids: tuple[Identifier, ...] = ()
    media: tuple[Media, ...] = ()
    gender: Gender = Gender.UNKNOWN
    gender_raw: str = ""
    tags: tuple[str, ...] = ()
    ownership: Ownership = Ownership.UNKNOWN
    kind: str = ""
    kind_raw: str = ""
    engines: tuple[Engine, ...] = ()
    active_engine: Engine | None = None
    orientation: Orientation | None = None
    width: int | None = None
    height: int | None = None
    default_voice_id: str = ""
    premium: bool | None = None
    status: Status = Status.UNKNOWN
    status_raw: str = ""
    error: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    description: str = ""
    facts: tuple[Fact, ...] = ()
    raw: Mapping[str, object] = dataclass_field(default_factory=dict, compare=False, repr=False)
    detailed: bool = False

    @property
    def display_name(self) -> str:
        """The person's name where one is known, else the avatar's own."""
        return self.person.name if self.person and self.person.name else self.name

    @property
    def display_variant(self) -> str:
        """The look or pose, empty where the name says it all."""
        if self.person and self.person.name and self.person.name != self.name:
            return self.variant or self.name
        return self.variant

    @property
    def copy_id(self) -> str:
        """The id that the provider's video or session call accepts."""
        return next((i.value for i in self.ids if i.primary), self.key.id)

    @property
    def stills(self) -> tuple[Media, ...]:
        return tuple(m for m in self.media if m.kind is MediaKind.STILL)

    @property
    def videos(self) -> tuple[Media, ...]:
        return tuple(m for m in self.media if m.kind is MediaKind.VIDEO)

    @property
    def version(self) -> str:
        """What changes when the provider makes the media anew; part of a cache key."""
        return self.updated_at.isoformat() if self.updated_at else ""

    def media_named(self, field_name: str) -> Media | None:
        return next((m for m in self.media if m.field == field_name), None)

    def with_person(self, person: Person) -> "Avatar":
        return replace(self, person=person)
