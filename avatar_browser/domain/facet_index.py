"""Which avatars have which values: a set of places for each value, as the bits of one number."""

from collections.abc import Mapping, Sequence

from avatar_browser.domain.facets import Facet, Value
from avatar_browser.domain.folding import fold
from avatar_browser.domain.ordering import natural

_ZEROS_AND_ONES = bytes.maketrans(b"01", b"\x00\x01")
_DIGITS = bytes.maketrans(b"\x00\x01", b"01")


def flags_of(mask: int, size: int) -> bytes:
    """``size`` bytes, each 1 where the bit of its place is set and 0 elsewhere."""
    return f"{mask:0{size}b}".encode()[::-1].translate(_ZEROS_AND_ONES)[:size]


def mask_of(flags: Sequence[bool]) -> int:
    """The other way round."""
    return int(bytes(flags).translate(_DIGITS)[::-1] or b"0", 2)


class FacetIndex:
    """Places are counted from 0 in order of arrival; bit ``n`` of a mask stands for place ``n``."""

    def __init__(self) -> None:
        self.size = 0
        self._masks: dict[Value, int] = {}
        self._listing: list[Value] = []

    @property
    def everything(self) -> int:
        return (1 << self.size) - 1

    def mask(self, value: Value) -> int:
        return self._masks.get(value, 0)

    def extend(self, arrived: Sequence[Sequence[Value]]) -> None:
        """The values of the next places."""
        masks: dict[Value, int] = {}
        for number, values in enumerate(arrived):
            bit = 1 << number
            for value in values:
                masks[value] = masks.get(value, 0) | bit
        for value, mask in masks.items():
            self._masks[value] = self._masks.get(value, 0) | mask << self.size
        self.size += len(arrived)

    def replace(self, place: int, former: Sequence[Value], values: Sequence[Value]) -> None:
        bit = 1 << place
        for value in set(former).difference(values):
            self._masks[value] &= ~bit
        for value in set(values).difference(former):
            self._masks[value] = self._masks.get(value, 0) | bit

    def values(self) -> Mapping[Facet, list[Value]]:
        """What occurs, in the order to list it: by ``place``, then by word."""
        if len(self._listing) != len(self._masks):
            self._listing = sorted(self._masks, key=lambda v: (v.place, natural(fold(v.word))))
        found: dict[Facet, list[Value]] = {facet: [] for facet in Facet}
        for value in self._listing:
            if self._masks[value]:
                found[value.facet].append(value)
        return found
