"""Fonts for the scripts that names are written in, found before somebody waits for them."""

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.text import displayable
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.slices import SliceTimer
from avatar_browser.ui.look.labels import scaled

_PAUSE_MS = 100
_LAST_LATIN = 0x24F
_BLOCK_BITS = 8


class ScriptFonts(QObject):
    """Has Qt look up its fonts for each script that arrives, one at a time, on idle turns.

    The first Chinese name that is drawn in a font costs some 25 ms: Qt goes through the fonts of
    the system for it. A key stroke that brings such a name into view should not pay for that.
    """

    def __init__(self, catalogues: Sequence[Catalogue], window: QWidget) -> None:
        super().__init__(window)
        font = window.font()
        fonts = (scaled(font, 0, bold=True), scaled(font, -1), font)
        self._metrics = [QFontMetrics(font) for font in fonts]
        self._met: set[int] = set()
        self._due: deque[tuple[QFontMetrics, str]] = deque()
        self._timer = SliceTimer(self._look_up, self, interval_ms=_PAUSE_MS)
        for catalogue in catalogues:
            catalogue.avatars_added.connect(self._on_avatars_added)

    @property
    def is_done(self) -> bool:
        """Every script that has arrived was looked up."""
        return not self._due

    @Slot(list)
    def _on_avatars_added(self, avatars: list[Avatar]) -> None:
        for avatar in avatars:
            name = avatar.display_name
            if name.isascii():
                continue
            blocks = {ord(c) >> _BLOCK_BITS for c in name if ord(c) > _LAST_LATIN} - self._met
            if blocks:
                self._met |= blocks
                self._due += [(metrics, displayable(name)) for metrics in self._metrics]
        if self._due and not self._timer.is_active:
            self._timer.start()

    def _look_up(self) -> None:
        metrics, name = self._due.popleft()
        metrics.horizontalAdvance(name)
        if self._due:
            self._timer.start()
