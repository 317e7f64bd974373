"""What a media link says about itself, without opening it."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

LONG_PAST = datetime(1970, 1, 1, tzinfo=UTC)
"""When a link ended whose signature was not kept: it is renewed before it is used."""

_AMZ_DATE = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_SECONDS = re.compile(r"[0-9]{1,11}")
_USERINFO = re.compile(r"(?<=//)[^/?#]*@")
_LONGEST_AMZ_LIFE = 7 * 24 * 3600
# A smaller number is a span or a slip, not a moment; a larger one is past the year 9999.
_EARLIEST_UNIX = 946_684_800
_LATEST_UNIX = 253_402_300_799
# Query parameters that only choose a rendition of a public file, and values too short for a secret.
_RENDITION = frozenset({"v", "ver", "version", "w", "width", "h", "height", "size", "dpr"}) | {
    "q",
    "quality",
    "fm",
    "format",
    "fit",
    "crop",
    "auto",
}
_RENDITION_VALUE = re.compile(r"[A-Za-z0-9._,-]{0,16}")


def expires_at(url: str) -> datetime | None:
    """When the signature of ``url`` ends, aware UTC; None where the URL does not say.

    Read from ``X-Amz-Date`` with ``X-Amz-Expires`` (1 second to 7 days) or from ``Expires``
    (unix seconds, CloudFront). A value that makes no sense counts as not said.
    """
    _, _, rest = url.partition("?")
    query = {name.lower(): value for name, value in parse_qsl(rest.partition("#")[0])}
    if "x-amz-date" in query or "x-amz-expires" in query:
        return _amz_end(query.get("x-amz-date", ""), query.get("x-amz-expires", ""))
    return _unix_moment(query.get("expires", ""))


def masked(url: str) -> str:
    """``url`` without what may be a secret: query, fragment and user name."""
    bare = url.partition("#")[0].partition("?")[0]
    return _USERINFO.sub("", bare, count=1)


def is_lasting(url: str) -> bool:
    """Whether ``url`` may be kept: nothing in it can be a signature, a token or a password.

    A query counts as one unless all of it only chooses a rendition (``?v=2``, ``?w=512``); so does
    a fragment.
    """
    bare, _, query = url.partition("?")
    if "#" in url or _USERINFO.search(bare):
        return False
    return all(
        name.lower() in _RENDITION and _RENDITION_VALUE.fullmatch(value)
        for name, _, value in (part.partition("=") for part in query.split("&") if part)
    )


def _amz_end(signed: str, life: str) -> datetime | None:
    if not (_AMZ_DATE.fullmatch(signed) and _SECONDS.fullmatch(life)):
        return None
    if not 1 <= int(life) <= _LONGEST_AMZ_LIFE:
        return None
    try:
        return datetime.strptime(signed + "+0000", "%Y%m%dT%H%M%SZ%z") + timedelta(
            seconds=int(life)
        )
    except (ValueError, OverflowError):
        return None


def _unix_moment(value: str) -> datetime | None:
    if not _SECONDS.fullmatch(value) or not _EARLIEST_UNIX <= int(value) <= _LATEST_UNIX:
        return None
    return datetime.fromtimestamp(int(value), UTC)
