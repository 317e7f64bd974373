"""Pictures fetched ahead, to the disk only, so that a later start has them without a network."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import chain, islice
from math import ceil

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import Offline, Problem
from avatar_browser.services.colours import Colours
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.media_failures import MediaFailures
from avatar_browser.services.picture_work import (
    Decoded,
    Fetched,
    PictureRequest,
    decoded,
    on_disk,
    store,
)
from avatar_browser.services.renewal import LEEWAY, Connections, Link
from avatar_browser.services.server_clock import ServerClock, utc_now
from avatar_browser.services.slices import SliceTimer
from avatar_browser.services.warm_work import ask, lacking
from avatar_browser.store.media_cache import MediaCache

INTERVAL_MS = 250
"""Between two fetches: at most four a second, and one at a time."""
MOST_PICTURES = 2_000
MOST_BYTES = 300 * 10**6
OFFLINE_PAUSE = 60.0
_LOOKED_AT_ONCE = 40


class WarmUp(QObject):
    """Works through what it is offered while it is allowed to; does nothing else otherwise.

    A picture is looked for once a session. A link that is past is left alone: to renew it would
    cost the provider a call for a picture that nobody looks at. ``finished``: nothing of the offer
    is left, or the session's share is used up.
    """

    finished = Signal()

    def __init__(
        self,
        dispatcher: Dispatcher,
        cache: MediaCache,
        connections: Connections,
        failures: MediaFailures,
        colours: Colours,
        *,
        clock: Callable[[], float] = time.monotonic,
        server_clock: ServerClock | None = None,
        now: Callable[[], datetime] = utc_now,
        interval_ms: int = INTERVAL_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._cache = cache
        self._connections = connections
        self._failures = failures
        self._colours = colours
        self._clock = clock
        self._server_clock = server_clock or ServerClock()
        self._now = now
        self._offer: Iterator[PictureRequest] = iter(())
        self._looked_for: list[PictureRequest] = []
        self._lacking: deque[PictureRequest] = deque()
        self._seen: set[int] = set()
        self._allowed = False
        self._task: int | None = None
        self._paused_until = 0.0
        self.fetched = 0
        self.bytes = 0
        self._next = SliceTimer(self._step, self, interval_ms=interval_ms)

    def offer(self, requests: Iterable[PictureRequest]) -> None:
        """In place of what is left of the last offer; read a few at a time."""
        self._offer = iter(requests)
        self._lacking.clear()
        self._go_on()

    def allow(self, allowed: bool) -> None:
        """What is on its way is given up when it is not."""
        if allowed == self._allowed:
            return
        self._allowed = allowed
        if allowed:
            self._go_on()
            return
        self._next.stop()
        if self._task is not None:
            self._dispatcher.cancel(self._task)
            self._task = None
            self._offer = chain(self._looked_for, self._offer)
            self._looked_for = []

    def _go_on(self) -> None:
        if self._allowed and self._task is None and not self._next.is_active:
            self._next.start()

    def _step(self) -> None:
        pause = self._paused_until - self._clock()
        if pause > 0:
            self._next.start(ceil(pause * 1000))
            return
        if self.fetched >= MOST_PICTURES or self.bytes >= MOST_BYTES:
            self._offer, self._lacking = iter(()), deque()
        while self._lacking and not self._may_be_asked(self._lacking[0]):
            self._lacking.popleft()
        if self._lacking:
            self._ask(self._lacking[0])
        else:
            self._look()

    def _look(self) -> None:
        passed = list(islice(self._offer, _LOOKED_AT_ONCE))
        batch = [request for request in passed if hash(request.media_id) not in self._seen]
        if batch:
            self._looked_for = batch
            self._task = self._dispatcher.run_in_pool(
                partial(lacking, self._cache, batch, self._now()),
                owner=self,
                done=partial(self._on_looked, batch),
                failed=self._on_failed,
            )
        elif passed:
            self._next.start()
        else:
            self.finished.emit()

    def _settle(self, request: PictureRequest) -> None:
        """Not again in this session. Until then it stays, should the work be interrupted."""
        self._seen.add(hash(request.media_id))
        if self._lacking and self._lacking[0] == request:
            self._lacking.popleft()

    def _may_be_asked(self, request: PictureRequest) -> bool:
        now = self._server_clock.now(request.media_id.provider)
        past = request.expires_at is not None and request.expires_at - LEEWAY <= now
        problem = self._failures.problem(request.media_id, request.url)
        return bool(request.url) and not past and problem is None

    def _ask(self, request: PictureRequest) -> None:
        pause = self._failures.pause(request.url)
        if pause > 0:
            self._next.start(ceil(pause * 1000))
        else:
            self._fetch(request)

    def _fetch(self, request: PictureRequest) -> None:
        media = self._connections.media(request.media_id.provider)
        link = Link(request.media_id, request.url, request.expires_at)
        self._task = self._dispatcher.run(
            partial(ask, self._cache, media, link, self._now()),
            owner=self,
            done=partial(self._on_fetched, request),
            failed=partial(self._on_fetch_failed, request),
        )

    def _on_looked(self, batch: list[PictureRequest], missing: list[PictureRequest]) -> None:
        self._task = None
        self._looked_for = []
        self._lacking.extend(missing)
        self._seen.update(hash(r.media_id) for r in batch if r not in missing)
        self._go_on()

    def _on_fetched(self, request: PictureRequest, fetched: Fetched | None) -> None:
        """None: the picture on the disk is still the one."""
        self._task = None
        self._failures.note_success(request.url)
        self._settle(request)
        self.fetched += 1
        if fetched is None:
            self._go_on()
            return
        self.bytes += len(fetched.data)
        self._task = self._dispatcher.run_in_pool(
            partial(decoded, fetched.data, request),
            owner=self,
            done=partial(self._on_decoded, request, fetched),
            failed=partial(self._on_fetch_failed, request),
        )

    def _on_decoded(self, request: PictureRequest, fetched: Fetched, found: Decoded) -> None:
        if found.colour is not None:
            self._colours.note(request.media_id, found.colour)
        self._task = self._dispatcher.run(
            partial(on_disk, partial(store, self._cache, fetched, found.miniature, self._now())),
            owner=self,
            done=self._on_done,
            failed=self._on_failed,
        )

    def _on_done(self, _nothing: None) -> None:
        self._task = None
        self._go_on()

    def _on_fetch_failed(self, request: PictureRequest, problem: Problem) -> None:
        self._failures.note_failure(request.media_id, request.url, problem)
        if not isinstance(problem, Offline):
            self._settle(request)
        self._on_failed(problem)

    def _on_failed(self, problem: Problem) -> None:
        self._task = None
        if isinstance(problem, Offline):
            self._paused_until = self._clock() + OFFLINE_PAUSE
        self._go_on()
