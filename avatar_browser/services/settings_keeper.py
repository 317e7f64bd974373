"""The settings in use, and the one thread that writes them."""

import logging

from avatar_browser.services.workers import WorkerPool
from avatar_browser.store.settings import Settings, SettingsFile

_log = logging.getLogger(__name__)


class SettingsKeeper:
    """Reads the settings where it is made; writes them in the order of the calls, elsewhere.

    What cannot be written is logged, once until it can be again, and tried with the next change.
    """

    def __init__(self, file: SettingsFile) -> None:
        self._file = file
        self._settings = file.load()
        self._pool = WorkerPool(threads=1, name="settings")
        self._is_failing = False

    @property
    def settings(self) -> Settings:
        return self._settings

    def put(self, settings: Settings) -> None:
        """Use and write these, unless they are the ones in use."""
        if settings != self._settings:
            self._settings = settings
            self._pool.submit(self._write, settings)

    def finish(self, timeout: float) -> bool:
        """Write what is in use a last time; whether ``timeout`` seconds were enough."""
        self._pool.submit(self._write, self._settings)
        return self._pool.finish(timeout)

    def _write(self, settings: Settings) -> None:
        if settings is not self._settings:
            return  # newer ones wait behind these
        try:
            self._file.save(settings)
            self._is_failing = False
        except OSError as error:
            if not self._is_failing:
                _log.warning("The settings could not be saved: %s", error.strerror)
            self._is_failing = True
