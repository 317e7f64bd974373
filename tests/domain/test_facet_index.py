from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.facet_index import FacetIndex, flags_of, mask_of
from avatar_browser.domain.facets import Facet, Value

RED, BLUE, TEN, NINE = (Value(Facet.TAG, word, word) for word in ("red", "blue", "v10", "v9"))
LAST = Value(Facet.TAG, "a", "a", place=99)


@given(st.lists(st.booleans()))
def test_flags_and_masks_are_the_same_set(flags: list[bool]) -> None:
    mask = mask_of(flags)
    assert [bool(mask >> place & 1) for place in range(len(flags))] == flags
    assert list(map(bool, flags_of(mask, len(flags)))) == flags


def test_places_go_on_from_one_arrival_to_the_next() -> None:
    index = FacetIndex()
    index.extend([(RED,), (RED, BLUE)])
    index.extend([(), (BLUE,)])
    assert index.size == 4
    assert index.mask(RED) == 0b0011
    assert index.mask(BLUE) == 0b1010
    assert index.everything == 0b1111


def test_a_changed_avatar_moves_from_value_to_value() -> None:
    index = FacetIndex()
    index.extend([(RED,), (RED, BLUE)])
    index.replace(1, (RED, BLUE), (BLUE, TEN))
    assert (index.mask(RED), index.mask(BLUE), index.mask(TEN)) == (0b01, 0b10, 0b10)
    index.replace(0, (RED,), ())
    assert RED not in index.values()[Facet.TAG]


def test_values_are_listed_by_place_then_as_people_count() -> None:
    index = FacetIndex()
    index.extend([(LAST, TEN, RED, NINE)])
    assert index.values()[Facet.TAG] == [RED, NINE, TEN, LAST]
    assert index.values()[Facet.GENDER] == []
