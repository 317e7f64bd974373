"""The streams of one provider read side by side, with pauses, failures and a second try."""

import asyncio
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from avatar_browser.domain.errors import (
    KeyProblem,
    NotFound,
    Problem,
    RateLimited,
    UnexpectedAnswer,
)
from avatar_browser.providers.protocol import Page, Stream
from avatar_browser.services.catalogue_state import Reading
from avatar_browser.services.dispatcher import Dispatcher, Post

TICK_MS = 250
LONGEST_BACKOFF = 900.0
"""A service that refuses for an hour is asked some fifteen times in it, not two hundred."""
SHORTEST_SHOWN_WAIT = 2.0
PAGE_SECONDS = 0.05
"""Services take longer for a page. One that answers at once, as on loopback, would keep the
interpreter and both cores busy with reading, and the window waits for its turn."""
PART = 400
"""Avatars handed over at once, whatever a service puts on a page."""


class Sync(QObject):
    """Reads what it is given to read, each stream in a task of its own.

    ``page_arrived`` (Reading, Page) and ``stream_completed`` (Reading) come after the reading has
    taken note; ``changed`` means that one of the facts here is another one.
    """

    page_arrived = Signal(object, object)
    stream_completed = Signal(object)
    changed = Signal()

    def __init__(
        self, dispatcher: Dispatcher, clock: Callable[[], float], parent: QObject | None = None
    ) -> None:
        """``clock`` is monotonic seconds."""
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._clock = clock
        self._readings: Sequence[Reading] = ()
        self._pause_until: float | None = None
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self._on_tick)

    @property
    def readings(self) -> Sequence[Reading]:
        return self._readings

    @property
    def is_busy(self) -> bool:
        """Something is being read, or waits to be."""
        return any(r.task is not None or r.resume_at is not None for r in self._readings)

    @property
    def is_complete(self) -> bool:
        return bool(self._readings) and all(r.complete for r in self._readings)

    @property
    def resume_in(self) -> int | None:
        """Whole seconds until the first pause ends, None where there is none."""
        ends = [r.resume_at for r in self._readings if r.resume_at is not None]
        if self._pause_until is not None and any(r.task is not None for r in self._readings):
            ends.append(self._pause_until)
        return max(0, math.ceil(min(ends) - self._clock())) if ends else None

    def begin(self, readings: Sequence[Reading]) -> None:
        """Read these in place of any others."""
        self.cancel()
        self._readings = readings
        self.resume_idle()

    def resume_idle(self) -> None:
        """Go on with what failed or was cancelled, each stream after the last page it brought."""
        for reading in self._readings:
            if reading.idle:
                self._resume(reading)

    def cancel(self) -> None:
        """Read no further; :meth:`resume_idle` goes on from there."""
        for reading in self._readings:
            if reading.task is not None:
                self._dispatcher.cancel(reading.task)
            if reading.resume_at is not None:
                reading.problem = None
            reading.task = None
            reading.resume_at = None
        self._pause_until = None
        self._ticker.stop()

    def note_wait(self, seconds: float) -> None:
        """A request will be sent again after a pause, without us; the pause is only told."""
        if self.is_busy and seconds >= SHORTEST_SHOWN_WAIT:
            self._pause_until = self._clock() + seconds
            self._ticker.start()
            self.changed.emit()

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
        self.page_arrived.emit(reading, page)
        self.changed.emit()

    def _complete(self, reading: Reading, _result: None) -> None:
        reading.task = None
        reading.complete = True
        self.stream_completed.emit(reading)
        self.changed.emit()

    def _fail(self, reading: Reading, problem: Problem) -> None:
        reading.task = None
        if reading.is_from_before and isinstance(problem, NotFound | UnexpectedAnswer):
            reading.start_over()  # the service no longer knows the place
            self._resume(reading)
            return
        reading.problem = problem
        if isinstance(problem, RateLimited):
            wait = max(problem.retry_after, min(2.0**reading.refusals, LONGEST_BACKOFF))
            reading.refusals += 1
            reading.resume_at = self._clock() + wait
            self._ticker.start()
        elif isinstance(problem, KeyProblem):
            self.cancel()  # the other streams have the same key
        self.changed.emit()

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
        self.changed.emit()


def _parts(page: Page, cursor: str | None) -> Iterator[Page]:
    """``page`` in parts that the GUI thread takes in within some milliseconds, mostly one.

    Up to the last of them reading goes on at ``cursor``, where the page was asked for.
    """
    ends = range(PART, len(page.avatars), PART)
    for end in ends:
        part = page.avatars[end - PART : end]
        people = page.people if end == PART else ()
        yield Page(part, people, total=page.total, cursor=cursor)
    if ends:
        page = replace(page, avatars=page.avatars[ends[-1] :], people=())
    yield page


async def _read(stream: Stream, cursor: str | None, post: Post) -> None:
    """No page is asked for sooner than ``PAGE_SECONDS`` after the one before it."""
    clock = asyncio.get_running_loop().time
    asked = clock()
    async with aclosing(stream.pages(cursor)) as pages:
        async for page in pages:
            for part in _parts(page, cursor):
                post(part)
                await asyncio.sleep(asked + PAGE_SECONDS - clock())
                asked = clock()
            cursor = page.cursor
