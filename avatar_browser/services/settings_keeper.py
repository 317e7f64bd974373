"""The settings in use, and the one thread that writes them."""

import errno
import logging

from PySide6.QtCore import QObject, Signal, Slot

from avatar_browser.domain.errors import Problem, StoreFull, StoreRebuilt, StoreUnwritable
from avatar_browser.services.workers import WorkerPool, report_lost
from avatar_browser.store.settings import Settings, SettingsFile

_log = logging.getLogger(__name__)


class SettingsKeeper(QObject):
    """Reads the settings where it is made; writes them in the order of the calls, elsewhere.

    What cannot be written is told, once until it can be again, and tried with the next change.
    """

    troubled = Signal(object)
    """A StoreTrouble."""
    recovered = Signal()
    """What was told of is over: the settings are written."""

    _written = Signal(object)

    def __init__(self, file: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._settings = file.load()
        self._pool = WorkerPool(threads=1, name="settings")
        self._is_failing = False
        self._written.connect(self._on_written)

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def reading_trouble(self) -> Problem | None:
        """What was wrong with the file when it was read (fault F85)."""
        trouble = self._file.trouble
        return StoreRebuilt(trouble, advice="", code="settings") if trouble else None

    def put(self, settings: Settings) -> None:
        """Use and write these, unless they are the ones in use."""
        if settings != self._settings:
            self._settings = settings
            self._submit(settings)

    def finish(self, timeout: float) -> bool:
        """Write what is in use a last time; whether ``timeout`` seconds were enough."""
        self._submit(self._settings)
        return self._pool.finish(timeout)

    def _submit(self, settings: Settings) -> None:
        self._pool.submit(self._write, settings).add_done_callback(report_lost)

    def _write(self, settings: Settings) -> None:
        if settings is not self._settings:
            return  # newer ones wait behind these
        try:
            self._file.save(settings)
        except OSError as error:
            if not self._is_failing:
                self._is_failing = True
                _log.warning("The settings could not be saved: %s", error.strerror)
                self._written.emit(_trouble(error))
        else:
            if self._is_failing:
                self._is_failing = False
                self._written.emit(None)

    @Slot(object)
    def _on_written(self, trouble: Problem | None) -> None:
        if trouble is None:
            self.recovered.emit()
        else:
            self.troubled.emit(trouble)


def _trouble(error: OSError) -> Problem:
    detail = error.strerror or ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreFull("The disk is full, so that changed settings are not kept.", detail=detail)
    return StoreUnwritable(
        "The settings cannot be written, so that what you change is forgotten when you quit.",
        advice="make Avatar Browser's configuration folder writable",
        detail=detail,
    )
