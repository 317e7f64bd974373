"""Which of HeyGen's roads a listing takes: v3, and v2 where v3 is gone."""

import pytest

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import NotFound, ServiceFailed
from avatar_browser.providers.heygen import SPEC
from avatar_browser.providers.protocol import Page, Provider
from tests.providers.heygen_account import (
    GROUPS,
    LOOKS,
    NOT_THERE,
    V2_LIST,
    account,
    read_all,
    without_v3,
)
from tests.providers.session import all_pages, avatars_in, pages_of, run, stream_named
from tests.support.documents import document
from tests.support.json_server import Asked, JsonServer, Reply


@pytest.mark.parametrize("status", [404, 410])
def test_without_v3_the_v2_list_stands_in_for_all(status: int) -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(b"", status) if asked.path.startswith("/v3/") else account(asked)

    pages, asked = read_all(answer)
    avatars = {a.key: a for page in pages for a in page.avatars}
    assert set(avatars) == {
        AvatarKey("heygen", "looks", "Abigail_expressive_2024112501"),
        AvatarKey("heygen", "looks", "Twice"),
        AvatarKey("heygen", "talking_photos", "Twice"),
    }
    assert avatars[AvatarKey("heygen", "looks", "Twice")].name == "second copy"
    assert [(p.total, p.skipped) for p in pages if p.avatars] == [(3, 2)]
    assert [a.path for a in asked] == [LOOKS, V2_LIST]


def test_that_v3_is_gone_is_remembered_for_the_key() -> None:
    async def twice(provider: Provider) -> None:
        await all_pages(provider)
        await all_pages(provider)

    with JsonServer(without_v3) as server:
        run(SPEC, server, twice)
    assert server.paths == [LOOKS, V2_LIST, V2_LIST]


def test_streams_that_find_v3_gone_by_themselves_end_without_a_word() -> None:
    async def own_first(provider: Provider) -> list[Page]:
        names = ("own looks", "own people", "public people")
        return [p for n in names for p in await pages_of(stream_named(provider, n))]

    with JsonServer(without_v3) as server:
        assert run(SPEC, server, own_first) == [Page()] * 3


def many(count: int) -> Reply:
    avatars = [{"avatar_id": f"a{n % (count - 5)}", "avatar_name": f"n{n}"} for n in range(count)]
    return Reply({"error": None, "data": {"avatars": avatars, "talking_photos": None}})


def test_the_v2_list_is_handed_on_in_pages_of_100_without_repeats() -> None:
    pages, _ = read_all(lambda asked: many(255) if asked.path == V2_LIST else NOT_THERE)
    with_avatars = [page for page in pages if page.avatars]
    assert [(len(p.avatars), p.total) for p in with_avatars] == [(100, 250), (100, 250), (50, 250)]
    assert with_avatars[-1].cursor is None
    assert len(avatars_in(pages)) == 250


def test_the_second_road_is_resumed_where_it_was_left() -> None:
    async def left_and_resumed(provider: Provider) -> list[Page]:
        stream = stream_named(provider, "public looks")
        async for page in stream.pages():
            return await pages_of(stream, page.cursor)
        return []

    with JsonServer(lambda asked: many(155) if asked.path == V2_LIST else NOT_THERE) as server:
        (rest,) = run(SPEC, server, left_and_resumed)
    assert len(rest.avatars) == 50


def test_with_both_roads_gone_the_list_is_not_taken_for_empty() -> None:
    with JsonServer(lambda _: NOT_THERE) as server, pytest.raises(NotFound):
        run(SPEC, server, all_pages)


def test_trouble_on_the_second_road_is_reported_and_forgets_nothing() -> None:
    answers = {LOOKS: NOT_THERE, V2_LIST: Reply(status=500)}

    async def fails_then_works(provider: Provider) -> list[Page]:
        with pytest.raises(ServiceFailed):
            await pages_of(stream_named(provider, "public looks"))
        answers[V2_LIST] = Reply(document("heygen", "v2-avatars"))
        return await pages_of(stream_named(provider, "public looks"))

    with JsonServer(lambda asked: answers[asked.path]) as server:
        assert len(run(SPEC, server, fails_then_works)[0].avatars) == 3


@pytest.mark.parametrize("path", [LOOKS, GROUPS])
def test_a_404_in_the_middle_of_a_list_is_a_failure(path: str) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path != path or "token" in asked.query:
            return NOT_THERE if asked.path == path else Reply({"data": []})
        return Reply({"data": [{"id": "one"}], "has_more": True, "next_token": "t"})

    with JsonServer(answer) as server, pytest.raises(NotFound):
        run(SPEC, server, all_pages)
