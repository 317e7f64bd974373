"""A catalogue reads its streams side by side and loses nothing that has arrived."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.errors import (
    KeyMissing,
    KeyRejected,
    NotPermitted,
    RateLimited,
    ServiceFailed,
)
from avatar_browser.providers.protocol import Page
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.sessions import Sessions
from tests.services.scripted import (
    END,
    Keys,
    ScriptedProvider,
    ScriptedStream,
    avatar,
    page,
    person,
    spec_of,
)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """A catalogue of provider "one" with what it stands on, and a note of all that it said."""

    def __init__(self, dispatcher: Dispatcher, qtbot: QtBot, *adapters: ScriptedProvider) -> None:
        self.keys = Keys(one="a" * 8)
        self.clock = Clock()
        self.sessions = Sessions([spec_of("one", adapters)], LateWire(), self.keys.read)
        self.catalogue = Catalogue("one", self.sessions, dispatcher, clock=self.clock)
        self.said: list[tuple[str, list[str]]] = []
        self._qtbot = qtbot
        self.catalogue.avatars_added.connect(lambda batch: self._note("added", batch))
        self.catalogue.avatars_changed.connect(lambda batch: self._note("changed", batch))
        self.catalogue.cleared.connect(lambda: self._note("cleared", []))

    @property
    def ids(self) -> list[str]:
        return [a.key.id for a in self.catalogue.avatars]

    def phase(self) -> Phase:
        return self.catalogue.state.phase

    def wait_for(self, phase: Phase) -> None:
        self._qtbot.waitUntil(lambda: self.phase() is phase)

    def wait_for_count(self, count: int) -> None:
        self._qtbot.waitUntil(lambda: self.catalogue.state.count == count)

    def wait_for_tries(self, stream: ScriptedStream, number: int) -> None:
        self._qtbot.waitUntil(lambda: len(stream.cursors) == number)

    def _note(self, what: str, batch: list[Avatar]) -> None:
        self.said.append((what, [a.key.id for a in batch]))


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(dispatcher: Dispatcher, qtbot: QtBot) -> MakeDesk:
    return lambda *adapters: Desk(dispatcher, qtbot, *adapters)


def _desk_with(make_desk: MakeDesk, *streams: ScriptedStream) -> Desk:
    return make_desk(ScriptedProvider(*streams))


def test_avatars_are_there_with_the_first_page_while_the_rest_is_still_read(
    make_desk: MakeDesk,
) -> None:
    stream = ScriptedStream("looks", page(1, 2, cursor="2", total=3))
    desk = _desk_with(make_desk, stream)
    assert desk.phase() is Phase.STOPPED
    desk.catalogue.load()
    assert desk.phase() is Phase.LOADING
    desk.wait_for_count(2)
    state = desk.catalogue.state
    assert (state.phase, state.count, state.total) == (Phase.LOADING, 2, 3)
    stream.give(page(3), END)
    desk.wait_for(Phase.COMPLETE)
    assert desk.ids == ["1", "2", "3"]
    assert desk.said == [("added", ["1", "2"]), ("added", ["3"])]


def test_streams_are_read_side_by_side(make_desk: MakeDesk) -> None:
    slow, quick = ScriptedStream("slow"), ScriptedStream("quick", page(1), END)
    desk = _desk_with(make_desk, slow, quick)
    desk.catalogue.load()
    desk.wait_for_count(1)
    assert slow.waiting.wait(5)
    assert desk.phase() is Phase.LOADING
    slow.give(page(2), END)
    desk.wait_for(Phase.COMPLETE)
    assert desk.ids == ["1", "2"]


def test_the_state_is_new_by_the_time_it_is_announced(make_desk: MakeDesk) -> None:
    desk = _desk_with(make_desk, ScriptedStream("looks", page(1), END))
    phases: list[tuple[Phase, int]] = []
    state = desk.catalogue.state_changed
    state.connect(lambda: phases.append((desk.catalogue.state.phase, desk.catalogue.state.count)))
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    assert phases == [(Phase.LOADING, 0), (Phase.LOADING, 1), (Phase.COMPLETE, 1)]


def test_a_failed_stream_leaves_the_others_and_is_named_with_its_page(
    make_desk: MakeDesk, qtbot: QtBot
) -> None:
    broken = ScriptedStream("public looks", page(1, cursor="b"), ServiceFailed(code="503"))
    whole = ScriptedStream("own looks")
    desk = _desk_with(make_desk, broken, whole)
    desk.catalogue.load()
    qtbot.waitUntil(lambda: bool(desk.catalogue.state.failures))
    assert desk.phase() is Phase.LOADING
    whole.give(page(2, skipped=4), END)
    desk.wait_for(Phase.PARTIAL)
    state = desk.catalogue.state
    assert (state.count, state.skipped, state.stream) == (2, 4, "public looks")
    [failure] = state.failures
    assert (failure.stream, failure.page, failure.problem.code) == ("public looks", 2, "503")
    assert desk.ids == ["1", "2"]


def test_retry_goes_on_where_a_stream_failed_and_asks_nothing_twice(make_desk: MakeDesk) -> None:
    broken = ScriptedStream("public looks", page(1, cursor="b"), ServiceFailed())
    whole = ScriptedStream("own looks", page(2), END)
    desk = _desk_with(make_desk, broken, whole)
    desk.catalogue.load()
    desk.wait_for(Phase.PARTIAL)
    broken.give(page(3), END)
    desk.catalogue.retry()
    assert desk.phase() is Phase.LOADING
    desk.wait_for(Phase.COMPLETE)
    assert broken.cursors == [None, "b"]
    assert whole.cursors == [None]
    assert sorted(desk.ids) == ["1", "2", "3"]
    desk.catalogue.retry()
    assert desk.phase() is Phase.COMPLETE


def test_a_failure_with_nothing_to_show_is_a_failure_until_retried(make_desk: MakeDesk) -> None:
    stream = ScriptedStream("looks", ServiceFailed())
    desk = _desk_with(make_desk, stream)
    desk.catalogue.load()
    desk.wait_for(Phase.FAILED)
    assert isinstance(desk.catalogue.state.problem, ServiceFailed)
    stream.give(page(1), END)
    desk.catalogue.retry()
    desk.wait_for(Phase.COMPLETE)
    assert desk.catalogue.state.problem is None


def test_stop_ends_the_requests_and_keeps_what_has_arrived(make_desk: MakeDesk) -> None:
    stream = ScriptedStream("looks", page(1, cursor="b"))
    desk = _desk_with(make_desk, stream)
    desk.catalogue.load()
    desk.wait_for_count(1)
    desk.catalogue.stop()
    assert desk.phase() is Phase.STOPPED
    assert stream.cancelled.wait(5)
    assert desk.ids == ["1"]
    stream.give(page(2), END)
    desk.catalogue.retry()
    desk.wait_for(Phase.COMPLETE)
    assert stream.cursors == [None, "b"]
    assert desk.ids == ["1", "2"]


def test_stopping_what_is_through_changes_nothing(make_desk: MakeDesk) -> None:
    desk = _desk_with(make_desk, ScriptedStream("looks", page(1), END))
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    desk.catalogue.stop()
    assert desk.phase() is Phase.COMPLETE


def test_loading_again_renews_in_place_and_declares_nothing_gone(make_desk: MakeDesk) -> None:
    first = ScriptedStream("looks", page(1, 2, 3), END)
    desk = _desk_with(make_desk, first)
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    first.give(Page(avatars=(avatar(2, name="Renamed"), avatar(4))), END)
    desk.catalogue.load()
    desk.catalogue.load()
    desk.wait_for_count(4)
    desk.wait_for(Phase.COMPLETE)
    assert first.cursors == [None, None], "a load under way is not begun twice"
    assert desk.ids == ["1", "2", "3", "4"]
    assert desk.catalogue.avatars[1].name == "Renamed"
    assert desk.said[1:] == [("added", ["4"]), ("changed", ["2"])]


def test_people_and_looks_are_joined_whichever_stream_is_first(
    make_desk: MakeDesk, qtbot: QtBot
) -> None:
    looks, people = ScriptedStream("looks"), ScriptedStream("people")
    desk = _desk_with(make_desk, looks, people)
    desk.catalogue.load()
    looks.give(Page(avatars=(avatar(1, person_id="p"),)))
    desk.wait_for_count(1)
    assert desk.catalogue.avatars[0].display_name == "Avatar 1"
    people.give(Page(people=(person("p"),)), END)
    qtbot.waitUntil(lambda: ("changed", ["1"]) in desk.said)
    looks.give(Page(avatars=(avatar(2, person_id="p"),)), END)
    desk.wait_for(Phase.COMPLETE)
    assert {a.display_name for a in desk.catalogue.avatars} == {"Ada"}


def test_without_a_key_nothing_is_asked(make_desk: MakeDesk) -> None:
    stream = ScriptedStream("looks", page(1), END)
    desk = _desk_with(make_desk, stream)
    desk.keys.put("one", None)
    desk.sessions.renew("one")
    state = desk.catalogue.state
    assert state.phase is Phase.NO_KEY
    assert isinstance(state.problem, KeyMissing)
    desk.catalogue.retry()
    assert desk.phase() is Phase.NO_KEY
    assert stream.cursors == []


def test_an_adapter_that_finds_no_key_is_no_key_too(make_desk: MakeDesk) -> None:
    desk = _desk_with(make_desk, ScriptedStream("looks", KeyMissing()))
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


def test_an_empty_account_is_empty_not_failed(make_desk: MakeDesk) -> None:
    desk = _desk_with(make_desk, ScriptedStream("looks", page(total=0), END))
    desk.catalogue.load()
    desk.wait_for(Phase.EMPTY)
    assert desk.catalogue.state.problem is None


def test_a_provider_without_streams_has_nothing_to_read(make_desk: MakeDesk) -> None:
    desk = _desk_with(make_desk)
    desk.catalogue.retry()
    assert desk.phase() is Phase.STOPPED


def test_a_refused_key_ends_the_other_streams_and_keeps_the_avatars(make_desk: MakeDesk) -> None:
    other = ScriptedStream("own looks", page(1))
    refused = ScriptedStream("public looks")
    desk = _desk_with(make_desk, other, refused)
    desk.catalogue.load()
    desk.wait_for_count(1)
    refused.give(KeyRejected(code="401"))
    desk.wait_for(Phase.PARTIAL)
    assert other.cancelled.wait(5)
    assert isinstance(desk.catalogue.state.problem, KeyRejected)
    assert [f.stream for f in desk.catalogue.state.failures] == ["public looks"]
    assert desk.ids == ["1"]


def test_a_stream_that_is_not_permitted_does_not_end_the_others(
    make_desk: MakeDesk, qtbot: QtBot
) -> None:
    other, denied = ScriptedStream("public looks"), ScriptedStream("own looks", NotPermitted())
    desk = _desk_with(make_desk, other, denied)
    desk.catalogue.load()
    qtbot.waitUntil(lambda: bool(desk.catalogue.state.failures))
    other.give(page(1), END)
    desk.wait_for(Phase.PARTIAL)
    assert not other.cancelled.is_set()


def test_a_rate_limit_counts_down_and_then_goes_on_by_itself(
    make_desk: MakeDesk, qtbot: QtBot
) -> None:
    stream = ScriptedStream("looks", page(1, cursor="b"), RateLimited(retry_after=5))
    desk = _desk_with(make_desk, stream)
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
    desk = _desk_with(make_desk, stream)
    desk.catalogue.load()
    for attempt, seconds in enumerate((1, 2, 4), start=1):
        desk.wait_for_tries(stream, attempt)
        desk.wait_for(Phase.WAITING)
        assert desk.catalogue.state.resume_in == seconds
        desk.clock.now += seconds
    desk.wait_for(Phase.COMPLETE)


def test_stop_ends_a_pause_too(make_desk: MakeDesk) -> None:
    stream = ScriptedStream("looks", RateLimited(retry_after=5))
    desk = _desk_with(make_desk, stream)
    desk.catalogue.load()
    desk.wait_for(Phase.WAITING)
    desk.catalogue.stop()
    state = desk.catalogue.state
    assert (state.phase, state.resume_in, state.problem) == (Phase.STOPPED, None, None)
    desk.clock.now += 60
    assert not desk.catalogue._ticker.isActive()


def test_a_pause_of_the_client_is_shown_until_it_is_over(make_desk: MakeDesk) -> None:
    stream = ScriptedStream("looks")
    desk = _desk_with(make_desk, stream)
    desk.catalogue.load()
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


def test_another_key_cancels_clears_and_reads_anew(make_desk: MakeDesk) -> None:
    old, new = ScriptedStream("looks", page(1, 2)), ScriptedStream("looks", page(7), END)
    desk = make_desk(ScriptedProvider(old), ScriptedProvider(new))
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
    desk = make_desk(ScriptedProvider(old), ScriptedProvider(new))
    desk.catalogue.load()
    assert old.waiting.wait(5)
    dispatcher._network.submit(_nothing()).result(5)
    desk.keys.put("one", "b" * 8)
    desk.sessions.renew("one")
    desk.wait_for(Phase.COMPLETE)
    assert desk.ids == ["7"]


def test_a_removed_key_clears_and_says_so(make_desk: MakeDesk) -> None:
    desk = _desk_with(make_desk, ScriptedStream("looks", page(1), END))
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    desk.keys.put("one", None)
    desk.sessions.renew("one")
    assert (desk.ids, desk.catalogue.state.phase) == ([], Phase.NO_KEY)


def test_a_newer_record_of_a_held_avatar_is_taken_in_and_of_no_other(make_desk: MakeDesk) -> None:
    desk = _desk_with(make_desk, ScriptedStream("looks", page(1), END))
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    desk.catalogue.update(avatar(1, name="Renewed"))
    desk.catalogue.update(avatar(9))
    desk.catalogue.update(avatar(1, provider="two"))
    assert [a.name for a in desk.catalogue.avatars] == ["Renewed"]
    assert desk.said[1:] == [("changed", ["1"])]
    assert desk.catalogue.avatar(avatar(1).key) == avatar(1, name="Renewed")
    assert desk.catalogue.avatar(avatar(9).key) is None


def test_two_providers_do_not_disturb_each_other(dispatcher: Dispatcher, qtbot: QtBot) -> None:
    hung = ScriptedStream("looks")
    fine = ScriptedStream("looks", page(1, provider="two"), END)
    keys = Keys(one="a" * 8, two="a" * 8)
    specs = [
        spec_of("one", [ScriptedProvider(hung)]),
        spec_of("two", [ScriptedProvider(fine)]),
    ]
    sessions = Sessions(specs, LateWire(), keys.read)
    one = Catalogue("one", sessions, dispatcher)
    two = Catalogue("two", sessions, dispatcher)
    one.load()
    two.load()
    qtbot.waitUntil(lambda: two.state.phase is Phase.COMPLETE)
    keys.put("one", None)
    with qtbot.assertNotEmitted(two.cleared), qtbot.assertNotEmitted(two.state_changed):
        sessions.renew("one")
    assert (one.state.phase, two.state.phase) == (Phase.NO_KEY, Phase.COMPLETE)
    assert hung.cancelled.wait(5)


async def _nothing() -> None: ...
