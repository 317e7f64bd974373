from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.demo.marks import Marks


@given(st.integers(0, 2**32 - 1))
def test_a_mark_leads_back_to_its_number(number: int) -> None:
    marks = Marks("anything")
    assert len(marks.mark(number)) == 8
    assert marks.number(marks.mark(number) + "-and-more") == number


def test_numbers_in_a_row_look_like_chance_and_each_kind_has_its_own() -> None:
    marks = [Marks("one").mark(number) for number in range(1_000)]
    assert len(set(marks)) == 1_000
    assert marks != sorted(marks)
    assert len({mark[0] for mark in marks[:100]}) == 16
    assert not set(marks) & {Marks("two").mark(number) for number in range(1_000)}


def test_what_is_no_mark_leads_nowhere() -> None:
    for text in ("", "1234567", "Abigail_office", "ABCDEF01", " 12345678"):
        assert Marks("one").number(text) is None
