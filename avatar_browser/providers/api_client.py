"""The client of one API: its origin and its key, retries, and what its answers mean."""

import asyncio
import logging
import random
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime

from typing_extensions import override

from avatar_browser.domain.errors import (
    LOG_IN,
    KeyRejected,
    Problem,
    RateLimited,
    ServiceFailed,
    UnexpectedAnswer,
)
from avatar_browser.domain.text import redacted
from avatar_browser.providers.budget import Budget
from avatar_browser.providers.exchange import AnswerCut, ApiDoor, RawAnswer
from avatar_browser.providers.json_answer import decode_json
from avatar_browser.providers.origin import Origin
from avatar_browser.providers.protocol import Answer
from avatar_browser.providers.retry import (
    PAUSE_LIMIT,
    RETRIED,
    RETRIES,
    WAIT_LIMIT,
    Pace,
    asked_wait,
    backoff,
    parse_http_date,
)
from avatar_browser.providers.status import api_problem, is_success

SILENCE = 30.0
SLOW_SILENCE = 60.0
DEADLINE = 120.0
BODY_CAP = 64 * 1024 * 1024
_TEXT_CUT = 4_000
_SNIPPET = 200
_SECRET_LENGTH = 8
_SENDABLE = re.compile(r"[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?")

_log = logging.getLogger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class ApiClient:
    """Asks one origin, with ``headers`` that hold the key and go nowhere else.

    The :class:`avatar_browser.providers.protocol.Api` of an adapter. At most ``concurrency``
    requests are under way, waits between tries included; a 429 makes all of them wait. ``budget``
    is the service's, whichever key is in use.
    ``on_wait`` is told the seconds of each wait and ``on_date`` the date of each answer (aware
    UTC), on the event loop's thread. ``clock`` is
    monotonic, ``now`` aware UTC, ``random`` gives 0 to 1.
    """

    def __init__(
        self,
        wire: ApiDoor,
        origin: Origin,
        headers: Mapping[str, str],
        read_error: Callable[[Answer], Problem | None],
        *,
        on_wait: Callable[[float], None] | None = None,
        on_date: Callable[[datetime], None] | None = None,
        budget: Budget | None = None,
        concurrency: int = 4,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = _utc_now,
        random: Callable[[], float] = random.random,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._wire = wire
        self._origin = origin
        self._headers = dict(headers)
        self._read_error = read_error
        self._on_wait = on_wait
        self._on_date = on_date
        self._turns = asyncio.Semaphore(concurrency)
        self._clock = clock
        self._now = now
        self._random = random
        self._sleep = sleep
        self._pace = Pace(clock, random)
        self._budget = budget or Budget(clock)

    @override
    def __repr__(self) -> str:
        return f"ApiClient({self._origin})"

    async def get(
        self, *segments: str, query: Mapping[str, str | int] | None = None, slow: bool = False
    ) -> object:
        """See :class:`avatar_browser.providers.protocol.Api`."""
        try:
            url = self._origin.url(segments, query)
        except ValueError:
            raise UnexpectedAnswer(
                "An ID of this form cannot be asked for.", advice="copy it anew", code="id"
            ) from None
        self._budget.check()
        try:
            payload = self._read(await self._answer(url, SLOW_SILENCE if slow else SILENCE))
        except Problem as problem:
            self._budget.failed(problem)
            raise
        self._budget.served()
        return payload

    async def _answer(self, url: str, silence: float) -> RawAnswer:
        """The answer after retries, whatever its status. Raises Problem when there is none."""
        async with self._turns:
            give_up_at = self._clock() + DEADLINE
            for attempt in range(RETRIES + 1):
                await self._wait_for_turn()
                outcome = await self._try(url, silence, give_up_at - self._clock())
                wait = self._wait_after(outcome, attempt)
                if wait is None or self._clock() + wait >= give_up_at:
                    break
                await self._wait(wait)
        if isinstance(outcome, AnswerCut):
            raise outcome
        return outcome

    async def _wait_for_turn(self) -> None:
        """Raises RateLimited where the service has asked for a pause beyond a short one.

        Another request may have met a longer pause while this one waited.
        """
        if crowd := self._budget.take():
            await self._sleep(crowd)
        while left := self._pace.pause_left():
            await self._wait(left)

    async def _try(self, url: str, silence: float, deadline: float) -> RawAnswer | AnswerCut:
        if not self._origin.same(url):
            raise UnexpectedAnswer(
                "The key was not sent, since the address is not one of this service.", code="origin"
            )
        if not all(_SENDABLE.fullmatch(value) for value in self._headers.values()):
            raise KeyRejected("The key holds characters that cannot be sent.", code="key shape")
        try:
            answer = await self._wire.api_exchange(
                url, self._headers, silence=silence, deadline=deadline, cap=BODY_CAP
            )
        except AnswerCut as cut:
            return cut
        self._note_date(answer)
        return answer

    def _wait_after(self, outcome: RawAnswer | AnswerCut, attempt: int) -> float | None:
        """Seconds until the next try, None when there is none. A cut answer is retried once.

        None too where the service asks for more than a request waits: it is not asked before that.
        """
        if attempt == RETRIES:
            return None
        if isinstance(outcome, AnswerCut):
            return backoff(attempt, self._random) if attempt == 0 else None
        if outcome.status not in RETRIED or (outcome.status == 429 and self._pace.is_refusing):
            return None
        asked = asked_wait(outcome.headers, self._now())
        if asked is not None and asked > WAIT_LIMIT:
            return None
        wait = backoff(attempt, self._random) if asked is None else asked
        if outcome.status == 429:
            self._pace.pause(wait)
        return wait

    def _note_date(self, answer: RawAnswer) -> None:
        date = parse_http_date(answer.headers.get("date"))
        if date is not None and self._on_date is not None:
            self._on_date(date)

    async def _wait(self, seconds: float) -> None:
        if seconds > 0:
            if self._on_wait is not None:
                self._on_wait(seconds)
            await self._sleep(seconds)

    def _read(self, raw: RawAnswer) -> object:
        """The payload of an answer, or what is wrong with it as Problem."""
        text = self._scrubbed(raw.body[:_TEXT_CUT].decode("utf-8", "replace"))
        success = is_success(raw.status)
        payload = self._payload(raw) if success else _payload_if_any(raw)
        redirect = 300 <= raw.status < 400
        problem = None if redirect else self._read_error(Answer(raw.status, payload, text))
        if problem is None and success:
            self._pace.served()
            return payload
        if problem is None:
            problem = api_problem(raw.status, detail=text)
        asked = asked_wait(raw.headers, self._now()) or problem.retry_after
        if isinstance(problem, RateLimited):
            problem.retry_after = self._pace.refused(asked or None)
        elif isinstance(problem, ServiceFailed):
            problem.retry_after = min(asked, PAUSE_LIMIT)
        problem.args = tuple(self._scrubbed(str(arg)) for arg in problem.args)
        problem.detail = self._scrubbed(problem.detail)
        raise problem

    def _payload(self, raw: RawAnswer) -> object:
        if not raw.body.strip():
            raise UnexpectedAnswer(
                "The service sent an empty response.", advice="", code="empty response"
            )
        if "html" in raw.headers.get("content-type", "").lower():
            raise UnexpectedAnswer(
                "A web page came instead of data, which may be this network's log-in page.",
                advice=LOG_IN,
                code="web page",
            )
        try:
            return decode_json(raw.body)
        except UnexpectedAnswer:
            snippet = raw.body[:_SNIPPET].decode("utf-8", "replace")
            _log.debug("%s sent: %r", self._origin, self._scrubbed(redacted(snippet)))
            raise

    def _scrubbed(self, text: str) -> str:
        """``text`` without our key, should the other side have repeated it."""
        for value in self._headers.values():
            for secret in (value, value.rpartition(" ")[2]):
                if len(secret) >= _SECRET_LENGTH:
                    text = text.replace(secret, "•••")
        return text


def _payload_if_any(raw: RawAnswer) -> object:
    try:
        return decode_json(raw.body)
    except UnexpectedAnswer:
        return None
