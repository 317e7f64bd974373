"""The door to the wire: who is talked to, what is told them, and what shows here."""

import logging
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import truststore

from avatar_browser.domain.errors import MediaRefused, Offline, UnexpectedAnswer
from avatar_browser.providers import http
from avatar_browser.providers.http import Wire
from tests.support.raw_server import (
    TLS_DATA,
    RawServer,
    answer,
    once,
    replies,
    server_tls,
)
from tests.support.wire import exchange, fetch, with_wire

KEY = "sk_canary_0123456789"


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets every host name lead to one port of this computer."""

    def lead_to(port: int, address: str = "127.0.0.1") -> None:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        found = [(family, socket.SOCK_STREAM, 6, "", (address, port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)

    return lead_to


def test_no_cookie_is_kept_or_sent_by_either_client() -> None:
    """R3: cookies do not mind ports, so one from the API would reach media on the same host."""
    cookie = ("Set-Cookie: session=canary; Path=/",)
    with RawServer(replies(answer(200, b"a", *cookie))) as server:

        async def work(wire: Wire) -> None:
            for _ in range(2):
                await wire.api_exchange(server.url(), {}, silence=20, deadline=20, cap=9)
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


def test_a_loopback_name_that_leads_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """T03: plain http never leaves this computer, whatever localhost resolves to."""
    monkeypatch.setattr(http, "_is_loopback", lambda _address: False)
    with RawServer(once(answer())) as server, pytest.raises(Offline) as raised:
        exchange(server.url(), {"X-Api-Key": KEY})
    assert raised.value.code == "peer address"
    assert server.received == b""


@pytest.mark.parametrize(
    ("certificate", "trusted", "code"),
    [("valid", "expired", "tls certificate"), ("expired", "expired", "tls certificate date")],
)
def test_a_certificate_that_is_not_trusted_ends_the_connection(
    certificate: str, trusted: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T18, F16: self-signed, and out of date."""
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS_DATA / f"{trusted}.pem"))
    with RawServer(once(answer()), tls=server_tls(certificate)) as server:
        url = server.url(host="localhost")
        with pytest.raises(Offline) as from_api:
            exchange(url, {"X-Api-Key": KEY})
        with pytest.raises(Offline) as from_media:
            with_wire(lambda wire: fetch(wire, url))
    assert (from_api.value.code, from_media.value.code) == (code, code)
    assert (server.connections, server.requests) == (2, [])


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
    """T04: SSLKEYLOGFILE would let others read along."""
    log = tmp_path / "keys.log"
    monkeypatch.setenv("SSLKEYLOGFILE", str(log))
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS_DATA / "valid.pem"))
    with RawServer(once(answer(200, b"a")), tls=server_tls()) as server:
        assert exchange(server.url(host="localhost")).body == b"a"
    assert not log.exists()


@pytest.mark.parametrize("value", [f"{KEY}\r\nX-Evil: 1", f"{KEY}é", f"{KEY}\x00", f"{KEY}\ud800"])
def test_a_header_that_cannot_be_sent_does_not_show_in_the_problem(value: str) -> None:
    """R10, R11: h11's error text holds the key."""
    with RawServer(once(answer())) as server, pytest.raises(UnexpectedAnswer) as raised:
        exchange(server.url(), {"X-Api-Key": value})
    problem = raised.value
    assert KEY not in f"{problem} {problem.code} {problem.detail} {problem!r}"
    assert problem.__cause__ is None
    assert problem.__context__ is None
    assert server.requests == []


def test_nothing_of_a_request_is_logged_even_at_the_lowest_level(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """R11: httpx logs the signed URL, httpcore every header."""
    caplog.set_level(logging.DEBUG)
    with RawServer(once(answer(200, b"a"))) as server:
        exchange(server.url("/v1?token=canary"), {"X-Api-Key": KEY})
        with_wire(lambda wire: fetch(wire, server.url("/a?X-Amz-Signature=canary")))
    assert KEY not in caplog.text
    assert "canary" not in caplog.text
    for name in ("httpx", "httpcore", "hpack"):
        assert not logging.getLogger(name).isEnabledFor(logging.INFO)


def test_an_answer_does_not_show_its_content_in_a_repr() -> None:
    with RawServer(once(answer(200, KEY.encode(), f"X-Echo: {KEY}"))) as server:
        raw = exchange(server.url())
    assert raw.headers["x-echo"] == KEY
    assert KEY not in repr(raw)
