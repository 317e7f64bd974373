"""What a list still has to wait for of what its catalogues have stored."""

from collections import Counter
from collections.abc import Sequence

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.services.catalogue import Catalogue


class Restoring:
    """Of all catalogues together: what is told first, and whether more of the rest is to come."""

    def __init__(self, catalogues: Sequence[Catalogue]) -> None:
        self._catalogues = {catalogue.provider_id: catalogue for catalogue in catalogues}
        self._told_first: Counter[str] = Counter()
        self.is_on = False
        """Stored avatars are being told, or wait to be taken in."""

    def position(self, key: AvatarKey) -> float:
        """See :meth:`Catalogue.position`."""
        catalogue = self._catalogues.get(key.provider)
        return 0.0 if catalogue is None else catalogue.position(key)

    def note_told(self, avatars: Sequence[Avatar]) -> None:
        """A catalogue has told these."""
        self.is_on |= self._is_reading
        if self._is_opening:
            self._told_first.update(avatar.key.provider for avatar in avatars)

    def note_taken(self, *, are_left: bool) -> None:
        """``are_left``: not all that was told has been taken in."""
        self.is_on = self.is_on and (are_left or self._is_reading)

    def forget(self, provider: str) -> None:
        """What was told of it is void."""
        del self._told_first[provider]

    def awaits_first(self, taken: int, *, are_left: bool) -> bool:
        """Whether, with ``taken`` avatars in the list, some of those shown first are to come."""
        return self._is_opening or (are_left and taken < self._told_first.total())

    @property
    def _is_opening(self) -> bool:
        return any(catalogue.is_opening for catalogue in self._catalogues.values())

    @property
    def _is_reading(self) -> bool:
        return any(catalogue.is_restoring for catalogue in self._catalogues.values())
