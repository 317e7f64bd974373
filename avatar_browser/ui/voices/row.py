"""One row: who speaks, and a button that plays a sample."""

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from avatar_browser.domain.avatar import Gender
from avatar_browser.domain.text import displayable, isolated
from avatar_browser.domain.voice import Voice
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import PlainLabel, scaled, small_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.plain import set_tip
from avatar_browser.ui.look.theme import SPACE_S, Theme
from avatar_browser.ui.words import GENDER

PLAY = "Play voice sample"
STOP = "Stop voice sample"
LOOKING = "Looking it up…"
FETCHING = "Fetching the sample…"
NO_SAMPLE = "No sample"


class Playing(Enum):
    """What becomes of the sample now."""

    NOT = auto()
    FETCHING = auto()
    HEARD = auto()


class VoiceRow(QWidget):
    play_toggled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._playing = Playing.NOT
        self._told = ""
        self.setAccessibleName("Default voice")
        self._button = QToolButton()
        self._button.clicked.connect(self.play_toggled)
        self._name = PlainLabel(selectable=True, is_name=True)
        self._name.setFont(scaled(self._name.font(), 0, bold=True))
        self._facts = small_label()
        self._note = small_label(muted=False)
        words = column(spacing=2)
        for label in (self._name, self._facts, self._note):
            words.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self._draw()

    @property
    def name_text(self) -> str:
        return self._name.text()

    @property
    def facts_text(self) -> str:
        return self._facts.text()

    @property
    def note_text(self) -> str:
        """Why nothing can be heard; mostly empty."""
        return self._note.text()

    @property
    def can_play(self) -> bool:
        return self._button.isEnabled()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._draw()

    def show_looking(self) -> None:
        self._button.setEnabled(False)
        self._show("Default voice", LOOKING, "")

    def show_unknown(self, why: str) -> None:
        """Nothing is known but that there is a voice."""
        self._button.setEnabled(False)
        self._show("Default voice", why, "")

    def show_voice(self, voice: Voice, why_not: str) -> None:
        """``why_not``: why its sample cannot be played here, empty where it can."""
        gender = "" if voice.gender is Gender.UNKNOWN else GENDER[voice.gender]
        no_sample = "" if voice.sample_url else NO_SAMPLE
        facts = ("Default voice", isolated(voice.language), gender, no_sample)
        self._button.setEnabled(bool(voice.sample_url) and not why_not)
        self._show(displayable(voice.name), "  ·  ".join(filter(None, facts)), why_not)

    def show_playing(self, playing: Playing, note: str = "", *, failed: bool = False) -> None:
        """What is below does not jump for the moment that a sample is on its way."""
        self._playing = playing
        self._facts.show_text(FETCHING if playing is Playing.FETCHING else self._told)
        self._show_note(note, failed=failed)
        self._draw()

    def _show(self, name: str, facts: str, note: str) -> None:
        self._name.show_text(name)
        self._told = facts
        self.show_playing(Playing.NOT, note)

    def _show_note(self, text: str, *, failed: bool) -> None:
        for name, holds in (("danger", failed), ("muted", not failed)):
            self._note.setProperty(name, holds)
        self._note.style().unpolish(self._note)
        self._note.style().polish(self._note)
        self._note.show_text(text)
        self._note.setVisible(bool(text))

    def _draw(self) -> None:
        is_idle = self._playing is Playing.NOT
        word = PLAY if is_idle else STOP
        self._button.setIcon(icon("play" if is_idle else "stop", self._theme.text))
        self._button.setAccessibleName(word)
        set_tip(self._button, word)
