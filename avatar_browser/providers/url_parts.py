"""The one strict parser of addresses; what it does not understand is no address."""

import ipaddress
import re
from dataclasses import dataclass

LENGTH_LIMIT = 16_384
DEFAULT_PORTS = {"http": 80, "https": 443}

_URL = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://"
    r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)"
    r"(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>/[^?#]*)?"
    r"(?:\?(?P<query>[^#]*))?"
    r"(?:#.*)?"
)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class UrlParts:
    """``scheme`` and ``host`` are lower case; an IPv6 host keeps its brackets. ``path`` is empty
    or starts with a slash; ``query`` is None where there is no question mark."""

    scheme: str
    host: str
    port: int
    path: str
    query: str | None


def split_strictly(text: str) -> UrlParts:
    """The parts of an http or https URL; a fragment is dropped.

    Raises ValueError, without repeating the text, for everything else: other schemes, user names,
    white space around it, control characters, hosts that are not plain ASCII, odd ports.
    """
    match = None if _UNPRINTABLE.search(text) else _URL.fullmatch(text[: LENGTH_LIMIT + 1])
    if match is None or len(text) > LENGTH_LIMIT:
        raise ValueError("This is not an address of the form https://host/path.")
    scheme = match["scheme"].lower()
    if scheme not in DEFAULT_PORTS:
        raise ValueError("The address must start with https://.")
    port = int(match["port"] or DEFAULT_PORTS[scheme])
    if not 1 <= port <= 65_535:
        raise ValueError("The port of the address must be between 1 and 65535.")
    return UrlParts(scheme, match["host"].lower(), port, match["path"] or "", match["query"])


def is_loopback_host(host: str) -> bool:
    """True for ``localhost``, ``127.0.0.0/8`` in its four-part spelling and ``[::1]``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return False


def authority(scheme: str, host: str, port: int) -> str:
    """``scheme://host``, with the port where it is not the scheme's own."""
    return f"{scheme}://{host}" + ("" if port == DEFAULT_PORTS[scheme] else f":{port}")
