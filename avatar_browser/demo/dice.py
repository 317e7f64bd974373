"""Choices that are always the same for the same seed."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import TypeVar

_T = TypeVar("_T")


class Dice:
    """Labelled choices. Each label is thrown on its own, so adding one changes no other."""

    __slots__ = ("_seed",)

    def __init__(self, *seed: object) -> None:
        self._seed = "\x1f".join(str(part) for part in seed)

    def integer(self, label: str) -> int:
        """0 to 2**64 - 1."""
        text = f"{self._seed}\x1e{label}".encode()
        return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")

    def unit(self, label: str) -> float:
        """0 included to 1 excluded."""
        return self.integer(label) / 2**64

    def between(self, label: str, low: float, high: float) -> float:
        return low + (high - low) * self.unit(label)

    def chance(self, label: str, probability: float) -> bool:
        return self.unit(label) < probability

    def pick(self, label: str, options: Sequence[_T]) -> _T:
        return options[self.integer(label) % len(options)]

    def weighted(self, label: str, weights: Mapping[_T, float]) -> _T:
        """One of the keys, as often as its weight says."""
        left = self.unit(label) * sum(weights.values())
        last: _T | None = None
        for option, weight in weights.items():
            last = option
            left -= weight
            if left < 0:
                return option
        if last is None:
            raise ValueError("nothing to choose from")
        return last

    def hex(self, label: str, digits: int) -> str:
        """Lower-case hexadecimal digits, 1 to 128 of them."""
        text = f"{self._seed}\x1e{label}".encode()
        return blake2b(text, digest_size=64).hexdigest()[:digits]
