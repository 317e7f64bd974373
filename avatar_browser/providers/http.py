"""The one door to the wire, and the only module that knows httpx.

Two kinds of client that never mix: one carries an API's key, the other fetches media and carries
nothing. Neither follows a redirect, keeps a cookie or caches. For loopback addresses each has a
twin that knows no proxy and talks to loopback peers only; plain http is theirs alone, so that no
proxy ever sees more than where to.

httpx has no bound for a whole transfer, forwards ``X-Api-Key`` across origins when it follows
redirects, and raises outside its own tree; all three are dealt with here.
"""

import logging
import re
import ssl
import warnings
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Mapping
from contextlib import aclosing, asynccontextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Literal, TypeVar, cast

import httpx
import truststore

from avatar_browser import __version__
from avatar_browser.domain.errors import (
    MediaRefused,
    Offline,
    Problem,
    ProxyFailed,
    ServiceFailed,
    UnexpectedAnswer,
)
from avatar_browser.providers.body import Body
from avatar_browser.providers.clients import Clients
from avatar_browser.providers.connection import PeerGuard, connection_problem
from avatar_browser.providers.exchange import (
    AnswerCut,
    MediaStream,
    RawAnswer,
    Validators,
    within,
)
from avatar_browser.providers.media_url import MediaUrl, peer_allowed
from avatar_browser.providers.proxy import ProxyChoice, Way
from avatar_browser.providers.url_parts import is_loopback_host, split_strictly

T = TypeVar("T")
Purpose = Literal["api", "media"]

CONNECT_TIMEOUT = 10.0
WRITE_TIMEOUT = 10.0
_TROUBLE = (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError, RecursionError)
_HEADERS: Mapping[Purpose, Mapping[str, str]] = {
    "api": {"Accept": "application/json", "Accept-Encoding": "gzip"},
    "media": {"Accept": "*/*", "Accept-Encoding": "identity"},
}
# The words of h11 and httpcore for a peer that hung up; all else is not HTTP.
_CLOSED_EARLY = re.compile("closed connection|disconnected")
_LIMITS = httpx.Limits(max_connections=64, max_keepalive_connections=64, keepalive_expiry=60.0)


class Wire:
    """All connections of the application. Belongs to the event loop it is first used on."""

    def __init__(self, proxy: ProxyChoice | None = None) -> None:
        self._tls: ssl.SSLContext | None = None
        self._proxy = proxy or ProxyChoice()
        self._clients = Clients(self._made)
        # Their INFO lines carry signed URLs, their DEBUG lines every header.
        for name in ("httpx", "httpcore", "hpack"):
            logging.getLogger(name).setLevel(logging.WARNING)
        # What anyio tells when the program ends just as a connection is to begin.
        warnings.filterwarnings("ignore", r"coroutine 'connect_tcp\b", RuntimeWarning)

    @property
    def tls(self) -> ssl.SSLContext:
        """The context of every connection: the system's certificates, and no key log, which
        contexts made by ``ssl`` write where SSLKEYLOGFILE says."""
        if self._tls is None:
            self._tls = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return self._tls

    async def api_exchange(
        self, url: str, headers: Mapping[str, str], *, silence: float, deadline: float, cap: int
    ) -> RawAnswer:
        """See :class:`avatar_browser.providers.exchange.ApiDoor`. The caller answers for ``url``:
        ``headers`` go there."""
        return await within(deadline, self._api_answer(url, headers, silence, cap))

    @asynccontextmanager
    async def media_exchange(
        self, url: MediaUrl, *, silence: float, known: Validators | None = None
    ) -> AsyncIterator[MediaStream]:
        """See :class:`avatar_browser.providers.exchange.MediaDoor`. A public name that leads to
        an address that is not global is refused before a byte is sent."""
        allowed = _is_loopback if url.is_loopback else _is_global
        guard = PeerGuard(url.host, allowed, MediaRefused, proxy=self._proxy.name)
        headers = known.headers if known else {}
        async with (
            self._clients.lent(("media", url.is_loopback)) as client,
            _exchange(client, url.text, headers, silence, guard) as stream,
        ):
            yield stream

    async def use_proxy(self, proxy: ProxyChoice) -> None:
        """From the next exchange on; what is under way ends as it began."""
        self._proxy = proxy
        await self._clients.renew()

    async def drop_connections(self) -> None:
        """Idle connections are closed and used no more: after a sleep, or in another network, the
        other side knows nothing of them, and that shows only when the answer does not come."""
        await self._clients.renew()

    async def aclose(self) -> None:
        """Closes every connection; an exchange after that makes new ones."""
        await self._clients.aclose()

    async def _api_answer(
        self, url: str, headers: Mapping[str, str], silence: float, cap: int
    ) -> RawAnswer:
        try:
            host = split_strictly(url).host
        except ValueError:
            raise UnexpectedAnswer(code="address") from None
        local = is_loopback_host(host)
        guard = PeerGuard(host, _is_loopback if local else None, proxy=self._proxy.name)
        async with (
            self._clients.lent(("api", local)) as client,
            _exchange(client, url, headers, silence, guard) as stream,
        ):
            body = Body(stream.headers.get("content-encoding", ""), cap)
            async for chunk in stream.chunks:
                body.add(chunk)
            return RawAnswer(stream.status, stream.headers, body.whole())

    def _made(self, kind: tuple[Purpose, bool]) -> httpx.AsyncClient:
        """Raises ProxyFailed when the proxy settings of the environment cannot be used."""
        purpose, local = kind
        try:
            return httpx.AsyncClient(
                verify=self.tls,
                proxy=None if local else self._proxy.address or None,
                trust_env=not local and self._proxy.way is Way.SYSTEM,
                headers={**_HEADERS[purpose], "User-Agent": f"avatar-browser/{__version__}"},
                event_hooks={"response": [_take_headers]},
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
                follow_redirects=False,
                limits=_LIMITS,
            )
        except (ImportError, ValueError, httpx.InvalidURL):
            raise ProxyFailed(
                "The proxy set for this computer is of a kind that is not supported.",
                advice="set one of http or https with “Proxy…” in the File menu",
                code="proxy setting",
            ) from None


