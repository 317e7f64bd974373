"""A catalogue reads its streams side by side and loses nothing that has arrived."""

from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import (
    NotPermitted,
    ServiceFailed,
)
from avatar_browser.providers.protocol import Page
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
    avatar,
    page,
    person,
    spec_of,
)


def test_avatars_are_there_with_the_first_page_while_the_rest_is_still_read(
    make_desk: MakeDesk,
) -> None:
    stream = ScriptedStream("looks", page(1, 2, cursor="2", total=3))
    desk = make_desk(stream)
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
    desk = make_desk(slow, quick)
    desk.catalogue.load()
    desk.wait_for_count(1)
    assert slow.waiting.wait(5)
    assert desk.phase() is Phase.LOADING
    slow.give(page(2), END)
    desk.wait_for(Phase.COMPLETE)
    assert desk.ids == ["1", "2"]


def test_the_state_is_new_by_the_time_it_is_announced(make_desk: MakeDesk) -> None:
    desk = make_desk(ScriptedStream("looks", page(1), END))
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
    desk = make_desk(broken, whole)
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
    desk = make_desk(broken, whole)
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
    desk = make_desk(stream)
    desk.catalogue.load()
    desk.wait_for(Phase.FAILED)
    assert isinstance(desk.catalogue.state.problem, ServiceFailed)
    stream.give(page(1), END)
    desk.catalogue.retry()
    desk.wait_for(Phase.COMPLETE)
    assert desk.catalogue.state.problem is None


def test_stop_ends_the_requests_and_keeps_what_has_arrived(make_desk: MakeDesk) -> None:
    stream = ScriptedStream("looks", page(1, cursor="b"))
    desk = make_desk(stream)
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
    desk = make_desk(ScriptedStream("looks", page(1), END))
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    desk.catalogue.stop()
    assert desk.phase() is Phase.COMPLETE


def test_loading_again_renews_in_place_and_declares_nothing_gone(make_desk: MakeDesk) -> None:
    first = ScriptedStream("looks", page(1, 2, 3), END)
    desk = make_desk(first)
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
    desk = make_desk(looks, people)
    desk.catalogue.load()
    looks.give(Page(avatars=(avatar(1, person_id="p"),)))
    desk.wait_for_count(1)
    assert desk.catalogue.avatars[0].display_name == "Avatar 1"
    people.give(Page(people=(person("p"),)), END)
    qtbot.waitUntil(lambda: ("changed", ["1"]) in desk.said)
    looks.give(Page(avatars=(avatar(2, person_id="p"),)), END)
    desk.wait_for(Phase.COMPLETE)
    assert {a.display_name for a in desk.catalogue.avatars} == {"Ada"}


def test_an_empty_account_is_empty_not_failed(make_desk: MakeDesk) -> None:
    desk = make_desk(ScriptedStream("looks", page(total=0), END))
    desk.catalogue.load()
    desk.wait_for(Phase.EMPTY)
    assert desk.catalogue.state.problem is None


def test_a_provider_without_streams_has_nothing_to_read(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.catalogue.retry()
    assert desk.phase() is Phase.STOPPED


def test_a_stream_that_is_not_permitted_does_not_end_the_others(
    make_desk: MakeDesk, qtbot: QtBot
) -> None:
    other, denied = ScriptedStream("public looks"), ScriptedStream("own looks", NotPermitted())
    desk = make_desk(other, denied)
    desk.catalogue.load()
    qtbot.waitUntil(lambda: bool(desk.catalogue.state.failures))
    other.give(page(1), END)
    desk.wait_for(Phase.PARTIAL)
    assert not other.cancelled.is_set()


def test_a_newer_record_of_a_held_avatar_is_taken_in_and_of_no_other(make_desk: MakeDesk) -> None:
    desk = make_desk(ScriptedStream("looks", page(1), END))
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


def test_an_avatar_that_was_looked_up_is_held_and_never_gone(make_desk: MakeDesk) -> None:
    stream = ScriptedStream("looks", page(1), END, page(1), END, page(1, 9), END)
    desk = make_desk(stream)
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    desk.catalogue.hold(avatar(9, name="Looked up"))
    assert desk.said[1:] == [("added", ["9"])]
    assert desk.catalogue.state.count == 2
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    assert (desk.ids, desk.catalogue.state.gone) == (["1", "9"], 0)
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    assert desk.said[-1] == ("changed", ["9"]), "listed now"
    assert desk.ids == ["1", "9"]


def test_what_is_held_already_is_told_anew_by_a_lookup(make_desk: MakeDesk) -> None:
    desk = make_desk(ScriptedStream("looks", page(1), END))
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    desk.catalogue.hold(avatar(1, name="Renewed"))
    assert [a.name for a in desk.catalogue.avatars] == ["Renewed"]
