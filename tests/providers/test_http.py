"""The door to the wire: answers that are whole, cut, too large, or no HTTP at all."""

import asyncio
import gzip
import os
import subprocess
import sys
import tracemalloc
from typing import Any

import pytest

from avatar_browser.domain.errors import Problem, UnexpectedAnswer
from avatar_browser.providers.body import Body
from avatar_browser.providers.exchange import AnswerCut, RawAnswer
from avatar_browser.providers.http import Wire
from tests.support.raw_server import (
    Connection,
    RawServer,
    Script,
    answer,
    json_answer,
    once,
    replies,
)
from tests.support.wire import MIB, exchange, fetch, with_wire

KEY = "sk_canary_0123456789"


def answered(script: Script, **limits: Any) -> RawAnswer:
    with RawServer(script) as server:
        return exchange(server.url("/v1"), **limits)


def failure(script: Script, **limits: Any) -> Problem:
    with pytest.raises(Problem) as raised:
        answered(script, **limits)
    return raised.value


def test_an_answer_comes_back_whole_with_headers_in_lower_case() -> None:
    raw = answered(once(json_answer('{"a": 1}', 201, "X-Request-Id: 7")))
    assert (raw.status, raw.body, raw.headers["x-request-id"]) == (201, b'{"a": 1}', "7")


def test_a_request_says_who_asks_and_what_it_takes() -> None:
    with RawServer(once(answer())) as server:
        exchange(server.url("/v1/a%2Fb/%2E%2E?q=%26"), {"X-Api-Key": KEY})
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
    """F25: 100 kB that hold 100 MiB."""
    bomb = gzip.compress(bytes(100 * MIB), compresslevel=1)
    problem = failure(once(answer(200, bomb, "Content-Encoding: gzip")), cap=2 * MIB)
    assert problem.code == "too large"


def test_a_bomb_in_one_chunk_never_takes_its_size_in_memory() -> None:
    """F25: a decoder that unpacks chunk by chunk makes 100 MiB of this before it counts."""
    bomb = gzip.compress(bytes(100 * MIB), compresslevel=1)
    body = Body("gzip", 2 * MIB)
    tracemalloc.start()
    with pytest.raises(UnexpectedAnswer):
        body.add(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * MIB


def test_a_packed_body_is_unpacked() -> None:
    packed = gzip.compress(b'{"a": "' + b"b" * 200_000 + b'"}')
    raw = answered(once(answer(200, packed, "Content-Encoding: gzip")))
    assert len(raw.body) == 200_009


@pytest.mark.parametrize("step", [7, 1_000, 10 * MIB])
@pytest.mark.parametrize("size", [0, 1, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, MIB])
def test_a_body_is_unpacked_to_its_last_byte_whatever_the_pieces(size: int, step: int) -> None:
    """F25: it is unpacked in pieces of 256 KiB."""
    content = bytes(size)
    packed = gzip.compress(content)
    body = Body("gzip", 2 * MIB)
    for start in range(0, len(packed), step):
        body.add(packed[start : start + step])
    assert body.whole() == content


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip"])
def test_an_encoding_nobody_asked_for_is_refused(encoding: str) -> None:
    """F25."""
    problem = failure(once(answer(200, b"not packed", f"Content-Encoding: {encoding}")))
    assert isinstance(problem, UnexpectedAnswer)
    assert problem.code == "content encoding"


@pytest.mark.parametrize("url", ["", "no url", "https://[::1", "ftp://a/", "https://a b/", "\x00"])
def test_an_address_that_is_none_is_one_typed_error(url: str) -> None:
    """R10: such errors lie outside httpx's own tree."""
    with pytest.raises(UnexpectedAnswer):
        exchange(url)


def test_connections_are_kept_for_the_next_request() -> None:
    with RawServer(replies(answer(200, b"a"))) as server:

        async def work(wire: Wire) -> None:
            for _ in range(3):
                await fetch(wire, server.url())
                await wire.api_exchange(server.url(), {}, silence=20, deadline=20, cap=9)

        with_wire(work)
        assert len(server.requests) == 6
        assert server.connections == 2  # one for media, one for the API: they never mix


def test_a_wire_can_be_closed_twice_and_used_again_on_another_loop() -> None:
    wire = Wire()

    async def work() -> RawAnswer:
        raw = await wire.api_exchange(server.url(), {}, silence=20, deadline=20, cap=9)
        await wire.aclose()
        await wire.aclose()
        return raw

    with RawServer(once(answer())) as server:
        assert [asyncio.run(work()).status for _ in range(2)] == [200, 200]


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
