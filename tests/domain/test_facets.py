from dataclasses import replace

import pytest

from avatar_browser.domain.avatar import (
    Avatar,
    Engine,
    Gender,
    Media,
    MediaKind,
    Orientation,
    Ownership,
    Person,
)
from avatar_browser.domain.facets import Facet, Value, Vocabulary, meant_by
from tests.support.avatars import a_full_avatar, an_avatar


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary({"heygen": "HeyGen"})


def told(vocabulary: Vocabulary, avatar: Avatar) -> dict[Facet, list[str]]:
    found: dict[Facet, list[str]] = {}
    for value in vocabulary.values_of(avatar):
        found.setdefault(value.facet, []).append(value.label)
    return found


def test_an_avatar_has_values_of_every_facet_it_tells(vocabulary: Vocabulary) -> None:
    assert told(vocabulary, a_full_avatar()) == {
        Facet.PROVIDER: ["HeyGen"],
        Facet.OWNERSHIP: ["Custom"],
        Facet.GENDER: ["Female"],
        Facet.ORIENTATION: ["Landscape"],
        Facet.TYPE: ["Studio avatar"],
        Facet.ENGINE: ["Avatar IV", "cara-4"],
        Facet.HAS: ["Preview video", "Default voice"],
        Facet.TAG: ["office", "formal"],
    }


def test_what_is_not_told_is_not_stated_rather_than_left_out(vocabulary: Vocabulary) -> None:
    values = told(vocabulary, an_avatar(provider="other", ownership=Ownership.UNKNOWN))
    assert values.pop(Facet.PROVIDER) == ["other"]
    assert values == {
        facet: ["Not stated"]
        for facet in Facet
        if facet not in {Facet.PROVIDER, Facet.SHORTLIST, Facet.IS, Facet.HAS}
    }


def test_a_look_takes_gender_and_voice_of_its_person(vocabulary: Vocabulary) -> None:
    person = Person("heygen", "g", "Ada", gender=Gender.FEMALE, default_voice_id="v")
    values = told(vocabulary, an_avatar(person=person))
    assert values[Facet.GENDER] == ["Female"]
    assert values[Facet.HAS] == ["Default voice"]


def test_without_a_shape_of_its_own_the_cuts_of_its_stills_count(vocabulary: Vocabulary) -> None:
    stills = tuple(
        Media(shape.value, "", MediaKind.STILL, "https://a.example/x.png", shape)
        for shape in (Orientation.LANDSCAPE, Orientation.PORTRAIT)
    )
    values = told(vocabulary, an_avatar(media=stills))
    assert values[Facet.ORIENTATION] == ["Landscape", "Portrait"]


def test_one_tag_in_two_spellings_is_one_value(vocabulary: Vocabulary) -> None:
    first = vocabulary.values_of(an_avatar(tags=("Home Office",)))[-1]
    again = vocabulary.values_of(an_avatar(tags=("home-office", "HOME OFFICE")))[-1]
    assert first is again
    assert first.label == "Home Office"
    values = vocabulary.values_of(an_avatar(tags=("Home Office", "home office")))
    assert [v.facet for v in values].count(Facet.TAG) == 1


def test_an_engine_is_known_by_the_word_that_the_api_takes(vocabulary: Vocabulary) -> None:
    anam = an_avatar(
        engines=(Engine("cara-3", "v2", "cara-3"), Engine("cara-3", "cara-3", "cara-3"))
    )
    assert told(vocabulary, anam)[Facet.ENGINE] == ["cara-3"]
    assert told(vocabulary, replace(anam, engines=()))[Facet.ENGINE] == ["Not stated"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("male", ["male"]),
        ("fem", ["female"]),
        ("", ["male", "female", "avatar iv", "avatar v"]),
        ("iv", ["avatar iv"]),
        ("avatar", ["avatar iv", "avatar v"]),
        ("avatar v", ["avatar v"]),
        ("four", ["avatar iv"]),
        ("ale", []),
    ],
)
def test_a_filter_word_means_the_value_so_called_else_those_it_begins(
    text: str, meant: list[str]
) -> None:
    values = [
        Value(Facet.GENDER, "male", "Male"),
        Value(Facet.GENDER, "female", "Female"),
        Value(Facet.ENGINE, "avatar iv", "Avatar Four"),
        Value(Facet.ENGINE, "avatar v", "Avatar V"),
    ]
    assert [value.word for value in meant_by(text, values)] == meant
