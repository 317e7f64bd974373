"""Previews copied to files that the user names."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import Problem
from avatar_browser.domain.media_files import HEAD_BYTES, sniff
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.exports import write_reason
from avatar_browser.store.atomic import AtomicFile

T = TypeVar("T")

_DEADLINE = 60.0
_STEP = 2**20


class ClipCopies(QObject):
    """Copies clips out of the cache, away from the GUI thread, whole or not at all."""

    written = Signal(Path)
    failed = Signal(Problem)

    def __init__(self, dispatcher: Dispatcher, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dispatcher = dispatcher

    def with_ending(self, clip: Path, use: Callable[[str], None]) -> None:
        """Have ``use`` called with the ending that fits what is in the file, without a dot."""
        self._run(partial(_ending, clip), use)

    def copy(self, clip: Path, target: Path) -> None:
        """What is there under that name is replaced: ask first. A signal follows."""
        self._run(partial(_copy, clip, target), lambda _: self.written.emit(target))

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._dispatcher.run_blocking(
            work,
            owner=self,
            done=done,
            failed=self.failed.emit,
            deadline=_DEADLINE,
            late=Problem("The preview was not saved within a minute.", code="deadline"),
        )


def _ending(clip: Path) -> str:
    try:
        with clip.open("rb") as file:
            return sniff(file.read(HEAD_BYTES)) or "mp4"
    except OSError as error:
        raise _gone(error) from error


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
            reason = f"{write_reason(error)}: the preview was not saved."
            raise Problem(reason, code="save", detail=str(error)) from error


def _gone(error: OSError) -> Problem:
    return Problem("The preview is not on this computer any more.", code="gone", detail=str(error))
