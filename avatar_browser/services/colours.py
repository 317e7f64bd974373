"""The mean colours of pictures, in memory: what stands for a picture until it is there."""

from collections import OrderedDict
from functools import lru_cache

from avatar_browser.store.media_cache import MediaId

_MOST = 20_000


class Colours:
    """Colours ``0xRRGGBB`` by picture, the ones told last where there are too many."""

    def __init__(self) -> None:
        self._colours: OrderedDict[bytes, int] = OrderedDict()
        self.is_changed = False
        """Since the last :meth:`packed`."""

    def of(self, media_id: MediaId) -> int | None:
        return self._colours.get(_key(media_id))

    def note(self, media_id: MediaId, colour: int) -> None:
        key = _key(media_id)
        if self._colours.get(key) == colour:
            return
        self._colours[key] = colour
        self.is_changed = True
        if len(self._colours) > _MOST:
            self._colours.popitem(last=False)

    def restore(self, kept: dict[bytes, int]) -> None:
        """What was noted in the meantime is newer than what was kept."""
        self._colours = OrderedDict(kept | self._colours)

    def packed(self) -> dict[bytes, int]:
        self.is_changed = False
        return dict(self._colours)


@lru_cache(maxsize=4096)  # asked for with every card that is painted
def _key(media_id: MediaId) -> bytes:
    return bytes.fromhex(media_id.digest[:16])
