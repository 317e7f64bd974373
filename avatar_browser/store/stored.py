"""What the stored catalogue gives and takes. Times are unix seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from avatar_browser.domain.avatar import Avatar, Person
from avatar_browser.domain.sightings import Sighting
from avatar_browser.store.accounts import Account


@dataclass(frozen=True, slots=True)
class StreamMark:
    """How far a stream of the sync under way was read; ``cursor`` is where it goes on.

    ``avatars`` and ``skipped`` count its records so far, ``total`` is the provider's own count.
    """

    name: str
    cursor: str | None = None
    pages: int = 0
    avatars: int = 0
    skipped: int = 0
    total: int | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """What is known of an account beside its avatars.

    ``sync`` numbers the sync that was begun last, at ``begun_at``; ``complete_sync`` the last
    complete one, at ``synced_at``: 0 and None where there was none. ``marks`` tell how far the
    streams of a sync came that was not complete.
    """

    account: Account
    sync: int = 0
    begun_at: float = 0.0
    complete_sync: int = 0
    synced_at: float | None = None
    marks: tuple[StreamMark, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slice:
    """Stored avatars, each with its sighting.

    ``last`` is the position to go on after, None where nothing follows.
    """

    avatars: Sequence[tuple[Avatar, Sighting]]
    last: int | None


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page that arrived in the sync of this number, as the catalogue holds its avatars now."""

    sync: int
    mark: StreamMark
    avatars: Sequence[Avatar] = ()
    people: Sequence[Person] = ()
