"""HeyGen over real HTTP: the conformance suite, its lists and its key check."""

from collections.abc import Mapping, Sequence

import pytest
from typing_extensions import override

from avatar_browser.domain.avatar import Ownership
from avatar_browser.domain.errors import KeyRejected
from avatar_browser.providers.heygen import SPEC
from avatar_browser.providers.protocol import Page, Provider
from tests.providers.conformance import ProviderConformance
from tests.providers.heygen_account import GROUPS, LOOKS, NOT_THERE, V2_LIST, account, read_all
from tests.providers.session import (
    KEY,
    avatars_in,
    people_in,
    run,
)
from tests.support.documents import document
from tests.support.json_server import Asked, JsonServer, Reply


class TestHeyGen(ProviderConformance):
    spec = SPEC
    catalogue = "looks"
    key_header = ("x-api-key", KEY.reveal())
    list_path = LOOKS
    detail_root = LOOKS + "/"

    @override
    def asks_main_listing(self, asked: Asked) -> bool:
        return asked.path == LOOKS and asked.query["ownership"] == "public"

    @override
    def record(self, avatar_id: object, name: str = "Somebody") -> dict[str, object]:
        return {"id": avatar_id, "name": name, "avatar_type": "studio_avatar"}

    @override
    def full_record(self) -> Mapping[str, object]:
        return dict(document("heygen", "look")["data"])

    @override
    def listing(self, records: Sequence[object], asked: Asked, *, more: bool = False) -> Reply:
        token = str(int(asked.query.get("token", "0")) + 1) if more else None
        return Reply({"data": list(records), "has_more": more, "next_token": token})

    @override
    def detail(self, record: Mapping[str, object]) -> Reply:
        return Reply({"data": record})

    @override
    def account(self) -> Reply:
        return Reply(document("heygen", "me"))


def test_looks_are_read_50_a_page_by_cursor_and_stamped_with_their_list() -> None:
    pages, asked = read_all(account)
    assert [dict(a.query) for a in asked if a.path == LOOKS] == [
        {"ownership": "public", "limit": "50"},
        {"ownership": "public", "limit": "50", "token": "b3BhcXVl+/="},
        {"ownership": "private", "limit": "50"},
    ]
    assert {a.key.id: a.ownership for a in avatars_in(pages).values()} == {
        "Abigail_standing_office_front": Ownership.STOCK,
        "Daisy-inskirt-20220818": Ownership.STOCK,
        "a1b2c3d4e5f60718293a4b5c6d7e8f90": Ownership.STOCK,
        "ffeeddccbbaa99887766554433221100": Ownership.CUSTOM,
    }


def test_people_come_from_the_groups_of_both_ownerships() -> None:
    pages, asked = read_all(account)
    assert [a.query["ownership"] for a in asked if a.path == GROUPS] == ["public", "private"]
    assert {p.name for p in people_in(pages).values()} == {"Abigail", "Marco", "Me"}
    assert sum(page.skipped for page in pages) == 1
    assert V2_LIST not in [a.path for a in asked]


def test_looks_and_people_are_four_streams() -> None:
    async def names(provider: Provider) -> list[str]:
        return [stream.name for stream in provider.streams()]

    with JsonServer(account) as server:
        found = run(SPEC, server, names)
    assert found == ["public looks", "own looks", "public people", "own people"]


@pytest.mark.parametrize(
    ("tail", "requests"),
    [
        ({"has_more": False, "next_token": "t"}, 1),
        ({"has_more": "no", "next_token": "t"}, 1),
        ({"has_more": True, "next_token": None}, 1),
        ({"has_more": True, "next_token": ""}, 1),
        ({"has_more": True, "next_token": 5}, 1),
        ({"has_more": True}, 1),
        ({}, 1),
        ({"has_more": True, "next_token": "t"}, 2),
        ({"next_token": "t"}, 2),
    ],
)
def test_a_list_goes_on_only_with_a_cursor_and_no_denial(
    tail: Mapping[str, object], requests: int
) -> None:
    made = iter(range(10))

    def answer(asked: Asked) -> Reply:
        if asked.path == LOOKS and asked.query["ownership"] == "public":
            return Reply({"data": [{"id": f"look-{next(made)}"}], **tail})
        return Reply({"data": []})

    _, asked = read_all(answer)
    assert len([a for a in asked if a.query.get("ownership") == "public"]) - 1 == requests


def test_a_null_list_is_an_empty_one() -> None:
    pages, _ = read_all(lambda _: Reply({"data": None, "has_more": False}))
    assert pages == [Page()] * 4


def test_a_key_is_told_by_its_user_plan_and_credits() -> None:
    with JsonServer(lambda _: Reply(document("heygen", "me"))) as server:
        report = run(SPEC, server, lambda p: p.check_key())
    assert report.summary == "liv@studio, plan creator, 1,250 credits"
    assert server.paths == ["/v3/users/me"]


@pytest.mark.parametrize("gone", [("/v3/users/me",), ("/v3/users/me", LOOKS)])
def test_a_key_is_checked_by_the_lists_where_there_is_no_whoami(gone: tuple[str, ...]) -> None:
    with JsonServer(lambda a: NOT_THERE if a.path in gone else Reply({"data": []})) as server:
        assert run(SPEC, server, lambda p: p.check_key()).summary == "avatars can be read"
    assert server.paths == [*gone, LOOKS if LOOKS not in gone else V2_LIST]


def test_a_bad_key_is_found_out_on_the_second_road_too() -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path == V2_LIST:
            return Reply({"code": 400112, "message": "Unauthorized"}, 401)
        return NOT_THERE

    with JsonServer(answer) as server, pytest.raises(KeyRejected):
        run(SPEC, server, lambda p: p.check_key())
