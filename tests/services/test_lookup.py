"""One id asked for at a time, and only the last one counts."""

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import KeyMissing, NotFound, Problem
from avatar_browser.providers.protocol import KeyReport, Stream
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.lookup import Inquiry, Lookup
from avatar_browser.services.sessions import Sessions
from tests.services.scripted import Keys, Script, avatar, spec_of


class Adapter:
    """Knows nothing but the answers it is given."""

    def __init__(self) -> None:
        self.answers = {"1": Script(), "2": Script()}
        self.asked: list[tuple[AvatarKey, Avatar | None]] = []

    def streams(self) -> tuple[Stream, ...]:
        return ()

    async def fetch_avatar(self, key: AvatarKey, known: Avatar | None = None) -> Avatar:
        self.asked.append((key, known))
        answer = await self.answers[key.id].take()
        assert isinstance(answer, Avatar)
        return answer

    async def check_key(self) -> KeyReport:
        return KeyReport("fine")


class Desk:
    def __init__(self, dispatcher: Dispatcher) -> None:
        self.keys = Keys(one="a" * 8)
        self.adapter = Adapter()
        self.sessions = Sessions(
            [spec_of("one", [self.adapter])],  # type: ignore[list-item]
            LateWire(),
            self.keys.read,
        )
        self.lookup = Lookup(self.sessions, dispatcher)
        self.found: list[tuple[Inquiry, Avatar]] = []
        self.failed: list[tuple[Inquiry, Problem]] = []
        self.lookup.found.connect(lambda inquiry, avatar: self.found.append((inquiry, avatar)))
        self.lookup.failed.connect(lambda inquiry, why: self.failed.append((inquiry, why)))


@pytest.fixture
def desk(dispatcher: Dispatcher) -> Desk:
    return Desk(dispatcher)


def test_what_the_provider_tells_of_an_id_is_announced(desk: Desk, qtbot: QtBot) -> None:
    inquiry = Inquiry("one", "1")
    desk.lookup.ask(inquiry)
    assert desk.lookup.asking == inquiry
    desk.adapter.answers["1"].give(avatar(1))
    qtbot.waitUntil(lambda: desk.found == [(inquiry, avatar(1))])
    assert desk.adapter.asked == [(AvatarKey("one", "", "1"), None)]
    assert desk.lookup.asking is None


def test_asking_for_another_id_cancels_the_one_before(desk: Desk, qtbot: QtBot) -> None:
    desk.lookup.ask(Inquiry("one", "1"))
    assert desk.adapter.answers["1"].waiting.wait(5)
    desk.lookup.ask(Inquiry("one", "2"))
    assert desk.adapter.answers["1"].cancelled.wait(5)
    desk.adapter.answers["1"].give(avatar(1))
    desk.adapter.answers["2"].give(NotFound())
    qtbot.waitUntil(lambda: bool(desk.failed))
    assert desk.found == []
    assert desk.failed[0][0] == Inquiry("one", "2")


@pytest.mark.parametrize("by_key", [False, True], ids=["cancelled", "key changed"])
def test_an_answer_that_is_not_wanted_any_more_is_dropped(
    desk: Desk, qtbot: QtBot, by_key: bool
) -> None:
    desk.lookup.ask(Inquiry("one", "1"))
    assert desk.adapter.answers["1"].waiting.wait(5)
    with qtbot.waitSignal(desk.lookup.changed):
        if by_key:
            desk.keys.put("one", "b" * 8)
            desk.sessions.renew("one")
        else:
            desk.lookup.cancel()
    assert desk.lookup.asking is None
    assert desk.adapter.answers["1"].cancelled.wait(5)
    assert (desk.found, desk.failed) == ([], [])


def test_without_a_key_the_reason_is_told_after_the_call(desk: Desk, qtbot: QtBot) -> None:
    desk.keys.put("one", None)
    desk.sessions.renew("one")
    desk.lookup.ask(Inquiry("one", "1"))
    assert desk.failed == []
    qtbot.waitUntil(lambda: bool(desk.failed))
    assert isinstance(desk.failed[0][1], KeyMissing)
