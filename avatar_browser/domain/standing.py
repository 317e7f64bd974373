"""Where an avatar stands with its user: since when it is known, and whether it still is offered."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """``first_seen`` and ``gone_since`` are aware UTC.

    ``is_new``: first listed since the last visit. ``gone_since`` is None while the provider lists
    the avatar; one that is gone stays, with all that was known of it. ``denied_since``: the
    provider said that it does not know the avatar, and no sync has listed it since. The rest are
    the user's own marks (:mod:`avatar_browser.domain.marks`).
    """

    first_seen: datetime | None = None
    is_new: bool = False
    gone_since: datetime | None = None
    denied_since: datetime | None = None
    is_favourite: bool = False
    shortlists: tuple[str, ...] = ()
    note: str = ""
    copied_at: datetime | None = None
