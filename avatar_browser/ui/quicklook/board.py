"""One picture, or up to six side by side, all looked at in the same way."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPixmap, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from avatar_browser.ui.look.layouts import columns_for, lay_beside
from avatar_browser.ui.look.theme import SPACE_S
from avatar_browser.ui.video.canvas import ZOOM_MAX, Canvas, Guide, Look, held_inside

MOST = 6
_ZOOM_STEP = 1.25


class Board(QWidget):
    """Zoom, place and frame guide are one for all, and stay from one picture to the next."""

    picked = Signal(int)
    """The picture with that number was clicked."""
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._look = Look()
        self._current = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_S)
        self._canvases: list[Canvas] = []
        self._shown = 0
        self.show_count(1)

    @property
    def canvases(self) -> list[Canvas]:
        """Those that are shown."""
        return self._canvases[: self._shown]

    @property
    def current(self) -> Canvas:
        return self._canvases[self._current]

    @property
    def columns(self) -> int:
        return columns_for(self._shown)

    @property
    def look(self) -> Look:
        return self._look

    def show_count(self, count: int) -> None:
        if count == self._shown:
            return
        while len(self._canvases) < count:
            self._canvases.append(self._made_canvas(len(self._canvases)))
        self._shown = count
        self._current = min(self._current, count - 1)
        lay_beside(self._grid, self._canvases, count)

    def set_current(self, number: int) -> None:
        """Where frames are shown; the others show their stills."""
        if number != self._current:
            self.current.show_frame(None)
            self.current.show_message("")
        self._current = number

    def show_stills(self, stills: Sequence[QPixmap | None]) -> None:
        for canvas, still in zip(self.canvases, stills, strict=True):
            canvas.show_still(still)

    def show_captions(self, captions: Sequence[str], ring: QColor) -> None:
        several = len(captions) > 1
        for number, (canvas, text) in enumerate(zip(self.canvases, captions, strict=True)):
            canvas.setAccessibleName(text)
            is_current = several and number == self._current
            canvas.show_caption(text if several else "", ring if is_current else None)

    def show_frame(self, frame: QImage | None) -> None:
        self.current.show_frame(frame)

    def show_message(self, text: str) -> None:
        self.current.show_message(text)

    def zoom(self, steps: int) -> None:
        """Larger by so many steps, smaller where below 0; 0 is the usual size again."""
        factor = self._look.zoom * _ZOOM_STEP**steps if steps else 1.0
        factor = min(ZOOM_MAX, max(1.0, factor))
        self._set_look(Look(factor, held_inside(self._look.shift, factor), self._look.guide))

    def next_guide(self) -> Guide:
        look = self._look
        self._set_look(Look(look.zoom, look.shift, look.guide.following))
        return self._look.guide

    def _set_look(self, look: Look) -> None:
        self._look = look
        for canvas in self._canvases:
            canvas.show_look(look)

    def _made_canvas(self, number: int) -> Canvas:
        canvas = Canvas()
        canvas.setParent(self)  # else it would be a window of its own for a moment
        canvas.show_look(self._look)
        canvas.pressed.connect(lambda: self.picked.emit(number))
        canvas.dragged.connect(self._on_dragged)
        canvas.resized.connect(self.resized)
        canvas.installEventFilter(self)
        return canvas

    def _on_dragged(self, by: QPointF) -> None:
        look = self._look
        self._set_look(Look(look.zoom, held_inside(look.shift + by, look.zoom), look.guide))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and event.type() == QEvent.Type.Wheel:
            turned = event.angleDelta().y()
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
                self.zoom(1 if turned > 0 else -1)
            return True  # nothing behind is scrolled
        return super().eventFilter(watched, event)
