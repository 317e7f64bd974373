"""Filters, counts, chips and suggestions over whole avatars."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.arrangement import Arrangement
from avatar_browser.domain.avatar import Avatar, AvatarKey, Gender, Ownership
from avatar_browser.domain.facets import NOT_STATED, Facet
from avatar_browser.domain.narrowing import Chip, Narrowing
from avatar_browser.domain.ordering import Sort
from avatar_browser.domain.query import Query
from avatar_browser.domain.search import Digests
from avatar_browser.domain.standing import Standing
from tests.support.avatars import an_avatar
from tests.support.crowd import PROVIDER_NAMES, crowd

ANN = an_avatar("ann", name="Ann", gender=Gender.FEMALE, tags=("office", "formal"))
BEA = an_avatar("bea", name="Bea", gender=Gender.FEMALE, tags=("office",))
CAL = an_avatar("cal", name="Cal", gender=Gender.MALE, tags=("sofa", "Home office"))
DEE = an_avatar("dee", "anam", name="Dee", ownership=Ownership.CUSTOM)
ALL = (ANN, BEA, CAL, DEE)


def arrangement_of(
    *avatars: Avatar, standings: Mapping[AvatarKey, Standing] | None = None
) -> Arrangement:
    stands = {} if standings is None else standings
    arrangement = Arrangement(
        PROVIDER_NAMES, Digests(PROVIDER_NAMES), lambda key: stands.get(key, Standing())
    )
    arrangement.take(avatars)
    return arrangement


@pytest.fixture
def four() -> Arrangement:
    return arrangement_of(*ALL)


def left(arrangement: Arrangement, text: str = "", **chosen: str) -> list[str]:
    choices = {Facet(facet): frozenset(words.split("+")) for facet, words in chosen.items()}
    arrangement.narrow(Narrowing(Query.parse(text), choices))
    return [arrangement.avatars[place].key.id for place in arrangement.arranged()]


def counts(arrangement: Arrangement, facet: Facet) -> dict[str, int]:
    return {c.value: c.count for c in arrangement.counts() if c.facet is facet}


def chips(arrangement: Arrangement) -> list[str]:
    return [chip.label for chip in arrangement.filters.chips()]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", "ann bea cal dee"),
        ("gender:female", "ann bea"),
        ("gender:f", "ann bea"),
        ("gender:male", "cal"),
        ("gender:female gender:male", "ann bea cal"),
        ('gender:"not stated"', "dee"),
        ("-gender:female", "cal dee"),
        ("tag:office", "ann bea"),
        ("tag:off", "ann bea cal"),
        ("tag:office tag:formal", "ann"),
        ("tag:office -tag:formal", "bea"),
        ("is:custom", "dee"),
        ("provider:anam", "dee"),
        ("provider:hey cal", "cal"),
        ("gender:nobody", ""),
        ("-gender:nobody", "ann bea cal dee"),
        ("gender:", "ann bea cal dee"),
        ("has:video", ""),
        ("is:new", ""),
        ("office", "ann bea cal"),
    ],
)
def test_words_and_filter_words_narrow(four: Arrangement, text: str, ids: str) -> None:
    assert left(four, text) == ids.split()
    query = four.narrowing.query
    assert four.admits(range(4)) == sorted(four.arranged()), query


def test_values_of_one_facet_add_up_and_facets_and_tags_narrow(four: Arrangement) -> None:
    assert left(four, gender="female+male") == ["ann", "bea", "cal"]
    assert left(four, gender="female+male", tag="office") == ["ann", "bea"]
    assert left(four, tag="office+formal") == ["ann"]
    assert left(four, "gender:male", gender="female") == ["ann", "bea", "cal"]


def test_a_choice_that_does_not_occur_leaves_nothing(four: Arrangement) -> None:
    assert left(four, tag="gone") == []
    assert chips(four) == ["gone"]
    assert left(four, gender="female+martian") == ["ann", "bea"]


def test_counts_tell_what_the_other_filters_leave(four: Arrangement) -> None:
    assert counts(four, Facet.GENDER) == {"female": 2, "male": 1, NOT_STATED: 1}
    left(four, "office", gender="female")
    assert counts(four, Facet.GENDER) == {"female": 2, "male": 1, NOT_STATED: 0}
    assert counts(four, Facet.TAG) == {
        "formal": 1,
        "home office": 0,
        "office": 2,
        "sofa": 0,
        NOT_STATED: 0,
    }
    left(four, tag="formal")
    assert counts(four, Facet.TAG)["office"] == 1


def test_only_what_occurs_is_counted_and_chosen_values_are_marked(four: Arrangement) -> None:
    left(four, "gender:female", provider="anam")
    listed = {(c.facet, c.value): c.chosen for c in four.counts()}
    assert (Facet.GENDER, "neutral") not in listed
    assert not any(facet is Facet.HAS for facet, _ in listed)
    assert {key for key, chosen in listed.items() if chosen} == {
        (Facet.GENDER, "female"),
        (Facet.PROVIDER, "anam"),
    }
    assert [c.facet for c in four.counts()] == sorted(
        (c.facet for c in four.counts()), key=list(Facet).index
    )


def test_standings_are_filters_and_follow_what_is_told_of_them() -> None:
    stands = {ANN.key: Standing(is_new=True), BEA.key: Standing(is_favourite=True)}
    arrangement = arrangement_of(*ALL, standings=stands)
    assert left(arrangement, "is:new") == ["ann"]
    assert left(arrangement, "is:fav") == left(arrangement, "is:favourite") == ["bea"]
    assert left(arrangement, "is:fav is:new") == []
    stands[BEA.key] = Standing(is_new=True)
    assert arrangement.stand(range(4)).altered == [1]
    assert left(arrangement, "is:new") == ["ann", "bea"]
    assert left(arrangement, "is:fav") == []
    arrangement.take([BEA])
    assert left(arrangement, "is:new") == ["ann", "bea"]


def test_chips_are_words_then_filter_words_then_choices(four: Arrangement) -> None:
    left(four, 'ann "b c" gender:female -tag:off tag:x', provider="heygen")
    assert chips(four) == [
        'ann "b c"',
        "Female",
        "not Tags: off",
        "Tags: x",
        "HeyGen",
    ]


def test_dropping_each_chip_leaves_nothing_to_drop(four: Arrangement) -> None:
    left(four, 'ann "b c" gender:female -tag:off is:custom', provider="heygen", tag="office+sofa")
    for _ in range(7):
        four.narrow(four.narrowing.without(four.filters.chips()[0]))
    assert four.narrowing.is_empty
    assert four.narrowing.query.text == ""


def test_a_value_is_unticked_wherever_it_was_asked_for(four: Arrangement) -> None:
    left(four, "is:custom ann", ownership="custom")
    narrowing = four.filters.toggled(Facet.OWNERSHIP, "custom")
    assert narrowing.query.text == "ann"
    assert narrowing.choices == {}
    four.narrow(narrowing)
    assert four.filters.toggled(Facet.OWNERSHIP, "custom").choices == {
        Facet.OWNERSHIP: frozenset({"custom"})
    }


def test_the_chip_that_brings_most_back_is_suggested(four: Arrangement) -> None:
    assert left(four, "cal gender:female tag:office") == []
    suggestion = four.suggestion()
    assert suggestion == Chip("cal", None, "cal")
    assert left(four, "office", gender="male", provider="anam") == []
    suggestion = four.suggestion()
    assert suggestion is not None
    assert (suggestion.facet, suggestion.value) == (Facet.PROVIDER, "anam")
    assert left(four, "nobody gender:female provider:anam") == []
    assert four.suggestion() is None


def test_completions_begin_with_what_occurs_most(four: Arrangement) -> None:
    assert four.completions("gender:") == [
        "gender:female",
        "gender:male",
        'gender:"not stated"',
    ]
    assert four.completions("has") == []


def test_a_better_match_comes_first_in_every_order(four: Arrangement) -> None:
    zoe = an_avatar("zoe", name="Zoe", tags=("beach",))
    four.take([zoe])
    four.set_sort(Sort.NAME)
    assert left(four, "be") == ["bea", "zoe"]
    assert left(four) == ["ann", "bea", "cal", "dee", "zoe"]


def test_records_told_twice_in_one_go_are_taken_once(four: Arrangement) -> None:
    newer = an_avatar("new", name="Newer")
    taken = four.take([an_avatar("new", name="Newest"), newer, an_avatar("cal", name="Cay")])
    assert (taken.fresh, taken.altered) == ([4], [2])
    assert left(four, "newer") == ["new"]
    assert left(four, "newest") == []
    assert left(four, "cay") == ["cal"]
    assert left(four, "gender:male") == []


def test_one_provider_can_be_dropped(four: Arrangement) -> None:
    four.drop("heygen")
    assert left(four) == ["dee"]
    assert four.place(ANN.key) is None
    assert four.place(DEE.key) == 0
    assert counts(four, Facet.PROVIDER) == {"anam": 1}


@given(
    st.permutations(range(60)),
    st.sampled_from(["", "a", "office", "ab -sofa", "gender:female", "tag:off suit", "zz"]),
    st.sampled_from(Sort),
)
def test_taking_in_pieces_ends_as_taking_all_at_once(
    arrived: list[int], text: str, sort: Sort
) -> None:
    people = crowd(60)
    whole, pieces = (Arrangement(PROVIDER_NAMES, Digests(PROVIDER_NAMES)) for _ in range(2))
    for arrangement in (whole, pieces):
        arrangement.narrow(Narrowing(Query.parse(text), {}))
        arrangement.set_sort(sort)
    whole.take(people[n] for n in arrived)
    for start in range(0, 60, 7):
        pieces.take(people[n] for n in arrived[start : start + 7])
        pieces.arranged()
        pieces.counts()
    assert pieces.arranged() == whole.arranged()
    assert pieces.counts() == whole.counts()
    assert sorted(pieces.arranged(), key=pieces.key) == pieces.arranged()
