"""Samples over real HTTP into a real cache folder."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import (
    MediaExpired,
    MediaProblem,
    MediaRefused,
    MediaUnusable,
    NotFound,
    Problem,
)
from avatar_browser.domain.voice import Voice
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.voice_samples import VoiceSamples
from avatar_browser.store.listing import BESIDE
from avatar_browser.store.media_cache import MediaCache, MediaId
from avatar_browser.store.media_sums import store_summed
from tests.support.anam_media import KEY, sessions_on
from tests.support.media_server import MediaServer, refuses, sends, stalls

TONE = (Path(__file__).parents[1] / "data" / "media" / "tone.mp3").read_bytes()
TONE_ID = MediaId("anam", "voices", "aria", "", "sample")


class Room:
    def __init__(
        self, dispatcher: Dispatcher, network: NetworkThread, folder: Path, server: MediaServer
    ) -> None:
        self.server = server
        self.cache = MediaCache(folder, cap_bytes=len(TONE))
        self.samples = VoiceSamples(sessions_on(server, network), dispatcher, self.cache)
        self.ready: list[Path] = []
        self.failed: list[Problem] = []
        self.samples.ready.connect(lambda *told: self.ready.append(Path(told[2])))
        self.samples.failed.connect(lambda *told: self.failed.append(told[2]))

    def fetch(self, name: str = "aria", url: str = "") -> None:
        voice = Voice(name, name.title(), sample_url=url or f"{self.server.url}/{name}.mp3")
        self.samples.fetch("anam", voice)

    def files(self) -> list[Path]:
        return [path for path in self.cache.path(TONE_ID).parents[2].rglob("*") if path.is_file()]


Settle = Callable[[], None]


@pytest.fixture
def room(
    dispatcher: Dispatcher, network: NetworkThread, tmp_path: Path, server: MediaServer
) -> Room:
    server.serve("/aria.mp3", sends(TONE, "text/plain"))
    return Room(dispatcher, network, tmp_path / "media", server)


@pytest.fixture
def settle(dispatcher: Dispatcher, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(lambda: dispatcher.pending == 0)


def test_a_sample_is_fetched_once_and_given_as_a_file(room: Room, settle: Settle) -> None:
    for _ in range(2):
        room.fetch()
        settle()
    assert [path.read_bytes() for path in room.ready] == [TONE, TONE]
    assert room.server.targets == ["/aria.mp3"]
    assert KEY not in str(room.server.asked[0].headers)


def test_a_damaged_sample_on_the_disk_is_fetched_anew(room: Room, settle: Settle) -> None:
    store_summed(room.cache, TONE_ID, b"#EXTM3U")
    room.fetch()
    settle()
    assert room.ready[0].read_bytes() == TONE


@pytest.mark.parametrize("content", [b"<html>Sign in</html>", b"#EXTM3U\nfile:///etc/passwd", b""])
def test_what_is_no_sound_is_refused_and_not_kept(
    room: Room, settle: Settle, content: bytes
) -> None:
    room.server.serve("/aria.mp3", sends(content, "audio/mpeg"))
    room.fetch()
    settle()
    assert isinstance(room.failed[0], MediaUnusable)
    assert room.ready == []
    assert room.files() == []


@pytest.mark.parametrize(("status", "expected"), [(403, MediaExpired), (404, NotFound)])
def test_trouble_of_the_host_is_told_as_it_is(
    room: Room, settle: Settle, status: int, expected: type[Problem]
) -> None:
    room.server.serve("/aria.mp3", refuses(status))
    room.fetch()
    settle()
    assert type(room.failed[0]) is expected


@pytest.mark.parametrize("url", ["http://192.168.0.1/a.mp3", "https://user@files.example/a.mp3"])
def test_an_address_that_is_not_fit_is_refused(room: Room, settle: Settle, url: str) -> None:
    room.fetch(url=url)
    settle()
    assert isinstance(room.failed[0], MediaRefused | MediaProblem)
    assert room.server.asked == []


def test_a_new_sample_takes_the_place_of_the_one_on_its_way(
    room: Room, settle: Settle, qtbot: QtBot
) -> None:
    room.server.serve("/ben.mp3", stalls(TONE, after=10))
    room.fetch("ben")
    qtbot.waitUntil(lambda: "/ben.mp3" in room.server.targets)
    room.fetch("aria")
    settle()
    room.server.release()
    assert len(room.ready) == 1
    assert room.failed == []
    assert len({path.name.partition(BESIDE)[0] for path in room.files()}) == 1


def test_the_sample_given_last_is_not_evicted_until_it_is_let_go(
    room: Room, settle: Settle
) -> None:
    room.fetch()
    settle()
    room.cache.store(MediaId("anam", "avatars", "liv", "", "imageUrl"), TONE)
    room.cache.evict()
    assert room.ready[0].exists()
    room.samples.cancel()
    room.cache.store(MediaId("anam", "avatars", "mia", "", "imageUrl"), TONE)
    room.cache.evict()
    assert not room.ready[0].exists()
