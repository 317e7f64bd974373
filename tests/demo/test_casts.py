from collections import Counter

from avatar_browser.demo.anam_cast import anam_cast
from avatar_browser.demo.heygen_cast import heygen_cast


def test_the_anam_catalogue_has_thirty_people_in_four_settings() -> None:
    cast = anam_cast()
    people = Counter(avatar.record["displayName"] for avatar in cast)
    assert len(cast) >= 120
    assert len(people) >= 30
    assert set(people.values()) == {4}
    assert len({avatar.id for avatar in cast}) == len(cast)


def test_the_anam_catalogue_has_every_awkward_case() -> None:
    cast = anam_cast()
    names = Counter((a.record["displayName"], a.record["variantName"]) for a in cast)
    versions = {word for a in cast for word in _list(a.record["availableVersions"])}
    organisations = {a.record["createdByOrganizationId"] for a in cast}
    assert max(names.values()) > 1
    assert {"cara-3", "cara-4-latest", "v1", "v2"} <= versions
    assert None in organisations
    assert len(organisations) >= 3
    assert any(not a.has_video for a in cast)
    assert any(not a.has_portrait for a in cast)
    assert any(a.old_edition for a in cast)
    assert any(a.record["variantName"] is None for a in cast)
    assert len({a.record["renderStyle"] for a in cast}) == 4


def test_the_heygen_catalogue_has_six_hundred_looks_of_forty_people() -> None:
    groups = heygen_cast()
    looks = [look for group in groups for look in group.looks]
    assert len(groups) >= 40
    assert len(looks) >= 600
    assert len({look.id for look in looks}) == len(looks)
    assert all(group.record["looks_count"] == len(group.looks) for group in groups)


def test_the_heygen_catalogue_has_every_kind_shape_and_state() -> None:
    looks = [look for group in heygen_cast() for look in group.looks]
    states = {look.record.get("status") for look in looks if not look.public}
    engines = {word for k in looks for word in _list(k.record["supported_api_engines"])}
    kinds = {look.record["avatar_type"] for look in looks}
    assert kinds == {"studio_avatar", "digital_twin", "photo_avatar"}
    assert states == {"completed", "processing", "pending_consent", "failed"}
    assert {"avatar_v", "avatar_iv", "avatar_iii", "avatar_4_quality"} <= engines
    assert {k.record["preferred_orientation"] for k in looks} == {
        "portrait",
        "landscape",
        "square",
        None,
    }
    assert {look.file_type for look in looks} == {"webp", "jpeg", "png as jpg"}
    assert {look.details for look in looks} == {"ok", "missing", "forbidden"}
    assert any(look.public for look in looks)
    assert any(look.premium for look in looks)
    assert any(not look.has_video and look.has_picture for look in looks)


def test_a_failed_look_tells_its_error_and_has_no_picture() -> None:
    looks = [look for group in heygen_cast() for look in group.looks]
    failed = [look for look in looks if look.record.get("status") == "failed"]
    assert [look.has_picture for look in failed] == [False]
    assert failed[0].record["error"] == {
        "code": "training_failed",
        "message": "The face was covered in more than half of the footage.",
    }


def test_ids_hold_the_signs_that_break_paths() -> None:
    ids = {look.id for group in heygen_cast() for look in group.looks}
    assert "Daisy-inskirt-20220818" in ids
    for sign in "/% #?&+":
        assert any(sign in look_id for look_id in ids), sign
    assert any(len(look_id) == 32 and look_id.isalnum() for look_id in ids)


def test_the_same_size_gives_the_same_catalogue_and_a_larger_one_contains_it() -> None:
    small, again, large = anam_cast(), anam_cast(), anam_cast(3)
    assert small == again
    assert [avatar for avatar in large if avatar in small] == small
    assert len(large) == 3 * len(small)
    assert len({avatar.id for avatar in large}) == len(large)
    looks = [look.id for group in heygen_cast(16) for look in group.looks]
    assert len(looks) >= 9_600
    assert len(set(looks)) == len(looks)


def _list(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(item) for item in value]
