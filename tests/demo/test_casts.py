from collections import Counter
from datetime import UTC, datetime

import pytest

from avatar_browser.demo.anam_cast import AnamCast
from avatar_browser.demo.heygen_cast import HeyGenCast
from avatar_browser.demo.size import LARGEST, USUAL, shares


def test_the_anam_catalogue_has_thirty_people_in_four_settings() -> None:
    cast = AnamCast()
    people = Counter(avatar.record["displayName"] for avatar in cast)
    assert len(cast) >= 120
    assert len(people) >= 30
    assert set(people.values()) == {4}
    assert len({avatar.id for avatar in cast}) == len(cast)


def test_the_anam_catalogue_has_every_awkward_case() -> None:
    cast = AnamCast()
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
    cast = HeyGenCast()
    looks = list(cast)
    assert len(cast.groups()) >= 40
    assert len(looks) >= 600
    assert len({look.id for look in looks}) == len(looks)
    for number in cast.groups():
        group = cast.group(number)
        own = [look for look in looks if look.group_id == group.id]
        assert group.record["looks_count"] == len(own) == len(cast.looks_of(number))


def test_the_heygen_catalogue_has_every_kind_shape_and_state() -> None:
    looks = list(HeyGenCast())
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
    looks = list(HeyGenCast())
    failed = [look for look in looks if look.record.get("status") == "failed"]
    assert [look.has_picture for look in failed] == [False]
    assert failed[0].record["error"] == {
        "code": "training_failed",
        "message": "The face was covered in more than half of the footage.",
    }


def test_ids_hold_the_signs_that_break_paths() -> None:
    ids = {look.id for look in HeyGenCast()}
    assert "Daisy-inskirt-20220818" in ids
    for sign in "/% #?&+":
        assert any(sign in look_id for look_id in ids), sign
    assert any(len(look_id) == 32 and look_id.isalnum() for look_id in ids)


def test_the_same_size_gives_the_same_catalogue_and_a_larger_one_contains_it() -> None:
    small, again, large = list(AnamCast()), list(AnamCast()), list(AnamCast(355))
    assert small == again
    assert [avatar for avatar in large if avatar in small] == small
    assert len({avatar.id for avatar in large}) == len(large) == 355
    few, many = list(HeyGenCast(500)), list(HeyGenCast(9_999))
    assert [look for look in many if look in few] == few
    assert len({look.id for look in many}) == len(many) == 9_999
    assert len({look.folder for look in many}) == len(many)


@pytest.mark.parametrize("size", [2, 10, 100, USUAL, 1_000, 54_321, LARGEST])
def test_both_catalogues_together_have_as_many_as_were_asked_for(size: int) -> None:
    anam, heygen = shares(size)
    assert len(AnamCast(anam)) + len(HeyGenCast(heygen)) == size
    assert min(anam, heygen) >= 1


def test_one_avatar_in_all_is_one_of_each() -> None:
    assert shares(1) == (1, 1)


@pytest.mark.parametrize("count", [1, 5, 120, 4_001])
def test_every_anam_avatar_is_found_by_its_id_and_no_other(count: int) -> None:
    cast, larger = AnamCast(count), AnamCast(count + 200)
    within = {avatar.id for avatar in cast}
    for avatar in larger:
        assert cast.find(avatar.id) == (avatar if avatar.id in within else None)
        assert cast.find(avatar.id[:-1] + "x") is None


@pytest.mark.parametrize("count", [1, 45, 657, 3_000])
def test_every_look_is_found_by_its_id_and_by_its_folder_and_no_other(count: int) -> None:
    cast, larger = HeyGenCast(count), HeyGenCast(count + 200)
    within = {look.id for look in cast}
    for look in larger:
        found = look if look.id in within else None
        assert cast.find_look(look.id) == found
        assert cast.look_in(look.folder) == found
        assert cast.find_look(look.id[:-1] + "~") is None
        assert cast.look_in(look.folder[:-1] + "~") is None


def test_every_group_is_found_by_its_id_and_no_other() -> None:
    cast, larger = HeyGenCast(), HeyGenCast(1_000)
    for number in larger.groups():
        group = larger.group(number)
        assert cast.find_group(group.id) == (group if number in cast.groups() else None)
    assert cast.find_group("not-hexadecimal") is None


def test_a_folder_gives_nothing_of_the_id_away() -> None:
    assert not [look for look in HeyGenCast() if look.folder[:8] in look.id]


def test_a_large_catalogue_is_dated_no_later_than_a_small_one() -> None:
    newest = max(str(avatar.record["createdAt"]) for avatar in AnamCast(15_444))
    assert newest < "2026-07"
    cast = HeyGenCast(84_556)
    moments = [cast.group(number).record["created_at"] for number in cast.groups()]
    assert (
        max(int(str(moment)) for moment in moments) < datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    )


def _list(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(item) for item in value]
