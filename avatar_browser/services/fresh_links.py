"""Links that are past, and about to be told anew by a list that is being read."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.renewal import LEEWAY
from avatar_browser.services.server_clock import ServerClock
from avatar_browser.store.media_cache import MediaId

WAIT_SECONDS = 10.0
SETTLING_MS = 1000
"""What the end of a list tells reaches the views in slices, after the catalogue itself."""


class FreshLinks(QObject):
    """Tells how long a link is worth waiting for, instead of a call for each picture.

    ``read``: a list has come to its end, whether or not it told all of them.
    """

    read = Signal()

    def __init__(
        self,
        catalogues: Sequence[Catalogue],
        server_clock: ServerClock,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """``clock`` is monotonic seconds."""
        super().__init__(parent)
        self._server_clock = server_clock
        self._clock = clock
        self._asked: dict[str, dict[MediaId, float]] = {}
        """Since when each medium is waited for, by the providers that are being read."""
        for catalogue in catalogues:
            catalogue.state_changed.connect(partial(self._follow, catalogue))
            self._follow(catalogue)

    def wait(self, media_id: MediaId, expires_at: datetime | None) -> float:
        """Seconds, 0 where the link is good or no list is being read."""
        asked = self._asked.get(media_id.provider)
        if asked is None or expires_at is None:
            return 0.0
        if expires_at - LEEWAY > self._server_clock.now(media_id.provider):
            return 0.0
        now = self._clock()
        return max(0.0, asked.setdefault(media_id, now) + WAIT_SECONDS - now)

    def _follow(self, catalogue: Catalogue) -> None:
        provider_id = catalogue.provider_id
        if catalogue.state.phase is Phase.LOADING:
            self._asked.setdefault(provider_id, {})
        elif provider_id in self._asked:
            QTimer.singleShot(SETTLING_MS, self, partial(self._end, catalogue))

    def _end(self, catalogue: Catalogue) -> None:
        is_read = catalogue.state.phase is not Phase.LOADING
        if is_read and self._asked.pop(catalogue.provider_id, None) is not None:
            self.read.emit()
