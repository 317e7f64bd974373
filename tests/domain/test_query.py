import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.facets import Facet
from avatar_browser.domain.query import LENGTH_LIMIT, Query


def words(text: str) -> list[str]:
    return [("-" if w.negated else "") + w.text for w in Query.parse(text).words]


def filters(text: str) -> list[tuple[Facet, str, bool]]:
    return [(f.facet, f.text, f.negated) for f in Query.parse(text).filters]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   ", []),
        ("Anna  Office", ["anna", "office"]),
        ('"blue  shirt" sofa', ["blue shirt", "sofa"]),
        ('"not closed yet', ["not closed yet"]),
        ("“smart quotes”", ["smart quotes"]),
        ('-sofa -"in bed"', ["-sofa", "-in bed"]),
        ("co-host", ["co host"]),
        ("foo:bar", ["foo bar"]),
        ("12:30", ["12 30"]),
        ("& - -- !", []),
        ("Abigail_standing_office", ["abigail standing office"]),
    ],
)
def test_words_are_what_is_no_filter(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert filters(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gender:female", [(Facet.GENDER, "female", False)]),
        ("GENDER:Female", [(Facet.GENDER, "female", False)]),
        ('tag:"Home Office"', [(Facet.TAG, "home office", False)]),
        ("-engine:avatar_iv", [(Facet.ENGINE, "avatar iv", True)]),
        ('-tag:"a b', [(Facet.TAG, "a b", True)]),
        ("is：new", [(Facet.IS, "new", False)]),
        ("has:video has:voice", [(Facet.HAS, "video", False), (Facet.HAS, "voice", False)]),
        ("type:x provider:y orientation:z", [
            (Facet.TYPE, "x", False),
            (Facet.PROVIDER, "y", False),
            (Facet.ORIENTATION, "z", False),
        ]),
    ],
)  # fmt: skip
def test_filter_words_name_a_facet_and_a_value(
    text: str, expected: list[tuple[Facet, str, bool]]
) -> None:
    assert filters(text) == expected


@pytest.mark.parametrize("text", ["gender:", '-tag:""', 'tag:"', "is:?"])
def test_a_filter_word_without_a_value_asks_for_nothing_yet(text: str) -> None:
    assert Query.parse(text).is_empty


def test_the_parts_of_a_pasted_address_are_ids() -> None:
    [word] = Query.parse("https://app.heygen.com/avatars/Am%C3%A9lie_1?look=Ab-2#top").words
    assert {"amelie 1", "ab 2"} <= word.ids
    assert Query.parse("plain/path").words[0].ids == frozenset()


def test_pieces_are_taken_out_of_the_text_as_they_were_typed() -> None:
    query = Query.parse('anna  gender:female -tag:"home office" gender:female')
    assert query.without("gender:female") == 'anna -tag:"home office"'
    assert query.without_words() == 'gender:female -tag:"home office" gender:female'


def test_queries_that_differ_in_white_space_ask_for_the_same() -> None:
    assert Query.parse("anna ").asks_as(Query.parse(" anna"))
    assert not Query.parse("anna").asks_as(Query.parse("anna b"))
    assert not Query.parse("gender:f").asks_as(Query.parse("-gender:f"))


def test_what_is_too_long_is_cut() -> None:
    query = Query.parse("a " * LENGTH_LIMIT)
    assert len(query.words) == LENGTH_LIMIT // 2


@given(st.text(alphabet=st.sampled_from('ab -:"“：tagis\u3000é/')))
def test_any_text_can_be_read_and_read_again(text: str) -> None:
    query = Query.parse(text)
    typed = [word.typed for word in query.words] + [word.typed for word in query.filters]
    assert all(piece in text for piece in typed)
    for piece in typed:
        assert all(w.typed != piece for w in Query.parse(query.without(piece)).words)
