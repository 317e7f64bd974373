from datetime import UTC, datetime, timedelta

import pytest

from avatar_browser.domain.avatar import Engine, Orientation, Ownership, Person, Status
from avatar_browser.domain.errors import NotFound, RateLimited
from avatar_browser.domain.standing import Standing
from avatar_browser.ui.words import (
    badges,
    counted,
    engine_words,
    second_line,
    short_id,
    spoken_name,
    with_pause,
    with_raw,
)
from tests.support.avatars import an_avatar


def test_an_item_is_spoken_as_name_look_and_provider() -> None:
    avatar = an_avatar(name="Office", person=Person("heygen", "g", "Abigail"))
    assert spoken_name(avatar, "HeyGen") == "Abigail, Office, HeyGen"


def test_a_name_without_variant_is_told_apart_by_a_short_id() -> None:
    avatar = an_avatar("0123456789abcdef0123456789abcdef", name="Liv")
    assert second_line(avatar) == "012345…bcdef"


def test_control_characters_of_a_name_are_not_spoken() -> None:
    """Threat T29."""
    avatar = an_avatar(name="Liv\u202egpj.exe", variant="home\n")
    assert spoken_name(avatar, "Anam") == "Liv gpj.exe, home, Anam"


def test_at_most_three_badges_trouble_first() -> None:
    avatar = an_avatar(
        status=Status.FAILED,
        ownership=Ownership.CUSTOM,
        premium=True,
        orientation=Orientation.LANDSCAPE,
    )
    assert badges(avatar, Standing()) == ["Failed", "Custom", "Premium"]


def test_a_stock_portrait_that_is_ready_has_no_badge() -> None:
    avatar = an_avatar(
        status=Status.READY, ownership=Ownership.STOCK, orientation=Orientation.PORTRAIT
    )
    assert badges(avatar, Standing()) == []


def test_what_is_new_or_gone_comes_before_what_does_not_change() -> None:
    avatar = an_avatar(ownership=Ownership.CUSTOM)
    gone = Standing(gone_since=datetime(2026, 7, 1, tzinfo=UTC), is_new=True)
    assert badges(avatar, Standing(is_new=True), "Anam") == ["Anam", "New", "Custom"]
    assert badges(avatar, gone) == ["Gone", "Custom"]


def test_an_engine_shows_its_raw_label_beside_the_plain_name() -> None:
    assert engine_words(Engine("Avatar IV", "avatar_iv")) == "Avatar IV (avatar_iv)"
    assert engine_words(Engine("cara-4", "cara-4")) == "cara-4"


@pytest.mark.parametrize(
    ("word", "raw", "shown"),
    [
        ("Female", "Woman", "Female (Woman)"),
        ("Female", "female", "Female"),
        ("Female", "", "Female"),
    ],
)
def test_the_raw_word_is_shown_where_it_says_something_else(
    word: str, raw: str, shown: str
) -> None:
    assert with_raw(word, raw) == shown


def test_counts_are_grouped_and_take_the_singular() -> None:
    assert counted(1, "avatar", "avatars") == "1 avatar"
    assert counted(1150, "avatar", "avatars") == "1,150 avatars"


def test_a_short_id_stays_whole() -> None:
    assert short_id("Daisy-20220818") == "Daisy-20220818"


def test_a_pause_is_told_with_its_end() -> None:
    """F05: what is read later is still true."""
    before = datetime.now().astimezone()
    told = with_pause(RateLimited(retry_after=90))
    after = datetime.now().astimezone()
    ends = {f"{when + timedelta(seconds=90):%H:%M:%S}" for when in (before, after)}
    begin = "The service asks for a pause, and nothing is asked before"
    assert told in {f"{begin} {end}." for end in ends}
    assert with_pause(RateLimited(retry_after=0)) == "The service asks for a pause."
    assert with_pause(NotFound()) == NotFound.default
