"""What an adapter offers to the rest. The window asks for a capability and draws only that."""

from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from avatar_browser.domain.avatar import Avatar, AvatarKey, Person
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.secret import Secret
from avatar_browser.domain.voice import Voice


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a listing.

    ``skipped`` counts records that could not be read. ``total`` is the provider's own count, None
    where it tells none. ``cursor`` is what ``Stream.pages`` takes to go on after this page, None
    after the last one.
    """

    avatars: tuple[Avatar, ...] = ()
    people: tuple[Person, ...] = ()
    skipped: int = 0
    total: int | None = None
    cursor: str | None = None


class Stream(Protocol):
    """A part of a catalogue that is read in sequence; streams run side by side."""

    @property
    def name(self) -> str:
        """Stable within the provider, such as ``"public looks"``; fit for the status bar."""

    def pages(self, cursor: str | None = None) -> AsyncGenerator[Page, None]:
        """Pages from ``cursor`` on, or from the start. Raises Problem; ends by itself."""


@dataclass(frozen=True, slots=True)
class KeyReport:
    """A key that was accepted. ``summary`` says what for: plan, user or count, in a few words."""

    summary: str


class Provider(Protocol):
    """The adapter of one service, made for one key."""

    def streams(self) -> tuple[Stream, ...]:
        """The streams that together make the catalogue."""

    async def fetch_avatar(self, key: AvatarKey, known: Avatar | None = None) -> Avatar:
        """The avatar as the detail endpoints tell it now, with fresh links.

        What ``known`` holds and the answer does not is kept. ``key.catalogue`` is empty for an id
        of which nothing else is known. Raises NotFound, NotPermitted, ….
        """

    async def check_key(self) -> KeyReport:
        """Raises KeyRejected, NotPermitted, Offline, … when the key cannot be used."""


@dataclass(frozen=True, slots=True)
class VoicePage:
    """``cursor`` is what :meth:`ListsVoices.fetch_voices` takes to go on, None at the end."""

    voices: tuple[Voice, ...] = ()
    cursor: str | None = None


@runtime_checkable
class ListsVoices(Protocol):
    """A provider whose avatars name a default voice, and that tells of its voices."""

    async def fetch_voices(self, cursor: str | None = None) -> VoicePage:
        """The voices from ``cursor`` on, or from the start. Raises Problem."""


class Api(Protocol):
    """The door to one origin, as an adapter sees it: paths in, decoded JSON out."""

    async def get(
        self,
        *segments: str,
        query: Mapping[str, str | int] | None = None,
        slow: bool = False,
    ) -> object:
        """The decoded JSON of ``GET /<segments>``; each segment is percent-encoded whole.

        ``slow`` allows 60 s of silence instead of 30 s. Raises Problem.
        """


@dataclass(frozen=True, slots=True)
class Answer:
    """What the door hands to an error reader; ``payload`` is None where the body is no JSON."""

    status: int
    payload: object
    text: str


@dataclass(frozen=True, slots=True)
class ProviderSpec:
    """All that is fixed about a provider, known before there is a key."""

    id: str
    name: str
    base_url: str
    base_url_variable: str
    key_variable: str
    keys_page: str
    key_purpose: str
    headers: Callable[[Secret], Mapping[str, str]]
    read_error: Callable[[Answer], Problem | None]
    """None where the answer is no failure; called for every answer, a 200 too."""
    connect: Callable[[Api], Provider]
