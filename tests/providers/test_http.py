"""The door to the wire against a server that misbehaves byte by byte."""

import asyncio
import gzip
import logging
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import truststore

from avatar_browser.domain.errors import (
    MediaRefused,
    Offline,
    Problem,
    ServiceFailed,
    UnexpectedAnswer,
)
from avatar_browser.providers import http
from avatar_browser.providers.exchange import AnswerCut, RawAnswer
from avatar_browser.providers.http import Wire
from avatar_browser.providers.media_url import MediaUrl
from tests.support.loop import with_wire
from tests.support.raw_server import (
    TLS_DATA,
    Connection,
    RawServer,
    Script,
    answer,
    hanging,
    json_answer,
    once,
    replies,
    server_tls,
)

KEY = "sk_canary_0123456789"
MIB = 2**20


def exchange(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    silence: float = 5.0,
    deadline: float = 5.0,
    cap: int = MIB,
) -> RawAnswer:
    return with_wire(
        lambda wire: wire.api_exchange(
            url, headers or {}, silence=silence, deadline=deadline, cap=cap
        )
    )


def answered(script: Script, **limits: Any) -> RawAnswer:
    with RawServer(script) as server:
        return exchange(server.url("/v1"), **limits)


def failure(script: Script, **limits: Any) -> Problem:
    with pytest.raises(Problem) as raised:
        answered(script, **limits)
    return raised.value


async def fetch(wire: Wire, url: str) -> bytes:
    async with wire.media_exchange(MediaUrl.parse(url, True), silence=5.0) as stream:
        return b"".join([chunk async for chunk in stream.chunks])


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets every host name lead to one port of this computer."""

    def lead_to(port: int, address: str = "127.0.0.1") -> None:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        found = [(family, socket.SOCK_STREAM, 6, "", (address, port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)

    return lead_to


def test_an_answer_comes_back_whole_with_headers_in_lower_case() -> None:
    raw = answered(once(json_answer('{"a": 1}', 201, "X-Request-Id: 7")))
    assert (raw.status, raw.body, raw.headers["x-request-id"]) == (201, b'{"a": 1}', "7")


def test_a_request_says_who_asks_and_what_it_takes() -> None:
    with RawServer(once(answer())) as server:
        exchange(server.url("/v1/a%2Fb/%2E%2E?q=%26"), headers={"X-Api-Key": KEY})
    request = server.requests[0]
    assert request.method == "GET"
    assert request.target == "/v1/a%2Fb/%2E%2E?q=%26"
    assert request.header("x-api-key") == KEY
    assert request.header("accept") == "application/json"
    assert request.header("accept-encoding") == "gzip"
    assert (request.header("user-agent") or "").startswith("avatar-browser/")


def test_a_redirect_is_handed_back_and_not_followed() -> None:
    """T01, F10."""
    with RawServer(once(answer())) as other:
        raw = answered(once(answer(302, b"", f"Location: {other.url('/steal')}")))
    assert raw.status == 302
    assert other.connections == 0


@pytest.mark.parametrize(
    "data",
    [
        b"garbage\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"\x15\x03\x01\x00\x02\x02\x46",
    ],
    ids=["garbage", "status", "giant header", "negative", "two lengths", "bad chunk", "tls"],
)
def test_what_is_not_http_is_a_bad_response(data: bytes) -> None:
    """F14."""
    problem = failure(once(data))
    assert isinstance(problem, UnexpectedAnswer)
    assert problem.code == "bad response"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nConte",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"whole" * 99)[:-9],
    ],
    ids=["nothing", "head", "length", "chunk", "last chunk", "gzip without a frame"],
)
def test_an_answer_that_breaks_off_is_told_apart(data: bytes) -> None:
    """F21, F22."""
    assert isinstance(failure(once(data)), AnswerCut)


def test_a_reset_in_the_body_is_a_cut_answer() -> None:
    """F23."""

    def script(connection: Connection) -> None:
        connection.request()
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        connection.reset()

    assert isinstance(failure(script), AnswerCut)


def test_a_server_that_says_nothing_is_given_up_on() -> None:
    """F19."""
    problem = failure(hanging(), silence=0.1)
    assert type(problem) is ServiceFailed
    assert problem.code == "silence"


@pytest.mark.parametrize("in_head", [True, False])
def test_a_dripping_answer_ends_at_the_deadline(in_head: bool) -> None:
    """F20, R9: each byte restarts httpx's own timeout."""

    def script(connection: Connection) -> None:
        connection.request()
        head = b"HTTP/1.1 200 OK\r\nX-A: b\r\n" * 1_000
        if not in_head:
            connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
        connection.drip(head, every=0.02)

    start = time.monotonic()
    problem = failure(script, silence=1.0, deadline=0.3)
    assert 0.3 <= time.monotonic() - start < 0.9
    assert type(problem) is ServiceFailed
    assert problem.code == "deadline"


