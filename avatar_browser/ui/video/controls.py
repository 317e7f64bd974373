"""Play, position, time, loop and mute."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import small_label
from avatar_browser.ui.look.theme import SPACE_XS, Theme


def clock_text(milliseconds: int) -> str:
    seconds = max(0, milliseconds) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


class Controls(QWidget):
    play_toggled = Signal()
    sought = Signal(int)
    loop_toggled = Signal(bool)
    mute_toggled = Signal(bool)

    def __init__(self, theme: Theme, *, loop: bool, muted: bool) -> None:
        super().__init__()
        self._theme = theme
        self._playing = False
        self._duration = 0
        self._play = QToolButton()
        self._play.clicked.connect(self.play_toggled)
        self._position = QSlider(Qt.Orientation.Horizontal)
        self._position.setAccessibleName("Position")
        self._position.setEnabled(False)
        self._position.valueChanged.connect(self.sought)
        self._time = small_label("0:00")
        self._time.setWordWrap(False)
        self._reason = small_label()
        self._loop = self._toggle("Loop", loop, self.loop_toggled)
        self._mute = self._toggle("Mute", muted, self.mute_toggled)
        self._mute.toggled.connect(self._draw)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        for widget in (
            self._play,
            self._reason,
            self._position,
            self._time,
            self._loop,
            self._mute,
        ):
            layout.addWidget(widget)
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._draw()

    @property
    def reason(self) -> str:
        """Why no clip can be played, empty where one can."""
        return self._reason.text()

    def set_playable(self, why_not: str) -> None:
        """Empty where a clip can be played; else the reason, shown in place of the position."""
        self._play.setEnabled(not why_not)
        self._reason.show_text(why_not)
        self._reason.setVisible(bool(why_not))
        for widget in (self._position, self._time, self._loop, self._mute):
            widget.setVisible(not why_not)

    def show_playing(self, playing: bool) -> None:
        self._playing = playing
        self._draw()

    def show_duration(self, milliseconds: int) -> None:
        self._duration = milliseconds
        with QSignalBlocker(self._position):
            self._position.setRange(0, milliseconds)
            self._position.setSingleStep(max(1, milliseconds // 50))
            self._position.setPageStep(max(1, milliseconds // 10))
        self._position.setEnabled(milliseconds > 0)
        self.show_position(0)

    def show_position(self, milliseconds: int) -> None:
        if not self._position.isSliderDown():
            with QSignalBlocker(self._position):
                self._position.setValue(milliseconds)
        self._time.show_text(f"{clock_text(milliseconds)} / {clock_text(self._duration)}")

    def _toggle(self, name: str, on: bool, signal: object) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(on)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.toggled.connect(signal)
        return button

    def _draw(self) -> None:
        word = "Pause" if self._playing else "Play"
        self._play.setIcon(icon(word.lower(), self._theme.text))
        self._play.setAccessibleName(word)
        self._play.setToolTip(f"{word} the preview")
        self._loop.setIcon(icon("loop", self._theme.text))
        self._mute.setIcon(icon("muted" if self._mute.isChecked() else "sound", self._theme.text))
