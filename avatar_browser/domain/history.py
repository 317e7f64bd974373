"""Undo and redo."""

from collections.abc import Mapping
from dataclasses import replace

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.mark_book import Cells
from avatar_browser.domain.mark_steps import Step

STEPS_KEPT = 200
SERIES_SECONDS = 60.0
"""A pause of so long ends a series: what is typed after it is undone by itself."""


class History:
    """The steps taken, and those taken back since."""

    def __init__(self) -> None:
        self._taken: list[Step] = []
        self._undone: list[Step] = []
        self._last_at = float("-inf")

    @property
    def undo_text(self) -> str:
        """What would be undone; empty where there is nothing."""
        return self._taken[-1].name if self._taken else ""

    @property
    def redo_text(self) -> str:
        return self._undone[-1].name if self._undone else ""

    def take(self, step: Step, now: float) -> bool:
        """Whether it begins a step of its own, rather than going on with the one before.

        What was undone before can be done again no more.
        """
        goes_on = self._goes_on(step, now)
        self._undone.clear()
        self._last_at = now
        if goes_on:
            self._taken[-1] = replace(step, before=self._taken[-1].before)
            if self._taken[-1].changes_nothing:
                self._taken.pop()
        else:
            self._taken.append(step)
            del self._taken[:-STEPS_KEPT]
        return not goes_on

    def undo(self) -> Step | None:
        """The step whose ``before`` is to be set; None where there is none."""
        if not self._taken:
            return None
        self._undone.append(self._taken.pop())
        self._last_at = float("-inf")
        return self._undone[-1]

    def redo(self) -> Step | None:
        """The step whose ``after`` is to be set; None where there is none."""
        if not self._undone:
            return None
        self._taken.append(self._undone.pop())
        self._last_at = float("-inf")
        return self._taken[-1]

    def rename(self, keys: Mapping[AvatarKey, AvatarKey]) -> None:
        """The steps are about the values of ``keys`` from now on, in place of the keys."""
        for steps in (self._taken, self._undone):
            steps[:] = [_renamed(step, keys) for step in steps]

    def clear(self) -> None:
        self._taken.clear()
        self._undone.clear()

    def _goes_on(self, step: Step, now: float) -> bool:
        if not self._taken or not step.series or now - self._last_at > SERIES_SECONDS:
            return False
        return step.series == self._taken[-1].series


def _renamed(step: Step, keys: Mapping[AvatarKey, AvatarKey]) -> Step:
    def renamed(cells: Cells) -> Cells:
        return {replace(c, key=keys.get(c.key, c.key)): value for c, value in cells.items()}

    return replace(step, before=renamed(step.before), after=renamed(step.after))
