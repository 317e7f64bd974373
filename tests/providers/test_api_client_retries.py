"""How often and when an API is asked again: F05, F06, F07, F21, F31."""

import asyncio

import pytest

from avatar_browser.domain.errors import Problem, RateLimited, ServiceFailed
from avatar_browser.providers.api_client import DEADLINE, ApiClient
from avatar_browser.providers.exchange import AnswerCut
from avatar_browser.providers.http import Wire
from tests.support.api import OwnTime, api_client
from tests.support.raw_server import Crowd, RawServer, answer, hanging, json_answer, once, replies
from tests.support.wire import with_wire

GOOD = json_answer('{"a": 1}')
CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"


@pytest.fixture
def own_time() -> OwnTime:
    return OwnTime()


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_trouble_is_retried_twice_with_growing_waits(status: int, own_time: OwnTime) -> None:
    """F07."""
    script = replies(answer(status), answer(status), GOOD)
    with RawServer(script) as server:
        payload = with_wire(lambda wire: api_client(wire, server, own_time=own_time).get("v1"))
    assert payload == {"a": 1}
    assert own_time.slept == [1.0, 2.0]
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [500, 503])
def test_the_third_failure_is_told(status: int, own_time: OwnTime) -> None:
    """F07."""
    with RawServer(replies(answer(status))) as server, pytest.raises(ServiceFailed):
        with_wire(lambda wire: api_client(wire, server, own_time=own_time).get("v1"))
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [400, 403, 404, 408, 501])
def test_what_will_not_change_is_not_retried(status: int, own_time: OwnTime) -> None:
    with RawServer(replies(answer(status))) as server, pytest.raises(Exception, match=r"\."):
        with_wire(lambda wire: api_client(wire, server, own_time=own_time).get("v1"))
    assert (len(server.requests), own_time.slept) == (1, [])


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        (["Retry-After: 5"], 5.0),
        (["Retry-After: 30"], 30.0),
        (["Retry-After: Wed, 21 Oct 2026 07:28:07 GMT"], 7.0),
        (
            ["Retry-After: Mon, 01 Jan 2024 00:00:09 GMT", "Date: Mon, 01 Jan 2024 00:00:00 GMT"],
            9.0,
        ),
        (["Retry-After: -5"], 1.0),
        (["Retry-After: soon"], 1.0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_the_service_says_how_long_to_wait(
    status: int, headers: list[str], wait: float, own_time: OwnTime
) -> None:
    """F05, F06: a request sits out up to the 30 s that the vendor's own client waits."""
    waits: list[float] = []
    with RawServer(replies(answer(status, b"", *headers), GOOD)) as server:
        with_wire(
            lambda wire: api_client(wire, server, own_time=own_time, on_wait=waits.append).get("v1")
        )
    assert own_time.slept == [wait]
    assert waits == [wait]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [(["Retry-After: 9"], 9.0), ([], 4.0)],
)
def test_a_lasting_429_tells_how_long_the_pause_is(
    headers: list[str], seconds: float, own_time: OwnTime
) -> None:
    """F05: what goes beyond the retries is the window's countdown."""
    with RawServer(replies(answer(429, b"", *headers))) as server, pytest.raises(RateLimited) as e:
        with_wire(lambda wire: api_client(wire, server, own_time=own_time).get("v1"))
    assert e.value.retry_after == seconds
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (["Retry-After: 31"], 31.0),
        (["Retry-After: 90"], 90.0),
        (["Retry-After: Wed, 21 Oct 2026 07:29:30 GMT"], 90.0),
        (
            ["Retry-After: Mon, 01 Jan 2024 00:01:30 GMT", "Date: Mon, 01 Jan 2024 00:00:00 GMT"],
            90.0,
        ),
        (["Retry-After: 86400"], 300.0),
        (["Retry-After: 1000000000"], 300.0),
    ],
)
@pytest.mark.parametrize(("status", "kind"), [(429, RateLimited), (503, ServiceFailed)])
def test_a_long_pause_is_told_and_nobody_asks_before_it_ends(
    status: int, kind: type[Problem], headers: list[str], seconds: float, own_time: OwnTime
) -> None:
    """F05, F06, F07: 30 s of the 90 are not waited to be refused again; no more than 300 are."""
    with RawServer(replies(answer(status, b"", *headers))) as server, pytest.raises(kind) as e:
        with_wire(lambda wire: api_client(wire, server, own_time=own_time).get("v1"))
    assert e.value.retry_after == seconds
    assert (len(server.requests), own_time.slept) == (1, [])


def test_during_a_long_pause_nobody_asks(own_time: OwnTime) -> None:
    """F05: the whole provider pauses; F07 of another item is no excuse."""
    with RawServer(replies(answer(429, b"", "Retry-After: 200"), GOOD)) as server:

        async def work(wire: Wire) -> None:
            client = api_client(wire, server, own_time=own_time)
            with pytest.raises(RateLimited):
                await client.get("v1")
            own_time.time += 50.0
            with pytest.raises(RateLimited) as still:
                await client.get("other")
            assert still.value.retry_after == 150.0
            assert len(server.requests) == 1
            own_time.time += 150.0
            assert await client.get("other") == {"a": 1}

        with_wire(work)


