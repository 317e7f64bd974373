"""What heals by itself, and what never does: F28, F29, T30."""

from datetime import UTC, datetime
from typing import Protocol

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import (
    KeyRejected,
    NotFound,
    Offline,
    Problem,
    RateLimited,
    ServiceFailed,
    UnexpectedAnswer,
)
from avatar_browser.services import recovery as module
from avatar_browser.services import retry_round
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.recovery import REFRESH_AFTER, Recovery
from tests.services.desk import Desk, MakeDesk
from tests.services.scripted import END, ScriptedStream, page


class System(QObject):
    """What the operating system tells, told by a test."""

    came_back = Signal()
    woke = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.listened_to = 0

    def begin(self) -> None:
        self.listened_to += 1


class Ward:
    """A desk with somebody who looks after it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.system = System()
        self.time_passed = 0.0
        self.recovery = Recovery(
            [desk.catalogue],
            desk.sessions,
            self.system,  # type: ignore[arg-type]  # the signals of both
            self.system,  # type: ignore[arg-type]
            wall_clock=lambda: datetime.now(UTC).timestamp() + self.time_passed,
            dice=lambda: 0.5,
        )
        self.drops = 0
        self.pictures = 0
        self.recovery.connections_stale.connect(self._on_stale)
        self.recovery.pictures_due.connect(self._on_pictures_due)

    @property
    def is_waiting(self) -> bool:
        return self.recovery._rounds["one"].is_waiting

    def _on_stale(self) -> None:
        self.drops += 1

    def _on_pictures_due(self) -> None:
        self.pictures += 1


class MakeWard(Protocol):
    def __call__(self, phase: Phase, *streams: ScriptedStream) -> Ward:
        """One whose catalogue was loaded from ``streams`` until it was in that phase."""


@pytest.fixture
def make_ward(make_desk: MakeDesk) -> MakeWard:
    def make(phase: Phase, *streams: ScriptedStream) -> Ward:
        ward = Ward(make_desk(*streams))
        ward.desk.load_until(phase)
        return ward

    return make


@pytest.fixture(autouse=True)
def in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SETTLE_MS", 1)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry_round, "FIRST", 0.01)
    monkeypatch.setattr(retry_round, "LONGEST", 0.01)


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("problem", [Offline(), ServiceFailed(code="503")])
def test_what_cannot_be_reached_is_tried_until_it_can(
    problem: Problem, make_ward: MakeWard
) -> None:
    """F28: and old connections are not trusted with it."""
    stream = ScriptedStream("looks", problem, problem, problem, page(1), END)
    ward = make_ward(Phase.COMPLETE, stream)
    assert ward.desk.ids == ["1"]
    assert len(stream.cursors) == 4
    assert ward.drops >= 3
    assert not ward.is_waiting
    assert ward.system.listened_to


@pytest.mark.parametrize("problem", [KeyRejected(), UnexpectedAnswer(), NotFound()])
def test_what_will_not_pass_by_itself_is_left_to_the_user(
    problem: Problem, make_ward: MakeWard
) -> None:
    """F01: a key that was refused is never sent again unbidden."""
    ward = make_ward(Phase.FAILED, ScriptedStream("looks", problem))
    assert not ward.is_waiting
    ward.desk.catalogue.heal()
    assert ward.desk.phase() is Phase.FAILED


def test_a_refused_key_of_one_stream_stops_the_others_too(make_desk: MakeDesk) -> None:
    """F01."""
    first = ScriptedStream("looks", Offline())
    second = ScriptedStream("people")
    desk = make_desk(first, second)
    ward = Ward(desk)
    desk.catalogue.load()
    desk.wait_for_tries(second, 1)
    second.give(KeyRejected())
    desk.wait_for(Phase.FAILED)
    assert not ward.is_waiting


def test_what_was_stopped_stays_stopped(make_ward: MakeWard) -> None:
    """F28."""
    stream = ScriptedStream("looks", Offline())
    ward = make_ward(Phase.FAILED, stream)
    assert ward.is_waiting
    ward.desk.catalogue.retry()
    ward.desk.wait_for_tries(stream, 2)
    ward.desk.catalogue.stop()
    assert (ward.desk.phase(), ward.is_waiting) == (Phase.STOPPED, False)
    ward.system.came_back.emit()
    ward.recovery._on_settled()
    assert ward.desk.phase() is Phase.STOPPED
    assert len(stream.cursors) == 2


def test_the_same_is_said_while_it_is_tried(make_desk: MakeDesk) -> None:
    """F28: one calm line, not one that comes and goes with each try."""
    stream = ScriptedStream("looks", page(1, cursor="b"), Offline("Gone."))
    desk = make_desk(stream)
    desk.load_until(Phase.PARTIAL)
    desk.catalogue.heal()
    state = desk.catalogue.state
    assert (state.phase, str(state.unresolved)) == (Phase.LOADING, "Gone.")
    desk.wait_for_tries(stream, 2)
    stream.give(page(2, cursor="c"))
    desk.wait_for_count(2)
    assert desk.catalogue.state.unresolved is None
    stream.give(END)
    desk.wait_for(Phase.COMPLETE)


def test_the_short_waits_of_a_request_are_no_recovery(make_ward: MakeWard) -> None:
    """F28, T30: a service with 5xx is waited for within each try, and tried later each time."""
    stream = ScriptedStream("looks", ServiceFailed())
    ward = make_ward(Phase.FAILED, stream)
    ward.recovery._rounds["one"]._on_timeout()
    ward.desk.wait_for_tries(stream, 2)
    ward.desk.sessions.wait_begun.emit("one", 8.0)
    ward.desk.wait_for(Phase.WAITING)
    assert isinstance(ward.desk.catalogue.state.unresolved, ServiceFailed)
    stream.give(ServiceFailed())
    ward.desk.wait_for(Phase.FAILED)
    assert ward.recovery._rounds["one"]._timer.interval() == 60_000


def test_a_pause_that_is_asked_for_is_told_as_such(make_desk: MakeDesk) -> None:
    """F05."""
    stream = ScriptedStream("looks", Offline(), RateLimited(retry_after=9))
    desk = make_desk(stream)
    desk.load_until(Phase.FAILED)
    desk.catalogue.heal()
    desk.wait_for(Phase.WAITING)
    assert desk.catalogue.state.unresolved is None


def test_try_again_tells_of_the_new_try(make_desk: MakeDesk) -> None:
    stream = ScriptedStream("looks", Offline())
    desk = make_desk(stream)
    desk.load_until(Phase.FAILED)
    desk.catalogue.retry()
    assert desk.phase() is Phase.LOADING
    assert desk.catalogue.state.unresolved is None


@pytest.mark.parametrize(("asked", "wait"), [(0.0, 30_000), (7.0, 30_000), (90.0, 90_000)])
def test_a_service_in_trouble_that_asks_for_time_is_given_it(
    asked: float, wait: int, make_ward: MakeWard
) -> None:
    """F07: a 503 with ``Retry-After``."""
    problem = ServiceFailed(code="503 service unavailable")
    problem.retry_after = asked
    ward = make_ward(Phase.FAILED, ScriptedStream("looks", problem))
    assert ward.recovery._rounds["one"]._timer.interval() == wait


@pytest.mark.parametrize("signal", ["came_back", "woke"])
def test_a_network_that_is_back_is_tried_at_once(
    signal: str, make_ward: MakeWard, qtbot: QtBot
) -> None:
    """F28, F29: not in half a minute."""
    stream = ScriptedStream("looks", Offline())
    ward = make_ward(Phase.FAILED, stream)
    stream.give(page(1), END)
    told = getattr(ward.system, signal)
    told.emit(600.0) if signal == "woke" else told.emit()
    assert ward.drops == 1
    ward.desk.wait_for(Phase.COMPLETE)
    qtbot.waitUntil(lambda: not ward.recovery._settling.isActive())
    assert len(stream.cursors) == 2


@pytest.mark.parametrize(("passed", "tries"), [(0.0, 1), (REFRESH_AFTER, 2)])
def test_after_a_sleep_an_old_catalogue_is_read_again(
    passed: float, tries: int, make_ward: MakeWard, qtbot: QtBot
) -> None:
    """F29: the connections are dropped either way; a young one is left as it is."""
    stream = ScriptedStream("looks", page(1), END)
    ward = make_ward(Phase.COMPLETE, stream)
    stream.give(page(1), END)
    ward.time_passed = passed + 60.0
    ward.system.woke.emit(passed)
    assert ward.drops == 1
    qtbot.waitUntil(lambda: not ward.recovery._settling.isActive())
    ward.desk.wait_for(Phase.COMPLETE)
    ward.desk.wait_for_tries(stream, tries)


@pytest.mark.usefixtures("soon")
def test_pictures_that_could_not_be_fetched_are_tried_again(
    make_desk: MakeDesk, qtbot: QtBot
) -> None:
    """F28: but not those that are not there."""
    ward = Ward(make_desk(ScriptedStream("looks")))
    ward.recovery.note_picture(None, NotFound())
    assert not ward.recovery._pictures.is_waiting
    ward.recovery.note_picture(None, Offline())
    qtbot.waitUntil(lambda: ward.pictures == 1)


def test_pictures_come_with_the_catalogue_that_is_back(make_ward: MakeWard) -> None:
    """F28."""
    stream = ScriptedStream("looks", Offline())
    ward = make_ward(Phase.FAILED, stream)
    ward.recovery.note_picture(None, Offline())
    ward.recovery.try_now()
    assert ward.pictures == 1
    ward.recovery.note_picture(None, Offline())
    stream.give(page(1), END)
    ward.desk.wait_for(Phase.COMPLETE)
    assert ward.pictures == 2
