"""Keeps the mean colours of pictures from one start to the next."""

import logging

from PySide6.QtCore import QObject

from avatar_browser.domain.errors import Problem
from avatar_browser.services.colours import Colours
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.store.colours import ColoursFile

_log = logging.getLogger(__name__)


class ColoursKeeper(QObject):
    """Reads them when it is made, on a worker, and writes them at the end."""

    def __init__(
        self,
        colours: Colours,
        file: ColoursFile,
        dispatcher: Dispatcher,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._colours = colours
        self._file = file
        dispatcher.run_in_pool(
            file.load, owner=self, done=colours.restore, failed=self._on_not_read
        )

    def finish(self) -> None:
        """A file of some 100 KB that need not survive a power cut: milliseconds."""
        if not self._colours.is_changed:
            return
        try:
            self._file.save(self._colours.packed())
        except OSError as error:
            _log.debug("The colours of pictures are not kept: %s", error.strerror)

    def _on_not_read(self, problem: Problem) -> None:
        _log.debug("The colours of pictures are not read: %s", problem)
