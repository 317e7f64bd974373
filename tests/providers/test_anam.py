from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from typing_extensions import override

from avatar_browser.domain.avatar import Engine, MediaKind, Orientation, Ownership
from avatar_browser.domain.errors import NotFound, UnexpectedAnswer
from avatar_browser.providers.anam import (
    DETAIL_ENDPOINT,
    LIST_ENDPOINT,
    PER_PAGE,
    SPEC,
    engine_of,
    read_avatar,
    read_error,
)
from avatar_browser.providers.protocol import Answer, Page
from avatar_browser.providers.records import Record, read_records
from tests.providers.checks import assert_valid
from tests.providers.conformance import ProviderConformance
from tests.providers.session import KEY, all_pages, avatars_in, run
from tests.providers.strategies import records
from tests.support.documents import document
from tests.support.json_server import Asked, JsonServer, Reply

CARA = "30fa96d0-26c4-4e55-94a0-517025942e18"


class TestAnam(ProviderConformance):
    spec = SPEC
    catalogue = "avatars"
    key_header = ("authorization", f"Bearer {KEY.reveal()}")
    list_path = "/v1/avatars"
    detail_root = "/v1/avatars/"

    @override
    def record(self, avatar_id: object, name: str = "Somebody") -> dict[str, object]:
        return {"id": avatar_id, "displayName": name}

    @override
    def full_record(self) -> Mapping[str, object]:
        return dict(document("anam", "avatar"))

    @override
    def listing(self, records: Sequence[object], asked: Asked, *, more: bool = False) -> Reply:
        page = int(asked.query["page"])
        return Reply({"data": list(records), "meta": {"lastPage": 10**6 if more else page}})

    @override
    def detail(self, record: Mapping[str, object]) -> Reply:
        return Reply(record)

    @override
    def account(self) -> Reply:
        return Reply(document("anam", "avatars-1"))


def listed(answers: Sequence[Reply]) -> tuple[list[Page], list[Asked]]:
    """The pages that come of one reply after the other, and what was asked for them."""
    replies = iter(answers)
    with JsonServer(lambda _: next(replies)) as server:
        return run(SPEC, server, all_pages), server.asked


def two_pages() -> list[Reply]:
    return [Reply(document("anam", f"avatars-{number}")) for number in (1, 2)]


def test_every_field_of_the_seed_answer_is_told() -> None:
    record = document("anam", "avatar")
    avatar = read_avatar(Record(record), DETAIL_ENDPOINT)
    assert (avatar.name, avatar.variant) == ("Cara", "at her desk")
    assert [(m.field, m.label, m.kind, m.aspect) for m in avatar.media] == [
        ("imageUrl", "Still", MediaKind.STILL, None),
        ("landscapeImageUrl", "Landscape still", MediaKind.STILL, Orientation.LANDSCAPE),
        ("portraitImageUrl", "Portrait still", MediaKind.STILL, Orientation.PORTRAIT),
        ("videoUrl", "Preview video", MediaKind.VIDEO, None),
        ("idleVideoUrl", "Idle video", MediaKind.VIDEO, None),
    ]
    assert all(m.url == record[m.field] for m in avatar.media)
    assert avatar.created_at == datetime(2024, 3, 5, 10, 20, 30, 123_000, tzinfo=UTC)
    assert avatar.updated_at == datetime(2025, 6, 7, 8, 9, 10, tzinfo=UTC)
    assert avatar.ownership is Ownership.CUSTOM
    assert [(f.label, f.value, f.field) for f in avatar.facts] == [
        ("Created by organisation", "V1StGXR8_Z5jdHi6B-myT", "createdByOrganizationId")
    ]
    assert avatar.engines == (
        Engine("cara-2", "v1", "cara-2"),
        Engine("cara-3", "cara-3", "cara-3"),
        Engine("cara-4-latest", "cara-4-20260801", "cara-4-latest"),
    )
    assert avatar.active_engine == Engine("cara-3", "v2", "cara-3")
    assert avatar.description == "A woman with dark hair sits at a desk by the window."
    assert avatar.tags == ("office", "friendly")
    assert (avatar.kind, avatar.kind_raw) == ("Realistic", "realistic")
    assert [(i.label, i.value, i.primary) for i in avatar.ids] == [("Avatar ID", CARA, True)]
    assert avatar.raw == {DETAIL_ENDPOINT: record}


