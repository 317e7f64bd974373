"""HeyGen's error answers.

v3 sends ``{"error": {"code", "message"}}`` with a fitting status; older parts of the service send
``{"code": 400112, "message"}``, ``{"error": "Invalid API key"}``, a not-found as 400, a missing
permission as ``internal_error``, or a failure with status 200.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from avatar_browser.domain.errors import (
    NEWER,
    KeyRejected,
    NotFound,
    NotPermitted,
    Problem,
    RateLimited,
    ServiceFailed,
)
from avatar_browser.providers.error_words import quoted, words_of
from avatar_browser.providers.protocol import Answer
from avatar_browser.providers.records import Record
from avatar_browser.providers.status import api_problem, described

Make = Callable[[str, str], Problem]


class EndpointGone(NotFound):
    """The endpoint itself is not there, as against one item it does not know."""

    default = "The service no longer answers what this version asks."
    default_advice = NEWER
    is_about_item = False


def _rate_limited(code: str, detail: str) -> Problem:
    return RateLimited(retry_after=0, code=code, detail=detail)


def _made(problem: type[Problem]) -> Make:
    return lambda code, detail: problem(code=code, detail=detail)


_BY_CODE: dict[str, Make] = {
    "unauthorized": _made(KeyRejected),
    "400112": _made(KeyRejected),
    "insufficient_credit": _made(NotPermitted),
    "forbidden": _made(NotPermitted),
    "resource_access_denied": _made(NotPermitted),
    "avatar_not_found": _made(NotFound),
    "not_found": _made(NotFound),
    "rate_limit_exceeded": _rate_limited,
    "quota_exceeded": _rate_limited,
    "gateway_timeout": _made(ServiceFailed),
}
_BY_WORDS: tuple[tuple[re.Pattern[str], Make], ...] = (
    (re.compile(r"\bforbidden\b|\baccess denied\b"), _made(NotPermitted)),
    (re.compile(r"\bunauthori[sz]ed\b|\binvalid api key\b"), _made(KeyRejected)),
    (re.compile(r"\bnot[ _]found\b"), _made(NotFound)),
    (re.compile(r"\brate limit|\btoo many requests\b"), _rate_limited),
)
# Statuses that say all there is to say; 400, 200 and 5xx are used for anything.
_PLAIN_STATUSES = frozenset({401, 402, 403, 429})
# "Avatar looks not found.", but not "Route GET:/v2/avatar/x/details not found".
_NAMES_AN_ITEM = re.compile(r"(?<![/\w])(?:avatar|look|group)s?\b[^/]*\bnot[ _]found\b")
_FAILING_CODE = re.compile(r"[45][0-9]{2}(?:[0-9]{3})?")
_WORDY_CODE = re.compile(r"[a-z0-9_.-]{1,40}")


@dataclass(frozen=True, slots=True)
class _Said:
    """What an error answer says: ``code`` and ``words`` in lower case, both only from JSON; a
    gateway's page is no word of HeyGen's."""

    code: str
    words: str

    @classmethod
    def in_answer(cls, answer: Answer) -> "_Said":
        record = Record.of(answer.payload)
        code = record.record("error").text("code") or record.text("code")
        return cls(code.lower(), words_of(answer).lower() if record.source else "")


def read_error(answer: Answer) -> Problem | None:
    """The failure in an answer of HeyGen's, None where there is none."""
    refused = answer.status >= 400
    if not refused and not _fails_with_success_status(Record.of(answer.payload)):
        return None
    said = _Said.in_answer(answer)
    code = f"{answer.status} {said.code}" if _WORDY_CODE.fullmatch(said.code) else ""
    detail = quoted(words_of(answer))
    if make := _maker(said, answer.status):
        return make(code or described(answer.status), detail)
    if not refused:
        return ServiceFailed(code=code or described(answer.status), detail=detail)
    problem = api_problem(answer.status, detail=detail)
    problem.code = code or problem.code
    return problem


def _maker(said: _Said, status: int) -> Make | None:
    """The problem that code and words tell of, None where only the status is left."""
    if status == 410:
        return _made(EndpointGone)
    if make := _BY_CODE.get(said.code):
        return make
    if status in _PLAIN_STATUSES:
        return None
    if status == 404:
        return _made(NotFound if _NAMES_AN_ITEM.search(said.words) else EndpointGone)
    return next((make for pattern, make in _BY_WORDS if pattern.search(said.words)), None)


def _fails_with_success_status(record: Record) -> bool:
    """A non-null ``error``, or a ``code`` of the 400s and 500s without any data.

    The other codes in use (100, 1000) mean success.
    """
    if record.source.get("error"):
        return True
    code = record.text("code")
    return record.source.get("data") is None and bool(_FAILING_CODE.fullmatch(code))
