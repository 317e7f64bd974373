"""The pictures that are wanted now: from the disk, else from the network, ready to be painted."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from enum import Enum, auto
from functools import partial
from math import ceil
from operator import is_

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from avatar_browser.domain.errors import Problem
from avatar_browser.services.colours import Colours
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.fresh_links import FreshLinks
from avatar_browser.services.media_failures import MediaFailures
from avatar_browser.services.picture_work import (
    Decoded,
    Fetched,
    PictureRequest,
    decoded,
    look_up,
    store,
    store_small,
    transfer,
)
from avatar_browser.services.renewal import Link, Renewal
from avatar_browser.store.media_cache import MediaCache, MediaId

__all__ = ["PictureRequest", "Pictures"]

FETCHES_AT_ONCE = 6
JOBS_AT_ONCE = 8
"""Reads and decodes that wait in the pool: few, so that what is wanted next comes next."""


class _Stage(Enum):
    LOOKING = auto()  # the disk is read, and what is found there decoded
    LACKING = auto()  # it is not on the disk
    FETCHING = auto()
    DECODING = auto()
    READY = auto()  # a signal has told so
    FAILED = auto()  # the same


class Pictures(QObject):
    """Serves one wish list: the latest.

    For each request on it ``picture_ready`` or ``picture_failed`` is emitted once, for as long as
    it stays on the list; one that comes back is served anew, and one that failed as well when it
    is wished with another link. ``storing_failed`` is emitted when pictures can no longer be kept
    on the disk, once until one could be kept again.
    """

    picture_ready = Signal(object, QImage)
    picture_failed = Signal(object, object)
    storing_failed = Signal(object)

    def __init__(
        self,
        dispatcher: Dispatcher,
        cache: MediaCache,
        renewal: Renewal,
        *,
        failures: MediaFailures | None = None,
        colours: Colours | None = None,
        fresh_links: FreshLinks | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.colours = colours or Colours()
        self._dispatcher = dispatcher
        self._cache = cache
        self._renewal = renewal
        self._failures = failures or MediaFailures()
        self._wishes: tuple[PictureRequest, ...] = ()
        self._stages: dict[PictureRequest, _Stage] = {}
        self._tasks: dict[PictureRequest, int] = {}
        self._busy = dict.fromkeys(_Stage, 0)
        self._can_store = True
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._begin)
        self._fresh_links = fresh_links
        self._link_pause = QTimer(self, singleShot=True)
        self._link_pause.timeout.connect(self._begin)
        if fresh_links is not None:
            fresh_links.read.connect(self._begin)

    def want(self, requests: Sequence[PictureRequest]) -> None:
        """Replace the wish list by ``requests``, the most urgent first. Cheap: call it often.

        What is no longer wanted is cancelled.
        """
        if len(requests) == len(self._wishes) and all(map(is_, requests, self._wishes)):
            return
        self._wishes = tuple(requests)
        wanted = {request: request.url for request in self._wishes}
        for request, stage in list(self._stages.items()):
            url = wanted.get(request)
            if url is None or (stage is _Stage.FAILED and url != request.url):
                self._drop(request)
        self._begin()

    @property
    def is_busy(self) -> bool:
        """Something that is wanted is neither there nor has failed."""
        return len(self._wishes) > self._busy[_Stage.READY] + self._busy[_Stage.FAILED]

    def forget_failures(self) -> None:
        """Try again at once whatever failed: the user asked for it, or the network is back."""
        self._failures.forget()
        for request in [r for r, stage in self._stages.items() if stage is _Stage.FAILED]:
            self._drop(request)
        self._begin()

    def _begin(self) -> None:
        """Begin as much as may run at once, in the order of the wishes."""
        hopeless = []
        for request in self._wishes:
            stage = self._stages.get(request)
            if stage is None and self._busy[_Stage.LOOKING] < JOBS_AT_ONCE:
                self._look(request)
            elif stage is _Stage.LACKING and self._may_fetch():
                problem = self._failures.problem(request.media_id, request.url)
                if problem is not None:
                    hopeless.append((request, problem))
                elif not self._must_wait(request) and not self._awaits_link(request):
                    self._fetch(request)
        for request, problem in hopeless:
            self._fail(request, problem)

    def _may_fetch(self) -> bool:
        return (
            self._busy[_Stage.FETCHING] < FETCHES_AT_ONCE
            and self._busy[_Stage.DECODING] < JOBS_AT_ONCE
        )

    def _must_wait(self, request: PictureRequest) -> bool:
        """For the host's pause to end, or for the same medium, on its way in another size."""
        pause = self._failures.pause(request.url)
        if pause and not self._pause.isActive():
            self._pause.start(ceil(pause * 1000))
        return pause > 0 or request.media_id in self._media_on_the_way()

    def _awaits_link(self, request: PictureRequest) -> bool:
        """The list that is being read is about to tell a better one."""
        if self._fresh_links is None:
            return False
        wait = self._fresh_links.wait(request.media_id, request.expires_at)
        if wait and not self._link_pause.isActive():
            self._link_pause.start(ceil(wait * 1000))
        return wait > 0

    def _media_on_the_way(self) -> set[MediaId]:
        return {r.media_id for r, stage in self._stages.items() if stage is _Stage.FETCHING}

    def _look(self, request: PictureRequest) -> None:
        task = self._dispatcher.run_in_pool(
            partial(look_up, self._cache, request),
            owner=self,
            done=partial(self._on_looked, request),
            failed=partial(self._on_failed, request),
        )
        self._enter(request, _Stage.LOOKING, task)

    def _fetch(self, request: PictureRequest) -> None:
        link = Link(request.media_id, request.url, request.expires_at)
        task = self._renewal.fetch(
            link,
            transfer,
            owner=self,
            done=partial(self._on_fetched, request),
            failed=partial(self._on_fetch_failed, request),
        )
        self._enter(request, _Stage.FETCHING, task)

    def _decode(self, request: PictureRequest, fetched: Fetched, *, store: bool) -> None:
        task = self._dispatcher.run_in_pool(
            partial(decoded, fetched.data, request),
            owner=self,
            done=partial(self._on_decoded, request, fetched if store else None),
            failed=partial(self._on_decode_failed, request),
        )
        self._enter(request, _Stage.DECODING, task)

    def _store(self, work: Callable[[Post], Awaitable[None]]) -> None:
        self._dispatcher.run(
            work,
            owner=self,
            done=self._on_stored,
            failed=self._on_store_failed,
        )

    def _on_looked(self, request: PictureRequest, found: Decoded | None) -> None:
        if found is not None:
            if found.miniature is not None:
                small = found.miniature
                self._store(partial(store_small, self._cache, request.media_id, small))
            self._deliver(request, found)
        else:
            self._enter(request, _Stage.LACKING)
        self._begin()

    def _on_fetched(self, request: PictureRequest, fetched: Fetched) -> None:
        self._failures.note_success(fetched.link.url)
        self._decode(request, fetched, store=True)
        for other in [r for r, stage in self._stages.items() if stage is _Stage.LACKING]:
            if other.media_id == request.media_id:
                self._decode(other, fetched, store=False)
        self._begin()

    def _on_fetch_failed(self, request: PictureRequest, problem: Problem) -> None:
        self._failures.note_failure(request.media_id, request.url, problem)
        self._on_failed(request, problem)

    def _on_failed(self, request: PictureRequest, problem: Problem) -> None:
        wish = next((wish for wish in self._wishes if wish == request), request)
        if wish.url == request.url:
            self._fail(request, problem)
        else:  # the avatar was told anew meanwhile
            self._drop(request)
        self._begin()

    def _on_decoded(self, request: PictureRequest, fetched: Fetched | None, found: Decoded) -> None:
        if fetched is not None:
            at = datetime.now(UTC)
            self._store(partial(store, self._cache, fetched, found.miniature, at))
        self._deliver(request, found)
        self._begin()

    def _on_decode_failed(self, request: PictureRequest, problem: Problem) -> None:
        self._on_fetch_failed(request, problem)

    def _on_stored(self, _nothing: None) -> None:
        self._can_store = True

    def _on_store_failed(self, problem: Problem) -> None:
        if self._can_store:
            self._can_store = False
            self.storing_failed.emit(problem)

    def _deliver(self, request: PictureRequest, found: Decoded) -> None:
        self._enter(request, _Stage.READY)
        if found.colour is not None:
            self.colours.note(request.media_id, found.colour)
        self.picture_ready.emit(request, found.image)

    def _fail(self, request: PictureRequest, problem: Problem) -> None:
        # While failures are told, whoever hears of one may have changed the list.
        if self._stages.get(request) not in {None, _Stage.READY, _Stage.FAILED}:
            self._enter(request, _Stage.FAILED)
            self.picture_failed.emit(request, problem)

    def _enter(self, request: PictureRequest, stage: _Stage, task: int | None = None) -> None:
        before = self._stages.pop(request, None)  # its key has another link, perhaps
        if before is not None:
            self._busy[before] -= 1
        self._busy[stage] += 1
        self._stages[request] = stage
        if task is None:
            self._tasks.pop(request, None)
        else:
            self._tasks[request] = task

    def _drop(self, request: PictureRequest) -> None:
        self._busy[self._stages.pop(request)] -= 1
        task = self._tasks.pop(request, None)
        if task is not None:
            self._dispatcher.cancel(task)
