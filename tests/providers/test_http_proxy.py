"""The door to the wire behind a proxy: F30."""

import pytest

from avatar_browser.domain.errors import Offline
from tests.support.raw_server import (
    TLS_DATA,
    Connection,
    RawServer,
    answer,
    once,
    replies,
    server_tls,
)
from tests.support.wire import exchange, fetch, with_wire

KEY = "sk_canary_0123456789"


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


@pytest.mark.parametrize(
    "proxy", ["gopher://a", "socks5://127.0.0.1:1", "http://127.0.0.1:1", "://"]
)
def test_trouble_with_the_proxy_is_told_as_such(
    proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F30: of a kind we cannot use, or dead; the message names the proxy, not the provider."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(Offline, match="proxy") as raised:
        exchange("https://api.example.com/")
    assert raised.value.code in {"proxy", "proxy setting"}


def test_a_proxy_that_refuses_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """F30."""
    with RawServer(once(answer(407))) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url())
        with pytest.raises(Offline) as raised:
            exchange("https://api.example.com/", {"X-Api-Key": KEY})
    assert raised.value.code == "proxy"
    assert KEY.encode() not in proxy.received


def test_a_proxy_of_an_unknown_kind_does_not_stand_in_the_way_of_loopback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    with RawServer(once(answer(200, b"a"))) as server:
        assert exchange(server.url()).body == b"a"