@asynccontextmanager
async def _exchange(
    client: httpx.AsyncClient,
    url: str,
    headers: Mapping[str, str],
    silence: float,
    guard: PeerGuard,
) -> AsyncIterator[MediaStream]:
    response = await _at_the_door(_sent(client, url, headers, silence, guard), guard)
    try:
        async with aclosing(_chunks(response, guard)) as chunks:
            yield MediaStream(response.status_code, response.extensions["taken"], chunks)
    finally:
        await response.aclose()


async def _sent(
    client: httpx.AsyncClient,
    url: str,
    headers: Mapping[str, str],
    silence: float,
    guard: PeerGuard,
) -> httpx.Response:
    timeout = httpx.Timeout(silence, connect=CONNECT_TIMEOUT, write=WRITE_TIMEOUT, pool=None)
    request = client.build_request(
        "GET", url, headers=dict(headers), timeout=timeout, extensions={"trace": guard}
    )
    return await client.send(request, stream=True)


async def _take_headers(response: httpx.Response) -> None:
    """Keeps a redirect from httpx, which builds the next request, key and all, even where it
    does not send it, and fails on a ``Location`` it does not like."""
    response.extensions["taken"] = dict(response.headers)
    response.headers.pop("location", None)


async def _chunks(response: httpx.Response, guard: PeerGuard) -> AsyncGenerator[bytes, None]:
    async with aclosing(cast("AsyncGenerator[bytes, None]", response.aiter_raw())) as raw:
        while (chunk := await _at_the_door(anext(raw, None), guard)) is not None:
            yield chunk


async def _at_the_door(work: Awaitable[T], guard: PeerGuard) -> T:
    """What ``work`` gives. Raises Problem for all that httpx raises.

    The problem is raised outside the handler, so that it does not carry the original along:
    that one holds the request with its headers, and its text may quote them.
    """
    try:
        return await work
    except _TROUBLE as error:
        problem = _problem(error, guard)
    raise problem


def _problem(error: Exception, guard: PeerGuard) -> Problem:
    detail = type(error).__name__
    match error:
        case httpx.ConnectTimeout():
            return Offline(code="connect timeout", detail=detail)
        case httpx.TimeoutException():
            return ServiceFailed("The service did not answer in time.", code="silence")
        case httpx.ProxyError():
            return ProxyFailed(f"{guard.proxy} did not serve.", code="proxy", detail=_said(error))
        case httpx.ConnectError():
            return connection_problem(error, guard.proxy if guard.through_proxy else "")
        case httpx.NetworkError():
            return AnswerCut(code="cut off", detail=detail)
        case httpx.RemoteProtocolError() if _CLOSED_EARLY.search(str(error)):
            return AnswerCut(code="cut off", detail=detail)
        case httpx.RemoteProtocolError():
            return UnexpectedAnswer(
                "What answered is not the service, but perhaps a device of this network.",
                advice="check this computer's network and proxy",
                code="bad response",
                detail=f"not proper HTTP ({detail})",
            )
    return UnexpectedAnswer(
        "The request could not be sent.", advice="", code="request", detail=detail
    )


def _said(error: httpx.ProxyError) -> str:
    """The status a proxy answered with; whatever else it says is its own."""
    status = re.match("[45][0-9]{2}(?![0-9])", str(error))
    return status.group() if status else ""


def _is_global(address: str) -> bool:
    return peer_allowed(address, allow_loopback=False)


def _is_loopback(address: str) -> bool:
    return is_loopback_host(address)
