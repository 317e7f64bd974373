"""What a player is worked with: position and time above, buttons below."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QToolButton, QWidget

from avatar_browser.ui.look.buttons import tool_button
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import small_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.plain import set_tip
from avatar_browser.ui.look.theme import SPACE_XS, Theme
from avatar_browser.ui.video.player_settings import RATES, VOLUME_STEP, PlayerSettings

SEEK_MS = 1_000
_VOLUME_WIDTH = 64


def clock_text(milliseconds: int) -> str:
    seconds = max(0, milliseconds) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


def rate_text(rate: float) -> str:
    return f"{rate:g}×"


class Controls(QWidget):
    """Loop, mute, volume and speed are the settings' own; the rest is told by signals."""

    play_toggled = Signal()
    sought = Signal(int)
    stepped = Signal(int)
    """So many frames on, or back where below 0."""

    def __init__(self, theme: Theme, settings: PlayerSettings) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._playing = False
        self._duration = 0
        self._position = QSlider(Qt.Orientation.Horizontal)
        self._position.setAccessibleName("Position")
        self._position.setSingleStep(SEEK_MS)
        self._position.setPageStep(5 * SEEK_MS)
        self._position.setEnabled(False)
        self._position.valueChanged.connect(self.sought)
        self._time = small_label("0:00")
        self._time.setWordWrap(False)
        self._play = QToolButton()
        self._play.clicked.connect(self.play_toggled)
        self._reason = small_label()
        self._loop = self._toggle("Loop")
        self._loop.toggled.connect(settings.set_loop)
        self._mute = self._toggle("Mute")
        self._mute.toggled.connect(settings.set_muted)
        self._volume = self._made_volume()
        self._rates = QActionGroup(self)
        self._rate = self._made_rate()
        self.menu = QMenu(self)
        """What else can be done with the clip; errands are added by their own class."""
        self._more = self._made_more()
        self._build()
        settings.changed.connect(self._show_settings)
        self._show_settings()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._draw()

    def add_button(self, widget: QWidget) -> None:
        """At the end of the line, before what is in the menu."""
        self._buttons.insertWidget(self._buttons.indexOf(self._more), widget)

    def keep_height(self) -> None:
        """Take the same place whether or not there is a clip."""
        policy = self._upper.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._upper.setSizePolicy(policy)

    @property
    def reason(self) -> str:
        """Why no clip can be played, empty where one can."""
        return self._reason.text()

    def set_playable(self, why_not: str) -> None:
        """Empty where a clip can be played; else the reason, shown in place of the position."""
        self._play.setEnabled(not why_not)
        self._reason.show_text(why_not)
        self._reason.setVisible(bool(why_not))
        for widget in (self._upper, self._rest):
            widget.setVisible(not why_not)

    def show_playing(self, playing: bool) -> None:
        self._playing = playing
        self._draw()

    def show_duration(self, milliseconds: int) -> None:
        self._duration = milliseconds
        with QSignalBlocker(self._position):
            self._position.setRange(0, milliseconds)
        self._position.setEnabled(milliseconds > 0)
        self.show_position(0)

    def show_position(self, milliseconds: int) -> None:
        if not self._position.isSliderDown():
            with QSignalBlocker(self._position):
                self._position.setValue(milliseconds)
        self._time.show_text(f"{clock_text(milliseconds)} / {clock_text(self._duration)}")

    def _build(self) -> None:
        self._upper, self._rest = QWidget(), QWidget()
        upper = _line(self._upper)
        upper.addWidget(self._position, 1)
        upper.addWidget(self._time)
        self._buttons = _line(self._rest)
        for widget in (self._loop, self._mute, self._volume):
            self._buttons.addWidget(widget)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self._rate)
        self._buttons.addWidget(self._more)
        lower = _line()
        lower.addWidget(self._play)
        lower.addWidget(self._reason, 1)
        lower.addWidget(self._rest, 1)
        layout = column(self, spacing=SPACE_XS)
        layout.addWidget(self._upper)
        layout.addLayout(lower)

    def _toggle(self, name: str) -> QToolButton:
        button = tool_button(name)
        button.setCheckable(True)
        return button

    def _made_volume(self) -> QSlider:
        volume = QSlider(Qt.Orientation.Horizontal)
        volume.setObjectName("size")
        volume.setAccessibleName("Volume")
        volume.setToolTip("Volume")
        volume.setRange(0, 100)
        volume.setSingleStep(VOLUME_STEP)
        volume.setFixedWidth(_VOLUME_WIDTH)
        volume.valueChanged.connect(self._settings.set_volume)
        return volume

    def _made_rate(self) -> QToolButton:
        menu = QMenu(self)
        for rate in RATES:
            action = self._rates.addAction(rate_text(rate))
            action.setCheckable(True)
            action.setData(rate)
            menu.addAction(action)
        self._rates.triggered.connect(self._on_rate_chosen)
        return _menu_button("Speed", menu)

    def _made_more(self) -> QToolButton:
        # After the tab, the keys that work while the player has the focus.
        for text, frames in (("&Next Frame\t.", 1), ("&Previous Frame\t,", -1)):
            action = self.menu.addAction(text)
            action.setData(frames)
            action.triggered.connect(self._on_step_chosen)
        return _menu_button("More", self.menu)

    def _show_settings(self) -> None:
        settings = self._settings
        for widget in (self._loop, self._mute, self._volume):
            widget.blockSignals(True)
        self._loop.setChecked(settings.loop)
        self._mute.setChecked(settings.muted)
        self._volume.setValue(settings.volume)
        for widget in (self._loop, self._mute, self._volume):
            widget.blockSignals(False)
        for action in self._rates.actions():
            action.setChecked(action.data() == settings.rate)
        self._rate.setText(rate_text(settings.rate))
        self._rate.setAccessibleDescription(rate_text(settings.rate))
        self._draw()

    def _on_rate_chosen(self, action: QAction) -> None:
        self._settings.set_rate(action.data())

    def _on_step_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.stepped.emit(action.data())

    def _draw(self) -> None:
        word = "Pause" if self._playing else "Play"
        colour = self._theme.text
        self._play.setIcon(icon(word.lower(), colour))
        self._play.setAccessibleName(word)
        set_tip(self._play, f"{word} the preview")
        self._loop.setIcon(icon("loop", colour))
        self._mute.setIcon(icon("muted" if self._settings.muted else "sound", colour))
        self._more.setIcon(icon("more", colour))


def _line(parent: QWidget | None = None) -> QHBoxLayout:
    layout = QHBoxLayout(parent) if parent else QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE_XS)
    return layout


def _menu_button(name: str, menu: QMenu) -> QToolButton:
    button = tool_button(name)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button
