import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_browser.domain.text import displayable, displayable_lines, redacted, storable

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_lone_surrogates_are_replaced_and_pairs_are_kept() -> None:
    assert storable("a\ud800b😀") == "a\ufffdb😀"


def test_stored_text_is_cut_to_its_limit() -> None:
    assert storable("x" * 100, limit=10) == "x" * 10


@pytest.mark.parametrize("unseen", [*BIDI, "\x00", "\x1b", "\x85", "\u200b", "\ufeff", "\u061c"])
def test_what_cannot_be_seen_is_not_shown(unseen: str) -> None:
    assert displayable(f"a{unseen}b") == "a b"


def test_shown_text_is_one_line_with_single_spaces() -> None:
    assert displayable(" a\n\tb \r\n c ") == "a b c"


def test_joiners_of_emoji_and_scripts_survive() -> None:
    assert displayable("👩\u200d🔬 नमस्\u200dते") == "👩\u200d🔬 नमस्\u200dते"


def test_long_text_ends_in_an_ellipsis_within_the_limit() -> None:
    assert displayable("x" * 100, limit=10) == "x" * 9 + "…"
    assert displayable("x" * 10, limit=10) == "x" * 10


def test_lines_stay_lines_where_they_are_wanted() -> None:
    assert displayable_lines("a\n\u202eb\x00c") == "a\n b c"


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
