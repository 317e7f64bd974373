from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest

from avatar_browser.domain.avatar import (
    Avatar,
    AvatarKey,
    Identifier,
    Media,
    MediaKind,
    Person,
)

KEY = AvatarKey("heygen", "looks", "look-1")
LOOK = Avatar(key=KEY, name="Abigail at the office")
STILL = Media("imageUrl", "Still", MediaKind.STILL, "https://media.example/a.png?sig=CANARY")
VIDEO = Media(
    "videoUrl", "Preview video", MediaKind.VIDEO, "https://media.example/a.mp4?sig=CANARY"
)


def test_the_same_id_of_another_provider_or_list_is_another_avatar() -> None:
    keys = {KEY, AvatarKey("anam", "looks", "look-1"), AvatarKey("heygen", "photos", "look-1")}
    assert len(keys) == 3
    assert KEY in keys


def test_the_copied_id_is_the_primary_one_wherever_it_stands() -> None:
    ids = (
        Identifier("Group ID", "group-1", "for grouping"),
        Identifier("Look ID", "look-1b", "for the video call", primary=True),
    )
    assert replace(LOOK, ids=ids).copy_id == "look-1b"
    assert LOOK.copy_id == "look-1"


def test_a_look_is_shown_by_its_persons_name_with_its_own_as_variant() -> None:
    avatar = LOOK.with_person(Person("heygen", "group-1", "Abigail"))
    assert (avatar.display_name, avatar.display_variant) == ("Abigail", "Abigail at the office")


def test_a_look_named_like_its_person_does_not_say_so_twice() -> None:
    avatar = LOOK.with_person(Person("heygen", "group-1", LOOK.name))
    assert (avatar.display_name, avatar.display_variant) == (LOOK.name, "")


@pytest.mark.parametrize("person", [None, Person("heygen", "group-1", "")])
def test_without_a_persons_name_the_avatars_own_counts(person: Person | None) -> None:
    avatar = replace(LOOK, variant="home", person=person)
    assert (avatar.display_name, avatar.display_variant) == (LOOK.name, "home")


def test_media_are_told_apart_by_kind_and_found_by_the_providers_name() -> None:
    avatar = replace(LOOK, media=(VIDEO, STILL))
    assert (avatar.stills, avatar.videos) == ((STILL,), (VIDEO,))
    assert avatar.media_named("videoUrl") is VIDEO
    assert avatar.media_named("idleVideoUrl") is None


def test_signed_links_and_raw_records_show_in_no_repr() -> None:
    avatar = replace(LOOK, media=(VIDEO, STILL), raw={"GET /x": {"url": "CANARY"}})
    assert "CANARY" not in repr(avatar)


def test_the_version_changes_with_the_last_update() -> None:
    first = replace(LOOK, updated_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert LOOK.version == ""
    assert first.version == "2026-01-01T00:00:00+00:00"


def test_an_avatar_cannot_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        LOOK.name = "other"  # type: ignore[misc]
