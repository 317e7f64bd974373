"""What went wrong with media lately, so that nobody is asked in vain again and again."""

import errno
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from avatar_browser.domain.errors import (
    MediaExpired,
    MediaProblem,
    NotFound,
    Offline,
    Problem,
    RateLimited,
    ServiceFailed,
)
from avatar_browser.store.media_cache import MediaId

REMEMBERED = 600.0
"""Seconds for which a medium that is not there, or is no use, is not asked for again."""
HOST_PAUSE = 10.0
FAILURES_BEFORE_PAUSE = 5
_MOST = 10_000

_LASTING = (NotFound, MediaProblem)
_OF_THE_HOST = (NotFound, MediaExpired, Offline, RateLimited, ServiceFailed)


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
        self._problems: OrderedDict[MediaId, tuple[float, Problem]] = OrderedDict()
        self._hosts: dict[str, _Host] = {}

    def problem(self, media_id: MediaId) -> Problem | None:
        """Why it is no use to fetch the medium now, None where it may be tried."""
        until, problem = self._problems.get(media_id, (0.0, None))
        return problem if self._clock() < until else None

    def pause(self, url: str) -> float:
        """Seconds for which the host of ``url`` is left alone."""
        host = self._hosts.get(_host_of(url))
        return max(0.0, host.paused_until - self._clock()) if host else 0.0

    def note_failure(self, media_id: MediaId, url: str, problem: Problem) -> None:
        if isinstance(problem, _LASTING):
            self._problems[media_id] = self._clock() + REMEMBERED, problem
            self._problems.move_to_end(media_id)
            if len(self._problems) > _MOST:
                self._problems.popitem(last=False)
        if isinstance(problem, _OF_THE_HOST):
            self._count(self._hosts.setdefault(_host_of(url), _Host()), problem)

    def note_success(self, url: str) -> None:
        self._hosts.pop(_host_of(url), None)

    def forget(self) -> None:
        """Everything may be tried again: the user asked for it, or the links are new."""
        self._problems.clear()
        self._hosts.clear()

    def _count(self, host: _Host, problem: Problem) -> None:
        host.failures += 1
        if isinstance(problem, RateLimited):
            host.paused_until = self._clock() + problem.retry_after
        elif host.failures % FAILURES_BEFORE_PAUSE == 0:
            host.paused_until = self._clock() + self._host_pause


def storage_problem(error: OSError) -> Problem:
    """Why a medium cannot be kept on this computer, in our words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem("The disk is full: previews and pictures are not kept.", code="disk full")
    return Problem(
        "The media folder cannot be written: previews and pictures are not kept.",
        code="disk",
        detail=error.strerror or "",
    )


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""
