"""How much one service is asked at most: T30. The clock is a number here."""

import asyncio

import pytest

from avatar_browser.domain.errors import KeyRejected, Offline, Problem, ServiceFailed
from avatar_browser.providers import budget
from avatar_browser.providers.budget import A_SECOND, BURST, MOST_FAILURES, REST, Budget
from avatar_browser.providers.http import Wire
from tests.support.api import OwnTime, api_client
from tests.support.raw_server import RawServer, answer, json_answer, replies
from tests.support.wire import with_wire


@pytest.fixture
def own_time() -> OwnTime:
    return OwnTime()


def failing(spent: Budget, problem: Problem | None = None, times: int = MOST_FAILURES) -> None:
    for _ in range(times):
        spent.check()
        spent.failed(problem or ServiceFailed(code="503"))


def test_what_goes_beyond_the_burst_waits_its_turn(own_time: OwnTime) -> None:
    """T30."""
    bucket = Budget(own_time.clock)
    waits = [bucket.take() for _ in range(BURST + 20)]
    assert waits[:BURST] == [0.0] * BURST
    assert waits[BURST:] == pytest.approx([n / A_SECOND for n in range(1, 21)])


def test_an_hour_of_asking_without_end_is_bounded(own_time: OwnTime) -> None:
    """T30: whatever our own mistake is."""
    bucket = Budget(own_time.clock)
    sent = 0
    while own_time.time < 3600.0:
        own_time.time += bucket.take()
        sent += 1
    assert sent <= BURST + 3600 * A_SECOND + 1


def test_a_bucket_that_rested_is_full_and_no_fuller(own_time: OwnTime) -> None:
    """T30."""
    bucket = Budget(own_time.clock)
    for _ in range(BURST + 5):
        bucket.take()
    own_time.time += 10_000.0
    assert [bucket.take() for _ in range(BURST)] == [0.0] * BURST
    assert bucket.take() > 0.0


def test_a_service_that_keeps_failing_is_left_alone_but_for_a_trial(own_time: OwnTime) -> None:
    """T30: the breaker."""
    breaker = Budget(own_time.clock)
    failing(breaker)
    with pytest.raises(ServiceFailed) as raised:
        breaker.check()
    assert raised.value.code == "503, not asked again yet"
    own_time.time += REST
    breaker.check()
    with pytest.raises(ServiceFailed):
        breaker.check()  # one trial, not all that wait
    breaker.failed(Offline("No way.", code="connect"))
    with pytest.raises(Offline, match=r"No way\."):
        breaker.check()
    own_time.time += REST
    breaker.check()
    breaker.served()
    breaker.check()
    breaker.check()


def test_a_refusal_is_an_answer(own_time: OwnTime) -> None:
    """T30: only failures in a row count, and the service answered in between."""
    breaker = Budget(own_time.clock)
    failing(breaker, times=MOST_FAILURES - 1)
    breaker.failed(KeyRejected())
    failing(breaker, times=MOST_FAILURES - 1)
    breaker.check()


def test_who_asks_on_purpose_is_not_held_up(own_time: OwnTime) -> None:
    """T30: "Try again" tries."""
    breaker = Budget(own_time.clock)
    failing(breaker)
    breaker.trust()
    breaker.check()


def test_an_hour_of_details_of_a_dead_service_sends_few_requests(own_time: OwnTime) -> None:
    """T30: somebody walks through the avatars, one each second, and each answer is a 503."""
    with RawServer(replies(answer(503))) as server:

        async def work(wire: Wire) -> None:
            client = api_client(wire, server, own_time=own_time)
            while own_time.time < 3600.0:
                with pytest.raises(ServiceFailed):
                    await client.get("v1", "avatars", "a")
                own_time.time += 1.0

        with_wire(work)
        # At first three tries for each of five, then one such trial a minute.
        assert len(server.requests) <= 3 * (MOST_FAILURES + 3600 / REST)


def test_requests_beyond_the_burst_sleep_before_they_are_sent(
    own_time: OwnTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T30: nobody is told, as it is not the service that asks for a pause."""
    monkeypatch.setattr(budget, "BURST", 2)
    waits: list[float] = []
    with RawServer(replies(json_answer("{}"))) as server:

        async def work(wire: Wire) -> None:
            client = api_client(wire, server, own_time=own_time, on_wait=waits.append)
            await asyncio.gather(*(client.get(str(number)) for number in range(4)))

        with_wire(work)
        assert len(server.requests) == 4
    assert sum(own_time.slept) > 0.0
    assert waits == []
