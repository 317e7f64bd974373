"""Avatars written to files that the user names."""

import errno
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.export import ExportForm, exported
from avatar_browser.domain.marks import Mark
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.store.atomic import write_atomically

# The folder may be another computer's, which may never answer.
_DEADLINE = 60.0
_FULL = "The disk is full"
_REASONS: Mapping[int | None, str] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: "That folder cannot be written to",
    errno.EPERM: "That folder cannot be written to",
    errno.EROFS: "That folder cannot be written to",
    errno.ENOENT: "That folder is not there any more",
    errno.ENOTDIR: "That folder is not there any more",
}


LATE = "The file was not written within a minute: choose a folder on this computer."


class Exports(QObject):
    """Writes each file whole, away from the GUI thread; ``provider_names`` is by provider id."""

    written = Signal(Path, int)
    """The file, and how many avatars it holds."""
    failed = Signal(Problem)

    def __init__(
        self,
        dispatcher: Dispatcher,
        provider_names: Mapping[str, str],
        parent: QObject | None = None,
        *,
        mark_of: Callable[[AvatarKey], Mark] | None = None,
    ) -> None:
        """With ``mark_of``, the user's marks are written too."""
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._mark_of = mark_of
        self._provider_names = dict(provider_names)

    def write(self, avatars: Sequence[Avatar], path: Path) -> None:
        """The avatars as they are now, in the form that the ending of ``path`` names.

        What is there under that name already is replaced. One of :attr:`written` and
        :attr:`failed` follows.
        """
        form = ExportForm.of_ending(path.suffix)
        if form is None:
            sentence = "Nothing was exported: choose a file name that ends in .csv or .json."
            self.failed.emit(Problem(sentence, code="ending"))
            return
        mark_of = self._mark_of
        marks = {a.key: mark_of(a.key) for a in avatars} if mark_of is not None else None
        self._dispatcher.run_blocking(
            partial(_write, tuple(avatars), self._provider_names, form, path, marks),
            owner=self,
            done=partial(self.written.emit, path),
            failed=self.failed.emit,
            deadline=_DEADLINE,
            late=Problem(LATE, code="deadline"),
        )


def export_problem(error: OSError) -> Problem:
    """Why a file could not be written, in our words."""
    detail = error.strerror or str(error)
    return Problem(write_failure(error, "exported"), code="export", detail=detail)


def write_failure(error: OSError, done: str) -> str:
    """Why a file of the user's could not be written, and what to do; ``done`` is what was not."""
    reason = _REASONS.get(error.errno, "The file could not be written")
    first = "free some space, or " if reason == _FULL else ""
    return f"{reason}, so nothing was {done}: {first}choose another folder."


def _write(
    avatars: Sequence[Avatar],
    provider_names: Mapping[str, str],
    form: ExportForm,
    path: Path,
    marks: Mapping[AvatarKey, Mark] | None = None,
) -> int:
    """How many were written."""
    data = exported(avatars, provider_names, form, marks)
    try:
        write_atomically(path, data, private=False)
    except OSError as error:
        raise export_problem(error) from error
    return len(avatars)