@pytest.mark.parametrize(
    "framing", ["Content-Length: 3000000", "Transfer-Encoding: chunked", "X: y"]
)
def test_a_body_beyond_the_cap_is_refused_while_it_comes(framing: str) -> None:
    """F24."""

    def script(connection: Connection) -> None:
        connection.request()
        connection.send(f"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n".encode())
        while True:
            connection.send(b"10000\r\n" + b"a" * 65_536 + b"\r\n")

    problem = failure(script, cap=MIB)
    assert isinstance(problem, UnexpectedAnswer)
    assert problem.code == "too large"


def test_a_gzip_bomb_is_not_unpacked() -> None:
    """F25: 300 kB that hold 300 MiB."""
    bomb = gzip.compress(bytes(300 * MIB), compresslevel=1)
    problem = failure(once(answer(200, bomb, "Content-Encoding: gzip")), cap=2 * MIB)
    assert problem.code == "too large"


def test_a_packed_body_is_unpacked() -> None:
    packed = gzip.compress(b'{"a": "' + b"b" * 200_000 + b'"}')
    raw = answered(once(answer(200, packed, "Content-Encoding: gzip")))
    assert len(raw.body) == 200_009


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip"])
def test_an_encoding_nobody_asked_for_is_refused(encoding: str) -> None:
    """F25."""
    problem = failure(once(answer(200, b"not packed", f"Content-Encoding: {encoding}")))
    assert isinstance(problem, UnexpectedAnswer)
    assert problem.code == "content encoding"


def test_a_refused_connection_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(Offline) as raised:
        exchange(f"http://127.0.0.1:{port}/")
    assert raised.value.code == "connect"
    assert raised.value.detail


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (socket.EAI_NONAME, "The host name of the service is not known."),
        (socket.EAI_AGAIN, "Host names cannot be looked up: there seems to be no network."),
    ],
)
def test_a_name_that_is_not_found_is_told_from_having_no_network(
    number: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F26."""

    def fail(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror(number, "from the resolver")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(Offline) as raised:
        exchange("https://api.example.invalid/")
    assert (str(raised.value), raised.value.code) == (sentence, "host name")


@pytest.mark.parametrize("limit", ["connect", "deadline"])
def test_a_hanging_resolver_does_not_hold_the_request(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F27, F18: the time to look a name up is part of the time to connect."""
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: release.wait(30) and [])
    monkeypatch.setattr(http, "CONNECT_TIMEOUT", 0.1 if limit == "connect" else 10.0)

    async def work(wire: Wire) -> float:
        start = time.monotonic()
        with pytest.raises(Offline if limit == "connect" else ServiceFailed):
            await wire.api_exchange(
                "https://api.example.com/", {}, silence=9.0, deadline=0.2, cap=1
            )
        release.set()
        return time.monotonic() - start

    assert with_wire(work) < 0.5


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
def test_cancelling_a_hung_request_is_immediate(head: bytes) -> None:
    """F99: the server sees the connection go, and nothing waits for a timeout."""
    with RawServer(hanging(head)) as server:

        async def work(wire: Wire) -> float:
            task = asyncio.ensure_future(
                wire.api_exchange(server.url(), {}, silence=30.0, deadline=60.0, cap=MIB)
            )
            while not server.requests:
                await asyncio.sleep(0)
            start = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return time.monotonic() - start

        assert with_wire(work) < 0.1
        assert server.hang_ups.acquire(timeout=5)


def test_cancelling_many_requests_leaves_no_connection_behind() -> None:
    """F31: fast scrolling; a pool that kept the slots of the cancelled would run dry."""
    with RawServer(*[hanging()] * 150, once(answer(200, b"served"))) as server:

        async def work(wire: Wire) -> bytes:
            for _ in range(3):
                tasks = [asyncio.ensure_future(fetch(wire, server.url())) for _ in range(50)]
                wanted = len(server.requests) + 50
                while len(server.requests) < wanted:
                    await asyncio.sleep(0)
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
            return await fetch(wire, server.url())

        assert with_wire(work) == b"served"


