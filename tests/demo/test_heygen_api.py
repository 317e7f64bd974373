from collections import Counter
from urllib.parse import quote

import pytest

from avatar_browser.demo.server import DemoThread
from tests.demo.client import all_of, get, heygen


def test_paging_gives_every_look_once_split_by_ownership(demo: DemoThread) -> None:
    public = [look["id"] for look in all_of(demo.endpoints, "/v3/avatars/looks?ownership=public")]
    own = [look["id"] for look in all_of(demo.endpoints, "/v3/avatars/looks?ownership=private")]
    both = [look["id"] for look in all_of(demo.endpoints, "/v3/avatars/looks")]
    assert len(set(public)) == len(public)
    assert set(both) == set(public) | set(own)
    assert not set(public) & set(own)
    assert len(both) >= 600


def test_a_page_holds_twenty_and_puts_the_cursor_beside_data(demo: DemoThread) -> None:
    page = heygen(demo.endpoints, "/v3/avatars/looks").json()
    assert set(page) == {"data", "has_more", "next_token"}
    assert len(page["data"]) == 20
    assert page["has_more"] is True


def test_a_look_tells_no_ownership(demo: DemoThread) -> None:
    own = heygen(demo.endpoints, "/v3/avatars/looks?ownership=private").json()["data"][0]
    assert not {"ownership", "is_public", "public"} & set(own)
    assert "status" in own


def test_groups_count_the_looks_that_the_list_gives(demo: DemoThread) -> None:
    looks = Counter(look["group_id"] for look in all_of(demo.endpoints, "/v3/avatars/looks"))
    groups = {group["id"]: group for group in all_of(demo.endpoints, "/v3/avatars")}
    assert {key: group["looks_count"] for key, group in groups.items()} == dict(looks)
    one = next(iter(groups.values()))
    told = heygen(demo.endpoints, f"/v3/avatars/{one['id']}").json()["data"]
    assert told["name"] == one["name"]


def test_looks_are_filtered_by_group_and_type(demo: DemoThread) -> None:
    group = heygen(demo.endpoints, "/v3/avatars?ownership=public").json()["data"][0]
    looks = list(all_of(demo.endpoints, f"/v3/avatars/looks?group_id={group['id']}"))
    assert {look["group_id"] for look in looks} == {group["id"]}
    photos = list(all_of(demo.endpoints, "/v3/avatars/looks?avatar_type=photo_avatar"))
    assert {look["avatar_type"] for look in photos} == {"photo_avatar"}


def test_every_look_is_found_by_its_id_as_one_segment(demo: DemoThread) -> None:
    awkward = [
        look["id"]
        for look in all_of(demo.endpoints, "/v3/avatars/looks")
        if set(look["id"]) & set("/%#?&+ ")
    ]
    assert len(awkward) >= 4
    for look_id in awkward:
        answer = heygen(demo.endpoints, f"/v3/avatars/looks/{quote(look_id, safe='')}")
        assert answer.json()["data"]["id"] == look_id


def test_a_slash_that_is_not_encoded_is_another_path(demo: DemoThread) -> None:
    assert heygen(demo.endpoints, "/v3/avatars/looks/Tyler/casual/front").status == 404


@pytest.mark.parametrize("query", ["limit=51", "limit=0", "limit=x", "token=%2Fnonsense"])
def test_a_bad_limit_or_token_is_refused(demo: DemoThread, query: str) -> None:
    answer = heygen(demo.endpoints, f"/v3/avatars/looks?{query}")
    assert answer.status == 400
    assert answer.json()["error"]["code"] in ("validation_error", "invalid_parameter")


def test_a_missing_or_wrong_key_is_refused_in_the_words_of_each_version(demo: DemoThread) -> None:
    for headers in ({}, {"X-Api-Key": "wrong"}):
        third = get(f"{demo.endpoints.heygen}/v3/users/me", headers)
        second = get(f"{demo.endpoints.heygen}/v2/avatars", headers)
        assert third.status == second.status == 401
        assert third.json()["error"]["code"] == "unauthorized"
        assert "x-request-id" in third.headers
        assert second.json() == {"code": 400112, "message": "Unauthorized"}


def test_the_account_is_told(demo: DemoThread) -> None:
    user = heygen(demo.endpoints, "/v3/users/me").json()["data"]
    assert user["username"] == "demo"
    assert user["subscription"]["plan"] == "creator"


def test_unknown_ids_are_not_found(demo: DemoThread) -> None:
    for path in ("looks/nobody", "nobody"):
        answer = heygen(demo.endpoints, f"/v3/avatars/{path}")
        assert answer.status == 404
        assert answer.json()["error"]["code"] == "avatar_not_found"


def test_the_v2_list_has_all_that_is_done_in_one_answer(demo: DemoThread) -> None:
    data = heygen(demo.endpoints, "/v2/avatars").json()["data"]
    done = [k for k in all_of(demo.endpoints, "/v3/avatars/looks") if k["preview_image_url"]]
    photos = {k["id"] for k in done if k["avatar_type"] == "photo_avatar"}
    assert {photo["talking_photo_id"] for photo in data["talking_photos"]} == photos
    assert len(data["avatars"]) + len(photos) == len(done)
    assert data["avatars"][0]["tags"] is None


def test_details_answer_forbid_or_miss_as_the_real_ones_do(demo: DemoThread) -> None:
    statuses: Counter[int] = Counter()
    for avatar in heygen(demo.endpoints, "/v2/avatars").json()["data"]["avatars"][:150]:
        look_id = quote(avatar["avatar_id"], safe="")
        answer = heygen(demo.endpoints, f"/v2/avatar/{look_id}/details")
        statuses[answer.status] += 1
        if answer.status == 200:
            details = answer.json()["data"]
            assert set(details) == {
                *("type", "id", "name", "gender", "preview_image_url", "preview_video_url"),
                *("premium", "is_public", "default_voice_id", "tags"),
            }
    assert statuses[200] > statuses[404] > 0
    assert statuses[403] > 0


def test_either_family_can_be_gone(demo: DemoThread) -> None:
    demo.switches.v3_gone = True
    assert heygen(demo.endpoints, "/v3/avatars/looks").status == 410
    assert heygen(demo.endpoints, "/v2/avatars").status == 200
    demo.switches.v3_gone, demo.switches.v2_gone = False, True
    assert heygen(demo.endpoints, "/v2/avatar/x/details").status == 410
    assert heygen(demo.endpoints, "/v3/avatars/looks").status == 200


def test_private_looks_have_signed_links_and_public_ones_have_not(demo: DemoThread) -> None:
    own = heygen(demo.endpoints, "/v3/avatars/looks?ownership=private").json()["data"][0]
    public = heygen(demo.endpoints, "/v3/avatars/looks?ownership=public").json()["data"][0]
    assert "Signature=" in own["preview_image_url"]
    assert "?" not in public["preview_image_url"]