def test_signed_videos_know_their_end_and_public_stills_have_none() -> None:
    avatar = read_avatar(Record(document("anam", "avatar")), DETAIL_ENDPOINT)
    end = datetime(2026, 9, 30, 13, 0, tzinfo=UTC)
    assert {m.field: m.expires_at for m in avatar.videos} == {"videoUrl": end, "idleVideoUrl": end}
    assert {m.expires_at for m in avatar.stills} == {None}


def test_a_null_organisation_marks_stock_and_a_missing_one_tells_nothing() -> None:
    first, second = listed(two_pages())[0]
    cara, liv = first.avatars
    (leo,) = second.avatars
    assert [a.ownership for a in (cara, liv, leo)] == [
        Ownership.STOCK,
        Ownership.UNKNOWN,
        Ownership.CUSTOM,
    ]
    assert cara.facts == liv.facts == ()


def test_all_pages_are_asked_for_by_number_and_handed_on_one_by_one() -> None:
    pages, asked = listed(two_pages())
    assert [dict(a.query) for a in asked] == [
        {"page": "1", "perPage": str(PER_PAGE)},
        {"page": "2", "perPage": str(PER_PAGE)},
    ]
    assert [(len(p.avatars), p.skipped, p.total, p.cursor) for p in pages] == [
        (2, 0, 3, "2"),
        (1, 0, 3, None),
    ]


def test_a_404_for_the_list_is_an_empty_list() -> None:
    pages, _ = listed([Reply({"error": "Not found"}, 404)])
    assert pages == [Page(total=0)]


def test_a_404_for_a_later_page_ends_the_list() -> None:
    first, _ = two_pages()
    pages, _ = listed([first, Reply(status=404)])
    assert len(avatars_in(pages)) == 2


@pytest.mark.parametrize(
    ("meta", "requests"),
    [
        ({"lastPage": 1, "next": 2}, 1),
        ({"lastPage": 0}, 1),
        ({"lastPage": "2"}, 2),
        ({"next": None}, 1),
        ({"next": 2}, 3),
        ({"lastPage": None, "total": "many"}, 3),
        (None, 3),
        ([], 3),
    ],
)
def test_a_list_ends_at_its_last_page_or_where_nothing_new_comes(
    meta: object, requests: int
) -> None:
    def page(*ids: str) -> Reply:
        return Reply({"data": [{"id": i} for i in ids], "meta": meta})

    pages, asked = listed([page("a"), page("b"), page("a", "b")])
    assert len(asked) == requests
    assert pages[-1].cursor is None


def test_odd_records_are_read_as_far_as_they_go() -> None:
    answer = document("anam", "avatars-odd")
    avatars, skipped = read_records(answer["data"], lambda r: read_avatar(r, LIST_ENDPOINT))
    bare, odd, nulls = avatars
    assert skipped == 6
    assert (bare.key.id, bare.name, bare.media, bare.facts) == ("bare", "bare", (), ())
    assert (odd.key.id, odd.name, odd.variant, odd.description) == ("4711", "12", "", "")
    assert (odd.media, odd.created_at, odd.updated_at) == ((), None, None)
    assert (odd.ownership, odd.tags) == (Ownership.UNKNOWN, ("office",))
    assert [e.public for e in odd.engines] == ["cara-3"]
    assert odd.active_engine == Engine("4", "4", "")
    assert (nulls.key.id, nulls.ownership) == ("all/null?#%..", Ownership.STOCK)
    assert (nulls.media, nulls.engines, nulls.active_engine) == ((), (), None)


