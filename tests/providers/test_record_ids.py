"""Ids, and the answers that records with ids come in."""

import pytest
from hypothesis import given, settings

from avatar_browser.domain.errors import NotFound, UnexpectedAnswer
from avatar_browser.providers.records import (
    BadRecord,
    Record,
    askable,
    document,
    read_records,
    record_about,
)
from tests.providers.strategies import JSON


def of(value: object) -> Record:
    return Record({"field": value})


def _values(*values: object) -> tuple[object, ...]:
    return values


@pytest.mark.parametrize("value", ["x", "a/b?c#d%", " kept as it is ", "x" * 512, "😀"])
def test_an_id_is_kept_as_it_was_sent(value: str) -> None:
    assert of(value).identity("field") == value
    assert askable(value) == value


def test_a_number_is_an_id() -> None:
    assert of(4711).identity("field") == "4711"


@pytest.mark.parametrize("value", [None, "", " \n", "x" * 513, "a\ud800", True, 1.5, [], {}, ["x"]])
def test_what_cannot_be_asked_for_is_no_id(value: object) -> None:
    with pytest.raises(BadRecord):
        of(value).identity("field")


@pytest.mark.parametrize("value", ["", " ", "x" * 513, "a\ud800"])
def test_an_id_that_cannot_be_asked_for_is_not_found(value: str) -> None:
    with pytest.raises(NotFound):
        askable(value)


def test_a_list_may_be_null_but_nothing_else() -> None:
    assert of([1, None]).items("field") == [1, None]
    assert of(None).items("field") == []
    for wrong in _values("x", {}, 0, False):
        with pytest.raises(UnexpectedAnswer):
            of(wrong).items("field")
    with pytest.raises(UnexpectedAnswer):
        Record({}).items("field")


def test_a_record_inside_a_record_is_empty_where_it_is_something_else() -> None:
    assert of({"a": 1}).record("field").source == {"a": 1}
    assert of([1]).record("field").source == {}
    assert not Record({}).has("field")
    assert of(None).has("field")


@pytest.mark.parametrize("payload", [None, [], "text", 1, True])
def test_an_answer_that_is_no_object_is_unexpected(payload: object) -> None:
    with pytest.raises(UnexpectedAnswer):
        document(payload)


def test_a_detail_record_is_the_one_that_was_asked_for() -> None:
    assert record_about({"id": "A1"}, "id", "a1").source == {"id": "a1"}
    assert record_about({"name": "x"}, "id", "a1").source == {"name": "x", "id": "a1"}
    for wrong in _values({"id": "b2"}, {"id": 3}, None, []):
        with pytest.raises(UnexpectedAnswer):
            record_about(wrong, "id", "a1")


def test_bad_records_are_skipped_and_counted() -> None:
    """F36."""
    items: list[object] = [{"id": "a"}, None, {"id": ""}, "x", {"id": "b"}]
    assert read_records(items, lambda r: r.identity("id")) == (("a", "b"), 3)


@settings(deadline=None)
@given(JSON)
def test_whatever_stands_in_a_list_is_read_or_skipped(item: object) -> None:
    read, skipped = read_records([item], lambda r: r.identity("id"))
    assert len(read) + skipped == 1
