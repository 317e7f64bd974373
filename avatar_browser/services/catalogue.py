"""The avatars of one provider, as they arrive."""

import math
import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import KeyMissing, KeyProblem, Problem, RateLimited
from avatar_browser.providers.protocol import Page, Stream
from avatar_browser.services.catalogue_state import CatalogueState, Phase, Reading, state_of
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.holdings import Change, Holdings
from avatar_browser.services.sessions import Sessions

TICK_MS = 250
LONGEST_BACKOFF = 60.0
SHORTEST_SHOWN_WAIT = 2.0


class Catalogue(QObject):
    """Reads all streams of one provider side by side and keeps what they bring.

    What has arrived stays, whatever happens after it, until the provider's key changes: that
    cancels, clears and reads anew. ``avatars_added`` and ``avatars_changed`` carry lists of
    Avatar; ``state_changed`` follows them and means that :attr:`state` is another one.
    """

    avatars_added = Signal(list)
    avatars_changed = Signal(list)
    cleared = Signal()
    state_changed = Signal()

    def __init__(
        self,
        provider_id: str,
        sessions: Sessions,
        dispatcher: Dispatcher,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.provider_id = provider_id
        self._sessions = sessions
        self._dispatcher = dispatcher
        self._clock = clock
        self._holdings = Holdings()
        self._readings: list[Reading] = []
        self._stopped = False
        self._pause_until: float | None = None
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self._on_tick)
        sessions.session_changed.connect(self._on_session_changed)
        sessions.wait_begun.connect(self._on_wait_begun, Qt.ConnectionType.QueuedConnection)
        self._state = self._present_state()

    @property
    def state(self) -> CatalogueState:
        return self._state

    @property
    def avatars(self) -> Sequence[Avatar]:
        """In order of arrival. Not to be changed; it grows as pages come."""
        return self._holdings.avatars

    def avatar(self, key: AvatarKey) -> Avatar | None:
        return self._holdings.avatar(key)

    def load(self) -> None:
        """Read from the first page on; nothing is taken away. No effect while it is being read."""
        if self._is_busy:
            return
        provider = self._sessions.provider(self.provider_id)
        self._readings = [Reading(s) for s in provider.streams()] if provider else []
        self._resume_idle()

    def retry(self) -> None:
        """Go on with what failed or was stopped, each stream after the last page it brought."""
        if self._readings:
            self._resume_idle()
        else:
            self.load()

    def stop(self) -> None:
        """Read no further; what has arrived stays, and :meth:`retry` goes on from there."""
        if self._is_busy:
            self._cancel_readings()
            self._stopped = True
            self._publish()

    @Slot(object)
    def update(self, avatar: Avatar) -> None:
        """Take in a newer record of an avatar that is held; any other is left alone."""
        if self._holdings.avatar(avatar.key) is not None:
            self._announce(self._holdings.take([avatar]))

    @property
    def _is_busy(self) -> bool:
        return any(r.task is not None or r.resume_at is not None for r in self._readings)

    def _resume_idle(self) -> None:
        self._stopped = False
        for reading in self._readings:
            if reading.idle:
                self._resume(reading)
        self._publish()

    def _resume(self, reading: Reading) -> None:
        reading.problem = None
        reading.resume_at = None
        reading.task = self._dispatcher.run(
            partial(_read, reading.stream, reading.cursor),
            owner=self,
            item=partial(self._take_page, reading),
            done=partial(self._complete, reading),
            failed=partial(self._fail, reading),
        )

    def _take_page(self, reading: Reading, page: Page) -> None:
        reading.note(page)
        self._pause_until = None
        self._announce(self._holdings.take(page.avatars, page.people))
        self._publish()

    def _complete(self, reading: Reading, _result: None) -> None:
        reading.task = None
        reading.complete = True
        self._publish()

    def _fail(self, reading: Reading, problem: Problem) -> None:
        reading.task = None
        reading.problem = problem
        if isinstance(problem, RateLimited):
            wait = max(problem.retry_after, min(2.0**reading.refusals, LONGEST_BACKOFF))
            reading.refusals += 1
            reading.resume_at = self._clock() + wait
            self._ticker.start()
        elif isinstance(problem, KeyProblem):
            self._cancel_readings()  # the other streams have the same key
        self._publish()

    def _cancel_readings(self) -> None:
        for reading in self._readings:
            if reading.task is not None:
                self._dispatcher.cancel(reading.task)
            if reading.resume_at is not None:
                reading.problem = None
            reading.task = None
            reading.resume_at = None
        self._pause_until = None
        self._ticker.stop()

    def _announce(self, change: Change) -> None:
        if change.added:
            self.avatars_added.emit(change.added)
        if change.changed:
            self.avatars_changed.emit(change.changed)

    def _publish(self) -> None:
        state = self._present_state()
        if state != self._state:
            self._state = state
            self.state_changed.emit()

    def _present_state(self) -> CatalogueState:
        count = len(self._holdings.avatars)
        problem = self._sessions.problem(self.provider_id)
        if problem is not None:
            phase = Phase.NO_KEY if isinstance(problem, KeyMissing) else Phase.FAILED
            return CatalogueState(phase, count, problem=problem)
        ends = [r.resume_at for r in self._readings if r.resume_at is not None]
        if self._pause_until is not None and any(r.task is not None for r in self._readings):
            ends.append(self._pause_until)
        resume_in = max(0, math.ceil(min(ends) - self._clock())) if ends else None
        return state_of(self._readings, count, stopped=self._stopped, resume_in=resume_in)

    @Slot()
    def _on_tick(self) -> None:
        now = self._clock()
        if self._pause_until is not None and self._pause_until <= now:
            self._pause_until = None
        for reading in self._readings:
            if reading.resume_at is not None and reading.resume_at <= now:
                self._resume(reading)
        if self._pause_until is None and all(r.resume_at is None for r in self._readings):
            self._ticker.stop()
        self._publish()

    @Slot(str, float)
    def _on_wait_begun(self, provider_id: str, seconds: float) -> None:
        """The request will be sent again without us; its pause is only shown."""
        if provider_id == self.provider_id and self._is_busy and seconds >= SHORTEST_SHOWN_WAIT:
            self._pause_until = self._clock() + seconds
            self._ticker.start()
            self._publish()

    @Slot(str)
    def _on_session_changed(self, provider_id: str) -> None:
        if provider_id == self.provider_id:
            self._cancel_readings()
            self._holdings.clear()
            self.cleared.emit()
            self.load()


async def _read(stream: Stream, cursor: str | None, post: Post) -> None:
    async for page in stream.pages(cursor):
        post(page)
