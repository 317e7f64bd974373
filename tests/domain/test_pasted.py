"""What counts as an id, and whom it means."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.avatar import Avatar, Identifier
from avatar_browser.domain.pasted import Meant, Pasted, pasted_in
from avatar_browser.domain.query import Query
from tests.support.avatars import a_full_avatar, an_avatar

UUID = "f47ac10b-58cc-4372-a567-0e02b2c3d479"
HEX = "0123456789abcdef0123456789abcdef"


def pasted(text: str) -> Pasted:
    found = pasted_in(Query.parse(text))
    assert found is not None
    return found


def asked(text: str) -> str:
    found = pasted_in(Query.parse(text))
    return found.asked if found else ""


def ids(meant: Meant) -> list[str]:
    return [avatar.key.id for avatar in meant.avatars]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (UUID, UUID),
        (UUID.upper(), UUID),
        (HEX.upper(), HEX),
        ("  Abigail_standing_Office  ", "Abigail_standing_Office"),
        ('"Abigail_2024",', "Abigail_2024"),
        (f"{UUID} provider:anam", UUID),
        (f"https://lab.example/avatars/{UUID}/edit", UUID),
        (f"https://files.example/v3/{HEX}/full/preview_2.webp", HEX),
        ("https://app.example/avatars/Am%C3%A9lie_12345", "Amélie_12345"),
        ("https://app.example/#/looks/Amelie_12345", "Amelie_12345"),
        ("https://app.example/?look-id=Amelie_12345", "Amelie_12345"),
    ],
)
def test_an_id_that_a_provider_may_know_is_asked_for(text: str, expected: str) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abigail",
        "abigailoffice",
        "abc-1",
        "Abigail_standing office",
        f"-{UUID}",
        "tag:abc-12345",
        "x_" * 300,
        "sk_V2_0123456789abcdef",
        "https://app.example/public-avatars",
        "https://files.example/preview_2024.webp",
        "https://host-12345.example/",
        "https://[12345678",
    ],
)
def test_what_looks_like_no_id_is_not_asked_for(text: str) -> None:
    assert asked(text) == ""


def test_a_signature_or_a_token_in_an_address_is_nobodys_id() -> None:
    """Threat T07: a secret would go to another service."""
    address = (
        f"https://files.example/media/clip.mp4?X-Amz-Signature={HEX}{HEX}"
        f"&Key-Pair-Id=K1234567890&token={UUID}"
    )
    assert asked(address) == ""
    assert UUID not in pasted(address).ids


def test_the_id_as_it_was_written_goes_before_one_that_differs_in_signs() -> None:
    known = [an_avatar("abby-1"), an_avatar("Abby_1"), an_avatar("ABBY 1")]
    assert ids(pasted("Abby_1").meant(known)) == ["Abby_1"]
    assert ids(pasted("abby_1").meant(known)) == ["abby-1", "Abby_1", "ABBY 1"]


def test_an_avatars_own_id_goes_before_its_persons_and_that_before_any_other() -> None:
    own = an_avatar("thing-1")
    look = replace(an_avatar("look-1"), person_id="thing-1")
    voice = an_avatar("look-2", ids=(Identifier("Default voice ID", "thing-1", ""),))
    word = pasted("thing-1")
    assert word.meant([look, voice, own]) == Meant([own])
    assert word.meant([look, voice]) == Meant([look], as_person=True)
    assert word.meant([voice]) == Meant([voice])
    assert word.meant([a_full_avatar()]) == Meant([])


def test_the_id_to_copy_is_the_avatars_own_even_where_its_key_is_another() -> None:
    avatar: Avatar = an_avatar("row-1", ids=(Identifier("Look ID", "look-9", "", primary=True),))
    assert ids(pasted("look-9").meant([avatar])) == ["row-1"]


@given(st.text(alphabet=st.sampled_from('ab1-_/:?=&#%."[] é\u202e')))
def test_any_text_can_be_judged(text: str) -> None:
    found = pasted_in(Query.parse(text))
    if found is not None:
        assert found.ids
        assert not any(map(str.isspace, found.asked))
        found.meant([a_full_avatar()])
