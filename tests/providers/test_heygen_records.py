"""HeyGen's records and words, without any network."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from avatar_browser.domain.avatar import (
    Avatar,
    Engine,
    Fact,
    Gender,
    MediaKind,
    Orientation,
    Ownership,
    Status,
)
from avatar_browser.providers.heygen.groups import read_group
from avatar_browser.providers.heygen.looks import read_look
from avatar_browser.providers.heygen.second_road import read_details, read_listed, read_photo
from avatar_browser.providers.heygen.words import (
    engine_of,
    gender_of,
    orientation_of,
    status_of,
)
from avatar_browser.providers.records import Record, read_records
from tests.providers.checks import assert_valid
from tests.providers.strategies import records
from tests.support.documents import document

ENDPOINT = "GET /v3/avatars/looks"


def look(record: Record) -> Avatar:
    return read_look(record, ENDPOINT)


def test_every_documented_field_of_a_look_is_told() -> None:
    record = document("heygen", "look")["data"]
    avatar = look(Record(record))
    assert avatar.name == "Abigail standing, office, front"
    assert (avatar.kind, avatar.kind_raw) == ("Studio avatar", "studio_avatar")
    assert avatar.person_id == "8f3c2b1a9d7e4f6095a1b2c3d4e5f607"
    assert (avatar.gender, avatar.gender_raw) == (Gender.FEMALE, "Woman")
    assert [(m.field, m.label, m.kind, m.url) for m in avatar.media] == [
        ("preview_image_url", "Preview picture", MediaKind.STILL, record["preview_image_url"]),
        ("preview_video_url", "Preview video", MediaKind.VIDEO, record["preview_video_url"]),
    ]
    assert avatar.default_voice_id == "f8c69e517f424cafaecde32dde57096b"
    assert avatar.tags == ("office", "standing")
    assert avatar.engines == (
        Engine("Avatar V", "avatar_v", "avatar_v"),
        Engine("Avatar IV", "avatar_iv", "avatar_iv"),
        Engine("Avatar III", "avatar_iii", "avatar_iii"),
        Engine("Avatar IV (turbo)", "avatar_4_turbo", "avatar_4_turbo"),
        Engine("Avatar next gen", "avatar_next_gen", "avatar_next_gen"),
    )
    assert (avatar.width, avatar.height) == (1920, 1080)
    assert avatar.orientation is Orientation.LANDSCAPE
    assert avatar.raw == {ENDPOINT: record}


def test_ids_are_labelled_and_the_group_id_is_never_the_one_to_copy() -> None:
    avatar = look(Record(document("heygen", "look")["data"]))
    assert [(i.label, i.value, i.primary) for i in avatar.ids] == [
        ("Look ID", "Abigail_standing_office_front", True),
        ("Group ID", "8f3c2b1a9d7e4f6095a1b2c3d4e5f607", False),
        ("Default voice ID", "f8c69e517f424cafaecde32dde57096b", False),
    ]
    assert avatar.copy_id == avatar.key.id
    assert "refuses" in avatar.ids[1].purpose


def test_a_look_that_failed_says_why_and_has_no_size_yet() -> None:
    (record,) = document("heygen", "looks-private")["data"]
    avatar = look(Record(record))
    assert (avatar.status, avatar.status_raw) == (Status.FAILED, "failed")
    assert avatar.error == "bad_footage: The face is not visible."
    assert (avatar.width, avatar.height, avatar.orientation) == (None, None, None)
    assert (avatar.media, avatar.engines, avatar.gender) == ((), (), Gender.UNKNOWN)


def test_odd_looks_are_read_as_far_as_they_go() -> None:
    avatars, skipped = read_records(document("heygen", "looks-odd")["data"], look)
    odd, bare = avatars
    assert skipped == 6
    assert (odd.key.id, odd.name, odd.kind) == ("Strange / ? # % .. one", "99", "")
    assert (odd.person_id, odd.default_voice_id) == ("123", "")
    assert (odd.media, odd.tags, odd.gender_raw) == ((), (), "")
    assert [e.raw for e in odd.engines] == ["avatar_iv"]
    assert (odd.width, odd.height, odd.orientation) == (720, 720, Orientation.SQUARE)
    assert (odd.status, odd.status_raw, odd.error) == (Status.UNKNOWN, "paused", "broken")
    assert (bare.key.id, bare.name) == ("bare", "bare")


def test_signatures_in_the_error_of_a_look_are_redacted() -> None:
    error = {"message": "cannot read https://files.heygen.ai/x.mp4?Signature=CANARY"}
    assert "CANARY" not in look(Record({"id": "a", "error": error})).error


def test_every_field_of_the_seed_details_is_told() -> None:
    record = document("heygen", "details")["data"]
    avatar = read_details(Record(record))
    assert avatar.key.id == "Abigail_standing_office_front"
    assert avatar.name == "Abigail Standing Office Front"
    assert (avatar.gender, avatar.gender_raw) == (Gender.FEMALE, "female")
    assert [(m.field, m.url) for m in avatar.media] == [
        (field, record[field]) for field in ("preview_image_url", "preview_video_url")
    ]
    assert avatar.premium is True
    assert avatar.ownership is Ownership.STOCK
    assert avatar.default_voice_id == "f8c69e517f424cafaecde32dde57096b"
    assert avatar.tags == ("office", "NEW")
    assert avatar.facts == (
        Fact("Public", "Yes", "is_public"),
        Fact("Record type", "avatar", "type"),
    )
    assert (avatar.kind, avatar.kind_raw) == ("Avatar", "avatar")
    assert avatar.raw == {"GET /v2/avatar/{avatar_id}/details": record}


def test_odd_details_are_read_as_far_as_they_go() -> None:
    avatar = read_details(Record({**document("heygen", "details-odd")["data"], "id": "a"}))
    assert (avatar.name, avatar.premium, avatar.ownership) == ("5", True, Ownership.CUSTOM)
    assert (avatar.media, avatar.tags, avatar.kind) == ((), ("NEW",), "")
    assert avatar.facts == (Fact("Public", "No", "is_public"),)


def test_a_v2_avatar_is_a_look_and_a_talking_photo_is_of_another_kind() -> None:
    data = document("heygen", "v2-avatars")["data"]
    avatar = read_listed(Record(data["avatars"][0]))
    photo = read_photo(Record(data["talking_photos"][0]))
    assert avatar.key.catalogue == "looks"
    assert (avatar.name, avatar.premium) == ("Abigail (Upper Body)", False)
    assert (avatar.ownership, avatar.tags, avatar.kind) == (Ownership.UNKNOWN, (), "")
    assert photo.key.catalogue == "talking_photos"
    assert (photo.name, photo.kind) == ("A photo", "Talking photo")
    assert [(i.label, i.primary) for i in photo.ids] == [("Talking photo ID", True)]
    assert [m.field for m in photo.stills] == ["preview_image_url"]


def test_a_group_is_a_person() -> None:
    abigail, marco = (
        read_group(Record(r), "GET /v3/avatars")
        for r in document("heygen", "groups-public")["data"][:2]
    )
    assert (abigail.name, abigail.looks_count, abigail.gender) == ("Abigail", 24, Gender.FEMALE)
    assert abigail.default_voice_id == "f8c69e517f424cafaecde32dde57096b"
    assert (abigail.status, abigail.consent) == (Status.READY, "")
    assert abigail.created_at == datetime(2024, 11, 1, tzinfo=UTC)
    assert (marco.looks_count, marco.created_at) == (3, None)
    (me,) = document("heygen", "groups-private")["data"]
    own = read_group(Record(me), "GET /v3/avatars")
    assert (own.status, own.consent) == (Status.PENDING_CONSENT, "pending")


@pytest.mark.parametrize(
    ("word", "gender"),
    [
        ("male", Gender.MALE),
        ("Man", Gender.MALE),
        ("female", Gender.FEMALE),
        ("Woman", Gender.FEMALE),
        ("FEMALE", Gender.FEMALE),
        ("neutral", Gender.NEUTRAL),
        ("unknown", Gender.UNKNOWN),
        ("robot", Gender.UNKNOWN),
        ("", Gender.UNKNOWN),
    ],
)
def test_gender_words_are_normalised_and_kept(word: str, gender: Gender) -> None:
    assert gender_of(word) is gender
    avatar = look(Record({"id": "a", "gender": word}))
    assert (avatar.gender, avatar.gender_raw) == (gender, word)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("avatar_iv", "Avatar IV"),
        ("AVATAR_V", "Avatar V"),
        ("avatar_vi", "Avatar VI"),
        ("avatar_4_quality", "Avatar IV (quality)"),
        ("avatar_4_turbo", "Avatar IV (turbo)"),
        ("photo-real", "Photo real"),
    ],
)
def test_engines_are_told_in_plain_words_with_the_raw_one_beside(raw: str, name: str) -> None:
    assert engine_of(raw) == Engine(name, raw, raw)


@pytest.mark.parametrize(
    ("word", "width", "height", "orientation"),
    [
        ("portrait", 1920, 1080, Orientation.PORTRAIT),
        ("SQUARE", None, None, Orientation.SQUARE),
        ("", 1920, 1080, Orientation.LANDSCAPE),
        ("", 720, 1280, Orientation.PORTRAIT),
        ("odd", 720, 720, Orientation.SQUARE),
        ("", 720, None, None),
        ("", None, None, None),
    ],
)
def test_orientation_is_the_preferred_one_else_the_shape_of_the_picture(
    word: str, width: int | None, height: int | None, orientation: Orientation | None
) -> None:
    assert orientation_of(word, width, height) is orientation


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("completed", Status.READY),
        ("Processing", Status.PROCESSING),
        ("pending_consent", Status.PENDING_CONSENT),
        ("failed", Status.FAILED),
        ("", Status.UNKNOWN),
        ("paused", Status.UNKNOWN),
    ],
)
def test_status_words_are_translated(word: str, status: Status) -> None:
    assert status_of(word) is status


_READERS: tuple[Callable[[Record], Avatar], ...] = (look, read_details, read_listed, read_photo)
_FIELDS = {
    *document("heygen", "look")["data"],
    *document("heygen", "details")["data"],
    *document("heygen", "v2-avatars")["data"]["avatars"][0],
    *document("heygen", "v2-avatars")["data"]["talking_photos"][0],
}


@settings(deadline=None)
@given(records(_FIELDS, ("id", "avatar_id", "talking_photo_id")))
def test_any_record_is_skipped_or_becomes_a_valid_avatar(record: Mapping[str, object]) -> None:
    for reader in _READERS:
        avatars, skipped = read_records([record], reader)
        assert len(avatars) + skipped == 1
        for avatar in avatars:
            assert_valid(avatar)


@settings(deadline=None)
@given(records(document("heygen", "groups-public")["data"][0], ("id",)))
def test_any_group_is_skipped_or_becomes_a_person(record: Mapping[str, object]) -> None:
    people, skipped = read_records([record], lambda r: read_group(r, "GET /v3/avatars"))
    assert len(people) + skipped == 1
    for person in people:
        assert person.id
        (person.name + person.default_voice_id + person.consent).encode()
        assert person.looks_count is None or person.looks_count >= 0
