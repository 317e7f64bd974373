"""Sounds by the media client: whole, within their cap, from fit addresses only."""

import pytest

from avatar_browser.domain.errors import MediaExpired, MediaRefused, MediaUnusable, Problem
from avatar_browser.providers.media_client import AUDIO_CAP, MediaClient
from tests.support.raw_server import RawServer, Script, answer, once, replies
from tests.support.wire import with_wire

SOUND = b"OggS" + bytes(range(256)) * 100


def audio(url: str, *, allow_loopback: bool = True) -> bytes:
    return with_wire(lambda wire: MediaClient(wire, allow_loopback=allow_loopback).fetch_audio(url))


def refused(script: Script) -> Problem:
    with RawServer(script) as server, pytest.raises(Problem) as raised:
        audio(server.url("/a.ogg"))
    return raised.value


def test_a_sound_comes_back_whole() -> None:
    with RawServer(once(answer(200, SOUND, "Content-Type: text/html"))) as server:
        assert audio(server.url("/a.ogg")) == SOUND
    assert "authorization" not in str(server.requests[0]).lower()


def test_a_length_above_20_mib_is_refused_before_it_comes() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (AUDIO_CAP + 1)
    problem = refused(once(head))
    assert isinstance(problem, MediaUnusable)
    assert "20 MiB" in str(problem)


def test_a_refusal_means_that_the_link_is_past() -> None:
    assert isinstance(refused(replies(answer(403, b""))), MediaExpired)


@pytest.mark.parametrize("url", ["s3://bucket/a.mp3", "file:///etc/passwd", "http://10.0.0.1/a"])
def test_other_addresses_are_refused_without_a_request(url: str) -> None:
    with pytest.raises(MediaRefused):
        audio(url, allow_loopback=False)
