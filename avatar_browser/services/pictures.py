"""The pictures that are wanted now: from the disk, else from the network, ready to be painted."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from math import ceil
from operator import is_

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from avatar_browser.domain.errors import Problem
from avatar_browser.services.colours import Colours
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.fresh_links import FreshLinks
from avatar_browser.services.media_failures import MediaFailures
from avatar_browser.services.picture_keeping import PictureKeeping
from avatar_browser.services.picture_stages import Stage, Stages
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
from avatar_browser.store.media_cache import MediaCache

__all__ = ["PictureRequest", "Pictures"]

FETCHES_AT_ONCE = 6
JOBS_AT_ONCE = 8
"""Reads and decodes that wait in the pool: few, so that what is wanted next comes next."""


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
    storing_recovered = Signal()

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
        self._stages = Stages(dispatcher)
        self._keeping = PictureKeeping(dispatcher, self)
        self._keeping.failed.connect(self.storing_failed)
        self.keep = self._keeping.keep
        """What is to be done after what still waits for the disk."""
        self._keeping.recovered.connect(self.storing_recovered)
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
        for request, stage in self._stages.entries():
            url = wanted.get(request)
            if url is None or (stage is Stage.FAILED and url != request.url):
                self._stages.drop(request)
        self._begin()

    @property
    def is_busy(self) -> bool:
        """Something that is wanted is neither there nor has failed, or is not on the disk yet."""
        told = self._stages.count(Stage.READY, Stage.FAILED)
        return len(self._wishes) > told or self._keeping.is_busy

    def forget_failures(self) -> None:
        """Try again at once whatever failed: the user asked for it, or the network is back."""
        self._failures.forget()
        self.ask_failed_again()

    def ask_failed_again(self) -> None:
        """Try again what failed, but for what is known to be not there or no use."""
        for request in self._stages.requests_in(Stage.FAILED):
            self._stages.drop(request)
        self._begin()

    def finish(self, timeout: float) -> bool:
        """Put on the disk what is still to be kept, as far as ``timeout`` seconds allow.

        To be called before the dispatcher is shut down.
        """
        return self._keeping.finish(timeout)

    def _begin(self) -> None:
        """Begin as much as may run at once, in the order of the wishes."""
        hopeless = []
        on_the_way = self._stages.media_on_the_way()
        looks_free = JOBS_AT_ONCE - self._stages.count(Stage.LOOKING)
        for request in self._wishes:
            stage = self._stages.of(request)
            if stage is None and looks_free > 0:
                looks_free -= 1
                self._look(request)
            elif stage is Stage.LACKING and self._may_fetch():
                problem = self._failures.problem(request.media_id, request.url)
                if problem is not None:
                    hopeless.append((request, problem))
                elif not (
                    request.media_id in on_the_way  # in another size
                    or self._must_wait(request)
                    or self._awaits_link(request)
                ):
                    on_the_way.add(request.media_id)
                    self._fetch(request)
        for request, problem in hopeless:
            self._fail(request, problem)
        self._keeping.hold_back(self._stages.count(Stage.LOOKING, Stage.DECODING) > 0)

    def _may_fetch(self) -> bool:
        return (
            self._stages.count(Stage.FETCHING) < FETCHES_AT_ONCE
            and self._stages.count(Stage.DECODING) < JOBS_AT_ONCE
        )

    def _must_wait(self, request: PictureRequest) -> bool:
        """For the host's pause to end."""
        pause = self._failures.pause(request.url)
        if pause and not self._pause.isActive():
            self._pause.start(ceil(pause * 1000))
        return pause > 0

    def _awaits_link(self, request: PictureRequest) -> bool:
        """The list that is being read is about to tell a better one."""
        if self._fresh_links is None:
            return False
        wait = self._fresh_links.wait(request.media_id, request.expires_at)
        if wait and not self._link_pause.isActive():
            self._link_pause.start(ceil(wait * 1000))
        return wait > 0

    def _look(self, request: PictureRequest) -> None:
        task = self._dispatcher.run_in_pool(
            partial(look_up, self._cache, request),
            owner=self,
            done=partial(self._on_looked, request),
            failed=partial(self._on_failed, request),
        )
        self._stages.enter(request, Stage.LOOKING, task)

    def _fetch(self, request: PictureRequest) -> None:
        link = Link(request.media_id, request.url, request.expires_at)
        task = self._renewal.fetch(
            link,
            transfer,
            owner=self,
            done=partial(self._on_fetched, request),
            failed=partial(self._on_fetch_failed, request),
        )
        self._stages.enter(request, Stage.FETCHING, task)

    def _decode(self, request: PictureRequest, fetched: Fetched, *, store: bool) -> None:
        task = self._dispatcher.run_in_pool(
            partial(decoded, fetched.data, request),
            owner=self,
            done=partial(self._on_decoded, request, fetched if store else None),
            failed=partial(self._on_decode_failed, request),
        )
        self._stages.enter(request, Stage.DECODING, task)

    def _on_looked(self, request: PictureRequest, found: Decoded | None) -> None:
        if found is not None:
            small = found.miniature
            if small is not None and self._keeping.has_room:
                self._keeping.keep(
                    partial(store_small, self._cache, request.media_id, small),
                    small.size,
                )
            self._deliver(request, found)
        else:
            self._stages.enter(request, Stage.LACKING)
        self._begin()

    def _on_fetched(self, request: PictureRequest, fetched: Fetched) -> None:
        self._failures.note_success(fetched.link.url)
        self._decode(request, fetched, store=True)
        for other in self._stages.requests_in(Stage.LACKING):
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
            self._stages.drop(request)
        self._begin()

    def _on_decoded(self, request: PictureRequest, fetched: Fetched | None, found: Decoded) -> None:
        if fetched is not None:
            at = datetime.now(UTC)
            small = found.miniature if self._keeping.has_room else None
            self._keeping.keep(
                partial(store, self._cache, fetched, small, at),
                len(fetched.data) + (small.size if small else 0),
            )
        self._deliver(request, found)
        self._begin()

    def _on_decode_failed(self, request: PictureRequest, problem: Problem) -> None:
        self._on_fetch_failed(request, problem)

    def _deliver(self, request: PictureRequest, found: Decoded) -> None:
        self._stages.enter(request, Stage.READY)
        if found.colour is not None:
            self.colours.note(request.media_id, found.colour)
        self.picture_ready.emit(request, found.image)

    def _fail(self, request: PictureRequest, problem: Problem) -> None:
        # While failures are told, whoever hears of one may have changed the list.
        if self._stages.of(request) not in {None, Stage.READY, Stage.FAILED}:
            self._stages.enter(request, Stage.FAILED)
            self.picture_failed.emit(request, problem)
