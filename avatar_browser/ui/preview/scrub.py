"""Moving the mouse sideways over a picture moves its clip."""

from PySide6.QtCore import QObject, QPoint, QRect

from avatar_browser.services.slices import SliceTimer
from avatar_browser.ui.preview.card_preview import CardPreview

SEEK_EVERY_MS = 50
_REST_MS = 300
_SLACK = 8
"""Pixels. A hand that rests is not still."""


class Scrub(QObject):
    """From the left edge of the picture to the right one is from the begin to the end."""

    def __init__(self, preview: CardPreview) -> None:
        super().__init__(preview)
        self._preview = preview
        self._begin: int | None = None
        self._share: float | None = None
        self._is_on = False
        self._seek = SliceTimer(self._on_seek, self, interval_ms=SEEK_EVERY_MS)
        self._rest = SliceTimer(self._on_rest, self, interval_ms=_REST_MS)

    def move(self, place: QPoint, picture: QRect) -> None:
        """The mouse is at ``place`` now, on the card whose picture is at ``picture``."""
        if not self._preview.has_frames or not picture.contains(place):
            return
        if self._begin is None:
            self._begin = place.x()
        self._rest.start()
        if not self._is_on and abs(place.x() - self._begin) < _SLACK:
            return
        if not self._is_on:
            self._is_on = True
            self._preview.pause()
        self._share = (place.x() - picture.left()) / max(1, picture.width() - 1)
        if not self._seek.is_active:
            self._on_seek()

    def end(self) -> None:
        """The mouse is elsewhere."""
        self._seek.stop()
        self._rest.stop()
        self._begin = self._share = None
        self._is_on = False

    def _on_seek(self) -> None:
        if self._share is not None:
            self._preview.seek(self._share)
            self._share = None
            self._seek.start()

    def _on_rest(self) -> None:
        was_on = self._is_on
        self.end()
        if was_on:
            self._preview.resume()
