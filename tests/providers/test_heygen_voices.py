"""HeyGen's voices: own before stock, page by page, and v2 where v3 has none."""

import pytest

from avatar_browser.domain.avatar import Gender
from avatar_browser.domain.errors import KeyRejected, NotFound, ServiceFailed
from avatar_browser.domain.voice import Voice
from avatar_browser.providers import anam
from avatar_browser.providers.heygen import SPEC
from avatar_browser.providers.protocol import ListsVoices, Provider, VoicePage
from tests.providers.heygen_account import NOT_THERE, read_all, without_v3
from tests.providers.session import all_pages, run
from tests.support.json_server import Answerer, Asked, JsonServer, Reply

V3, V2 = "/v3/voices", "/v2/voices"
SAMPLE = "https://files.example/aria.mp3"


def record(voice_id: str, **fields: object) -> dict[str, object]:
    return {"voice_id": voice_id, "name": voice_id.title(), "language": "English", **fields}


def page(*records: object, token: str | None = None) -> Reply:
    return Reply({"data": list(records), "has_more": token is not None, "next_token": token})


def account(asked: Asked) -> Reply:
    """One own voice, and two pages of stock ones."""
    if asked.path != V3:
        return NOT_THERE
    if asked.query["type"] == "private":
        return page(record("mine"))
    return (
        page(record("b")) if asked.query.get("token") == "t+/=" else page(record("a"), token="t+/=")
    )


async def all_voices(provider: Provider) -> list[VoicePage]:
    pages: list[VoicePage] = []
    assert isinstance(provider, ListsVoices)
    while not pages or pages[-1].cursor is not None:
        pages.append(await provider.fetch_voices(pages[-1].cursor if pages else None))
    return pages


def voices_of(answerer: Answerer) -> tuple[list[list[Voice]], list[Asked]]:
    with JsonServer(answerer) as server:
        pages = run(SPEC, server, all_voices)
        return [list(page.voices) for page in pages], server.asked


def test_own_voices_come_first_and_all_pages_after_them() -> None:
    pages, asked = voices_of(account)
    assert [[voice.id for voice in voices] for voices in pages] == [["mine"], ["a"], ["b"]]
    assert [dict(a.query) for a in asked] == [
        {"type": "private", "limit": "100"},
        {"type": "public", "limit": "100"},
        {"type": "public", "limit": "100", "token": "t+/="},
    ]


def test_a_voice_has_name_language_gender_and_sample() -> None:
    told = record("v1", name="Aria", gender="female", preview_audio_url=SAMPLE)
    [voices, *_], _ = voices_of(lambda _: page(told))
    assert voices == [Voice("v1", "Aria", "English", Gender.FEMALE, SAMPLE)]


@pytest.mark.parametrize(
    "link", [None, "", "s3://heygen/aria.mp3", "file:///etc/passwd", "aria.mp3", 7, "x" * 9000]
)
def test_a_sample_that_is_not_http_is_no_sample(link: object) -> None:
    [[voice], *_], _ = voices_of(lambda _: page(record("v1", preview_audio_url=link)))
    assert voice.sample_url == ""


def test_odd_records_are_skipped_or_read_as_far_as_they_go() -> None:
    odd = [
        {"name": "nobody"},
        None,
        record("v1", name=None, language=["English"], gender="Robot"),
    ]
    [voices, *_], _ = voices_of(lambda _: page(*odd))
    assert voices == [Voice("v1", "v1", "", Gender.UNKNOWN)]


def v2_only(asked: Asked) -> Reply:
    older = record("old", gender="Male", preview_audio=SAMPLE)
    return Reply({"error": None, "data": {"voices": [older]}}) if asked.path == V2 else NOT_THERE


@pytest.mark.parametrize("status", [404, 410])
def test_where_v3_has_no_voices_those_of_v2_are_told_and_v3_is_asked_no_more(status: int) -> None:
    async def twice(provider: Provider) -> list[VoicePage]:
        return [*await all_voices(provider), *await all_voices(provider)]

    def answer(asked: Asked) -> Reply:
        return Reply(b"", status) if asked.path.startswith("/v3/") else v2_only(asked)

    with JsonServer(answer) as server:
        pages = run(SPEC, server, twice)
    assert pages == [VoicePage((Voice("old", "Old", "English", Gender.MALE, SAMPLE),))] * 2
    assert server.paths == [V3, V2, V2]


def test_a_key_known_to_have_no_v3_asks_v2_at_once() -> None:
    async def looks_then_voices(provider: Provider) -> None:
        await all_pages(provider)
        await all_voices(provider)

    def answer(asked: Asked) -> Reply:
        return v2_only(asked) if asked.path == V2 else without_v3(asked)

    with JsonServer(answer) as server:
        run(SPEC, server, looks_then_voices)
    assert V3 not in server.paths
    assert read_all(without_v3)[0], "the same account has looks all the same"


def test_with_both_roads_gone_it_is_not_found() -> None:
    with JsonServer(lambda _: NOT_THERE) as server, pytest.raises(NotFound):
        run(SPEC, server, all_voices)


def test_a_key_that_may_not_see_own_voices_sees_the_stock_ones() -> None:
    def answer(asked: Asked) -> Reply:
        refusal = Reply({"error": {"code": "forbidden", "message": "no"}}, 403)
        return refusal if asked.query["type"] == "private" else page(record("a"))

    pages, _ = voices_of(answer)
    assert [[voice.id for voice in voices] for voices in pages] == [[], ["a"]]


@pytest.mark.parametrize(("status", "expected"), [(401, KeyRejected), (500, ServiceFailed)])
def test_trouble_of_the_first_road_does_not_lead_to_the_second(
    status: int, expected: type[Exception]
) -> None:
    with JsonServer(lambda _: Reply(status=status)) as server, pytest.raises(expected):
        run(SPEC, server, all_voices)
    assert V2 not in server.paths


def test_a_404_in_the_middle_of_the_list_is_a_failure() -> None:
    def answer(asked: Asked) -> Reply:
        return NOT_THERE if asked.query.get("type") == "public" else account(asked)

    with JsonServer(answer) as server, pytest.raises(NotFound):
        run(SPEC, server, all_voices)
    assert V2 not in server.paths


def test_anam_tells_of_no_voices() -> None:
    async def can_tell(provider: Provider) -> bool:
        return isinstance(provider, ListsVoices)

    with JsonServer(lambda _: NOT_THERE) as server:
        assert not run(anam.SPEC, server, can_tell)
        assert run(SPEC, server, can_tell)
