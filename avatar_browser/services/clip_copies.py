"""Previews copied out of the cache: under a name of the user's, or for another program."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import Problem
from avatar_browser.domain.media_files import HEAD_BYTES, sniff
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.exports import LATE, write_failure
from avatar_browser.store.atomic import AtomicFile
from avatar_browser.store.lent_files import LentFiles

T = TypeVar("T")

_DEADLINE = 60.0
_STEP = 2**20
_NOT_LENT = "The preview was not copied for the player within a minute: try it once more."


class ClipCopies(QObject):
    """Copies clips out of the cache, away from the GUI thread, whole or not at all."""

    written = Signal(Path)
    failed = Signal(Problem)

    def __init__(
        self, dispatcher: Dispatcher, lent: LentFiles, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._lent = lent

    def with_ending(self, clip: Path, use: Callable[[str], None]) -> None:
        """Have ``use`` called with the ending that fits what is in the file, without a dot."""
        self._run(partial(_ending, clip), use)

    def copy(self, clip: Path, target: Path) -> None:
        """What is there under that name is replaced: ask first. A signal follows."""
        self._run(partial(_copy, clip, target), lambda _: self.written.emit(target))

    def lend(self, clip: Path, name: Callable[[str], str], use: Callable[[Path], None]) -> None:
        """Have ``use`` called with a copy for another program, which goes by a file's ending.

        ``name`` makes a file's name of the ending.
        """
        self._run(partial(_lend, self._lent, clip, name), use, late=_NOT_LENT)

    def take_back(self) -> None:
        """Remove what former sessions lent."""
        self._run(self._lent.clear, _nothing)

    def _run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        late: str = LATE,
    ) -> None:
        self._dispatcher.run_blocking(
            work,
            owner=self,
            done=done,
            failed=self.failed.emit,
            deadline=_DEADLINE,
            late=Problem(late, code="deadline"),
        )


def _ending(clip: Path) -> str:
    try:
        with clip.open("rb") as file:
            return sniff(file.read(HEAD_BYTES)) or "mp4"
    except OSError as error:
        raise _gone(error) from error


def _lend(lent: LentFiles, clip: Path, name: Callable[[str], str]) -> Path:
    ending = _ending(clip)
    try:
        return lent.lend(clip, name(ending))
    except OSError as error:
        raise Problem(
            "The preview could not be copied for the player: free some space, or choose “Save"
            " Preview As…” instead.",
            code="lend",
            detail=str(error),
        ) from error


def _nothing(_: None) -> None:
    """Nobody waits for it."""


def _copy(clip: Path, target: Path) -> None:
    try:
        source = clip.open("rb")
    except OSError as error:
        raise _gone(error) from error
    with source:
        try:
            with AtomicFile(target, private=False) as file:
                shutil.copyfileobj(source, file, _STEP)
                file.commit()
        except OSError as error:
            sentence = write_failure(error, "saved")
            raise Problem(sentence, code="save", detail=str(error)) from error


def _gone(error: OSError) -> Problem:
    return Problem(
        "The preview is not on this computer any more: play it to have it fetched again.",
        code="gone",
        detail=str(error),
    )
