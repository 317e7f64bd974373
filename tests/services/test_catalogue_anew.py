"""A full resync begins everything anew, and costs nothing when it fails."""

from dataclasses import replace

import pytest

from avatar_browser.domain.errors import Offline, ServiceFailed
from avatar_browser.services.catalogue_state import Phase
from tests.services.desk import MakeDesk
from tests.services.scripted import END, ScriptedStream, avatar, page
from tests.services.visits import House


def stream(*steps: object) -> ScriptedStream:
    return ScriptedStream("looks", *steps)  # type: ignore[arg-type]


def test_a_sync_that_runs_is_begun_anew(make_desk: MakeDesk) -> None:
    own, public = ScriptedStream("own", END), stream(page(1, cursor="b"))
    desk = make_desk(own, public)
    desk.catalogue.load()
    desk.wait_for_count(1)
    desk.wait_for_tries(own, 1)
    desk.catalogue.load()
    assert (own.cursors, public.cursors) == ([None], [None]), "F5 leaves it running"
    desk.catalogue.load_anew()
    own.give(END)
    public.give(page(1, 2), END)
    desk.wait_for(Phase.COMPLETE)
    assert (own.cursors, public.cursors) == ([None, None], [None, None])
    assert desk.ids == ["1", "2"]


def test_a_sync_cut_short_before_is_not_gone_on_with(house: House) -> None:
    visit = house.visit(stream(page(1, cursor="b"), ServiceFailed()))
    visit.catalogue.load()
    visit.wait_for(Phase.PARTIAL)
    fresh = stream(page(1, 2), END)
    visit = house.visit(fresh)
    visit.catalogue.load_anew()
    visit.wait_for(Phase.COMPLETE)
    assert (fresh.cursors, visit.ids) == ([None], ["1", "2"])
    fresh.give(page(1, 2, cursor="b"), ServiceFailed())
    visit.catalogue.load()
    visit.wait_for(Phase.PARTIAL)
    again = stream(END)
    house.visit(again).synced()
    assert again.cursors == ["b"], "the wish held for one sync"


@pytest.mark.parametrize("problem", [Offline(), ServiceFailed()])
def test_one_that_fails_takes_nothing_away(house: House, problem: Exception) -> None:
    source = stream(page(1, 2), END)
    visit = house.visit(source).synced()
    visit.catalogue.update(replace(avatar(1), description="Told by the detail.", detailed=True))
    source.give(problem)  # type: ignore[arg-type]
    visit.catalogue.load_anew()
    visit.wait_for(Phase.PARTIAL)
    assert (visit.ids, visit.gone) == (["1", "2"], [])
    again = house.visit(stream(Offline()))
    again.catalogue.load()
    again.wait_for(Phase.PARTIAL)
    assert [a.description for a in again.catalogue.avatars] == ["Told by the detail.", ""]


def test_details_are_asked_for_again_and_stand_until_then(house: House) -> None:
    source = stream(page(1, 2), END)
    visit = house.visit(source).synced()
    visit.catalogue.update(replace(avatar(1), description="Told by the detail.", detailed=True))
    visit.changed.clear()
    visit.catalogue.load_anew()
    assert visit.changed == ["1"]
    held = visit.catalogue.avatars[0]
    assert (held.description, held.detailed) == ("Told by the detail.", False)
    source.give(page(1, 2), END)
    visit.wait_for(Phase.COMPLETE)
    assert visit.catalogue.avatars[0].description == "Told by the detail."


def test_what_is_gone_since_is_told_by_a_full_one_too(house: House) -> None:
    source = stream(page(1, 2), END)
    visit = house.visit(source).synced()
    source.give(page(2), END)
    visit.catalogue.load_anew()
    visit.until(lambda: visit.gone == ["1"])


def test_whether_all_that_is_stored_is_there_is_told(house: House) -> None:
    house.visit(stream(page(*range(1_000)), END)).synced()
    visit = house.visit(stream())
    told: list[tuple[bool, int]] = []
    visit.catalogue.state_changed.connect(
        lambda: told.append((visit.state.is_restored, visit.state.count))
    )
    visit.catalogue.load()
    visit.until(lambda: visit.state.is_restored)
    assert told[-1] == (True, 1_000)
    assert {count for restored, count in told if restored} == {1_000}
    visit.use_key(None)
    assert not visit.state.is_restored
