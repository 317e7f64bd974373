"""The API client against a real server: origin, statuses, shapes, secrets."""

import logging

import pytest

from avatar_browser.domain.errors import (
    KeyRejected,
    NotFound,
    NotPermitted,
    Problem,
    RateLimited,
    ServiceFailed,
    UnexpectedAnswer,
)
from avatar_browser.providers.api_client import ApiClient
from avatar_browser.providers.http import Wire
from avatar_browser.providers.origin import Origin
from avatar_browser.providers.protocol import Answer, Api
from tests.support.api import KEY, api_client, refused_answer
from tests.support.raw_server import RawServer, answer, json_answer, once, replies
from tests.support.wire import with_wire


def test_a_get_sends_the_key_and_gives_the_decoded_answer() -> None:
    with RawServer(once(json_answer('{"data": [1, null, "é"]}'))) as server:

        async def work(wire: Wire) -> object:
            client: Api = api_client(wire, server, prefix="/gateway")
            return await client.get("v1", "avatars", query={"perPage": 100, "tags": "a b"})

        assert with_wire(work) == {"data": [1, None, "é"]}
    assert server.requests[0].target == "/gateway/v1/avatars?perPage=100&tags=a%20b"
    assert server.requests[0].header("authorization") == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("segment", "target"),
    [
        ("a/../b?x#y%", "/v1/a%2F..%2Fb%3Fx%23y%25"),
        ("..", "/v1/%2E%2E"),
        ("😀 ", "/v1/%F0%9F%98%80%20"),
        ("v2_public_anna@1", "/v1/v2_public_anna%401"),
    ],
)
def test_an_id_arrives_as_one_path_segment(segment: str, target: str) -> None:
    """F42: the raw path is asserted on the wire, where nothing can have tidied it up."""
    with RawServer(once(json_answer("{}"))) as server:
        with_wire(lambda wire: api_client(wire, server).get("v1", segment))
    assert server.requests[0].target == target


@pytest.mark.parametrize("segment", ["", "\udc80"])
def test_an_id_that_cannot_be_sent_is_not(segment: str) -> None:
    with RawServer(once(json_answer("{}"))) as server, pytest.raises(UnexpectedAnswer):
        with_wire(lambda wire: api_client(wire, server).get("v1", segment))
    assert server.connections == 0


def test_an_absolute_url_from_an_answer_stays_on_our_own_origin() -> None:
    """T02: meta.next and imageUrl may name any host; as a segment they are only text."""
    with RawServer(once(answer())) as spy, RawServer(replies(json_answer("{}"))) as server:
        for url in (spy.url("/page2"), f"//127.0.0.1:{spy.port}/", f"\\\\127.0.0.1:{spy.port}\\"):
            with_wire(lambda wire, url=url: api_client(wire, server).get(url))  # type: ignore[misc]
    assert spy.connections == 0
    assert len(server.requests) == 3


def test_an_address_of_another_origin_is_refused_before_sending() -> None:
    """T02: the last wall, should an address ever come from elsewhere."""
    with RawServer(once(answer())) as spy, RawServer(once(answer())) as server:

        async def work(wire: Wire) -> None:
            with pytest.raises(UnexpectedAnswer) as raised:
                await api_client(wire, server)._answer(spy.url("/page2"), 1.0)
            assert raised.value.code == "origin"

        with_wire(work)
    assert (spy.connections, server.connections) == (0, 0)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 304, 300])
def test_a_redirect_is_refused_and_leads_nowhere(status: int) -> None:
    """T01, F10."""
    with RawServer(once(answer())) as spy:
        problem = refused_answer(json_answer("{}", status, f"Location: {spy.url('/steal')}"))
    assert isinstance(problem, UnexpectedAnswer)
    assert problem.code.startswith(f"unexpected redirect, {status}")
    assert spy.connections == 0


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (400, UnexpectedAnswer, "400 bad request"),
        (401, KeyRejected, "401 unauthorized"),
        (402, NotPermitted, "402 payment required"),
        (403, NotPermitted, "403 forbidden"),
        (404, NotFound, "404 not found"),
        (410, NotFound, "410 gone"),
        (418, UnexpectedAnswer, "418 i'm a teapot"),
        (429, RateLimited, "429 too many requests"),
        (500, ServiceFailed, "500 internal server error"),
        (501, ServiceFailed, "501 not implemented"),
        (599, ServiceFailed, "599"),
    ],
)
def test_each_status_becomes_the_problem_the_user_can_act_on(
    status: int, kind: type[Problem], code: str
) -> None:
    """F01, F02, F04, F07."""
    problem = refused_answer(json_answer('{"message": "because"}', status))
    assert type(problem) is kind
    assert problem.code == code
    assert str(problem) == kind.default
    assert "because" in problem.detail


