"""The API client against a real server: bodies that are JSON, and those that are not."""

import gzip
import json

import pytest

from avatar_browser.domain.errors import UnexpectedAnswer
from tests.support.api import api_client, refused_answer
from tests.support.raw_server import RawServer, answer, json_answer, once
from tests.support.wire import with_wire


def got(data: bytes) -> object:
    with RawServer(once(data)) as server:
        return with_wire(lambda wire: api_client(wire, server).get("v1"))


@pytest.mark.parametrize("data", [answer(204), answer(200), json_answer(" \r\n")])
def test_an_empty_answer_has_its_own_problem(data: bytes) -> None:
    """F09."""
    problem = refused_answer(data)
    assert isinstance(problem, UnexpectedAnswer)
    assert problem.code == "empty response"


def test_a_web_page_in_place_of_data_is_told_as_such() -> None:
    """F15: a captive portal answers 200 with HTML."""
    problem = refused_answer(
        answer(200, b"<html>Log in</html>", "Content-Type: text/html; charset=x")
    )
    assert isinstance(problem, UnexpectedAnswer)
    assert problem.code == "web page"


@pytest.mark.parametrize("value", ["null", "[]", '"text"', "0", "true", '{"a": {"b": [1.5]}}'])
def test_any_json_value_is_handed_on_for_its_reader_to_judge(value: str) -> None:
    """F35: the top type is the adapter's to check."""
    assert got(json_answer(value)) == json.loads(value)


def test_json_without_its_content_type_is_still_json() -> None:
    assert got(answer(200, b'{"a": 1}')) == {"a": 1}
    assert got(answer(200, b'{"a": 1}', "Content-Type: text/plain")) == {"a": 1}


def test_a_lone_surrogate_is_left_for_the_reader_to_replace() -> None:
    """F43."""
    assert got(json_answer(r'{"name": "a\ud800b"}')) == {"name": "a\ud800b"}


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{} {}",
        b"{}x",
        b"\xef\xbb\xbf{}",
        b'{"a": "\xff"}',
        b'{"a": NaN}',
        b"[-Infinity]",
        b"[1e999]",
        b"[" + b"9" * 5_000 + b"]",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        '{"a": 1}'.encode("utf-16"),
        b"\x00",
    ],
    ids=[
        *("half", "twice", "trailing", "bom", "utf-8", "nan", "infinity", "huge float"),
        *("huge int", "deep list", "deep object", "utf-16", "nul"),
    ],
)
def test_what_is_not_sound_json_is_one_typed_error(body: bytes) -> None:
    """F32, F33, F34."""
    problem = refused_answer(json_answer(body))
    assert isinstance(problem, UnexpectedAnswer)
    assert problem.code == "bad json"
    assert problem.__context__ is None  # the decoder's own error holds the whole text


def test_a_body_beyond_64_mib_is_refused() -> None:
    """F25, R9."""
    bomb = gzip.compress(b"[" + b" " * (65 * 2**20) + b"]", compresslevel=1)
    problem = refused_answer(answer(200, bomb, "Content-Encoding: gzip"))
    assert problem.code == "too large"
