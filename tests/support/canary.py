"""Values that must turn up nowhere, and the search for them."""

import base64
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

CANARY_KEY = "CANARY/kEy+7Zq4%Wm9=xT2v"
"""A key with signs that URLs, base64 and JSON write in other ways."""
CANARY_SIGNATURE = "c4nary51gnature9f3e7d2b8a"
TYPED_KEY = "TyPed!CanAry#5j?8Lp&0RcV"
CHECKED_KEY = "cHecked~CaNary$6h^1Nb*4QsD"
SECRETS = (CANARY_KEY, TYPED_KEY, CHECKED_KEY, CANARY_SIGNATURE)
_PART = 12


class Canary:
    """Finds a value, or twelve letters of it in a row, in any of the ways in which it can be
    written: UTF-8, UTF-16, URL, hexadecimal, and base64 at each of its three places.
    """

    def __init__(self, value: str) -> None:
        self.value = value
        parts = {value[i : i + _PART] for i in range(len(value) - _PART + 1)}
        self._forms = frozenset(form for part in parts for form in _forms(part))

    def is_in(self, data: bytes) -> bool:
        """Also where the data is of another case, as hexadecimal and host names may be."""
        lowered = data.lower()
        return any(form in lowered for form in self._forms)

    def found_below(self, folder: Path) -> list[str]:
        """The files that hold it, and those whose name does, relative to ``folder``."""
        return [str(path.relative_to(folder)) for path in self._found(folder)]

    def _found(self, folder: Path) -> Iterator[Path]:
        for path in sorted(folder.rglob("*")):
            if self.is_in(bytes(path)) or (path.is_file() and self.is_in(path.read_bytes())):
                yield path


def _forms(part: str) -> Iterator[bytes]:
    data = part.encode()
    for text in (part, quote(part), quote(part, safe=""), data.hex()):
        yield text.lower().encode()
        yield text.lower().encode("utf-16-le")  # with the other order, one byte later
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + data)
        # Without the letters at both ends that what is beside the value has a part in.
        inner = coded[(0, 2, 3)[shift] :].rstrip(b"=")
        inner = inner if (len(data) + shift) % 3 == 0 else inner[:-1]
        yield inner.lower()
        yield inner.lower().replace(b"+", b"-").replace(b"/", b"_")