def test_a_refused_key_is_asked_about_once() -> None:
    """F01."""
    with RawServer(replies(answer(401))) as server, pytest.raises(KeyRejected):
        with_wire(lambda wire: api_client(wire, server).get("v1"))
    assert len(server.requests) == 1


@pytest.mark.parametrize("location", ["http://[::1", "data:,a", "\\\\evil", "", "/v1"])
def test_a_redirect_is_a_redirect_wherever_it_points(location: str) -> None:
    """T01: httpx fails on such a Location even where it does not follow it."""
    problem = refused_answer(answer(302, b"", f"Location: {location}"))
    assert problem.code == "unexpected redirect, 302 found"


def test_the_provider_reads_its_own_errors_even_in_a_success() -> None:
    """F08: HeyGen's error may come with 200."""
    seen: list[Answer] = []

    def read_error(got: Answer) -> Problem | None:
        seen.append(got)
        return NotPermitted("Said the provider.", code="theirs")

    for status in (200, 401):
        body = json_answer('{"error": {"code": "x"}}', status)
        with RawServer(once(body)) as server, pytest.raises(NotPermitted) as raised:
            with_wire(lambda wire, s=server: api_client(wire, s, read_error=read_error).get("v1"))  # type: ignore[misc]
        assert (str(raised.value), raised.value.code) == ("Said the provider.", "theirs")
    text = '{"error": {"code": "x"}}'
    assert seen == [Answer(status, {"error": {"code": "x"}}, text) for status in (200, 401)]


def test_an_error_without_json_is_read_as_text() -> None:
    seen: list[Answer] = []
    page = answer(502, b"<h1>Bad gateway \xff</h1>", "Content-Type: text/html")
    with RawServer(replies(page)) as server, pytest.raises(ServiceFailed):
        with_wire(lambda wire: api_client(wire, server, read_error=seen.append).get("v1"))
    assert seen == [Answer(502, None, "<h1>Bad gateway \ufffd</h1>")]


def test_a_key_that_the_service_repeats_does_not_get_through(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """R11, T-secrets: in the sentence, the detail, and the debug log of unreadable answers."""
    caplog.set_level(logging.DEBUG)
    echo = f'{{"error": "bad header Bearer {KEY}, key {KEY}"}}'

    def read_error(got: Answer) -> Problem | None:
        return ServiceFailed(f"Says {got.payload}", code="x", detail=f"{got.payload} {got.text}")

    with RawServer(once(json_answer(echo, 400))) as server, pytest.raises(ServiceFailed) as raised:
        with_wire(lambda wire: api_client(wire, server, read_error=read_error).get("v1"))
    theirs = raised.value
    ours = refused_answer(json_answer(echo, 400))
    unreadable = refused_answer(json_answer(echo + "x"))
    for problem in (theirs, ours, unreadable):
        assert KEY not in f"{problem} {problem!r} {problem.detail} {problem.code}"
    assert "bad header •••" in ours.detail
    assert "sent: " in caplog.text
    assert KEY not in caplog.text


def test_a_client_shows_its_origin_and_nothing_else() -> None:
    client = ApiClient(
        Wire(), Origin.parse("https://api.anam.ai"), {"X-Api-Key": KEY}, lambda _answer: None
    )
    assert repr(client) == "ApiClient(https://api.anam.ai)"


@pytest.mark.parametrize("key", [f"{KEY}\n", f"{KEY}\r\nX: y", f"{KEY}é", f" {KEY}", ""])
def test_a_key_that_cannot_be_sent_is_refused_without_repeating_it(key: str) -> None:
    with RawServer(once(json_answer("{}"))) as server:
        origin = Origin.parse(server.url())
        with pytest.raises(KeyRejected) as raised:
            with_wire(
                lambda wire: ApiClient(wire, origin, {"X-Api-Key": key}, lambda _a: None).get("v1")
            )
    assert KEY not in f"{raised.value} {raised.value.detail}"
    assert server.connections == 0
