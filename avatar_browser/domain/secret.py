"""A value that must not be seen."""

import re
from typing import NoReturn, final

from typing_extensions import override

from avatar_browser.domain.errors import KeyRejected

_KEY_SHAPE = re.compile(r"[\x21-\x7e]{8,1000}")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"


@final
class Secret:
    """An API key in memory: no repr, no pickle, no JSON. ``reveal`` is the one way out."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    @classmethod
    def parse(cls, typed: str) -> "Secret":
        """A key as typed or pasted: outer white space and invisible characters go.

        Raises KeyRejected, without repeating the input, unless 8 to 1,000 printable ASCII
        characters are left. No vendor documents a prefix, so none is asked for.
        """
        value = typed.strip().strip(_INVISIBLE).strip()
        if not _KEY_SHAPE.fullmatch(value):
            raise KeyRejected(
                "This does not look like a key, which has 8 to 1,000 letters, digits and signs"
                " without spaces.",
                advice="copy it once more",
                code="key shape",
            )
        return cls(value)

    def reveal(self) -> str:
        return self._value

    @property
    def masked(self) -> str:
        """The last four characters, for telling keys apart; nothing of a short key."""
        return "••••" + (self._value[-4:] if len(self._value) >= 16 else "")

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    @override
    def __hash__(self) -> int:
        return hash(self._value)

    @override
    def __repr__(self) -> str:
        return "Secret(••••)"

    @override
    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret cannot be pickled")
