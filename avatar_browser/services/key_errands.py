"""Calls of the keyring: one at a time per slot, with a limit, a notice and a second try."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer

from avatar_browser.domain.errors import KeyringProblem, KeyringRefused, Problem
from avatar_browser.services.dispatcher import Dispatcher


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds. ``silent``: for a read that may open no prompt; ``prompted``: for what the user
    asked for and may have to type a password for; ``notice``: until the wait is mentioned.
    """

    silent: float = 10.0
    prompted: float = 300.0
    notice: float = 3.0


DEFAULT_PATIENCE = Patience()


@dataclass(frozen=True, slots=True, eq=False)
class Errand:
    """One call. ``repeat`` begins it anew after a failure; the user may be prompted then.

    ``consequence`` goes into the sentence of a failure: what it means for the key.
    """

    call: Callable[[], Any]
    done: Callable[[Any], None]
    repeat: Callable[[], None]
    deadline: float
    consequence: str = ""


class Report(Protocol):
    def __call__(
        self, slot: str, *, busy: bool, waiting: bool = False, problem: Problem | None = None
    ) -> None:
        """``busy``: the keyring was asked; ``waiting``: so long ago that the user should know."""


class KeyringErrands(QObject):
    """Runs errands on daemon threads. ``report`` is told of the start, of a long wait and of a
    failure; an answer goes to the errand's ``done`` alone.
    """

    def __init__(
        self, dispatcher: Dispatcher, report: Report, notice: float, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._report = report
        self._notice_ms = round(notice * 1000)
        self._under_way: dict[str, tuple[Errand, int]] = {}
        self._failed: dict[str, Errand] = {}

    def begin(self, slot: str, errand: Errand) -> None:
        """In place of what is under way for this slot, whose answer is dropped."""
        self.stop(slot)
        self._report(slot, busy=True)
        task = self._dispatcher.run_blocking(
            errand.call,
            owner=self,
            done=partial(self._on_done, slot, errand),
            failed=partial(self._on_failed, slot, errand),
            deadline=errand.deadline,
            late=KeyringRefused("The keyring did not answer in time.", code="keyring deadline"),
        )
        self._under_way[slot] = (errand, task)
        QTimer.singleShot(self._notice_ms, self, partial(self._on_slow, slot, task))

    def stop(self, slot: str) -> None:
        """Drop what is under way or failed, without a report."""
        self._failed.pop(slot, None)
        _, task = self._under_way.pop(slot, (None, None))
        if task is not None:
            self._dispatcher.cancel(task)

    def give_up(self, slot: str) -> None:
        """What is under way has failed, since the user does not want to wait."""
        errand, _ = self._under_way.get(slot, (None, None))
        if errand is not None:
            self.stop(slot)
            problem = KeyringRefused("The keyring was not waited for.", code="keyring cancelled")
            self._on_failed(slot, errand, problem)

    def repeat(self, slot: str) -> bool:
        """Begin what failed last anew; False where nothing did."""
        errand = self._failed.pop(slot, None)
        if errand is not None:
            errand.repeat()
        return errand is not None

    def _on_slow(self, slot: str, task: int) -> None:
        _, current = self._under_way.get(slot, (None, None))
        if current == task:
            self._report(slot, busy=True, waiting=True)

    def _on_done(self, slot: str, errand: Errand, answer: Any) -> None:
        self._under_way.pop(slot, None)
        errand.done(answer)

    def _on_failed(self, slot: str, errand: Errand, problem: Problem) -> None:
        self._under_way.pop(slot, None)
        self._failed[slot] = errand
        if isinstance(problem, KeyringProblem) and errand.consequence:
            sentence = f"{str(problem).removesuffix('.')}, {errand.consequence}."
            words = {"advice": problem.advice, "code": problem.code, "detail": problem.detail}
            problem = type(problem)(sentence, **words)
        self._report(slot, busy=False, problem=problem)
