"""A body read in pieces means what it means in one: F32, F33, F34, F47."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from avatar_browser.providers.json_walk import PIECE, USUAL, JsonWalk, Sizes

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # Surrogates come escaped, and lone ones pass.
    | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=20,
)
_SIZES = st.builds(
    Sizes,
    usual=st.integers(1, 9),
    run=st.integers(1, 60),
    piece=st.integers(1, 40),
    text=st.just(100_000),
    depth=st.just(100),
)
"""So small that next to everything is cut somewhere, and is walked."""


class Witness(json.JSONDecoder):
    """Knows how often it was called, and how many characters it was handed at once and in all."""

    calls = 0
    handed = 0
    longest = 0

    @override
    def raw_decode(self, s: str, idx: int = 0) -> tuple[object, int]:
        self.calls += 1
        self.handed += len(s) - idx
        self.longest = max(self.longest, len(s) - idx)
        return super().raw_decode(s, idx)


def walked(body: bytes, sizes: Sizes = USUAL) -> object:
    return JsonWalk(json.JSONDecoder(), body, sizes).read()


@given(_VALUES, _SIZES, st.booleans())
def test_whatever_is_walked_is_read_as_the_decoder_reads_it(
    value: object, sizes: Sizes, is_ascii: bool
) -> None:
    """F32: also with the white space of an indented text, and cut within a character."""
    for indent in (None, 1):
        text = json.dumps(value, indent=indent, ensure_ascii=is_ascii)
        body = text.encode("utf-8", "replace")  # lone surrogates are none of UTF-8
        assert walked(body, sizes) == json.loads(body)


@given(st.text(alphabet='{}[]",:1 \\aé', max_size=30), _SIZES)
def test_whatever_the_decoder_refuses_is_refused(text: str, sizes: Sizes) -> None:
    """F32."""
    try:
        expected = json.loads(text)
    except ValueError:
        with pytest.raises(ValueError, match=r"."):
            walked(text.encode(), sizes)
    else:
        assert walked(text.encode(), sizes) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[[[[" + ",".join(["[]"] * 200_000) + "]]]]",
        "[[[[" + ",".join(["12"] * 200_000) + "]]]]",
        "[[[[" + ",".join(['"ab"'] * 200_000) + "]]]]",
        '{"data":[[[{' + ",".join(f'"{n}":[{{}}]' for n in range(100_000)) + "}]]]}",
        "[" + ",".join(["[" * 900 + "]" * 900] * 400) + "]",
        '{"data":[' + '{"a":"' + "é" * PIECE + '"}' + "]}",
        '["\U0001f600",' + ",".join(['"a"'] * 200_000) + "]",
    ],
)
def test_the_decoder_is_never_handed_more_than_a_piece(text: str) -> None:
    """F47: wherever the many are, and whatever they are."""
    witness = Witness()
    assert JsonWalk(witness, text.encode()).read() == json.loads(text)
    longest_text = 4 if "é" in text else 1
    assert witness.longest <= longest_text * PIECE


RECORD = {"id": 1, "name": "Zoë, or “}, ]”", "tags": ["a", "b"]}


@pytest.mark.parametrize(
    "record",
    [RECORD, {**RECORD, "voices": [{"id": 1}, {"id": 2}]}, "a, b", 1.5, [], {"a": {"b": []}}],
)
def test_small_values_are_read_many_at_a_time(record: object) -> None:
    """F47: a hundred thousand of them one by one take a second, two millions ten."""
    payload = {"data": {"list": [record] * 20_000, **{f"{n}, ": record for n in range(5_000)}}}
    body = json.dumps(payload, ensure_ascii=False).encode()
    witness = Witness()
    assert JsonWalk(witness, body).read() == payload
    assert witness.calls < 25_000 / 8
    assert witness.handed < 6 * len(body)


def test_large_values_between_small_ones_cost_little_more() -> None:
    """F47: what was looked at in vain is bounded by what was read."""
    payload = [RECORD, "x" * 20_000, [RECORD] * 40, 1] * 200
    body = json.dumps(payload).encode()
    witness = Witness()
    assert JsonWalk(witness, body).read() == payload
    assert witness.handed < 6 * len(body)


def test_the_depth_of_large_containers_has_a_bound() -> None:
    """F34: small ones go as deep as the decoder goes."""
    sizes = replace(USUAL, usual=1, piece=4, depth=3)
    assert walked(b"[[[1, 2, 3]]]", sizes) == [[[1, 2, 3]]]
    with pytest.raises(ValueError, match="too many"):
        walked(b"[[[[1, 2, 3]]]]", sizes)
    assert walked(b"[[[[]]]]", replace(sizes, piece=8)) == [[[[]]]]


def test_a_string_beyond_bounds_is_refused() -> None:
    """F47: 64 MiB of escapes take a quarter of a second."""
    longest = "x" * (USUAL.text - 2)
    assert walked(f'["{longest}"]'.encode()) == [longest]
    for body in (f'["{longest}x"]', f'{{"{longest}x": 1}}'):
        with pytest.raises(ValueError, match="bounds"):
            walked(body.encode())


def test_white_space_without_end_is_passed_in_pieces() -> None:
    """F47."""
    space = " \n" * PIECE
    assert walked(f"{space}[{space}1{space},{space}2{space}]{space}".encode()) == [1, 2]
