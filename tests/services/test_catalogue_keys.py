"""A catalogue belongs to one key: without it nothing is asked, with another all is new."""

from avatar_browser.domain.errors import (
    KeyMissing,
    KeyRejected,
)
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.sessions import Sessions
from tests.services.desk import MakeDesk
from tests.services.scripted import (
    END,
    Keys,
    ScriptedStream,
    page,
    spec_of,
)


def test_without_a_key_nothing_is_asked(make_desk: MakeDesk) -> None:
    stream = ScriptedStream("looks", page(1), END)
    desk = make_desk(stream)
    desk.keys.put("one", None)
    desk.sessions.renew("one")
    state = desk.catalogue.state
    assert state.phase is Phase.NO_KEY
    assert isinstance(state.problem, KeyMissing)
    desk.catalogue.retry()
    assert desk.phase() is Phase.NO_KEY
    assert stream.cursors == []


def test_an_adapter_that_finds_no_key_is_no_key_too(make_desk: MakeDesk) -> None:
    desk = make_desk(ScriptedStream("looks", KeyMissing()))
    desk.catalogue.load()
    desk.wait_for(Phase.NO_KEY)


def test_a_base_url_that_cannot_be_used_is_a_failure_with_its_reason(
    dispatcher: Dispatcher,
) -> None:
    sessions = Sessions(
        [spec_of("one", base_url="http://plain.example")], LateWire(), Keys(one="a" * 8).read
    )
    catalogue = Catalogue("one", sessions, dispatcher)
    catalogue.load()
    assert catalogue.state.phase is Phase.FAILED
    assert catalogue.state.problem is sessions.problem("one")


def test_a_refused_key_ends_the_other_streams_and_keeps_the_avatars(make_desk: MakeDesk) -> None:
    other = ScriptedStream("own looks", page(1))
    refused = ScriptedStream("public looks")
    desk = make_desk(other, refused)
    desk.catalogue.load()
    desk.wait_for_count(1)
    refused.give(KeyRejected(code="401"))
    desk.wait_for(Phase.PARTIAL)
    assert other.cancelled.wait(5)
    assert isinstance(desk.catalogue.state.problem, KeyRejected)
    assert [f.stream for f in desk.catalogue.state.failures] == ["public looks"]
    assert desk.ids == ["1"]


def test_another_key_cancels_clears_and_reads_anew(make_desk: MakeDesk) -> None:
    old, new = ScriptedStream("looks", page(1, 2)), ScriptedStream("looks", page(7), END)
    desk = make_desk(old, then=[new])
    desk.catalogue.load()
    desk.wait_for_count(2)
    desk.keys.put("one", "b" * 8)
    desk.sessions.renew("one")
    assert desk.ids == []
    assert desk.phase() is Phase.LOADING
    assert old.cancelled.wait(5)
    old.give(page(3), END)
    desk.wait_for(Phase.COMPLETE)
    assert desk.ids == ["7"]
    assert desk.said == [("added", ["1", "2"]), ("cleared", []), ("added", ["7"])]


def test_a_page_under_way_when_the_key_changes_is_dropped(
    make_desk: MakeDesk, dispatcher: Dispatcher
) -> None:
    old, new = ScriptedStream("looks", page(1), END), ScriptedStream("looks", page(7), END)
    desk = make_desk(old, then=[new])
    desk.catalogue.load()
    assert old.waiting.wait(5)
    dispatcher._network.submit(_nothing()).result(5)
    desk.keys.put("one", "b" * 8)
    desk.sessions.renew("one")
    desk.wait_for(Phase.COMPLETE)
    assert desk.ids == ["7"]


def test_a_removed_key_clears_and_says_so(make_desk: MakeDesk) -> None:
    desk = make_desk(ScriptedStream("looks", page(1), END))
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    desk.keys.put("one", None)
    desk.sessions.renew("one")
    assert (desk.ids, desk.catalogue.state.phase) == ([], Phase.NO_KEY)


async def _nothing() -> None: ...
