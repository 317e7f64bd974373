from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings

from avatar_browser.domain.text import TAGS_LIMIT
from avatar_browser.providers.records import (
    KEPT_LIMIT,
    URL_LIMIT,
    BadRecord,
    Record,
    in_words,
)
from tests.providers.strategies import records

HUGE = 10**5000  # more digits than Python turns into text


def of(value: object) -> Record:
    return Record({"field": value})


def test_a_number_with_too_many_digits_is_nothing() -> None:
    for record in (of(HUGE), of(-HUGE)):
        assert (record.text("field"), record.texts("field"), record.url("field")) == ("", (), "")
        assert (record.whole("field"), record.flag("field")) == (None, None)
        assert record.moment("field") is None
        with pytest.raises(BadRecord):
            record.identity("field")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" Liv ", "Liv"),
        (12, "12"),
        (1.5, "1.5"),
        ("a\ud800b", "a\ufffdb"),
        ("", ""),
        (None, ""),
        (True, ""),
        (["Liv"], ""),
        ({"name": "Liv"}, ""),
        (float("nan"), ""),
        (float("inf"), ""),
    ],
)
def test_text_is_text_or_a_number(value: object, text: str) -> None:
    assert of(value).text("field") == text
    assert Record({}).text("field") == ""


def test_text_is_cut_to_its_limit() -> None:
    assert of("x" * 1000).text("field") == "x" * 256
    assert of("abc def").text("field", limit=4) == "abc"
    assert of(1234567).text("field", limit=3) == "123"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (["a", " b ", "a", "", None, 3, ["c"], {}], ("a", "b", "3")),
        ("lone", ("lone",)),
        ({"0": "a"}, ()),
        (None, ()),
        (False, ()),
        (["x" * 100], ("x" * 64,)),
    ],
)
def test_a_list_of_words_has_no_repeats_and_nothing_else_in_it(
    value: object, words: tuple[str, ...]
) -> None:
    assert of(value).texts("field") == words


def test_a_list_of_words_ends_after_64() -> None:
    assert len(of([str(n) for n in range(1000)]).texts("field")) == 64


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        (720, 720),
        (720.0, 720),
        (" 720 ", 720),
        (0, 0),
        (720.5, None),
        ("720px", None),
        ("٧٢٠", None),
        (-1, None),
        (2**31, None),
        (True, None),
        (None, None),
        (float("inf"), None),
        ([720], None),
    ],
)
def test_a_whole_number_is_read_from_its_likely_forms(value: object, whole: int | None) -> None:
    assert of(value).whole("field") == whole


def test_a_whole_number_below_the_least_is_unknown() -> None:
    assert of(0).whole("field", least=1) is None


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        (True, True),
        (False, False),
        (1, True),
        (0, False),
        ("yes", True),
        ("TRUE", True),
        (" no ", False),
        ("0", False),
        (2, None),
        (1.0, None),
        ("maybe", None),
        ("", None),
        (None, None),
        ([True], None),
    ],
)
def test_a_flag_is_read_from_its_likely_forms(value: object, flag: bool | None) -> None:
    assert of(value).flag("field") is flag


@pytest.mark.parametrize(
    "value",
    [
        "2024-11-01T00:00:00Z",
        "2024-11-01T00:00:00.000Z",
        "2024-11-01T01:00:00+01:00",
        "2024-11-01T00:00:00",
        "2024-11-01",
        " 2024-11-01T00:00:00Z ",
        1_730_419_200,
        1_730_419_200.0,
        "1730419200",
    ],
)
def test_a_date_is_read_as_utc_from_iso_or_unix_seconds(value: object) -> None:
    moment = of(value).moment("field")
    assert moment == datetime(2024, 11, 1, tzinfo=UTC)
    assert moment is not None
    assert moment.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "yesterday",
        "2024-02-30",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2999-01-01",
        "1999-12-31T23:59:59Z",
        0,
        -5,
        1_730_419_200_000,
        1e300,
        float("nan"),
        True,
        ["2024-11-01"],
        "2024-11-01" + "0" * 100_000,
        "\ud800",
    ],
)
def test_a_date_that_makes_no_sense_is_unknown(value: object) -> None:
    """F50."""
    assert of(value).moment("field") is None


def test_a_date_a_little_ahead_of_our_clock_is_taken() -> None:
    soon = datetime.now(UTC) + timedelta(hours=12)
    assert of(soon.isoformat()).moment("field") == soon
    assert of((soon + timedelta(days=2)).isoformat()).moment("field") is None


@pytest.mark.parametrize(
    "url", ["https://a.example/x.png?s=1#f", "http://127.0.0.1:80/x", "HTTPS://A.EXAMPLE/ü"]
)
def test_a_url_is_kept_whole(url: str) -> None:
    assert of(f" {url}\n").url("field") == url


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "null",
        5,
        ["https://a.example/x"],
        {"url": "https://a.example/x"},
        "s3://bucket/key",
        "file:///etc/passwd",
        "/etc/passwd",
        "//a.example/x",
        "https://",
        "javascript:alert(1)",
        "https://a.example/x y",
        "https://a.example/\nX-Injected: 1",
        "https://a.example/\ud800",
        "https://a.example/" + "x" * URL_LIMIT,
    ],
)
def test_what_is_no_http_url_is_none(value: object) -> None:
    assert of(value).url("field") == ""


@pytest.mark.parametrize(
    ("raw", "words"),
    [("digital_twin", "Digital twin"), ("  a--b_c ", "A b c"), ("HD", "HD"), ("_", ""), ("", "")],
)
def test_a_vendors_word_is_made_readable(raw: str, words: str) -> None:
    assert in_words(raw) == words


@settings(deadline=None)
@given(records(["field"]))
def test_no_field_is_too_strange_to_be_read(source: Mapping[str, object]) -> None:
    """F39."""
    record = Record(source)
    record.text("field").encode()
    for word in record.texts("field"):
        word.encode()
    record.url("field").encode()
    assert record.whole("field") is None or isinstance(record.whole("field"), int)
    assert record.flag("field") in {True, False, None}
    moment = record.moment("field")
    assert moment is None or moment.year >= 2000
    assert isinstance(record.record("field").source, Mapping)


def test_a_record_is_kept_as_it_came_unless_it_is_huge() -> None:
    """F47: it would be written out and searched in one go."""
    usual = {"id": "1", "tags": ["a"] * 500, "voices": [{"id": str(n)} for n in range(500)]}
    assert Record(usual).kept == usual
    huge: Mapping[str, object]
    for huge in (
        {"x": "a" * KEPT_LIMIT},
        {"x" * KEPT_LIMIT: 1},
        {"x": [["a" * 1_000]] * 1_000},
        {"x": [[[]]] * KEPT_LIMIT},
        {"x": {str(n): {} for n in range(KEPT_LIMIT)}},
    ):
        assert Record(huge).kept == "This record is too large to be kept."


def test_no_more_tags_are_read_than_are_kept() -> None:
    """F47."""
    tags = [f"tag {n}" for n in range(TAGS_LIMIT + 9)]
    assert of(["", *tags, None]).texts("field") == tuple(tags[:TAGS_LIMIT])
