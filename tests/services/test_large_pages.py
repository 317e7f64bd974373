"""A page of any size is taken in by parts: F47."""

from avatar_browser.domain.errors import Offline
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.sync import PART
from tests.services.desk import MakeDesk
from tests.services.scripted import END, ScriptedStream, page


def test_a_page_of_thousands_comes_in_parts_and_in_order(make_desk: MakeDesk) -> None:
    """F47: none of them keeps the window for long."""
    count = 3 * PART + 1
    stream = ScriptedStream("looks", page(*range(count), skipped=2, total=count), END)
    desk = make_desk(stream)
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    assert desk.ids == [str(number) for number in range(count)]
    assert [len(batch) for _, batch in desk.said] == [PART, PART, PART, 1]
    assert (desk.catalogue.state.skipped, desk.catalogue.state.total) == (2, count)


def test_a_page_that_fits_is_one_part(make_desk: MakeDesk) -> None:
    desk = make_desk(ScriptedStream("looks", page(*range(PART)), END))
    desk.catalogue.load()
    desk.wait_for(Phase.COMPLETE)
    assert [len(batch) for _, batch in desk.said] == [PART]


def test_after_a_page_in_parts_reading_goes_on_behind_it(make_desk: MakeDesk) -> None:
    """F47: and from its begin where it was stopped amid it."""
    stream = ScriptedStream("looks", page(*range(PART + 1), cursor="b"), Offline())
    desk = make_desk(stream)
    desk.catalogue.load()
    desk.wait_for(Phase.PARTIAL)
    stream.give(END)
    desk.catalogue.retry()
    desk.wait_for(Phase.COMPLETE)
    assert stream.cursors == [None, "b"]
