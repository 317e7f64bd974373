"""One detail request at a time, and only the last one counts."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import KeyMissing, NotFound, Problem
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.details import Details
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.sessions import Sessions
from tests.services.scripted import (
    END,
    Keys,
    Script,
    ScriptedProvider,
    ScriptedStream,
    avatar,
    page,
    spec_of,
)


class Desk:
    """Details over the scripted answers "1" and "2"."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self.keys = Keys(one="a" * 8)
        self.answers = {"1": Script(), "2": Script()}
        self.stream = ScriptedStream("looks", page(1, 2), END)
        adapter = ScriptedProvider(self.stream, details=self.answers)
        self.sessions = Sessions([spec_of("one", [adapter])], LateWire(), self.keys.read)
        self.details = Details(self.sessions, dispatcher)
        self.seen: list[object] = []
        self.failed: list[tuple[AvatarKey, Problem]] = []
        self.details.avatar_detailed.connect(self.seen.append)
        self.details.detail_failed.connect(lambda key, why: self.failed.append((key, why)))


@pytest.fixture
def desk(dispatcher: Dispatcher) -> Desk:
    return Desk(dispatcher)


def test_the_detailed_avatar_is_announced(desk: Desk, qtbot: QtBot) -> None:
    detailed = replace(avatar(1), premium=True, detailed=True)
    desk.details.show(avatar(1))
    assert desk.details.asked_for == avatar(1).key
    desk.answers["1"].give(detailed)
    qtbot.waitUntil(lambda: desk.seen == [detailed])
    assert desk.details.asked_for is None


def test_showing_another_avatar_cancels_the_request_before_it(desk: Desk, qtbot: QtBot) -> None:
    desk.details.show(avatar(1))
    assert desk.answers["1"].waiting.wait(5)
    desk.details.show(avatar(2))
    assert desk.answers["1"].cancelled.wait(5)
    desk.answers["1"].give(avatar(1))
    desk.answers["2"].give(avatar(2, name="Second"))
    qtbot.waitUntil(lambda: bool(desk.seen))
    assert desk.seen == [avatar(2, name="Second")]
    assert desk.failed == []


def test_a_failed_detail_leaves_the_listed_record(
    desk: Desk, dispatcher: Dispatcher, qtbot: QtBot
) -> None:
    catalogue = Catalogue("one", desk.sessions, dispatcher)
    desk.details.avatar_detailed.connect(catalogue.update)
    catalogue.load()
    qtbot.waitUntil(lambda: catalogue.state.phase is Phase.COMPLETE)
    problem = NotFound()
    desk.answers["1"].give(problem)
    desk.details.show(catalogue.avatars[0])
    qtbot.waitUntil(lambda: bool(desk.failed))
    assert desk.failed == [(avatar(1).key, problem)]
    assert list(catalogue.avatars) == [avatar(1), avatar(2)]
    assert desk.details.asked_for is None


def test_details_reach_the_catalogue(desk: Desk, dispatcher: Dispatcher, qtbot: QtBot) -> None:
    catalogue = Catalogue("one", desk.sessions, dispatcher)
    desk.details.avatar_detailed.connect(catalogue.update)
    catalogue.load()
    qtbot.waitUntil(lambda: catalogue.state.phase is Phase.COMPLETE)
    desk.answers["2"].give(replace(avatar(2), premium=True, detailed=True))
    with qtbot.waitSignal(catalogue.avatars_changed):
        desk.details.show(catalogue.avatars[1])
    assert catalogue.avatars[1].premium is True


def test_without_a_key_the_reason_is_told_after_the_call(desk: Desk, qtbot: QtBot) -> None:
    desk.keys.put("one", None)
    desk.sessions.renew("one")
    desk.details.show(avatar(1))
    assert desk.failed == []
    qtbot.waitUntil(lambda: bool(desk.failed))
    [(key, problem)] = desk.failed
    assert key == avatar(1).key
    assert isinstance(problem, KeyMissing)


@pytest.mark.parametrize("by_key", [False, True], ids=["cancelled", "key changed"])
def test_an_answer_that_is_not_wanted_any_more_is_dropped(
    desk: Desk, qtbot: QtBot, by_key: bool
) -> None:
    desk.details.show(avatar(1))
    assert desk.answers["1"].waiting.wait(5)
    if by_key:
        desk.keys.put("one", "b" * 8)
        desk.sessions.renew("one")
    else:
        desk.details.cancel()
    assert desk.answers["1"].cancelled.wait(5)
    assert desk.details.asked_for is None
    with qtbot.assertNotEmitted(desk.details.avatar_detailed, wait=10):
        desk.answers["1"].give(avatar(1))
    assert desk.failed == []
