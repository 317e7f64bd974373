import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_browser.domain.text import (
    displayable,
    displayable_lines,
    escaped,
    escaped_json,
    isolated,
    redacted,
    storable,
)
from tests.support.hostile import problem_of

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_lone_surrogates_are_replaced_and_pairs_are_kept() -> None:
    assert storable("a\ud800b😀") == "a\ufffdb😀"


def test_stored_text_is_cut_to_its_limit() -> None:
    assert storable("x" * 100, limit=10) == "x" * 10


@pytest.mark.parametrize("unseen", [*BIDI, "\x00", "\x1b", "\x85", "\u200b", "\ufeff", "\u061c"])
def test_what_cannot_be_seen_is_not_shown(unseen: str) -> None:
    """T29, F44."""
    assert displayable(f"a{unseen}b") == "a b"


def test_shown_text_is_one_line_with_single_spaces() -> None:
    assert displayable(" a\n\tb \r\n c ") == "a b c"


def test_joiners_of_emoji_and_scripts_survive() -> None:
    """F45."""
    assert displayable("👩\u200d🔬 नमस्\u200dते") == "👩\u200d🔬 नमस्\u200dते"


def test_long_text_ends_in_an_ellipsis_within_the_limit() -> None:
    """F44."""
    assert displayable("x" * 100, limit=10) == "x" * 9 + "…"
    assert displayable("x" * 10, limit=10) == "x" * 10


@pytest.mark.parametrize("mark", ["\u0301", "\u0e47", "\u0651", "\u05b8", "\u20dd"])
def test_marks_do_not_pile_up_over_what_is_above(mark: str) -> None:
    """F44: a name must not be drawn over its neighbours."""
    for shown in (displayable(f"a{mark * 200}b"), displayable_lines(f"a{mark * 200}b")):
        assert shown == f"a{mark * 6}b"
    assert displayable(f"a{mark * 6}") == f"a{mark * 6}"


def test_lines_stay_lines_where_they_are_wanted() -> None:
    assert displayable_lines("a\n\u202eb\x00c") == "a\n b c"


NAME, BEGIN, END = "שלום 5", "\u2068", "\u2069"


@pytest.mark.parametrize("name", [NAME, "مرحبا", "Liv שלום", "𞤀𞤁"])
def test_a_name_from_right_to_left_keeps_to_itself_beside_other_words(name: str) -> None:
    """T29, F45."""
    assert isolated(name) == f"{BEGIN}{name}{END}"
    assert displayable_lines(f"{isolated(name)}  ·  3 looks") == f"{BEGIN}{name}{END}  ·  3 looks"


@pytest.mark.parametrize("name", ["", "Liv", "R&D 5", "名前 5", "Zoë", "👩\u200d🔬"])
def test_a_name_that_turns_nothing_is_left_as_it_is(name: str) -> None:
    """T29, F45: what is searched, spoken and compared does not change for most names."""
    assert isolated(name) == name


def test_a_name_cannot_end_the_isolate_that_is_put_around_it() -> None:
    """T29."""
    shown = isolated(f"{END}{NAME}{BEGIN}\u202e")
    assert (shown[0], shown[-1]) == (BEGIN, END)
    assert not set(shown[1:-1]) & set(BIDI)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{END}a{BEGIN}b{END}{END}", f" a{BEGIN}b{END} "),
        (f"{BEGIN}a\nb{END}", " a\nb "),
        (f"{BEGIN}a", " a"),
        (f"{BEGIN}{BEGIN}a{END}{END}", f"{BEGIN} a {END}"),
        (f"{BEGIN}\u202ea{END}", f"{BEGIN} a{END}"),
    ],
)
def test_isolates_that_are_not_whole_in_their_line_are_taken_out(text: str, shown: str) -> None:
    """T29."""
    assert displayable_lines(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("anam-1", "anam-1"),
        ("a b  c ", "a b  c "),
        ("שלום-5", "שלום-5"),
        ("a\u3164b\ufe0f", "a\\u3164b\\ufe0f"),
        ("liv\u202egpj.exe", "liv\\u202egpj.exe"),
        ("liv\\u202egpj.exe", "liv\\\\u202egpj.exe"),
        (
            "a\x00\x85\u200b\u00a0\ud800\U000e0001",
            "a\\u0000\\u0085\\u200b\\u00a0\\ud800\\U000e0001",
        ),
    ],
)
def test_an_id_is_shown_with_the_codes_of_what_cannot_be_seen(text: str, shown: str) -> None:
    """T29."""
    assert escaped(text) == shown


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=40), st.text(alphabet=st.characters()))
def test_ids_that_differ_are_never_shown_alike(one: str, other: str) -> None:
    """T29."""
    assert (escaped(one, 1_000) == escaped(other, 1_000)) == (one == other)
    assert escaped(one).isprintable()


@settings(deadline=None)
@given(st.dictionaries(st.text(), st.text()))
def test_json_keeps_its_meaning_when_what_cannot_be_seen_is_escaped(record: dict[str, str]) -> None:
    """T29."""
    shown = escaped_json(json.dumps(record, ensure_ascii=False, indent=2))
    assert json.loads(shown) == record
    assert problem_of(shown) == ""


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from([*"ab1 \n", "א", "ب", BEGIN, END, *BIDI, "\x00"])))
def test_no_text_turns_what_is_beside_it(text: str) -> None:
    """T29, F44."""
    for shown in (displayable_lines(text), isolated(text), displayable(text)):
        assert problem_of(shown) == ""


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=400))
def test_any_text_can_be_stored_and_shown(text: str) -> None:
    storable(text).encode()
    shown = displayable(text, limit=50)
    assert len(shown) <= 50
    assert not set(shown) & set("\n\r\t\x00" + BIDI)


@pytest.mark.parametrize(
    "text",
    [
        "see https://media.example/x.mp4?X-Amz-Signature=CANARY&b=1 there",
        '{"videoUrl": "https://media.example/x.mp4?sig=CANARY"}',
        "Authorization: Bearer CANARY",
        "authorization=Basic CANARY",
        '{"X-Api-Key": "CANARY"}',
        "api_key=CANARY",
    ],
)
def test_signatures_and_keys_are_redacted(text: str) -> None:
    assert "CANARY" not in redacted(text)


def test_redacting_leaves_everything_else() -> None:
    text = "GET https://api.example/v1/avatars answered 500 at 10:42"
    assert redacted(text) == text


def test_redacting_keeps_the_address_and_what_follows_it() -> None:
    assert redacted("at https://a.example/x?s=1 twice") == "at https://a.example/x?••• twice"
