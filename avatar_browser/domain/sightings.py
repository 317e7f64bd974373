"""Which avatars of an account each sync has met, and what follows: new ones, and gone ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.standing import Standing

NOT_STORED = float("inf")
_UNKNOWN = Standing()


@dataclass(slots=True)
class Sighting:
    """``first_sync`` and ``seen_sync`` number the first and the last sync that listed the avatar.

    ``denied_sync`` is the one in or after which its provider said, at ``denied_at``, that it does
    not know the avatar; 0 where it never did. ``position`` is the avatar's number in the order in
    which all arrived that are stored; infinite for one that came since.

    Times are unix seconds. What is earlier or later is told by the numbers, never by a clock,
    which may jump.
    """

    first_seen: float
    first_sync: int
    seen_sync: int
    gone_since: float | None = None
    denied_sync: int = 0
    denied_at: float = 0.0
    position: float = NOT_STORED

    @property
    def is_denied(self) -> bool:
        """No later sync has listed it."""
        return self.denied_sync > 0 and self.denied_sync >= self.seen_sync


class Sightings:
    """The sightings of one account. ``number`` is that of the sync under way, or of the last one.

    An avatar is new if it was first met after the sync that was complete when the account was
    opened; where there was none, after the first complete one. Only a complete sync tells that
    something is gone (:meth:`close`).
    """

    def __init__(self, number: int = 0, complete: int = 0) -> None:
        """``complete`` is the number of the last complete sync, 0 where there was none."""
        self.number = number
        self.new_count = 0
        self.gone_count = 0
        self._baseline = complete
        self._known: dict[AvatarKey, Sighting] = {}
        self._met = 0

    @property
    def known(self) -> Mapping[AvatarKey, Sighting]:
        return MappingProxyType(self._known)

    def restore(self, key: AvatarKey, sighting: Sighting) -> None:
        """Put in what was known before."""
        self._known[key] = sighting
        self.new_count += self._is_new(sighting)
        self.gone_count += sighting.gone_since is not None
        self._met += sighting.seen_sync == self.number

    def begin(self) -> int:
        """The number of a new sync."""
        self.number += 1
        self._met = 0
        return self.number

    def meet(self, keys: Iterable[AvatarKey], at: float) -> list[AvatarKey]:
        """The sync under way listed ``keys``; returns those that were gone or denied before."""
        returned = []
        for key in keys:
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = Sighting(at, self.number, 0)
                self.new_count += self._is_new(known)
            if known.gone_since is not None:
                known.gone_since = None
                self.gone_count -= 1
                returned.append(key)
            elif known.is_denied:
                returned.append(key)
            # Listed after it was denied, though in one sync: the list has the last word.
            known.denied_sync = min(known.denied_sync, self.number - 1)
            self._met += known.seen_sync != self.number
            known.seen_sync = self.number
        return returned

    def deny(self, key: AvatarKey, at: float) -> bool:
        """The provider does not know the avatar: it counts as denied until a sync lists it again.

        False where nothing changes. That is so too where a sync has listed it since it was denied
        for the first time: then what was asked tells less than the list.
        """
        known = self._known.get(key)
        if known is None or known.denied_sync or known.gone_since is not None:
            return False
        known.denied_sync, known.denied_at = self.number, at
        return True

    def close(self, at: float, skipped: int = 0) -> Sequence[AvatarKey]:
        """The sync under way is complete; returns the avatars that are gone since.

        None is called gone where the sync listed nothing at all, nor while each one that lacks may
        be one of the ``skipped`` records, which could not be read.
        """
        missing = [
            key
            for key, known in self._known.items()
            if known.seen_sync != self.number and known.gone_since is None
        ]
        if not self._met or len(missing) <= skipped:
            missing = []
        for key in missing:
            self._known[key].gone_since = at
        self.gone_count += len(missing)
        self._baseline = self._baseline or self.number
        return missing

    def standing(self, key: AvatarKey) -> Standing:
        known = self._known.get(key)
        if known is None:
            return _UNKNOWN
        return Standing(
            first_seen=_moment(known.first_seen),
            is_new=self._is_new(known),
            gone_since=None if known.gone_since is None else _moment(known.gone_since),
            denied_since=_moment(known.denied_at) if known.is_denied else None,
        )

    def position(self, key: AvatarKey) -> float:
        """Infinite for what came since it was stored; in the order of arrival it is the last."""
        known = self._known.get(key)
        return NOT_STORED if known is None else known.position

    def _is_new(self, known: Sighting) -> bool:
        return known.first_sync > self._baseline > 0


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
