"""Which addresses a picture or clip may be fetched from.

There is no list of the vendors' hosts, because they move. The text is checked here, and the peer
once connected: a public name may still lead into the local network.
"""

import ipaddress
import re
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin

from avatar_browser.domain.errors import MediaRefused
from avatar_browser.providers.url_parts import (
    UrlParts,
    authority,
    is_loopback_host,
    split_strictly,
)

_PUBLIC_NAME = re.compile(
    r"(?=.{4,253}\Z)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?"
)
_LOCAL_ENDINGS = (".localhost", ".local", ".internal", ".home.arpa", ".onion")
_PATH_SAFE = "/%!$&'()*+,;=:@~"
_QUERY_SAFE = "?" + _PATH_SAFE
_TRANSLATED_IPV4 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class MediaUrl:
    """An address that was found fit. ``target`` is path and query, which may hold a signature."""

    scheme: str
    host: str
    port: int
    target: str = field(repr=False)

    @classmethod
    def parse(cls, text: str, allow_loopback: bool) -> "MediaUrl":
        """The address in ``text``: https on a public host name, without a user name.

        No spelling of an IP address is a host name, nor is a single label. With
        ``allow_loopback`` an address on this computer, http too, is accepted as well. Raises
        MediaRefused, without repeating the text.
        """
        try:
            parts = split_strictly(text)
        except ValueError:
            raise MediaRefused(code="media address") from None
        if is_loopback_host(parts.host):
            if not allow_loopback:
                raise MediaRefused(code="media on this computer")
        elif parts.scheme != "https":
            raise MediaRefused(code="media not https")
        elif not _PUBLIC_NAME.fullmatch(parts.host) or parts.host.endswith(_LOCAL_ENDINGS):
            raise MediaRefused(code="media host")
        return cls(parts.scheme, parts.host, parts.port, _target(parts))

    @property
    def is_loopback(self) -> bool:
        return is_loopback_host(self.host)

    @property
    def text(self) -> str:
        """The whole address, signature and all: for the request, not for a log."""
        return authority(self.scheme, self.host, self.port) + self.target

    def redirected(self, location: str, allow_loopback: bool) -> "MediaUrl":
        """Where a redirect leads, judged anew. Raises MediaRefused, for a step down too: from
        https to http, or from a public host to this computer."""
        try:
            joined = urljoin(self.text, location)
        except ValueError:
            raise MediaRefused(code="media redirect") from None
        following = MediaUrl.parse(joined, allow_loopback)
        if self.scheme == "https" and following.scheme != "https":
            raise MediaRefused(code="media redirect to http")
        if following.is_loopback and not self.is_loopback:
            raise MediaRefused(code="media redirect to this computer")
        return following


def _target(parts: UrlParts) -> str:
    """Path and query as they are, but for characters that no request line may hold."""
    query = "" if parts.query is None else "?" + quote(parts.query, safe=_QUERY_SAFE)
    return quote(parts.path or "/", safe=_PATH_SAFE) + query


def peer_allowed(address: str, allow_loopback: bool) -> bool:
    """True where a connected peer's IP address is global, or loopback and that is allowed."""
    try:
        ip = _innermost(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    if ip.is_loopback:
        return allow_loopback
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _innermost(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that an IPv6 address stands for, where it stands for one."""
    if not isinstance(ip, ipaddress.IPv6Address):
        return ip
    if ip in _TRANSLATED_IPV4:
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    # teredo is left out: its whole range is not global
    return ip.ipv4_mapped or ip.sixtofour or ip
