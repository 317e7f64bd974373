"""What arrives is kept once, in place, and joined to its person."""

from dataclasses import replace

from avatar_browser.domain.avatar import Media, MediaKind
from avatar_browser.services.holdings import Holdings
from tests.services.scripted import avatar, person


def test_a_second_record_of_a_key_takes_the_place_of_the_first() -> None:
    """F40."""
    holdings = Holdings()
    holdings.take([avatar(1), avatar(2), avatar(3)])
    change = holdings.take([avatar(2, name="Renamed"), avatar(4)])
    assert [a.key.id for a in change.added] == ["4"]
    assert [a.name for a in change.changed] == ["Renamed"]
    assert [a.name for a in holdings.avatars] == ["Avatar 1", "Renamed", "Avatar 3", "Avatar 4"]


def test_of_two_records_in_one_page_the_last_is_added_and_nothing_is_changed() -> None:
    """F40."""
    change = Holdings().take([avatar(1), avatar(1, name="Later")])
    assert [a.name for a in change.added] == ["Later"]
    assert change.changed == []


def test_an_equal_record_is_no_change() -> None:
    holdings = Holdings()
    holdings.take([avatar(1)])
    change = holdings.take([avatar(1)])
    assert (change.added, change.changed) == ([], [])


def test_the_same_id_of_two_providers_is_two_avatars() -> None:
    """F41."""
    holdings = Holdings()
    holdings.take([avatar(1), avatar(1, provider="two")])
    assert len(holdings.avatars) == 2


def test_a_person_that_comes_first_is_joined_to_the_looks_that_follow() -> None:
    holdings = Holdings()
    holdings.take([], [person("p")])
    change = holdings.take([avatar(1, person_id="p"), avatar(2, person_id="q")])
    assert [a.person for a in change.added] == [person("p"), None]


def test_a_person_that_comes_later_changes_its_looks_and_no_others() -> None:
    holdings = Holdings()
    holdings.take([avatar(1, person_id="p"), avatar(2), avatar(3, person_id="p")])
    change = holdings.take([], [person("p")])
    assert [a.key.id for a in change.changed] == ["1", "3"]
    assert {a.display_name for a in change.changed} == {"Ada"}
    assert holdings.take([], [person("p")]).changed == []


def test_a_record_listed_again_keeps_its_person() -> None:
    holdings = Holdings()
    holdings.take([avatar(1, person_id="p")], [person("p")])
    holdings.take([avatar(1, person_id="p", name="New")])
    assert holdings.avatars[0].person == person("p")


def test_a_look_that_moved_to_another_person_follows_that_one() -> None:
    holdings = Holdings()
    holdings.take([avatar(1, person_id="p")], [person("p")])
    holdings.take([avatar(1, person_id="q")])
    assert holdings.take([], [person("p", "Renamed")]).changed == []
    assert [a.display_name for a in holdings.take([], [person("q", "Bea")]).changed] == ["Bea"]


def test_a_record_listed_again_renews_its_links_and_keeps_what_its_details_told() -> None:
    def link(url: str) -> Media:
        return Media("video", "Video", MediaKind.VIDEO, url)

    holdings = Holdings()
    holdings.take([avatar(1)])
    detailed = replace(
        avatar(1), detailed=True, premium=True, media=(link("https://old.example/v"),)
    )
    holdings.take([detailed])
    holdings.take([replace(avatar(1), media=(link("https://new.example/v"),))])
    [held] = holdings.avatars
    assert (held.premium, held.detailed) == (True, True)
    assert [m.url for m in held.media] == ["https://new.example/v"]