@pytest.mark.parametrize(
    ("raw", "public"),
    [
        ("cara-2", "cara-2"),
        ("cara-3", "cara-3"),
        ("cara-4", "cara-4"),
        ("cara-4-latest", "cara-4-latest"),
        ("v1", "cara-2"),
        ("V2", "cara-3"),
        ("cara-4-20260801", "cara-4-latest"),
        ("v3", ""),
        ("cara-40", ""),
        ("something else", ""),
    ],
)
def test_version_words_become_public_models_and_raw_labels_are_never_offered(
    raw: str, public: str
) -> None:
    assert engine_of(raw) == Engine(public or raw, raw, public)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("animated_3d", "3D animated"),
        ("illustrated", "Illustrated"),
        ("unknown", ""),
        ("oil_painting", "Oil painting"),
        (None, ""),
    ],
)
def test_render_styles_are_told_in_plain_words(raw: object, shown: str) -> None:
    avatar = read_avatar(Record({"id": "a", "renderStyle": raw}), LIST_ENDPOINT)
    assert avatar.kind == shown


def test_a_video_that_is_gone_is_not_kept_from_the_list() -> None:
    known = read_avatar(Record(document("anam", "avatar")), LIST_ENDPOINT)
    now = {"id": CARA, "videoUrl": None, "idleVideoUrl": "https://lab.anam.ai/fresh.mp4"}
    with JsonServer(lambda _: Reply(now)) as server:
        fetched = run(SPEC, server, lambda p: p.fetch_avatar(known.key, known))
    assert fetched.media_named("videoUrl") is None
    assert fetched.media_named("idleVideoUrl") != known.media_named("idleVideoUrl")
    assert fetched.media_named("imageUrl") == known.media_named("imageUrl")


@pytest.mark.parametrize(
    ("total", "summary"),
    [(120, "120 avatars"), (1, "1 avatar"), (3412, "3,412 avatars"), ("?", "avatars can be read")],
)
def test_a_key_is_checked_with_the_smallest_list(total: object, summary: str) -> None:
    with JsonServer(lambda _: Reply({"data": [], "meta": {"total": total}})) as server:
        assert run(SPEC, server, lambda p: p.check_key()).summary == summary
    assert [(a.path, dict(a.query)) for a in server.asked] == [("/v1/avatars", {"perPage": "1"})]


def test_a_key_of_an_empty_organisation_is_accepted() -> None:
    with JsonServer(lambda _: Reply(status=404)) as server:
        assert run(SPEC, server, lambda p: p.check_key()).summary == "no avatars yet"


@pytest.mark.parametrize(
    ("payload", "text", "detail"),
    [
        ({"error": "Invalid API key"}, "", "Invalid API key"),
        ({"message": "first", "error": "second"}, "", "first"),
        (
            {"error": "Validation error", "details": [{"path": "id", "message": "no uuid"}]},
            "",
            "Validation error; id no uuid",
        ),
        ({"error": "Validation error", "details": "odd"}, "", "Validation error"),
        (None, "<h1>\nBad gateway</h1>", "<h1> Bad gateway</h1>"),
        ({}, "x" * 900, "x" * 199 + "…"),
        (None, "", ""),
    ],
)
def test_the_words_of_an_error_are_found_in_every_documented_shape(
    payload: object, text: str, detail: str
) -> None:
    problem = read_error(Answer(404, payload, text))
    assert isinstance(problem, NotFound)
    assert (problem.code, problem.detail) == ("404 not found", detail)


def test_an_id_that_is_none_of_anams_by_its_form_is_not_found() -> None:
    """As the reference has it: 400 for an id that is no UUID."""
    for path in ("id", ["id"]):
        fault = {"path": path, "message": "Invalid uuid"}
        refused = Answer(400, {"error": "Validation error", "details": [fault]}, "")
        assert isinstance(read_error(refused), NotFound)
    other = {"path": "perPage", "message": "Too large"}
    refused = Answer(400, {"error": "Validation error", "details": [other]}, "")
    assert isinstance(read_error(refused), UnexpectedAnswer)


@settings(deadline=None)
@given(records(document("anam", "avatar"), ("id",)))
def test_any_record_is_skipped_or_becomes_a_valid_avatar(record: Mapping[str, object]) -> None:
    avatars, skipped = read_records([record], lambda r: read_avatar(r, LIST_ENDPOINT))
    assert len(avatars) + skipped == 1
    for avatar in avatars:
        assert_valid(avatar)