def test_connections_are_kept_for_the_next_request() -> None:
    with RawServer(replies(answer(200, b"a"))) as server:

        async def work(wire: Wire) -> None:
            for _ in range(3):
                await fetch(wire, server.url())
                await wire.api_exchange(server.url(), {}, silence=1, deadline=5, cap=9)

        with_wire(work)
        assert len(server.requests) == 6
        assert server.connections == 2  # one for media, one for the API: they never mix


def test_a_wire_can_be_closed_twice_and_used_again_on_another_loop() -> None:
    wire = Wire()

    async def work() -> RawAnswer:
        raw = await wire.api_exchange(server.url(), {}, silence=1, deadline=5, cap=9)
        await wire.aclose()
        await wire.aclose()
        return raw

    with RawServer(once(answer())) as server:
        assert [asyncio.run(work()).status for _ in range(2)] == [200, 200]


def test_no_cookie_is_kept_or_sent_by_either_client() -> None:
    """R3: cookies do not mind ports, so one from the API would reach media on the same host."""
    cookie = ("Set-Cookie: session=canary; Path=/",)
    with RawServer(replies(answer(200, b"a", *cookie))) as server:

        async def work(wire: Wire) -> None:
            for _ in range(2):
                await wire.api_exchange(server.url(), {}, silence=1, deadline=5, cap=9)
                await fetch(wire, server.url())

        with_wire(work)
    assert [request.header("cookie") for request in server.requests] == [None] * 4


def test_a_media_request_holds_nothing_but_what_every_request_needs() -> None:
    """R3, R9."""
    with RawServer(once(answer(200, b"a"))) as server:
        with_wire(lambda wire: fetch(wire, server.url("/a.mp4?X-Amz-Signature=s%2B/+")))
    request = server.requests[0]
    assert request.target == "/a.mp4?X-Amz-Signature=s%2B/+"
    names = {name for name, _ in request.headers}
    assert names == {"host", "accept", "accept-encoding", "connection", "user-agent"}
    assert request.header("accept-encoding") == "identity"


def test_a_public_name_that_leads_to_this_computer_is_refused_before_a_byte_is_sent(
    names: Callable[..., None],
) -> None:
    """R15, T16: DNS rebinding; the text of the address is beyond reproach."""
    with RawServer(once(answer())) as server:
        names(server.port)
        with pytest.raises(MediaRefused) as raised:
            with_wire(lambda wire: fetch(wire, f"https://media.example.com:{server.port}/a"))
    assert raised.value.code == "peer address"
    assert (server.connections, server.received) == (1, b"")


def test_a_loopback_name_that_leads_elsewhere_is_refused(
    names: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """T03: plain http never leaves this computer, whatever localhost resolves to."""
    with RawServer(once(answer())) as server:
        names(server.port)
        monkeypatch.setattr(http, "is_loopback_host", lambda host: host == "localhost")
        with pytest.raises(Offline) as raised:
            exchange(server.url(host="localhost"), headers={"X-Api-Key": KEY})
    assert raised.value.code == "peer address"
    assert server.received == b""


@pytest.mark.parametrize(
    ("certificate", "code"), [("valid", "tls certificate"), ("expired", "tls certificate date")]
)
def test_a_certificate_that_is_not_trusted_ends_the_connection(
    certificate: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T18, F16: self-signed, and out of date."""
    if certificate == "expired":
        monkeypatch.setenv("SSL_CERT_FILE", str(TLS_DATA / "expired.pem"))
    with RawServer(once(answer()), tls=server_tls(certificate)) as server:
        for purpose in ("api", "media"):
            with pytest.raises(Offline) as raised:
                if purpose == "api":
                    exchange(server.url(host="localhost"), headers={"X-Api-Key": KEY})
                else:
                    with_wire(lambda wire: fetch(wire, server.url(host="localhost")))
            assert raised.value.code == code
    assert server.requests == []


def test_a_certificate_for_another_name_ends_the_connection(
    names: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """T18."""
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS_DATA / "valid.pem"))
    with RawServer(once(answer()), tls=server_tls()) as server:
        names(server.port)
        with pytest.raises(Offline) as raised:
            exchange(f"https://api.example.com:{server.port}/")
    assert raised.value.code == "tls certificate"
    assert server.requests == []


def test_the_systems_certificates_are_the_ones_that_count() -> None:
    """F17: a company's own certificates are in the system's store."""
    assert isinstance(Wire().tls, truststore.SSLContext)
    assert Wire().tls.verify_mode is ssl.CERT_REQUIRED
    assert Wire().tls.check_hostname


def test_a_key_log_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issue 2, design: SSLKEYLOGFILE would let others read along."""
    log = tmp_path / "keys.log"
    monkeypatch.setenv("SSLKEYLOGFILE", str(log))
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS_DATA / "valid.pem"))
    with RawServer(once(answer(200, b"a")), tls=server_tls()) as server:
        assert exchange(server.url(host="localhost")).body == b"a"
    assert not log.exists()


