"""The media client against a real server: packed, oversized, cut, dripping and hung files."""

import asyncio
import time

import pytest

from avatar_browser.domain.errors import MediaUnusable, ServiceFailed
from avatar_browser.providers import media_client
from avatar_browser.providers.exchange import AnswerCut
from avatar_browser.providers.http import Wire
from avatar_browser.providers.media_client import MediaClient
from tests.support.media import PICTURE, image, refused_image, video
from tests.support.raw_server import Connection, Crowd, RawServer, answer, hanging, once
from tests.support.wire import MIB, with_wire

CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate", "identity, gzip"])
def test_a_packed_file_is_refused_image(encoding: str) -> None:
    """F25: nothing is ever unpacked."""
    problem = refused_image(once(answer(200, PICTURE, f"Content-Encoding: {encoding}")))
    assert isinstance(problem, MediaUnusable)


def test_a_file_that_says_it_is_too_large_is_not_read() -> None:
    """F24."""
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {10 * MIB + 1}\r\n\r\n".encode()
    problem = refused_image(hanging(head))
    assert isinstance(problem, MediaUnusable)
    assert problem.code == "too large"
    assert "10 MiB" in str(problem)


def test_a_file_that_grows_too_large_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """F24: the bytes are counted, whatever the header says or does not."""

    def endless(connection: Connection) -> None:
        connection.request()
        connection.send(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.send(bytes(65_536))

    monkeypatch.setattr(media_client, "VIDEO_CAP", 2 * MIB)
    pieces: list[bytes] = []
    assert isinstance(refused_image(endless), MediaUnusable)
    with RawServer(endless) as server, pytest.raises(MediaUnusable):
        video(server.url(), pieces.append)
    assert sum(map(len, pieces)) <= 2 * MIB


def test_a_length_that_lies_small_does_not_let_more_through() -> None:
    """F24."""
    data = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdefgh"
    with RawServer(once(data)) as server:
        assert image(server.url()) == b"abc"


def test_a_length_that_disagrees_with_the_chunks_is_a_cut_file() -> None:
    """F22."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert isinstance(refused_image(once(head + b"3\r\nabc\r\n0\r\n\r\n")), AnswerCut)


def test_an_empty_file_is_no_picture() -> None:
    """F53."""
    assert isinstance(refused_image(once(answer(200))), MediaUnusable)


def test_an_image_that_breaks_off_is_fetched_once_more() -> None:
    """F21, F23."""

    def reset(connection: Connection) -> None:
        connection.request()
        connection.send(CUT)
        connection.reset()

    for broken in (once(CUT), reset):
        with RawServer(broken, once(answer(200, PICTURE))) as server:
            assert image(server.url()) == PICTURE
    assert isinstance(refused_image(once(CUT)), ServiceFailed)


def test_a_video_that_breaks_off_is_a_failure_once_something_was_written() -> None:
    """F21: the file at the other end of write cannot be rewound from here."""
    pieces: list[bytes] = []
    with RawServer(once(CUT), once(answer(200, b"whole"))) as server, pytest.raises(AnswerCut):
        video(server.url(), pieces.append)
    assert b"".join(pieces) == b"half"


def test_a_video_that_breaks_off_before_it_begins_is_fetched_once_more() -> None:
    """F21."""
    pieces: list[bytes] = []
    with RawServer(once(b"HTTP/1.1 200"), once(answer(200, b"whole"))) as server:
        assert video(server.url(), pieces.append) == 5
    assert b"".join(pieces) == b"whole"


def test_a_dripping_file_ends_at_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """F20."""

    def script(connection: Connection) -> None:
        connection.request()
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
        connection.drip(bytes(9999), every=0.02)

    monkeypatch.setattr(media_client, "IMAGE_DEADLINE", 0.2)
    monkeypatch.setattr(media_client, "VIDEO_DEADLINE", 0.2)
    start = time.monotonic()
    assert refused_image(script).code == "deadline"
    with RawServer(script) as server, pytest.raises(ServiceFailed) as raised:
        video(server.url(), lambda _piece: None)
    assert raised.value.code == "deadline"
    assert time.monotonic() - start < media_client.SILENCE


def test_a_silent_host_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """F19."""
    monkeypatch.setattr(media_client, "SILENCE", 0.1)
    assert refused_image(hanging()).code == "silence"


def test_at_most_six_images_and_one_video_are_fetched_at_once() -> None:
    """F31."""
    images, videos = Crowd(answer(200, b"a"), 6), Crowd(answer(200, b"a"), 1)
    with RawServer(images) as pictures, RawServer(videos) as clips:

        async def work(wire: Wire) -> None:
            client = MediaClient(wire, allow_loopback=True)
            fetches = [client.fetch_image(pictures.url()) for _ in range(18)]
            films = [
                client.fetch_video(clips.url(), lambda _p: None, lambda *_: None) for _ in range(3)
            ]
            await asyncio.gather(*fetches, *films)

        with_wire(work)
    assert (images.most, videos.most) == (6, 1)


def test_a_cancelled_fetch_makes_room_at_once() -> None:
    """F31, F99: six hung pictures scrolled away do not hold up the seventh."""
    with RawServer(*[hanging()] * 6, once(answer(200, PICTURE))) as server:

        async def work(wire: Wire) -> float:
            client = MediaClient(wire, allow_loopback=True)
            hung = [asyncio.ensure_future(client.fetch_image(server.url())) for _ in range(6)]
            await asyncio.to_thread(server.await_requests, 6)
            start = time.monotonic()
            wanted = asyncio.ensure_future(client.fetch_image(server.url()))
            for task in hung:
                task.cancel()
            assert await wanted == PICTURE
            await asyncio.gather(*hung, return_exceptions=True)
            return time.monotonic() - start

        assert with_wire(work) < media_client.SILENCE / 2
