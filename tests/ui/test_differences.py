"""Facts beside each other."""

from avatar_browser.ui.compare.differences import Line, lines
from avatar_browser.ui.details.rows import Row


def test_a_row_differs_where_the_values_do() -> None:
    first = [Row("Gender", "Female"), Row("Status", "Ready")]
    second = [Row("Gender", "Male"), Row("Status", "Ready")]
    told = lines([first, second])
    assert told == [Line("Gender", ("Female", "Male")), Line("Status", ("Ready", "Ready"))]
    assert [line.differs for line in told] == [True, False]


def test_what_one_does_not_state_is_empty_and_differs() -> None:
    told = lines([[Row("Gender", "Female")], []])
    assert told == [Line("Gender", ("Female", ""))]
    assert told[0].differs


def test_every_label_keeps_its_place_among_the_others() -> None:
    first = [Row("A", "1"), Row("C", "1")]
    second = [Row("A", "1"), Row("B", "1"), Row("C", "1"), Row("D", "1")]
    assert [line.label for line in lines([first, second])] == ["A", "B", "C", "D"]
    assert [line.label for line in lines([second, first])] == ["A", "B", "C", "D"]
    assert [line.label for line in lines([[], first])] == ["A", "C"]


def test_a_label_told_twice_has_both_values() -> None:
    assert lines([[Row("Voice", "x"), Row("Voice", "y")]]) == [Line("Voice", ("x\ny",))]
