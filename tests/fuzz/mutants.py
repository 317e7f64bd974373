"""Mutants: made from a seed by a number, so that each can be made again."""

import json
import random
import zlib
from collections.abc import Sequence

from tests.fuzz.odd_values import BYTES, DEEP, ODD

_MOST_BYTES = 1 << 20
_PNG = b"\x89PNG\r\n\x1a\n"


def mutant(name: str, number: int, seeds: Sequence[bytes]) -> bytes:
    """The mutant of that ``number`` for the target ``name``."""
    dice = random.Random(f"{name}:{number}")  # by a text: alike on every machine
    data = bytearray(dice.choice(seeds))
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        dice.choice(_CHANGES)(dice, data, seeds)
    if data.startswith(_PNG) and dice.random() < 0.8:
        return _with_sums(bytes(data[:_MOST_BYTES]))
    return bytes(data[:_MOST_BYTES])


def json_mutant(name: str, number: int, seeds: Sequence[bytes]) -> bytes:
    """Half of them damaged text, half of them JSON that holds what nobody expects."""
    dice = random.Random(f"{name}:{number}")
    if dice.random() < 0.5:
        return mutant(name, number, seeds)
    tree = json.loads(dice.choice(seeds))
    for _ in range(dice.choice((1, 2, 4, 8))):
        tree = _changed(dice, tree)
    return json.dumps(tree).encode()


def _changed(dice: random.Random, tree: object, depth: int = 0) -> object:
    """``tree`` with one place in it changed."""
    if isinstance(tree, dict) and tree and (depth < 2 or dice.random() < 0.8):
        name = dice.choice(sorted(tree))
        fate = dice.random()
        if fate < 0.1:
            return {key: value for key, value in tree.items() if key != name}
        if fate < 0.15:
            return {**tree, dice.choice(("id", "data", "next", "\ud800", "", "a" * 999)): tree}
        return {**tree, name: _changed(dice, tree[name], depth + 1)}
    if isinstance(tree, list) and tree and (depth < 2 or dice.random() < 0.8):
        at = dice.randrange(len(tree))
        if dice.random() < 0.15:
            return tree * dice.choice((2, 3)) if len(tree) < 200 else tree[:1]
        return [*tree[:at], _changed(dice, tree[at], depth + 1), *tree[at + 1 :]]
    if dice.random() < 0.02:
        return json.loads(DEEP)
    if isinstance(tree, str) and dice.random() < 0.4:
        at = dice.randrange(len(tree) + 1)
        return tree[:at] + str(dice.choice(ODD)) + tree[at:]
    return dice.choice(ODD)


def _flip(dice: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    if data:
        data[_place(dice, data)] ^= 1 << dice.randrange(8)


def _overwrite(dice: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    """With numbers that headers are not made for: none, all, one too many, in both orders."""
    value = dice.choice(BYTES)
    at = _place(dice, data)
    data[at : at + len(value)] = value


def _insert(dice: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    at = _place(dice, data)
    data[at:at] = dice.choice(BYTES) * dice.choice((1, 1, 7, 300))


def _remove(dice: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    at = _place(dice, data)
    del data[at : at + dice.choice((1, 2, 4, 50, 1000))]


def _cut(dice: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    del data[_place(dice, data) :]


def _repeat(dice: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    at = _place(dice, data)
    part = data[at : at + dice.choice((8, 64, 1000))]
    data[at:at] = part * dice.choice((1, 2, 100))


def _splice(dice: random.Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    """The rest is another seed's."""
    other = dice.choice(seeds)
    data[_place(dice, data) :] = other[dice.randrange(len(other)) :]


_CHANGES = (
    *(_flip, _flip, _flip, _overwrite, _overwrite, _overwrite),
    *(_insert, _remove, _cut, _repeat, _splice),
)


def _place(dice: random.Random, data: bytearray) -> int:
    """Anywhere, and half of the time in the headers."""
    end = len(data) if dice.random() < 0.5 else min(len(data), 200)
    return dice.randrange(end) if end else 0


def _with_sums(data: bytes) -> bytes:
    """A png whose checksums are right again, since a decoder reads no further than a wrong one."""
    mended, at = bytearray(_PNG), len(_PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        content = data[at + 4 : at + 8 + length]
        mended += data[at : at + 4] + content + zlib.crc32(content).to_bytes(4)
        at += 12 + length
    return bytes(mended)
