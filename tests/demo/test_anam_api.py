import pytest

from avatar_browser.demo.server import DemoThread
from tests.demo.client import anam, get

FIELDS = {
    "id",
    "displayName",
    "variantName",
    "imageUrl",
    "landscapeImageUrl",
    "portraitImageUrl",
    "videoUrl",
    "idleVideoUrl",
    "createdAt",
    "updatedAt",
    "createdByOrganizationId",
    "availableVersions",
    "activeVersion",
    "description",
    "displayTags",
    "renderStyle",
}


def test_pages_hold_ten_unless_more_is_asked_for(demo: DemoThread) -> None:
    page = anam(demo.endpoints, "/v1/avatars").json()
    assert len(page["data"]) == 10
    assert page["meta"] == {
        "total": 120,
        "lastPage": 12,
        "currentPage": 1,
        "perPage": 10,
        "prev": None,
        "next": 2,
    }


def test_paging_gives_every_avatar_once(demo: DemoThread) -> None:
    seen = []
    number: int | None = 1
    while number is not None:
        page = anam(demo.endpoints, f"/v1/avatars?page={number}&perPage=50").json()
        seen += [avatar["id"] for avatar in page["data"]]
        number = page["meta"]["next"]
    assert len(seen) == 120
    assert len(set(seen)) == 120


def test_a_page_behind_the_last_is_empty(demo: DemoThread) -> None:
    page = anam(demo.endpoints, "/v1/avatars?page=9&perPage=100").json()
    assert page["data"] == []
    assert page["meta"]["next"] is None


@pytest.mark.parametrize("query", ["page=0", "page=x", "perPage=101", "perPage=0", "perPage=-1"])
def test_numbers_out_of_range_are_refused(demo: DemoThread, query: str) -> None:
    answer = anam(demo.endpoints, f"/v1/avatars?{query}")
    assert answer.status == 400
    assert answer.json()["error"] == "Validation error"
    assert answer.json()["details"][0]["path"] == [query.partition("=")[0]]


def test_filters_narrow_the_list(demo: DemoThread) -> None:
    def found(query: str) -> list[dict[str, object]]:
        data: list[dict[str, object]] = anam(
            demo.endpoints, f"/v1/avatars?perPage=100&{query}"
        ).json()["data"]
        return data

    assert {avatar["displayName"] for avatar in found("search=kenji")} == {"Kenji"}
    assert 0 < len(found("tags=healthcare,cooking")) < 100
    assert {a.get("renderStyle", "illustrated") for a in found("renderStyle=illustrated")} == {
        "illustrated"
    }


def test_an_empty_result_is_404(demo: DemoThread) -> None:
    assert anam(demo.endpoints, "/v1/avatars?search=nobody-of-this-name").status == 404


def test_one_avatar_comes_bare_with_every_field_of_the_reference(demo: DemoThread) -> None:
    listed = anam(demo.endpoints, "/v1/avatars").json()["data"][0]
    avatar = anam(demo.endpoints, f"/v1/avatars/{listed['id']}").json()
    assert set(avatar) == FIELDS
    assert avatar["displayName"] == "Liv"


def test_some_records_are_of_an_older_edition(demo: DemoThread) -> None:
    page = anam(demo.endpoints, "/v1/avatars?perPage=100").json()
    sizes = {len(avatar) for avatar in page["data"]}
    assert min(sizes) == 7
    assert max(sizes) == len(FIELDS)


def test_unknown_and_invalid_ids_are_told_apart(demo: DemoThread) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    assert anam(demo.endpoints, f"/v1/avatars/{nobody}").status == 404
    assert anam(demo.endpoints, "/v1/avatars/not-a-uuid").status == 400
    assert anam(demo.endpoints, "/v1/elsewhere").status == 404


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer wrong"}, {"X-Api-Key": "anam-demo-key-4Qm81xT0"}]
)
def test_a_missing_or_wrong_key_is_refused(demo: DemoThread, headers: dict[str, str]) -> None:
    answer = get(f"{demo.endpoints.anam}/v1/avatars", headers)
    assert answer.status == 401
    assert answer.json() == {"error": "Invalid API key"}


def test_links_are_signed_anew_at_each_call(demo: DemoThread) -> None:
    first, second = (anam(demo.endpoints, "/v1/avatars").json()["data"][0] for _ in range(2))
    assert first["videoUrl"] != second["videoUrl"]
    assert first["imageUrl"] == second["imageUrl"]
    assert "X-Amz-Signature=" in first["videoUrl"]
    assert first["videoUrl"].startswith(demo.endpoints.media)
