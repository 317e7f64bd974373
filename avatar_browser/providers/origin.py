"""The fixed origin of an API: the only place its key may be sent to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from typing_extensions import override

from avatar_browser.providers.url_parts import authority, is_loopback_host, split_strictly

_PREFIX = re.compile(r"(/[A-Za-z0-9._~%!$&'()*+,;=:@-]+)*")


@dataclass(frozen=True, slots=True)
class Origin:
    """``scheme``, ``host`` and ``port`` of an API; ``prefix`` is the path of a gateway in front of
    it, empty or ``"/path"`` without a slash at the end."""

    scheme: str
    host: str
    port: int
    prefix: str = ""

    @classmethod
    def parse(cls, url: str) -> "Origin":
        """The origin of a base URL as typed, with white space around it forgiven.

        Only https is accepted, and http for this computer itself. Raises ValueError with a
        sentence for the user that does not repeat what was typed.
        """
        typed = url.strip()
        if "@" in typed:
            raise ValueError("The address must not hold a user name or password.")
        parts = split_strictly(typed)
        if parts.scheme == "http" and not is_loopback_host(parts.host):
            raise ValueError("Plain http is accepted for this computer only; use https.")
        if "?" in typed or "#" in typed:
            raise ValueError("The address must end with its path: no ? and no #.")
        prefix = parts.path.rstrip("/")
        if not _PREFIX.fullmatch(prefix) or {".", ".."} & set(prefix.split("/")):
            raise ValueError("The path of the address holds characters it must not hold.")
        return cls(parts.scheme, parts.host, parts.port, prefix)

    @property
    def is_loopback(self) -> bool:
        return is_loopback_host(self.host)

    def url(self, segments: Iterable[str], query: Mapping[str, str | int] | None = None) -> str:
        """The address of ``/<segments>`` here, each segment percent-encoded whole.

        Raises ValueError for an empty segment, which would ask for something else, and for text
        that has no UTF-8 form (lone surrogates).
        """
        path = "".join("/" + _encoded(segment) for segment in segments)
        question = "?" + urlencode(query, quote_via=quote, safe="") if query else ""
        return f"{self}{path}{question}"

    def same(self, url: str) -> bool:
        """True where ``url`` has this scheme, host and port, and no trick about it."""
        try:
            parts = split_strictly(url)
        except ValueError:
            return False
        return (parts.scheme, parts.host, parts.port) == (self.scheme, self.host, self.port)

    @override
    def __str__(self) -> str:
        return authority(self.scheme, self.host, self.port) + self.prefix


def _encoded(segment: str) -> str:
    if not segment:
        raise ValueError("A part of the path is empty.")
    if segment in {".", ".."}:
        return segment.replace(".", "%2E")
    return quote(segment, safe="")
