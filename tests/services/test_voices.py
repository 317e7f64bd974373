"""Voices looked for in HeyGen's list over real HTTP."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import KeyMissing, NotFound, Problem, ServiceFailed
from avatar_browser.domain.secret import Secret
from avatar_browser.domain.voice import Voice
from avatar_browser.providers import anam, heygen
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.sessions import Sessions
from avatar_browser.services.voices import PAUSE, Voices
from tests.support.media_server import MediaServer, Turn, hangs, refuses, sends_json

OWN = "/v3/voices?type=private&limit=100"
STOCK = "/v3/voices?type=public&limit=100"
V2 = "/v2/voices"


def page(*voice_ids: str, token: str | None = None) -> Turn:
    records = [{"voice_id": i, "name": i.title(), "language": "English"} for i in voice_ids]
    return sends_json({"data": records, "has_more": token is not None, "next_token": token})


class Room:
    """The service under test with all that it has told; ``key`` is HeyGen's."""

    def __init__(self, dispatcher: Dispatcher, network: NetworkThread, server: MediaServer) -> None:
        self.server = server
        self.key: Secret | None = Secret("CANARY-0123456789-key")
        self.now = 100.0
        wire = LateWire()
        network.submit(wire.open())
        network.close_at_stop(wire.aclose)
        self.sessions = Sessions(
            [anam.SPEC, heygen.SPEC],
            wire,
            lambda _: self.key,
            base_urls={"anam": server.url, "heygen": server.url},
            environment={},
        )
        self.voices = Voices(self.sessions, dispatcher, clock=lambda: self.now)
        self.found: list[Voice] = []
        self.failed: list[tuple[str, Problem]] = []
        self.cleared: list[str] = []
        self.voices.voice_found.connect(lambda _, voice: self.found.append(voice))
        self.voices.voice_failed.connect(lambda _, *told: self.failed.append(told))
        self.voices.session_changed.connect(self.cleared.append)

    @property
    def names(self) -> list[str]:
        return [voice.name for voice in self.found]

    def want(self, *voice_ids: str) -> None:
        for voice_id in voice_ids:
            self.voices.want("heygen", voice_id)


Settle = Callable[[], None]


@pytest.fixture
def room(dispatcher: Dispatcher, network: NetworkThread, server: MediaServer) -> Iterator[Room]:
    server.serve(OWN, page("mine"))
    server.serve(STOCK, page("aria", "ben", token="2"))
    server.serve(f"{STOCK}&token=2", page("cleo"))
    yield Room(dispatcher, network, server)
    server.release()


@pytest.fixture
def settle(dispatcher: Dispatcher, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(lambda: dispatcher.pending == 0)


def test_pages_are_read_until_the_voice_is_found_and_no_further(room: Room, settle: Settle) -> None:
    room.want("aria")
    settle()
    assert room.found == [Voice("aria", "Aria", "English")]
    assert room.server.targets == [OWN, STOCK]
    assert room.voices.voice_of("heygen", "ben") == Voice("ben", "Ben", "English")
    assert room.voices.voice_of("heygen", "cleo") is None


def test_what_was_read_is_not_asked_for_again_and_reading_goes_on_from_there(
    room: Room, settle: Settle
) -> None:
    room.want("aria")
    settle()
    room.want("ben", "cleo", "mine")
    settle()
    assert sorted(room.names) == ["Aria", "Ben", "Cleo", "Mine"]
    assert room.server.targets == [OWN, STOCK, f"{STOCK}&token=2"]


def test_several_who_want_share_one_reading(room: Room, settle: Settle) -> None:
    room.want("cleo", "aria", "cleo", "mine")
    settle()
    assert room.names == ["Mine", "Aria", "Cleo"]
    assert len(room.server.targets) == 3


def test_a_voice_that_is_not_listed_is_told_and_the_list_read_once(
    room: Room, settle: Settle
) -> None:
    room.want("nobody")
    settle()
    room.want("nobody")
    assert [(name, type(why)) for name, why in room.failed] == [("nobody", NotFound)] * 2
    assert len(room.server.targets) == 3


@pytest.mark.parametrize(
    "turn", [page("aria", token="loop"), page("aria", token="2"), page(token="loop")]
)
def test_a_list_that_goes_round_in_circles_ends(room: Room, settle: Settle, turn: Turn) -> None:
    room.server.serve(STOCK, page("aria", token="loop"))
    room.server.serve(f"{STOCK}&token=loop", turn)
    room.server.serve(f"{STOCK}&token=2", turn)
    room.want("nobody")
    settle()
    assert isinstance(room.failed[0][1], NotFound)
    assert len(room.server.targets) <= 4


def test_where_v3_is_gone_v2_tells(room: Room, settle: Settle) -> None:
    room.server.serve(OWN, refuses(404))
    room.server.serve(V2, sends_json({"data": {"voices": [{"voice_id": "old", "name": "Old"}]}}))
    room.want("old", "nobody")
    settle()
    assert room.names == ["Old"]
    assert [name for name, _ in room.failed] == ["nobody"]
    assert room.server.targets == [OWN, V2]


def test_a_list_that_failed_is_left_alone_for_a_while_and_then_read_on(
    room: Room, settle: Settle
) -> None:
    room.server.serve(STOCK, refuses(501))
    room.want("aria")
    settle()
    assert isinstance(room.failed[0][1], ServiceFailed)
    asked = len(room.server.asked)
    room.want("ben")
    settle()
    assert len(room.failed) == 2
    assert len(room.server.asked) == asked
    room.now += PAUSE
    room.server.serve(STOCK, page("aria", "ben"))
    room.want("ben")
    settle()
    assert room.names == ["Ben"]
    assert room.server.targets.count(OWN) == 1


def test_another_key_ends_the_reading_and_begins_with_nothing(
    room: Room, settle: Settle, qtbot: QtBot
) -> None:
    room.server.serve(OWN, page("mine"), page("yours"))
    room.server.serve(STOCK, hangs(page("aria")), page("aria"))
    room.want("mine", "aria")
    qtbot.waitUntil(lambda: len(room.server.asked) == 2)
    room.key = Secret("another-0123456789-key")
    room.sessions.renew("heygen")
    room.server.release()
    settle()
    assert room.cleared == ["heygen"]
    assert room.voices.voice_of("heygen", "mine") is None
    assert room.names == ["Mine"]
    room.want("yours")
    settle()
    assert room.names == ["Mine", "Yours"]


def test_without_a_key_nobody_is_asked(room: Room) -> None:
    room.key = None
    room.sessions.renew("heygen")
    assert not room.voices.can_tell("heygen")
    room.want("aria")
    assert isinstance(room.failed[0][1], KeyMissing)
    assert room.server.asked == []


def test_a_provider_without_voices_tells_none(room: Room) -> None:
    assert room.voices.can_tell("heygen")
    assert not room.voices.can_tell("anam")
    room.voices.want("anam", "aria")
    assert isinstance(room.failed[0][1], NotFound)
    assert room.server.asked == []


def test_what_was_forgotten_is_read_anew(room: Room, settle: Settle) -> None:
    room.want("mine")
    settle()
    room.voices.forget("heygen")
    room.want("mine")
    settle()
    assert room.server.targets == [OWN, OWN]
