"""What this run leaves behind for a bug report: the log, and where the program stood in a crash."""

import errno

from PySide6.QtCore import QObject, Signal, Slot

from avatar_browser.domain.errors import Problem, StoreFull, StoreUnwritable
from avatar_browser.services.crash_guard import CrashFile
from avatar_browser.store.log_file import Log
from avatar_browser.store.paths import Paths


class Logbook(QObject):
    """Opens both, and tells where they cannot be written (fault F70), once until they can be."""

    troubled = Signal(object)
    """A StoreTrouble."""
    recovered = Signal()
    """What was told of is over: the log is written."""

    _noted = Signal(object)
    """On the log's thread: the OSError, or None, of a line."""

    def __init__(self, log: Log, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._path = paths.log_file
        self._crashes = CrashFile(paths.crash_file)
        self._crash_failure: OSError | None = None
        self._is_troubled = False
        self._noted.connect(self._on_noted)

    def open(self) -> None:
        """Only for the process that has the folder."""
        self._crash_failure = self._crashes.open()
        self._log.open(self._path, self._noted.emit)

    def close(self, timeout: float) -> bool:
        """Write what is left; whether ``timeout`` seconds were enough."""
        self._crashes.close()
        return self._log.finish(timeout)

    @Slot(object)
    def _on_noted(self, failure: OSError | None) -> None:
        problem = _no_log(failure) if failure else _no_crash_file(self._crash_failure)
        if self._is_troubled:
            self.recovered.emit()
        self._is_troubled = problem is not None
        if problem is not None:
            self.troubled.emit(problem)


def _no_log(failure: OSError) -> Problem:
    """What cannot be written there does not tell of a crash either."""
    detail = failure.strerror or ""
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreFull("The disk is full, so that no log is kept.", code="log", detail=detail)
    return StoreUnwritable(
        "The log cannot be written, so that none is kept for a bug report.",
        advice="make Avatar Browser's state folder writable",
        code="log",
        detail=detail,
    )


def _no_crash_file(failure: OSError | None) -> Problem | None:
    if failure is None:
        return None
    return StoreUnwritable(
        "The file for crashes cannot be written, so that none is kept for a bug report.",
        advice="make Avatar Browser's state folder writable, then start it again",
        code="crash file",
        detail=failure.strerror or "",
    )