def test_a_429_makes_requests_that_come_after_it_wait_too() -> None:
    """F05."""
    own_time = OwnTime()
    asleep = asyncio.Event()
    rested = asyncio.Event()

    async def sleep(seconds: float) -> None:
        own_time.slept.append(seconds)
        asleep.set()
        await rested.wait()
        own_time.time = 5.0

    with RawServer(replies(answer(429, b"", "Retry-After: 5"), GOOD)) as server:

        async def work(wire: Wire) -> None:
            client = api_client(wire, server, own_time=own_time)
            client._sleep = sleep
            first = asyncio.ensure_future(client.get("first"))
            await asleep.wait()
            second = asyncio.ensure_future(client.get("second"))
            await asyncio.sleep(0)
            assert own_time.slept == [5.0, 5.0]
            assert len(server.requests) == 1
            rested.set()
            assert (await first, await second) == ({"a": 1}, {"a": 1})

        with_wire(work)


def test_a_longer_pause_that_comes_meanwhile_is_kept_to_as_well() -> None:
    """F05: a request that sits out 5 s is not sent while another's refusal stands for 90 s."""
    own_time = OwnTime()
    asleep = asyncio.Event()
    rested = asyncio.Event()

    async def sleep(seconds: float) -> None:
        own_time.slept.append(seconds)
        asleep.set()
        await rested.wait()

    short, long = (answer(429, b"", f"Retry-After: {seconds}") for seconds in (5, 90))
    with RawServer(replies(short, long, GOOD)) as server:

        async def work(wire: Wire) -> None:
            client = api_client(wire, server, own_time=own_time)
            client._sleep = sleep
            patient = asyncio.ensure_future(client.get("first"))
            await asleep.wait()
            own_time.time = 5.0
            with pytest.raises(RateLimited):
                await client.get("second")
            rested.set()
            with pytest.raises(RateLimited) as limited:
                await patient
            assert limited.value.retry_after == 90.0
            assert (len(server.requests), own_time.slept) == (2, [5.0])

        with_wire(work)


def test_a_wait_that_would_outlast_the_deadline_is_not_begun(own_time: OwnTime) -> None:
    """F07: tries and waits share 120 s."""

    async def long_sleep(seconds: float) -> None:
        await OwnTime.sleep(own_time, seconds)
        own_time.time += DEADLINE / 2

    with RawServer(replies(answer(503, b"", "Retry-After: 30"))) as server:

        async def work(wire: Wire) -> None:
            client = api_client(wire, server, own_time=own_time)
            client._sleep = long_sleep
            with pytest.raises(ServiceFailed) as raised:
                await client.get("v1")
            assert raised.value.code == "503 service unavailable"

        with_wire(work)
    assert own_time.slept == [30.0]
    assert len(server.requests) == 2


def test_the_guessed_pause_grows_until_the_service_answers_again(own_time: OwnTime) -> None:
    """F06, T30: the three tries are for a service that served before; after that it is one."""
    limited = [answer(429)] * 3
    with RawServer(replies(*limited, answer(429), GOOD, *limited)) as server:

        async def pause(client: ApiClient) -> float:
            with pytest.raises(RateLimited) as raised:
                await client.get("v1")
            own_time.time += raised.value.retry_after
            return raised.value.retry_after

        async def work(wire: Wire) -> None:
            client = api_client(wire, server, own_time=own_time)
            assert [await pause(client), await pause(client)] == [4.0, 8.0]
            assert len(server.requests) == 4
            assert await client.get("v1") == {"a": 1}
            assert await pause(client) == 4.0

        with_wire(work)


def test_a_cut_answer_is_asked_for_once_more(own_time: OwnTime) -> None:
    """F21, F23."""
    with RawServer(once(CUT), once(GOOD)) as server:
        payload = with_wire(lambda wire: api_client(wire, server, own_time=own_time).get("v1"))
    assert payload == {"a": 1}
    assert own_time.slept == [1.0]


def test_an_answer_that_is_cut_again_is_a_failure(own_time: OwnTime) -> None:
    """F21."""
    with RawServer(once(CUT)) as server, pytest.raises(AnswerCut):
        with_wire(lambda wire: api_client(wire, server, own_time=own_time).get("v1"))
    assert len(server.requests) == 2


def test_a_timeout_is_not_retried(own_time: OwnTime, monkeypatch: pytest.MonkeyPatch) -> None:
    """F19: as the vendor's client does; the request may have cost the service much already."""
    monkeypatch.setattr("avatar_browser.providers.api_client.SILENCE", 0.1)
    with RawServer(hanging()) as server, pytest.raises(ServiceFailed) as raised:
        with_wire(lambda wire: api_client(wire, server, own_time=own_time).get("v1"))
    assert raised.value.code == "silence"
    assert len(server.requests) == 1


def test_a_slow_call_is_given_more_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """F19: the unpaged v2 list has taken over 40 s."""
    monkeypatch.setattr("avatar_browser.providers.api_client.SILENCE", 30.0)
    monkeypatch.setattr("avatar_browser.providers.api_client.SLOW_SILENCE", 0.1)
    with RawServer(hanging()) as server, pytest.raises(ServiceFailed) as raised:
        with_wire(lambda wire: api_client(wire, server).get("v2", slow=True))
    assert raised.value.code == "silence"


def test_at_most_four_requests_are_under_way() -> None:
    """F31."""
    crowd = Crowd(GOOD, 4)
    with RawServer(crowd) as server:

        async def work(wire: Wire) -> None:
            client = api_client(wire, server)
            await asyncio.gather(*(client.get(str(number)) for number in range(12)))

        with_wire(work)
    assert (crowd.most, len(server.requests)) == (4, 12)
