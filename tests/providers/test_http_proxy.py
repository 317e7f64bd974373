"""The door to the wire behind a proxy: F30."""

import asyncio
import socket

import pytest

from avatar_browser.domain.errors import Offline, ProxyFailed
from avatar_browser.providers.exchange import RawAnswer
from avatar_browser.providers.http import Wire
from avatar_browser.providers.proxy import ProxyChoice, Way
from tests.support.raw_server import (
    TLS_DATA,
    Connection,
    RawServer,
    answer,
    once,
    replies,
    server_tls,
)
from tests.support.wire import MIB, exchange, fetch, with_wire

KEY = "sk_canary_0123456789"


def tunnel(connection: Connection) -> None:
    assert connection.request().target == "media.example.com:443"
    connection.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
    connection.start_tls(server_tls())
    connection.request()
    connection.send(answer(200, b"through"))


def test_loopback_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(once(answer())) as proxy, RawServer(replies(answer(200, b"a"))) as server:
        for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(variable, proxy.url())
        assert exchange(server.url()).body == b"a"
        assert with_wire(lambda wire: fetch(wire, server.url())) == b"a"
    assert proxy.connections == 0


def test_https_goes_through_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """F30: the proxy's own address is private, and that is no reason to refuse."""
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


def asked_through(proxy: ProxyChoice, url: str, headers: dict[str, str] | None = None) -> RawAnswer:
    """One exchange of the API client's kind on a door with this proxy."""

    async def main() -> RawAnswer:
        wire = Wire(proxy)
        try:
            return await wire.api_exchange(url, headers or {}, silence=20, deadline=20, cap=MIB)
        finally:
            await wire.aclose()

    return asyncio.run(main())


def test_the_proxy_that_was_set_goes_before_the_environments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """F30, T04: and sees nothing but where to."""
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS_DATA / "valid.pem"))
    with RawServer(once(answer())) as other, RawServer(tunnel) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", other.url())
        monkeypatch.setenv("NO_PROXY", "*")
        found = asked_through(
            ProxyChoice.of_proxy(proxy.url()), "https://media.example.com/a", {"X-Api-Key": KEY}
        )
    assert found.body == b"through"
    assert other.connections == 0
    head = proxy.received.split(b"\r\n\r\n")[0]
    assert head.startswith(b"CONNECT media.example.com:443 ")
    assert KEY.encode() not in head


def test_no_proxy_means_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """F30, T04: whatever the environment says."""
    with RawServer(once(answer())) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url())
        with pytest.raises(Offline) as raised:
            asked_through(ProxyChoice(Way.STRAIGHT), "https://name.invalid/")
        assert proxy.connections == 0
    assert raised.value.code == "host name"


def test_a_proxy_that_was_set_is_never_asked_for_loopback() -> None:
    """T04: plain http is for this computer alone, and so no proxy ever reads a request."""
    with RawServer(once(answer())) as proxy, RawServer(replies(answer(200, b"a"))) as server:
        choice = ProxyChoice.of_proxy(proxy.url())
        assert asked_through(choice, server.url(), {"X-Api-Key": KEY}).body == b"a"
    assert proxy.connections == 0


def test_a_dead_proxy_is_named_by_its_address() -> None:
    """F30."""
    with socket.create_server(("127.0.0.1", 0)) as dead:
        port = dead.getsockname()[1]
    with pytest.raises(ProxyFailed) as raised:
        asked_through(ProxyChoice.of_proxy(f"127.0.0.1:{port}"), "https://api.example.com/")
    assert str(raised.value) == f"The proxy 127.0.0.1:{port} cannot be reached."


def test_a_proxy_that_wants_a_password_is_named_with_its_status() -> None:
    """F30."""
    with RawServer(once(answer(407))) as proxy:
        with pytest.raises(ProxyFailed) as raised:
            asked_through(ProxyChoice.of_proxy(proxy.url()), "https://api.example.com/")
        assert str(raised.value) == f"The proxy 127.0.0.1:{proxy.port} did not serve."
    assert raised.value.detail == "407"


def test_another_proxy_is_used_from_the_next_request_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """F30: no start is needed."""
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS_DATA / "valid.pem"))
    with RawServer(once(answer(502))) as first, RawServer(tunnel) as second:

        async def work(wire: Wire) -> bytes:
            await wire.use_proxy(ProxyChoice.of_proxy(first.url()))
            with pytest.raises(ProxyFailed):
                await fetch(wire, "https://media.example.com/a")
            await wire.use_proxy(ProxyChoice.of_proxy(second.url()))
            return await fetch(wire, "https://media.example.com/a")

        assert with_wire(work) == b"through"
