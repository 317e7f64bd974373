import socket
import time
from contextlib import suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from avatar_browser.demo.server import DemoThread
from avatar_browser.demo.switches import Switches
from tests.demo.client import anam, get, heygen


def _raw(demo: DemoThread, request: bytes) -> bytes:
    parts = urlsplit(demo.endpoints.anam)
    with socket.create_connection((parts.hostname, parts.port or 0), timeout=10) as wire:
        answer = b""
        # A server that ends before it has read all that was sent resets the connection.
        with suppress(ConnectionError):
            wire.sendall(request)
        with suppress(ConnectionResetError):
            while chunk := wire.recv(4096):
                answer += chunk
    return answer


def test_one_connection_serves_many_requests(demo: DemoThread) -> None:
    parts = urlsplit(demo.endpoints.anam)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.connect()
        port = connection.sock.getsockname()
        for _ in range(20):
            connection.request("GET", "/v1/avatars")
            answer = connection.getresponse()
            assert answer.status == 401
            answer.read()
        assert connection.sock.getsockname() == port
    finally:
        connection.close()


def test_a_head_request_gets_the_length_without_the_body(demo: DemoThread) -> None:
    url = f"{demo.endpoints.anam}/v1/avatars"
    answer = get(url, method="HEAD")
    assert answer.body == b""
    assert answer.headers["content-length"] == str(len(get(url).body))


def test_other_methods_are_refused(demo: DemoThread) -> None:
    answer = get(f"{demo.endpoints.anam}/v1/avatars", method="DELETE")
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "request_text",
    [
        b"nonsense\r\n\r\n",
        b"GET no-slash HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_is_answered_with_400_and_the_end(
    demo: DemoThread, request_text: bytes
) -> None:
    assert _raw(demo, request_text).startswith(b"HTTP/1.1 400 ")
    assert get(f"{demo.endpoints.anam}/v1/avatars").status == 401


def test_an_old_client_gets_its_answer_and_the_end(demo: DemoThread) -> None:
    answer = _raw(demo, b"GET /v1/avatars HTTP/1.0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 401 ")
    assert b"Connection: close" in answer


def test_every_request_is_logged_with_its_headers(demo: DemoThread) -> None:
    anam(demo.endpoints, "/v1/avatars?perPage=1")
    heygen(demo.endpoints, "/v3/users/me")
    first, second = demo.log
    assert (first.server, first.target, first.status) == ("anam", "/v1/avatars?perPage=1", 200)
    assert first.headers["authorization"] == f"Bearer {demo.endpoints.anam_key}"
    assert (second.server, second.status) == ("heygen", 200)
    assert second.headers["x-api-key"] == demo.endpoints.heygen_key


def test_latency_delays_the_apis(demo: DemoThread) -> None:
    demo.switches.latency = 0.2
    began = time.monotonic()
    anam(demo.endpoints, "/v1/avatars")
    assert time.monotonic() - began >= 0.2


def test_keys_can_end() -> None:
    with DemoThread(switches=Switches(key_seconds=0)) as demo:
        assert anam(demo.endpoints, "/v1/avatars").status == 401
        assert heygen(demo.endpoints, "/v3/users/me").status == 401


def test_a_connection_made_while_the_servers_stop_is_not_left_open() -> None:
    wires = []
    with DemoThread() as demo:
        parts = urlsplit(demo.endpoints.anam)
        at = (parts.hostname, parts.port or 0)
        wires += [socket.create_connection(at, timeout=10) for _ in range(20)]
    for wire in wires:
        with wire, suppress(ConnectionResetError):
            assert wire.recv(100) == b""


def test_stopping_does_not_wait_for_a_hanging_answer() -> None:
    request = b"GET /v1/avatars HTTP/1.1\r\n\r\n"
    with DemoThread() as demo:
        parts = urlsplit(demo.endpoints.anam)
        wire = socket.create_connection((parts.hostname, parts.port or 0), timeout=10)
        wire.sendall(request)
        assert wire.recv(4096).startswith(b"HTTP/1.1 401 ")
        demo.switches.latency = 60
        wire.sendall(request)
        began = time.monotonic()
    assert time.monotonic() - began < 5
    with wire, suppress(ConnectionResetError):  # the request may not have been read yet
        assert wire.recv(100) == b""
