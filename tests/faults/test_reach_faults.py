"""A service that cannot be reached at a second start: what was seen before is there, and why
nothing new comes is told."""

import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from avatar_browser.providers import http
from avatar_browser.ui.notice import Act
from tests.faults.scene import Scene
from tests.support.faults import closed_port, paused_port
from tests.support.raw_server import TLS_DATA, RawServer, answer, once, replies, server_tls
from tests.support.slow_dns import slow_dns

UNREACHED = "Anam cannot be reached"
NO_PROXY = "The proxy does not serve"
NAMED = "https://api.example.com"


def await_what_was_stored(scene: Scene, name: str, part: str = "", title: str = UNREACHED) -> None:
    """The tab says that, and has what the first session kept; the other service is as ever."""
    text = scene.await_notice(name, title, part)
    assert text.endswith("; what was seen before is shown.")
    assert "it is tried again by itself within minutes" in text
    scene.await_stored()
    assert scene.anam.state.is_offline_copy
    scene.shows(title, text, Act.RETRY, on_page=False)
    if title == NO_PROXY:
        scene.shows(title, text, Act.PROXY, on_page=False)
    scene.await_all_tab(title)
    scene.await_heygen()


def ask_anew_for_a_moment(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only once the other service is read: a slow moment of this computer is to be no fault."""
    scene.await_heygen()
    scene.await_stored()
    monkeypatch.setattr(http, "CONNECT_TIMEOUT", 0.2)
    scene.page.load_anew()


@contextmanager
def local(port: AbstractContextManager[int]) -> Iterator[str]:
    with port as number:
        yield f"http://127.0.0.1:{number}"


def test_a_port_where_nobody_listens(scene: Scene) -> None:
    """F28."""
    scene.open_filled()
    with local(closed_port()) as address:
        scene.start_again(address)
        await_what_was_stored(scene, "F28 nobody there")


def test_a_service_that_accepts_nobody(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """F18."""
    scene.open_filled()
    with local(paused_port()) as address:
        scene.start_again(address)
        ask_anew_for_a_moment(scene, monkeypatch)
        await_what_was_stored(scene, "F18 paused accept")


@pytest.mark.parametrize(
    ("certificate", "trusted", "part"),
    [
        ("valid", "expired", "not one that this computer trusts: ask whoever runs this network"),
        ("expired", "expired", "or this computer's clock is wrong: check the date and time"),
    ],
)
def test_a_certificate_that_is_not_to_be_trusted(
    certificate: str, trusted: str, part: str, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F16: nothing is sent, and nothing offers to go on all the same."""
    scene.open_filled()
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS_DATA / f"{trusted}.pem"))
    with RawServer(once(answer()), tls=server_tls(certificate)) as server:
        scene.start_again(server.url())
        await_what_was_stored(scene, f"F16 {certificate} certificate", part)
        assert server.requests == []


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (socket.EAI_NONAME, "The host of the service cannot be found: check"),
        (socket.EAI_AGAIN, "there seems to be no network: check"),
    ],
)
def test_a_name_that_is_not_found(
    error: int, part: str, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F26."""
    scene.open_filled()
    with slow_dns(monkeypatch) as dns:
        dns.fail("api.example.com", error)
        scene.start_again(NAMED)
        await_what_was_stored(scene, f"F26 {part.partition(':')[0]}", part)


def test_a_resolver_that_hangs(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """F27: it is waited for no longer than for a connection, and holds up nobody else."""
    scene.open_filled()
    with slow_dns(monkeypatch) as dns:
        dns.hang("api.example.com")
        scene.start_again(NAMED)
        ask_anew_for_a_moment(scene, monkeypatch)
        await_what_was_stored(scene, "F27 hanging resolver")
        assert dns.asked


def test_a_proxy_that_is_dead(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """F30: it is the proxy that is named, not the service."""
    scene.open_filled()
    with local(closed_port()) as address:
        monkeypatch.setenv("HTTPS_PROXY", address)
        scene.start_again(NAMED)
        await_what_was_stored(scene, "F30 dead proxy", "The proxy of this computer", NO_PROXY)


def test_a_proxy_that_refuses(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """F30."""
    scene.open_filled()
    with RawServer(replies(answer(407))) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url())
        scene.start_again(NAMED)
        await_what_was_stored(scene, "F30 refusing proxy", "The proxy of this computer", NO_PROXY)
        assert {request.method for request in proxy.requests} == {"CONNECT"}
