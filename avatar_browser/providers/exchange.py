"""What passes through the door to the wire: answers, and the shape of the door itself.

:class:`avatar_browser.providers.http.Wire` is the door. The clients know it by the protocols here,
so that they can be imported without the cost of its HTTP library.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol, Self, TypeVar

from avatar_browser.domain.errors import ServiceFailed
from avatar_browser.providers.media_url import MediaUrl

T = TypeVar("T")
_VALIDATOR_LENGTH = 200


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """A whole answer: header names in lower case, the body decoded."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells whether a file has changed since: the host's own words, handed back to it.

    Nothing else may go along with a request for media, so that no credential ever does.
    """

    etag: str = ""
    modified: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Self:
        return cls(_sendable(headers.get("etag", "")), _sendable(headers.get("last-modified", "")))

    @property
    def headers(self) -> Mapping[str, str]:
        """The exact word where there is one, else the date."""
        if etag := _sendable(self.etag):
            return {"If-None-Match": etag}
        modified = _sendable(self.modified)
        return {"If-Modified-Since": modified} if modified else {}


@dataclass(frozen=True, slots=True)
class MediaStream:
    """An answer whose body is still to be read: header names in lower case, raw chunks."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    chunks: AsyncIterator[bytes] = field(repr=False)


class AnswerCut(ServiceFailed):
    """The connection broke before the answer was whole. A GET may be sent once more."""

    default = "The answer broke off on the way."


class ApiDoor(Protocol):
    async def api_exchange(
        self, url: str, headers: Mapping[str, str], *, silence: float, deadline: float, cap: int
    ) -> RawAnswer:
        """The answer to one GET, redirects included as they came.

        ``silence`` is the longest wait for a next byte and ``deadline`` the time for it all, in
        seconds; ``cap`` bounds the body in bytes, on the wire and decoded. Raises Problem.
        """


class MediaDoor(Protocol):
    def media_exchange(
        self, url: MediaUrl, *, silence: float, known: Validators | None = None
    ) -> AbstractAsyncContextManager[MediaStream]:
        """The answer to one GET without any credential, its body not yet read; 304 where it is
        what ``known`` tells of. Raises Problem, from its chunks too."""


async def within(seconds: float, work: Awaitable[T]) -> T:
    """What ``work`` gives. Raises ServiceFailed when it is not done in time.

    A timeout per read is no bound: one byte each half second keeps it alive for ever.
    """
    try:
        async with asyncio.timeout(seconds) as scope:
            return await work
    except TimeoutError:
        if not scope.expired():
            raise
    raise ServiceFailed("The service took too long to answer.", code="deadline")


def _sendable(value: str) -> str:
    fits = value.isascii() and value.isprintable() and len(value) <= _VALIDATOR_LENGTH
    return value.strip() if fits else ""
