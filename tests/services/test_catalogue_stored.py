"""What was seen once is there at the next start, before and without the network."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from avatar_browser.domain.errors import Offline, ServiceFailed, UnexpectedAnswer
from avatar_browser.providers.protocol import Page
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.stored_copy import RESUMABLE_FOR
from tests.services.scripted import END, ScriptedStream, avatar, page, person
from tests.services.visits import House, look


def stream(*steps: object) -> ScriptedStream:
    return ScriptedStream("looks", *steps)  # type: ignore[arg-type]


def test_what_is_stored_is_shown_before_the_network_answers(house: House) -> None:
    house.visit(stream(page(3, 1), page(2), END)).synced()
    mute = stream()
    visit = house.visit(mute)
    visit.catalogue.load()
    assert (visit.state.phase, visit.state.count) == (Phase.LOADING, 0)
    visit.until(mute.waiting.is_set)
    assert visit.ids == ["3", "1", "2"]
    assert (visit.state.phase, visit.state.count) == (Phase.LOADING, 3)
    assert visit.state.is_offline_copy


def test_nothing_is_asked_until_what_is_stored_was_looked_at(house: House) -> None:
    house.visit(stream(page(3, 1), END)).synced()
    source = stream(page(3, 1, 2), END)
    visit = house.visit(source)
    looked_at = False
    visit.first_look.begin(lambda: looked_at)
    visit.catalogue.load()
    visit.until(lambda: not visit.catalogue.is_opening)
    assert (visit.state.phase, visit.ids) == (Phase.LOADING, ["3", "1"])
    assert source.cursors == []
    looked_at = True
    visit.wait_for(Phase.COMPLETE)
    assert visit.ids == ["3", "1", "2"]


def test_where_nothing_is_stored_there_is_no_first_look_to_wait_for(house: House) -> None:
    visit = house.visit(stream(page(1), END))
    visit.first_look.begin(lambda: False)
    visit.catalogue.load()
    visit.until(lambda: visit.state.phase is Phase.COMPLETE)
    assert not visit.first_look.is_over


def test_a_start_without_a_network_shows_everything_and_says_how_old_it_is(house: House) -> None:
    """Fault F28."""
    house.visit(stream(page(*range(1_000)), END)).synced()
    synced_at = datetime.fromtimestamp(house.now, UTC)
    house.now += 86_400
    visit = house.visit(stream(Offline()))
    visit.catalogue.load()
    visit.wait_for(Phase.PARTIAL)
    assert visit.state.count == 1_000
    assert isinstance(visit.state.problem, Offline)
    assert (visit.state.is_offline_copy, visit.state.synced_at) == (True, synced_at)
    assert visit.gone == []


def test_a_sync_confirms_the_copy_and_changes_only_what_is_different(house: House) -> None:
    house.visit(stream(page(1, 2), END)).synced()
    house.now += 60
    renamed = Page(avatars=(avatar(1), avatar(2, name="Renamed"), avatar(3)))
    visit = house.visit(stream(renamed, END)).synced()
    assert (visit.seen, visit.changed) == (["1", "2", "3"], ["2"])
    assert not visit.state.is_offline_copy
    assert visit.state.synced_at == datetime.fromtimestamp(house.now, UTC)
    again = house.visit(stream(Offline()))
    again.catalogue.load()
    again.wait_for(Phase.PARTIAL)
    assert [a.name for a in again.catalogue.avatars] == ["Avatar 1", "Renamed", "Avatar 3"]


def test_a_first_sync_has_nothing_new_and_no_age_until_it_is_complete(house: House) -> None:
    first = stream(page(1, cursor="b"))
    visit = house.visit(first)
    visit.catalogue.load()
    visit.until(lambda: visit.state.count == 1)
    assert (visit.state.synced_at, visit.state.is_offline_copy, visit.state.new) == (None, False, 0)
    assert visit.catalogue.facts(look("1")).first_seen == datetime.fromtimestamp(house.now, UTC)


def test_what_is_listed_no_more_is_gone_with_all_that_was_known(house: House) -> None:
    house.visit(stream(page(1, 2, 3), END)).synced()
    house.now += 60
    visit = house.visit(stream(page(2), END)).synced()
    assert (visit.ids, visit.gone, visit.state.gone) == (["1", "2", "3"], ["1", "3"], 2)
    assert visit.standings == [["1", "3"]]
    since = visit.catalogue.facts(look("1")).gone_since
    assert since == datetime.fromtimestamp(house.now, UTC)
    source = stream()
    again = house.visit(source)
    again.catalogue.load()
    again.until(lambda: again.state.count == 3)
    assert again.gone == ["1", "3"]
    source.give(page(2, 3), END)
    again.wait_for(Phase.COMPLETE)
    assert (again.gone, again.standings) == (["1"], [["3"]])


def test_half_a_sync_declares_nothing_gone(house: House) -> None:
    house.visit(stream(page(1, 2, 3), END)).synced()
    whole = ScriptedStream("people", END)
    visit = house.visit(stream(page(1, cursor="b"), ServiceFailed()), whole)
    visit.catalogue.load()
    visit.wait_for(Phase.PARTIAL)
    assert (visit.gone, visit.state.count, visit.state.is_offline_copy) == ([], 3, True)


def test_a_stopped_sync_declares_nothing_gone(house: House) -> None:
    house.visit(stream(page(1, 2), END)).synced()
    visit = house.visit(stream(page(1)))
    visit.catalogue.load()
    visit.until(lambda: visit.catalogue.facts(look("1")).first_seen is not None)
    visit.catalogue.stop()
    assert (visit.state.phase, visit.gone) == (Phase.STOPPED, [])


def test_what_came_since_the_last_visit_is_new_until_the_next(house: House) -> None:
    house.visit(stream(page(1, 2), END)).synced()
    second = house.visit(stream(page(1, 2, 3), END)).synced()
    assert (second.new, second.state.new) == (["3"], 1)
    assert house.visit(stream(page(1, 2, 3), END)).synced().new == []


def test_f5_finds_what_is_new_since_the_first_sync_of_all(house: House) -> None:
    source = stream(page(1), END)
    visit = house.visit(source).synced()
    source.give(page(1, 2), END)
    visit.catalogue.load()
    visit.until(lambda: visit.new == ["2"])
    visit.wait_for(Phase.COMPLETE)


def test_a_sync_cut_short_goes_on_after_the_last_page_that_was_stored(house: House) -> None:
    house.visit(stream(page(9), END)).synced()
    visit = house.visit(stream(page(1, cursor="b"), page(2, cursor="c"), ServiceFailed()))
    visit.catalogue.load()
    visit.wait_for(Phase.PARTIAL)
    house.now += RESUMABLE_FOR - 1
    rest = stream(page(3), END)
    again = house.visit(rest).synced()
    assert rest.cursors == ["c"]
    assert again.ids == ["9", "1", "2", "3"]
    assert again.gone == ["9"], "met neither before nor after the cut"
    assert again.new == ["1", "2", "3"]


def test_streams_that_were_through_are_not_read_again_then(house: House) -> None:
    through = ScriptedStream("own looks", page(1), END)
    house_visit = house.visit(through, stream(page(2, cursor="b"), ServiceFailed()))
    house_visit.catalogue.load()
    house_visit.wait_for(Phase.PARTIAL)
    through, rest = ScriptedStream("own looks"), stream(page(3, total=2), END)
    visit = house.visit(through, rest).synced()
    assert (through.cursors, rest.cursors) == ([], ["b"])
    assert (visit.gone, visit.state.total) == ([], 3)


def test_a_place_that_the_service_no_longer_knows_is_begun_anew(house: House) -> None:
    visit = house.visit(stream(page(1, cursor="b"), ServiceFailed()))
    visit.catalogue.load()
    visit.wait_for(Phase.PARTIAL)
    forgetful = stream(UnexpectedAnswer(code="invalid_parameter"), page(1, 2), END)
    again = house.visit(forgetful).synced()
    assert forgetful.cursors == ["b", None]
    assert (again.ids, again.gone) == (["1", "2"], [])


@pytest.mark.parametrize("later", [RESUMABLE_FOR + 1, -60])
def test_an_old_sync_that_was_cut_short_is_begun_anew(house: House, later: float) -> None:
    visit = house.visit(stream(page(1, cursor="b"), ServiceFailed()))
    visit.catalogue.load()
    visit.wait_for(Phase.PARTIAL)
    house.now += later
    fresh = stream(page(1), END)
    house.visit(fresh).synced()
    assert fresh.cursors == [None]


def test_f5_reads_from_the_first_page_on(house: House) -> None:
    source = stream(page(1, cursor="b"), ServiceFailed())
    visit = house.visit(source)
    visit.catalogue.load()
    visit.wait_for(Phase.PARTIAL)
    source.give(page(1, 2), END)
    visit.synced()
    assert source.cursors == [None, None]


def test_stopped_before_the_copy_is_read_it_is_shown_and_nothing_is_asked(house: House) -> None:
    house.visit(stream(page(1), END)).synced()
    source = stream(page(1), END)
    visit = house.visit(source)
    visit.catalogue.load()
    visit.catalogue.stop()
    assert visit.state.phase is Phase.STOPPED
    visit.until(lambda: visit.state.count == 1)
    assert (visit.state.phase, source.cursors) == (Phase.STOPPED, [])
    visit.catalogue.retry()
    visit.wait_for(Phase.COMPLETE)


def test_people_are_joined_to_stored_looks_and_followed(house: House) -> None:
    looks = Page(avatars=(avatar(1, person_id="p"), avatar(2)), people=(person("p"),))
    house.visit(stream(looks, END)).synced()
    later = Page(avatars=(avatar(1, person_id="p"),), people=(person("p", "Ada L."),))
    visit = house.visit(stream(later))
    visit.catalogue.load()
    visit.until(lambda: visit.seen == ["1", "2"])
    visit.until(lambda: visit.catalogue.avatars[0].display_name == "Ada L.")
    assert visit.changed == ["1"]


def test_details_are_stored_asked_for_again_and_outlive_a_listing(house: House) -> None:
    visit = house.visit(stream(page(1, 2), END)).synced()
    visit.catalogue.update(replace(avatar(1), description="Told by the detail.", detailed=True))
    again = house.visit(stream(page(1, 2), END)).synced()
    held = again.catalogue.avatars[0]
    assert (held.description, held.detailed) == ("Told by the detail.", False)
    third = house.visit(stream(page(1, 2), END)).synced()
    assert third.catalogue.avatars[0].description == "Told by the detail."


def test_what_was_looked_up_is_not_stored_until_it_is_listed(house: House) -> None:
    visit = house.visit(stream(page(1), END)).synced()
    visit.catalogue.hold(avatar(9))
    visit.catalogue.update(avatar(9, name="Told anew"))
    assert visit.ids == ["1", "9"]
    assert (visit.new, visit.gone) == ([], [])
    second = house.visit(stream(page(1), END)).synced()
    assert second.ids == ["1"]
    second.catalogue.hold(avatar(9))
    second.catalogue.load()
    second.wait_for(Phase.LOADING)
    third = house.visit(stream(page(1, 9), END)).synced()
    assert (third.ids, third.new) == (["1", "9"], ["9"])
