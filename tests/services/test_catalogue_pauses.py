"""A catalogue waits as long as it is asked to, says so, and goes on by itself."""

from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import RateLimited
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.sessions import Sessions
from tests.services.desk import MakeDesk
from tests.services.scripted import (
    END,
    Keys,
    ScriptedProvider,
    ScriptedStream,
    page,
    spec_of,
)


def test_a_rate_limit_counts_down_and_then_goes_on_by_itself(
    make_desk: MakeDesk, qtbot: QtBot
) -> None:
    stream = ScriptedStream("looks", page(1, cursor="b"), RateLimited(retry_after=5))
    desk = make_desk(stream)
    desk.catalogue.load()
    desk.wait_for(Phase.WAITING)
    assert desk.catalogue.state.resume_in == 5
    assert isinstance(desk.catalogue.state.problem, RateLimited)
    desk.clock.now += 2.5
    qtbot.waitUntil(lambda: desk.catalogue.state.resume_in == 3)
    desk.catalogue.retry()
    desk.catalogue.load()
    assert desk.phase() is Phase.WAITING, "a pause is kept, whatever is pressed"
    stream.give(page(2), END)
    desk.clock.now += 2.5
    desk.wait_for(Phase.COMPLETE)
    assert stream.cursors == [None, "b"]
    assert desk.ids == ["1", "2"]
    assert desk.catalogue.state.resume_in is None


def test_a_short_pause_is_over_in_real_time(dispatcher: Dispatcher, qtbot: QtBot) -> None:
    stream = ScriptedStream("looks", RateLimited(retry_after=0), page(1), END)
    sessions = Sessions(
        [spec_of("one", [ScriptedProvider(stream)])], LateWire(), Keys(one="a" * 8).read
    )
    catalogue = Catalogue("one", sessions, dispatcher)
    catalogue.load()
    qtbot.waitUntil(lambda: catalogue.state.phase is Phase.COMPLETE)
    assert stream.cursors == [None, None]


def test_refusals_in_a_row_without_a_time_are_waited_out_longer_each(
    make_desk: MakeDesk,
) -> None:
    stream = ScriptedStream("looks", *[RateLimited(retry_after=0)] * 3, page(1), END)
    desk = make_desk(stream)
    desk.catalogue.load()
    for attempt, seconds in enumerate((1, 2, 4), start=1):
        desk.wait_for_tries(stream, attempt)
        desk.wait_for(Phase.WAITING)
        assert desk.catalogue.state.resume_in == seconds
        desk.clock.now += seconds
    desk.wait_for(Phase.COMPLETE)


def test_stop_ends_a_pause_too(make_desk: MakeDesk) -> None:
    stream = ScriptedStream("looks", RateLimited(retry_after=5))
    desk = make_desk(stream)
    desk.catalogue.load()
    desk.wait_for(Phase.WAITING)
    desk.catalogue.stop()
    state = desk.catalogue.state
    assert (state.phase, state.resume_in, state.problem) == (Phase.STOPPED, None, None)
    desk.clock.now += 60
    assert not desk.catalogue._sync._ticker.isActive()


def test_a_pause_of_the_client_is_shown_until_it_is_over(make_desk: MakeDesk) -> None:
    stream = ScriptedStream("looks")
    desk = make_desk(stream)
    desk.catalogue.load()
    desk.wait_for_tries(stream, 1)
    desk.sessions.wait_begun.emit("two", 9.0)
    desk.sessions.wait_begun.emit("one", 1.0)
    desk.sessions.wait_begun.emit("one", 8.0)
    desk.wait_for(Phase.WAITING)
    assert desk.catalogue.state.resume_in == 8
    desk.clock.now += 8
    desk.wait_for(Phase.LOADING)
    assert len(stream.cursors) == 1
    desk.sessions.wait_begun.emit("one", 8.0)
    desk.wait_for(Phase.WAITING)
    stream.give(END)
    desk.wait_for(Phase.EMPTY)
