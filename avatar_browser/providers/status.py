"""What an HTTP status means to the user."""

from http import HTTPStatus

from avatar_browser.domain.errors import (
    LOG_IN,
    KeyRejected,
    MediaExpired,
    NotFound,
    NotPermitted,
    Problem,
    RateLimited,
    ServiceFailed,
    UnexpectedAnswer,
)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def is_success(status: int) -> bool:
    return 200 <= status < 300


def is_redirect(status: int) -> bool:
    return status in _REDIRECTS


def described(status: int) -> str:
    """``"404 not found"``: the code of a problem, short and stable."""
    try:
        return f"{status} {HTTPStatus(status).phrase.lower()}"
    except ValueError:
        return str(status)


def api_problem(status: int, *, retry_after: float = 0.0, detail: str = "") -> Problem:
    """For an API's status that is no success and that its provider has no word on."""
    code = described(status)
    match status:
        case 401:
            return KeyRejected(code=code, detail=detail)
        case 402 | 403:
            return NotPermitted(code=code, detail=detail)
        case 404 | 410:
            return NotFound(code=code, detail=detail)
        case 429:
            return RateLimited(retry_after=retry_after, code=code, detail=detail)
        case _ if 300 <= status < 400:
            return UnexpectedAnswer(
                "The service sends requests on to another address, which may be this network's"
                " log-in page.",
                advice=LOG_IN,
                code=f"unexpected redirect, {code}",
            )
        case _ if status >= 500:
            return ServiceFailed(code=code, detail=detail)
    return UnexpectedAnswer(code=code, detail=detail)


def media_problem(status: int, *, retry_after: float = 0.0) -> Problem:
    """For a media host's status other than 200. A refusal there means that the link is past or
    the file gone, never that a key is bad: none was sent."""
    match status:
        case 401 | 403 | 410:
            return MediaExpired(code=described(status))
        case 402:
            return UnexpectedAnswer(code=described(status))
        case 404:
            return NotFound(
                "The file is not there any more.",
                advice="choose “Refresh” in the View menu for its present link",
                code=described(status),
            )
    return api_problem(status, retry_after=retry_after)
