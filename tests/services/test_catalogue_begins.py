"""What is shown first is read first; the rest when it stands, and the sync when all is held."""

import pytest

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.stored_copy import FIRST_SLICE
from tests.services.scripted import END, ScriptedStream, page
from tests.services.visits import House, Visit, look

MANY = 1_000


def stream(*steps: object) -> ScriptedStream:
    return ScriptedStream("looks", *steps)  # type: ignore[arg-type]


class Start:
    """A visit that begins with ``MANY`` avatars stored; ``stands`` when the first screen does."""

    def __init__(self, house: House, *, listed: range = range(MANY)) -> None:
        house.visit(stream(page(*range(MANY)), END)).synced()
        self.source = stream(page(*listed), END)
        self.visit: Visit = house.visit(self.source)
        self.stands = False
        self._house = house
        self.visit.first_look.begin(lambda: self.stands)

    def begin(self, *keys: AvatarKey) -> list[str]:
        """What is told until nothing is under way, though the first screen does not stand."""
        self.visit.catalogue.read_first(keys)
        self.visit.catalogue.load()
        self.visit.until(lambda: not self.visit.catalogue.is_opening)
        self.visit.until(lambda: self._house.dispatcher.pending == 0)
        assert self.source.cursors == []
        assert self.visit.catalogue.is_restoring
        return list(self.visit.seen)

    def go_on(self) -> None:
        self.stands = True
        self.visit.wait_for(Phase.COMPLETE)


def test_those_that_arrived_first_come_first_and_the_rest_when_they_are_shown(house: House) -> None:
    start = Start(house)
    assert start.begin() == [str(number) for number in range(FIRST_SLICE)]
    start.go_on()
    assert start.visit.seen == [str(number) for number in range(MANY)]
    assert start.source.cursors == [None]


def test_a_sync_compares_with_all_that_is_stored(house: House) -> None:
    start = Start(house, listed=range(0, MANY, 2))
    start.begin()
    start.go_on()
    assert start.visit.gone == [str(number) for number in range(1, MANY, 2)]
    assert (start.visit.state.gone, start.visit.state.new) == (MANY // 2, 0)


def test_what_was_in_view_comes_first_in_its_order_and_everything_once(house: House) -> None:
    start = Start(house, listed=range(1, MANY))
    in_view = ["700", "30", "0"]
    assert start.begin(*map(look, in_view)) == in_view
    start.go_on()
    rest = [str(number) for number in range(MANY) if str(number) not in in_view]
    assert start.visit.seen == in_view + rest
    assert start.visit.gone == ["0"]
    by_position = sorted(start.visit.ids, key=lambda i: start.visit.catalogue.position(look(i)))
    assert by_position == [str(number) for number in range(MANY)]


@pytest.mark.parametrize("before", [[], ["gone from the file"]])
def test_without_any_of_those_it_begins_with_the_first(house: House, before: list[str]) -> None:
    start = Start(house)
    assert len(start.begin(*map(look, before))) == FIRST_SLICE
    start.go_on()
    assert start.visit.state.count == MANY


def test_where_another_provider_was_in_view_nothing_comes_first(house: House) -> None:
    start = Start(house)
    assert start.begin(AvatarKey("two", "looks", "1")) == []
    start.go_on()
    assert start.visit.seen == [str(number) for number in range(MANY)]


def test_where_nothing_is_stored_the_view_of_before_holds_nothing_up(house: House) -> None:
    visit = house.visit(stream(page(1), END))
    visit.first_look.begin(lambda: False)
    visit.catalogue.read_first([AvatarKey("two", "looks", "1"), look("1")])
    visit.catalogue.load()
    visit.wait_for(Phase.COMPLETE)
    assert not visit.first_look.is_over


def test_another_key_while_the_first_screen_is_awaited_begins_anew(house: House) -> None:
    start = Start(house)
    start.begin(look("700"))
    start.visit.use_key("key-of-somebody-else")
    start.visit.until(lambda: not start.visit.catalogue.is_restoring)
    start.stands = True
    start.visit.until(lambda: start.visit.first_look.is_over)
    assert start.visit.seen == ["700", "|"]


def test_what_came_in_this_session_is_last_in_order_of_arrival(house: House) -> None:
    house.visit(stream(page(1, 2), END)).synced()
    visit = house.visit(stream(page(3, 1), END)).synced()
    positions = [visit.catalogue.position(look(i)) for i in ("1", "2", "3", "never seen")]
    assert positions == [1, 2, float("inf"), float("inf")]
    again = house.visit(stream(page(3, 1), END)).synced()
    assert again.ids == ["1", "2", "3"]
