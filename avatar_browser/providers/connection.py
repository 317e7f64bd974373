"""A connection being made: whether its peer is one to talk to, and why it failed in plain words."""

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from avatar_browser.domain.errors import Offline, Problem, ProxyFailed

_CERTIFICATE_DATES = {9, 10}  # X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED
_ASK_WHO_RUNS_IT = "ask whoever runs this network, which may stand in between"
_NO_SUCH_NAME = {
    getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)
}


class PeerGuard:
    """Stops one request at the TCP connection, before TLS and before any byte is sent, when the
    peer's IP address is not allowed.

    It is called with the events of httpx's ``trace`` extension. A connection to anything but
    ``host`` is one to a proxy, whose address says nothing about the peer; ``proxy`` is what
    messages call it.
    """

    def __init__(
        self,
        host: str,
        allowed: Callable[[str], bool] | None = None,
        refusal: type[Problem] = Offline,
        *,
        proxy: str = "The proxy of this computer",
    ) -> None:
        self._host = host.strip("[]")
        self._allowed = allowed
        self._refusal = refusal
        self.proxy = proxy
        self.through_proxy = False

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.started":
            self.through_proxy = info["host"] != self._host
        elif event == "connection.connect_tcp.complete":
            await self._judge(info["return_value"])

    async def _judge(self, stream: Any) -> None:
        if self._allowed is None or self.through_proxy:
            return
        address = stream.get_extra_info("server_addr")
        if not isinstance(address, tuple) or not self._allowed(str(address[0])):
            await stream.aclose()
            raise self._refusal(code="peer address")


def connection_problem(error: BaseException, proxy: str = "") -> Offline:
    """Why no connection came about: ``error`` and what it was caused by, in our words.

    ``proxy`` is what messages call the proxy it was to, empty where there is none."""
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _certificate_problem(cause)
        if isinstance(cause, ssl.SSLError):
            return Offline(
                "No secure connection could be made.",
                advice=_ASK_WHO_RUNS_IT,
                code="tls",
                detail=cause.reason or "",
            )
    if proxy:
        return ProxyFailed(f"{proxy} cannot be reached.", code="proxy", detail=_words(causes))
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            return _name_problem(cause)
    return Offline(code="connect", detail=_words(causes))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _words(causes: tuple[BaseException, ...]) -> str:
    """The operating system's own words: what a library says may repeat what was sent."""
    return next((c.strerror for c in causes if isinstance(c, OSError) and c.strerror), "")


def _certificate_problem(error: ssl.SSLCertVerificationError) -> Offline:
    detail = str(getattr(error, "verify_message", ""))
    if getattr(error, "verify_code", 0) in _CERTIFICATE_DATES or "expired" in detail:
        return Offline(
            "The certificate of the service is out of date, or this computer's clock is wrong.",
            advice="check the date and time of this computer",
            code="tls certificate date",
            detail=detail,
        )
    return Offline(
        "The certificate of the service is not one that this computer trusts.",
        advice=_ASK_WHO_RUNS_IT,
        code="tls certificate",
        detail=detail,
    )


def _name_problem(error: socket.gaierror) -> Offline:
    if error.errno in _NO_SUCH_NAME:
        message = "The host of the service cannot be found."
    else:
        message = "No host can be found, so there seems to be no network."
    return Offline(message, code="host name", detail=error.strerror or "")
