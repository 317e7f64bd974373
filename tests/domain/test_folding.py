import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.folding import FIELD_END, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Amélie", "amelie"),
        ("Ame\u0301lie", "amelie"),
        ("STRASSE Straße", "strasse strasse"),
        ("Łukasz Søren Đặng", "lukasz soren dang"),
        ("İstanbul Istanbul ılık", "istanbul istanbul ilik"),
        ("Ａｎａｍ　１２", "anam 12"),
        ("ﬁne", "fine"),
        ("Ελλάς ΕΛΛΑΣ", "ελλασ ελλασ"),
        ("Abigail_standing-office/front", "abigail standing office front"),
        ("  R&D\tlook\n#7?  ", "r d look 7"),
        ("co\u00adop\u200bera\u2060te", "cooperate"),
        ("陳怡君_辦公室", "陳怡君 辦公室"),
        ("fire 🔥", "fire 🔥"),
        ("!?…", ""),
        ("", ""),
    ],
)
def test_case_accents_width_and_punctuation_are_folded(text: str, folded: str) -> None:
    """F45."""
    assert fold(text) == folded


def test_vowel_signs_and_dakuten_still_tell_words_apart() -> None:
    assert fold("किताब") != fold("कताब")
    assert fold("ガ") != fold("カ")
    assert fold("ｶﾞ") == fold("ガ")


def test_points_of_hebrew_and_arabic_do_not() -> None:
    """F45."""
    assert fold("שָׁלוֹם") == fold("שלום")
    assert fold("مُحَمَّد") == fold("محمد")


def test_the_first_letters_of_a_korean_syllable_begin_it() -> None:
    assert fold("강남").startswith(fold("가"))


def test_fields_stay_apart() -> None:
    assert fold(f"Ann{FIELD_END}É b") == f"ann {FIELD_END} e b"
    assert fold(f"a{FIELD_END}b") == f"a {FIELD_END} b"


@given(st.text())
def test_folding_is_final(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(st.text(), st.text())
def test_fields_are_folded_as_if_alone(one: str, other: str) -> None:
    one, other = (text.replace(FIELD_END, "") for text in (one, other))
    joined = fold(f"{one}{FIELD_END}{other}")
    assert joined.split(FIELD_END)[0].strip() == fold(one)
    assert joined.split(FIELD_END)[1].strip() == fold(other)
