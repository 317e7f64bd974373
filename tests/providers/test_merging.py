from dataclasses import fields, replace
from datetime import UTC, datetime

from avatar_browser.domain.avatar import (
    Avatar,
    AvatarKey,
    Engine,
    Fact,
    Gender,
    Identifier,
    Media,
    MediaKind,
    Orientation,
    Ownership,
    Person,
    Status,
)
from avatar_browser.providers.merging import completed, name_of_last_resort

KEY = AvatarKey("p", "c", "a1")
BARE = Avatar(key=KEY, name=name_of_last_resort("a1"))
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def still(field: str, url: str = "https://m.example/x") -> Media:
    return Media(field, field, MediaKind.STILL, url)


FULL = Avatar(
    key=KEY,
    name="Liv",
    variant="home",
    person_id="g1",
    person=Person("p", "g1", "Liv"),
    ids=(Identifier("Look ID", "a1", "look", primary=True), Identifier("Group ID", "g1", "group")),
    media=(still("imageUrl"), still("otherUrl")),
    gender=Gender.FEMALE,
    gender_raw="Woman",
    tags=("a",),
    ownership=Ownership.STOCK,
    kind="Twin",
    kind_raw="twin",
    engines=(Engine("Avatar IV", "avatar_iv"),),
    active_engine=Engine("Avatar IV", "avatar_iv"),
    orientation=Orientation.PORTRAIT,
    width=720,
    height=1280,
    default_voice_id="v1",
    premium=False,
    status=Status.FAILED,
    status_raw="failed",
    error="bad footage",
    created_at=NOW,
    updated_at=NOW,
    description="words",
    facts=(Fact("Public", "yes", "is_public"),),
    raw={"GET /list": {"id": "a1"}},
)


def test_the_example_holds_something_in_every_field() -> None:
    empty = [f.name for f in fields(FULL) if getattr(FULL, f.name) in (None, "", (), {})]
    assert empty == []


def test_an_avatar_that_tells_nothing_gets_everything_known() -> None:
    assert completed(BARE, FULL) == FULL


def test_nothing_known_changes_nothing() -> None:
    assert completed(FULL, None) is FULL


def test_what_is_told_anew_is_not_overwritten() -> None:
    older = replace(
        FULL,
        name="old",
        tags=("old",),
        premium=True,
        gender=Gender.MALE,
        gender_raw="Man",
        ownership=Ownership.CUSTOM,
        created_at=None,
    )
    assert completed(FULL, older) == FULL


def test_a_status_is_taken_with_its_error_or_not_at_all() -> None:
    ready = replace(BARE, status=Status.READY, status_raw="completed")
    merged = completed(ready, FULL)
    assert (merged.status, merged.status_raw, merged.error) == (Status.READY, "completed", "")


def test_an_unknown_gender_word_is_not_paired_with_an_older_gender() -> None:
    merged = completed(replace(BARE, gender_raw="robot"), FULL)
    assert (merged.gender, merged.gender_raw) == (Gender.UNKNOWN, "robot")


def test_ids_facts_and_media_are_joined_by_what_they_are() -> None:
    newer = replace(
        BARE,
        ids=(Identifier("Look ID", "a1", "look", primary=True), Identifier("Voice", "v", "x")),
        media=(still("imageUrl", "https://m.example/fresh"),),
        facts=(Fact("Public", "no", "is_public"), Fact("Type", "avatar", "type")),
    )
    merged = completed(newer, FULL)
    assert [i.label for i in merged.ids] == ["Look ID", "Voice", "Group ID"]
    assert [m.url for m in merged.media] == ["https://m.example/fresh", "https://m.example/x"]
    assert [(f.field, f.value) for f in merged.facts] == [("is_public", "no"), ("type", "avatar")]


def test_a_file_that_the_newer_answer_says_is_gone_is_gone() -> None:
    merged = completed(BARE, FULL, answered={"imageUrl", "id"})
    assert [m.field for m in merged.media] == ["otherUrl"]


def test_raw_records_are_kept_beside_each_other_by_endpoint() -> None:
    newer = replace(BARE, raw={"GET /one": {"id": "a1"}, "GET /list": {"id": "a1", "new": True}})
    assert completed(newer, FULL).raw == {
        "GET /one": {"id": "a1"},
        "GET /list": {"id": "a1", "new": True},
    }


def test_the_name_of_last_resort_is_never_too_long() -> None:
    assert len(name_of_last_resort("x" * 512)) == 256
