"""Which providers' media are still to be looked through, for what a removed account left."""

import logging
from pathlib import Path

from avatar_browser.store.paths import private_folder

_log = logging.getLogger(__name__)


class Purges:
    """An empty file for each provider: what was begun is ended, if only at the next start.

    Every method works on the disk: none is for the GUI thread. Where nothing can be written, a
    purge that is cut short is not begun again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def due(self) -> list[str]:
        try:
            return sorted(path.name for path in self._folder.iterdir())
        except OSError:
            return []

    def begin(self, provider: str) -> None:
        try:
            (private_folder(self._folder) / provider).touch(mode=0o600)
        except OSError as error:
            _log.info("What is to be purged cannot be noted: %s", error.strerror)

    def end(self, provider: str) -> None:
        try:
            (self._folder / provider).unlink(missing_ok=True)
        except OSError as error:
            _log.info("What was purged cannot be noted: %s", error.strerror)
