from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.avatar import Avatar, Identifier, Person
from avatar_browser.domain.query import Query
from avatar_browser.domain.search import Digests, TextIndex
from tests.support.avatars import a_full_avatar, an_avatar


def index_of(*avatars: Avatar) -> TextIndex:
    digests = Digests({"heygen": "HeyGen"})
    index = TextIndex()
    index.extend(map(digests.of, avatars))
    return index


def found(index: TextIndex, text: str) -> list[int]:
    query = Query.parse(text)
    places = [place for place, holds in enumerate(index.flags(query.words)) if holds]
    assert places == [p for p in range(len(index.texts)) if index.holds(p, query)]
    ranked = index.ranked(places, query)
    ranks = [index.rank(place, query) for place in ranked]
    assert ranks == sorted(ranks)
    return ranked


def named(*names: str) -> TextIndex:
    return index_of(*(an_avatar(f"id-{n}", name=name) for n, name in enumerate(names)))


def test_every_field_that_people_know_an_avatar_by_is_searched() -> None:
    index = index_of(a_full_avatar())
    for text in (
        "abigail",
        "in the office",
        "abigail_office",
        "group-9",
        "formal",
        "friendly host",
        "heygen",
        "HEYGÉN",
    ):
        assert found(index, text) == [0], text
    assert found(index, "nobody") == []


def test_every_word_must_be_found_wherever_it_is() -> None:
    index = named("Anna office", "Anna sofa", "Office of Anna")
    assert found(index, "office anna") == [2, 0]
    assert found(index, "anna -office") == [1]
    assert found(index, '"office of"') == [2]
    assert found(index, '-"office of" -sofa') == [0]


def test_no_phrase_reaches_over_two_fields() -> None:
    index = index_of(an_avatar("1", name="Anna", description="Blue shirt"))
    assert found(index, '"anna blue"') == []
    assert found(index, '"blue shirt"') == [0]


def test_the_exact_id_then_the_beginning_then_a_word_then_inside() -> None:
    inside = an_avatar("1", name="Joann")
    word = an_avatar("2", name="Mary Ann")
    prefix = an_avatar("3", name="Annabel")
    exact = an_avatar("ann", name="Zoe")
    index = index_of(inside, word, prefix, exact)
    assert found(index, "ann") == [3, 2, 1, 0]
    assert [index.rank(place, Query.parse("ann")) for place in range(4)] == [3, 2, 1, 0]


def test_with_several_words_the_first_one_begins_the_name() -> None:
    index = named("Office of Anna", "Joanna office", "Anna office", "Anna backoffice")
    assert found(index, "anna office") == [2, 0, 1, 3]


def test_ties_keep_their_order() -> None:
    index = named("Ann B", "Joann", "Ann A", "Deann")
    assert found(index, "ann") == [0, 2, 1, 3]
    query = Query.parse("ann")
    assert index.ranked([3, 2, 1, 0], query) == [2, 0, 3, 1]


def test_the_id_that_is_copied_counts_as_the_exact_one() -> None:
    avatar = an_avatar("key", ids=(Identifier("Look ID", "Zoe_1", "", primary=True),))
    index = index_of(an_avatar("a", name="zoe 1 and more"), avatar)
    assert found(index, "zoe_1") == [1, 0]


def test_a_pasted_address_finds_the_avatar_whose_id_is_in_it() -> None:
    index = index_of(an_avatar("abc-1"), an_avatar("abc-12"), an_avatar("x"))
    assert found(index, "https://app.example/avatars/abc-12/?tab=1") == [1]
    assert found(index, "https://app.example/other") == []
    assert found(index, "-https://app.example/avatars/abc-12") == [0, 2]


def test_a_changed_record_is_found_by_what_it_says_now() -> None:
    index = named("Ann", "Bea")
    assert found(index, "ann") == [0]
    digest = Digests({}).of(an_avatar("id-0", name="Zoe"))
    index.replace(0, digest)
    assert found(index, "ann") == []
    assert found(index, "zoe") == [0]
    person = Person("heygen", "p", "Ann")
    index.extend([Digests({}).of(an_avatar("id-2", name="look", person=person))])
    assert found(index, "ann") == [2]


@given(st.lists(st.text("ab "), max_size=8), st.lists(st.text('ab -"', max_size=5), max_size=6))
def test_what_was_asked_before_never_changes_the_answer(names: list[str], texts: list[str]) -> None:
    index = named(*names)
    for text in texts:
        assert found(index, text) == found(named(*names), text)


def test_a_part_of_an_address_may_be_the_id_of_a_person_but_no_tag() -> None:
    index = index_of(
        an_avatar("look-0001", person_id="group-0009", tags=("avatars", "v2024")),
        an_avatar("look-0002", person_id="group-0010"),
    )
    assert found(index, "https://app.example/avatars/group-0009") == [0]
    assert found(index, "-https://app.example/avatars/group-0009") == [1]
    assert found(index, "https://app.example/avatars/v2024") == []
    assert index.with_id({"group 0010"}) == [1]
    assert index.with_id({"look 0001", "look 0002"}) == [0, 1]
    assert index.with_id({"look", ""}) == []
