"""The keys of a player, for whatever of it has the focus."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSlider, QWidget
from typing_extensions import override

from avatar_browser.ui.video.controls import SEEK_MS
from avatar_browser.ui.video.playback import Playback

KEYS_TOLD = (
    ("A second back or on", "Left, Right"),
    ("A frame back or on", "Comma, Full stop"),
    ("Full screen and back", "F"),
    ("Leave full screen", "Esc"),
)
"""For people."""

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class PlayerKeys(QObject):
    """Left and Right a second, comma and full stop a frame, F full screen."""

    def __init__(
        self, playback: Playback, full_screen: Callable[[], object], *parts: QWidget
    ) -> None:
        super().__init__(playback)
        self._playback = playback
        self._full_screen = full_screen
        for part in parts:
            for widget in (part, *part.findChildren(QWidget)):
                widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = event.type() == QEvent.Type.KeyPress
        if not isinstance(event, QKeyEvent) or event.modifiers() not in _PLAIN:
            return False
        if event.type() == QEvent.Type.ShortcutOverride and self._act(watched, event.key()):
            event.accept()
            return True
        act = self._act(watched, event.key()) if is_press else None
        if act is not None:
            act()
        return act is not None

    def _act(self, watched: QObject, key: int) -> Callable[[], object] | None:
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Comma: lambda: self._playback.step(-1),
            Qt.Key.Key_Period: lambda: self._playback.step(1),
            Qt.Key.Key_F: self._full_screen,
        }
        if not isinstance(watched, QSlider):  # a slider moves by its own steps
            acts[Qt.Key.Key_Left] = lambda: self._playback.seek_by(-SEEK_MS)
            acts[Qt.Key.Key_Right] = lambda: self._playback.seek_by(SEEK_MS)
        return acts.get(key)
