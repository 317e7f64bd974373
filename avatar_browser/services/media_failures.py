"""What went wrong with media lately, so that nobody is asked in vain again and again."""

import errno
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from avatar_browser.domain.errors import (
    MediaExpired,
    MediaProblem,
    NotFound,
    Offline,
    Problem,
    RateLimited,
    ServiceFailed,
    StoreFull,
    StoreUnwritable,
)
from avatar_browser.domain.links import masked
from avatar_browser.store.media_cache import MediaId

REMEMBERED = 600.0
"""Seconds for which a medium that is not there, or is no use, is not asked for again."""
LINKS_TRIED = 3
"""Links of one medium that may fail in that time; a provider that makes up ever new ones, none of
which works, is not asked without end."""
HOST_PAUSE = 10.0
FAILURES_BEFORE_PAUSE = 5
_MOST = 10_000

_LASTING = (NotFound, MediaProblem)
_OF_THE_HOST = (NotFound, MediaExpired, Offline, RateLimited, ServiceFailed)


@dataclass(frozen=True, slots=True)
class _Medium:
    """How it went with the link tried last, and how many failed before it and with it."""

    until: float
    url: str = field(repr=False)
    links: int
    problem: Problem

    def stands_against(self, url: str) -> bool:
        if url != self.url and self.links >= LINKS_TRIED:
            return True
        return isinstance(self.problem, _LASTING) and masked(url) == masked(self.url)


@dataclass(slots=True)
class _Host:
    failures: int = 0
    paused_until: float = 0.0


class MediaFailures:
    """Remembers failures by medium, and counts them by host. ``clock`` is monotonic seconds."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, host_pause: float = HOST_PAUSE
    ) -> None:
        self._clock = clock
        self._host_pause = host_pause
        self._media: OrderedDict[MediaId, _Medium] = OrderedDict()
        self._hosts: dict[str, _Host] = {}

    def problem(self, media_id: MediaId, url: str) -> Problem | None:
        """Why it is no use to fetch the medium from ``url`` now, None where it may be tried."""
        medium = self._remembered(media_id)
        return medium.problem if medium and medium.stands_against(url) else None

    def pause(self, url: str) -> float:
        """Seconds for which the host of ``url`` is left alone."""
        host = self._hosts.get(_host_of(url))
        return max(0.0, host.paused_until - self._clock()) if host else 0.0

    def note_failure(self, media_id: MediaId, url: str, problem: Problem) -> None:
        before = self._remembered(media_id)
        links = before.links + (before.url != url) if before else 1
        self._media[media_id] = _Medium(self._clock() + REMEMBERED, url, links, problem)
        self._media.move_to_end(media_id)
        if len(self._media) > _MOST:
            self._media.popitem(last=False)
        if isinstance(problem, _OF_THE_HOST):
            self._count(self._hosts.setdefault(_host_of(url), _Host()), problem)

    def note_success(self, url: str) -> None:
        self._hosts.pop(_host_of(url), None)

    def forget(self) -> None:
        """Everything may be tried again: the user asked for it, or the links are new."""
        self._media.clear()
        self._hosts.clear()

    def _remembered(self, media_id: MediaId) -> _Medium | None:
        medium = self._media.get(media_id)
        return medium if medium and self._clock() < medium.until else None

    def _count(self, host: _Host, problem: Problem) -> None:
        host.failures += 1
        if isinstance(problem, RateLimited):
            host.paused_until = self._clock() + problem.retry_after
        elif host.failures % FAILURES_BEFORE_PAUSE == 0:
            host.paused_until = self._clock() + self._host_pause


def storage_problem(error: OSError) -> Problem:
    """Why a medium cannot be kept on this computer, in our words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreFull(
            "The disk is full, so that previews and pictures are not kept.", code="disk full"
        )
    return StoreUnwritable(
        "The media folder cannot be written, so that previews and pictures are not kept.",
        advice="make Avatar Browser's cache folder writable",
        code="disk",
        detail=error.strerror or "",
    )


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""