def test_loopback_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(once(answer())) as proxy, RawServer(replies(answer(200, b"a"))) as server:
        for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(variable, proxy.url())
        assert exchange(server.url()).body == b"a"
        assert with_wire(lambda wire: fetch(wire, server.url())) == b"a"
    assert proxy.connections == 0


def test_https_goes_through_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """F30: the proxy's own address is private, and that is no reason to refuse."""

    def tunnel(connection: Connection) -> None:
        assert connection.request().target == "media.example.com:443"
        connection.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        connection.start_tls(server_tls())
        connection.request()
        connection.send(answer(200, b"through"))

    monkeypatch.setenv("SSL_CERT_FILE", str(TLS_DATA / "valid.pem"))
    with RawServer(tunnel) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url())
        body = with_wire(lambda wire: fetch(wire, "https://media.example.com/a"))
    assert body == b"through"


@pytest.mark.parametrize("state", ["refuses", "dead", "unknown kind", "socks"])
def test_trouble_with_the_proxy_is_told_as_such(
    state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F30: the message names the proxy, not the provider."""
    with RawServer(once(answer(407))) as proxy:
        url = proxy.url()
        monkeypatch.setenv(
            "HTTPS_PROXY", {"unknown kind": "gopher://a", "socks": "socks5://a"}.get(state, url)
        )
        if state != "dead":
            problem = proxy_problem()
    if state == "dead":
        problem = proxy_problem()
    assert "proxy" in str(problem)
    assert problem.code in {"proxy", "proxy setting"}


def proxy_problem() -> Problem:
    with pytest.raises(Offline) as raised:
        exchange("https://api.example.com/", headers={"X-Api-Key": KEY})
    return raised.value


@pytest.mark.parametrize("value", [f"{KEY}\r\nX-Evil: 1", f"{KEY}é", f"{KEY}\x00", f"{KEY}\ud800"])
def test_a_header_that_cannot_be_sent_does_not_show_in_the_problem(value: str) -> None:
    """R10, T-log: h11's error text holds the key."""
    with RawServer(once(answer())) as server:
        with pytest.raises(UnexpectedAnswer) as raised:
            exchange(server.url(), headers={"X-Api-Key": value})
    problem = raised.value
    assert KEY not in f"{problem} {problem.code} {problem.detail} {problem!r}"
    assert problem.__cause__ is None
    assert problem.__context__ is None
    assert server.requests == []


@pytest.mark.parametrize("url", ["", "no url", "https://[::1", "ftp://a/", "https://a b/", "\x00"])
def test_an_address_that_is_none_is_one_typed_error(url: str) -> None:
    """R10: such errors lie outside httpx's own tree."""
    with pytest.raises(UnexpectedAnswer):
        exchange(url)


def test_nothing_of_a_request_is_logged_even_at_the_lowest_level(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """R11: httpx logs the signed URL, httpcore every header."""
    caplog.set_level(logging.DEBUG)
    with RawServer(once(answer(200, b"a"))) as server:
        exchange(server.url("/v1?token=canary"), headers={"X-Api-Key": KEY})
        with_wire(lambda wire: fetch(wire, server.url("/a?X-Amz-Signature=canary")))
    assert KEY not in caplog.text
    assert "canary" not in caplog.text
    for name in ("httpx", "httpcore", "hpack"):
        assert not logging.getLogger(name).isEnabledFor(logging.INFO)


def test_an_answer_does_not_show_its_content_in_a_repr() -> None:
    raw = answered(once(answer(200, KEY.encode(), f"X-Echo: {KEY}")))
    assert raw.headers["x-echo"] == KEY
    assert KEY not in repr(raw)


def test_the_clients_can_be_imported_without_the_http_library() -> None:
    """Start-up: httpx costs 100 ms, which the network thread pays."""
    code = (
        "import sys, avatar_browser.providers.api_client, avatar_browser.providers.media_client;"
        "sys.exit('httpx' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )
