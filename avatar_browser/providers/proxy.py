"""Which way requests leave this computer: as its system says, straight, or by a proxy that was set.

A proxy sees no more of an https request than host and port. Plain http is for loopback only, which
no proxy is ever asked for. An address holds no user name and no password: settings are no place for
a secret, and a proxy that wants them is set in the system or the environment.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from typing_extensions import override

from avatar_browser.providers.url_parts import authority, split_strictly

_NO_USER_INFO = (
    "A user name or password cannot be kept here: set such a proxy in the system, or as HTTPS_PROXY"
    " in the environment."
)


class Way(StrEnum):
    SYSTEM = "system"
    """What the environment (HTTPS_PROXY, NO_PROXY, …), Windows or macOS says."""
    STRAIGHT = "none"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True)
class ProxyChoice:
    """``address`` is ``http://host:port``, or https; empty unless the way is PROXY."""

    way: Way = Way.SYSTEM
    address: str = ""

    @classmethod
    def of_proxy(cls, typed: str) -> Self:
        """A proxy as typed, ``host:port`` too. Raises ValueError with a sentence for the user that
        does not repeat what was typed."""
        text = typed.strip()
        if "@" in text:
            raise ValueError(_NO_USER_INFO)
        if not text:
            raise ValueError("Type the address of the proxy, such as proxy.example:8080.")
        if "://" not in text:
            text = f"http://{text}"
        if not text.lower().startswith(("http://", "https://")):
            raise ValueError("A proxy of this kind is not supported: type one of http or https.")
        try:
            parts = split_strictly(text)
        except ValueError:
            raise ValueError(
                "This is not the address of a proxy: type one such as proxy.example:8080."
            ) from None
        if parts.path.strip("/") or parts.query is not None or "#" in text:
            raise ValueError("The address of a proxy ends with its port: leave out what follows.")
        return cls(Way.PROXY, authority(parts.scheme, parts.host, parts.port))

    @classmethod
    def stored(cls, text: str) -> Self:
        """The choice that ``str()`` was written of; the system's way for all else."""
        if text == Way.STRAIGHT:
            return cls(Way.STRAIGHT)
        try:
            return cls.of_proxy(text) if text else cls()
        except ValueError:
            return cls()

    @override
    def __str__(self) -> str:
        return {Way.SYSTEM: "", Way.STRAIGHT: "none"}.get(self.way, self.address)

    @property
    def name(self) -> str:
        """What messages call the proxy that may stand in between."""
        if self.way is Way.PROXY:
            return f"The proxy {self.address.partition('://')[2]}"
        return "The proxy of this computer"
