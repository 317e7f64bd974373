"""How far the reading of a catalogue has come, in facts; the window words them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from avatar_browser.domain.errors import (
    KeyMissing,
    KeyProblem,
    Problem,
    RateLimited,
    UnexpectedAnswer,
)
from avatar_browser.providers.protocol import Page, Stream


class Phase(Enum):
    NO_KEY = auto()
    LOADING = auto()
    WAITING = auto()
    """The service asked for a pause; the rest is read after it without being asked."""
    STOPPED = auto()
    """By :meth:`Catalogue.stop`, or never begun."""
    COMPLETE = auto()
    EMPTY = auto()
    """Everything was read, and there is nothing."""
    PARTIAL = auto()
    """Some of it could not be read; what arrived stands."""
    FAILED = auto()
    """It could not be read, and nothing is there from before."""


@dataclass(frozen=True, slots=True)
class StreamFailure:
    """A stream that ended early. ``page`` is the number, from 1, of the one that did not come."""

    stream: str
    page: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class CatalogueState:
    """``count`` avatars are held, ``skipped`` records of this reading were unreadable.

    ``total`` is the provider's own count, None where it tells none. ``problem`` is the reason for a
    pause, else the first reason why something is missing; ``stream`` is the one it met, None where
    it met them all. ``resume_in`` counts down whole seconds while ``phase`` is WAITING, and
    ``failures`` are the streams that only :meth:`Catalogue.retry` goes on with.

    ``unresolved``: what was wrong before it is tried again unbidden, until something arrives;
    nobody needs to hear of each try. ``synced_at`` (aware UTC, never ahead of the clock) is when
    everything was last read, in this session or before, None where that never was.
    ``is_offline_copy``: what is held comes from this computer, and not all of it has been confirmed
    by the provider in this session. ``is_restored``: whatever is stored for the key in use is held
    by now. ``new`` and ``gone`` count held avatars of that
    :class:`~avatar_browser.domain.standing.Standing`.
    """

    phase: Phase
    count: int = 0
    skipped: int = 0
    total: int | None = None
    problem: Problem | None = None
    unresolved: Problem | None = None
    stream: str | None = None
    resume_in: int | None = None
    failures: tuple[StreamFailure, ...] = ()
    synced_at: datetime | None = None
    is_offline_copy: bool = False
    is_restored: bool = False
    new: int = 0
    gone: int = 0

    @property
    def is_on_its_way(self) -> bool:
        """Something is being asked, or will be again after the short wait of a request; a pause
        that the service asked for is another thing."""
        if self.phase is Phase.WAITING:
            return not isinstance(self.problem, RateLimited)
        return self.phase is Phase.LOADING

    @property
    def is_to_heal(self) -> bool:
        """Something failed for a reason that may pass by itself, and nothing with the key."""
        if self.phase not in {Phase.PARTIAL, Phase.FAILED}:
            return False
        problems = [failure.problem for failure in self.failures]
        if self.problem is not None:
            problems.append(self.problem)
        if any(isinstance(problem, KeyProblem) for problem in problems):
            return False
        return any(problem.passes_by_itself for problem in problems)


@dataclass(slots=True, eq=False)
class Reading:
    """A stream being read. ``cursor`` is where to go on; ``task`` is set while it runs.

    ``resume_at`` is the clock's time at which a pause ends, ``refusals`` the number of pauses
    asked for since the last page. ``is_from_before``: the cursor was stored by an earlier session
    and has not been tried.
    """

    stream: Stream
    cursor: str | None = None
    pages: int = 0
    avatars: int = 0
    skipped: int = 0
    total: int | None = None
    complete: bool = False
    problem: Problem | None = None
    task: int | None = None
    resume_at: float | None = None
    refusals: int = 0
    is_from_before: bool = False

    @property
    def idle(self) -> bool:
        """Neither running, nor waiting to run, nor through."""
        return not self.complete and self.task is None and self.resume_at is None

    def note(self, page: Page) -> None:
        self.cursor = page.cursor
        self.pages += 1
        self.avatars += len(page.avatars)
        self.skipped += page.skipped
        self.refusals = 0
        self.is_from_before = False
        if page.total is not None:
            self.total = page.total

    def start_over(self) -> None:
        """Forget how far it came."""
        self.cursor = self.total = None
        self.pages = self.avatars = self.skipped = self.refusals = 0
        self.is_from_before = False


def state_before_reading(
    problem: Problem | None, count: int, *, stopped: bool, restoring: bool
) -> CatalogueState | None:
    """The state while the provider cannot be asked, for ``problem`` or because what is stored
    comes first; None once it can be.
    """
    if isinstance(problem, KeyMissing):
        return CatalogueState(Phase.NO_KEY, count, problem=problem)
    if restoring:
        return CatalogueState(Phase.STOPPED if stopped else Phase.LOADING, count)
    if problem is not None:
        return CatalogueState(Phase.PARTIAL if count else Phase.FAILED, count, problem=problem)
    return None


def state_of(
    readings: Sequence[Reading], count: int, *, stopped: bool, resume_in: int | None
) -> CatalogueState:
    """The state of a catalogue of which ``count`` avatars are held."""
    failures = tuple(
        StreamFailure(reading.stream.name, reading.pages + 1, reading.problem)
        for reading in readings
        if reading.problem is not None and reading.idle
    )
    skipped = sum(reading.skipped for reading in readings)
    waiting = (r for r in readings if r.resume_at is not None)
    first = next(waiting, None) or next((r for r in readings if r.idle and r.problem), None)
    problem = first.problem if first else None
    complete = bool(readings) and all(reading.complete for reading in readings)
    if complete and skipped and not count:
        problem = UnexpectedAnswer(code="no readable record")
    if resume_in is not None:
        phase = Phase.WAITING
    elif any(reading.task is not None for reading in readings):
        phase = Phase.LOADING
    elif isinstance(problem, KeyMissing):
        phase = Phase.NO_KEY
    elif stopped:
        phase = Phase.STOPPED
    elif problem is not None:
        phase = Phase.PARTIAL if count else Phase.FAILED
    elif complete:
        phase = Phase.COMPLETE if count else Phase.EMPTY
    else:
        phase = Phase.STOPPED
    return CatalogueState(
        phase=phase,
        count=count,
        skipped=skipped,
        total=_total(readings),
        problem=problem,
        stream=first.stream.name if first else None,
        resume_in=resume_in,
        failures=failures,
    )


def _total(readings: Sequence[Reading]) -> int | None:
    """Known once every stream has told its own or is through, and one at least has told it."""
    if not any(reading.total is not None for reading in readings):
        return None
    if not all(reading.total is not None or reading.complete for reading in readings):
        return None
    return sum(r.avatars if r.total is None else r.total for r in readings)
