"""One avatar of a comparison: its picture or clip, who it is, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.text import displayable, isolated
from avatar_browser.ui.look.buttons import tool_button
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import PlainLabel, scaled, small_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_XS, Theme
from avatar_browser.ui.video.canvas import Canvas
from avatar_browser.ui.words import second_line


class Pane(QWidget):
    copy_wanted = Signal()
    star_wanted = Signal()
    hear_wanted = Signal()
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._avatar: Avatar | None = None
        self._is_starred = False
        self._has_clip = False
        self._trouble = ""
        self._told = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas = Canvas()
        self.canvas.pressed.connect(self.setFocus)
        self.canvas.resized.connect(self.resized)
        self._name = PlainLabel(wrap=False, is_name=True)
        self._name.setFont(scaled(self._name.font(), 0, bold=True))
        self._second = small_label()
        self._second.setWordWrap(False)
        self._hear = tool_button("Listen", "Listen to this clip alone (M)")
        self._hear.setCheckable(True)
        self._hear.clicked.connect(self.hear_wanted)
        self._star = tool_button("Star", "Star or unstar (S)")
        self._star.clicked.connect(self.star_wanted)
        self._copy = QPushButton("Copy ID")
        self._copy.setToolTip("Copy this avatar's ID (Ctrl+C)")
        self._copy.clicked.connect(self.copy_wanted)
        self._build()
        self.set_theme(theme)

    def _build(self) -> None:
        words = column(spacing=0)
        for label in (self._name, self._second):
            # A long name is cut; it must not widen the pane.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            words.addWidget(label)
        lower = QHBoxLayout()
        lower.setSpacing(SPACE_XS)
        lower.addLayout(words, 1)
        for button in (self._hear, self._star, self._copy):
            lower.addWidget(button)
        layout = column(self, spacing=SPACE_XS)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(lower)

    @property
    def avatar(self) -> Avatar | None:
        return self._avatar

    @property
    def name(self) -> str:
        return self._name.text()

    @property
    def second(self) -> str:
        return self._second.text()

    @property
    def has_clip(self) -> bool:
        return self._has_clip

    @property
    def is_starred(self) -> bool:
        return self._is_starred

    @property
    def is_heard(self) -> bool:
        return self._hear.isChecked()

    @property
    def buttons(self) -> tuple[QToolButton, QToolButton, QPushButton]:
        """Listen, star, copy."""
        return self._hear, self._star, self._copy

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._draw()

    def show_avatar(self, avatar: Avatar, provider_name: str, spoken: str, why_not: str) -> None:
        """``why_not`` says why there is no clip, empty where there is one."""
        is_same = self._avatar is not None and self._avatar.key == avatar.key
        keeps_text = is_same and self._has_clip and not why_not
        self._avatar = avatar
        self._name.show_text(displayable(avatar.display_name))
        self._second.show_text(f"{isolated(second_line(avatar))}  ·  {displayable(provider_name)}")
        self.setAccessibleName(spoken)
        self.canvas.setAccessibleName(spoken)
        for button in self.buttons:
            button.setAccessibleDescription(self._name.text())
        self._has_clip = not why_not
        self._hear.setEnabled(self._has_clip)
        self._trouble = ""
        self._told = self._told if keeps_text else why_not
        self._show_message()

    def show_still(self, still: QPixmap | None) -> None:
        self.canvas.show_still(still)
        self._show_message()

    def show_frame(self, frame: QImage | None) -> None:
        self.canvas.show_frame(frame)

    def tell(self, text: str, _share: float | None = None) -> None:
        """What becomes of the clip; why there is none stays to be read."""
        if self._has_clip:
            self._told = text
            self._show_message()

    def show_trouble(self, text: str) -> None:
        """Why there is no picture; a clip's own trouble comes first."""
        self._trouble = text
        self._show_message()

    def show_starred(self, starred: bool) -> None:
        self._is_starred = starred
        self._draw()

    def show_heard(self, heard: bool) -> None:
        self._hear.setChecked(heard)
        self._draw()

    def show_current(self, ring: QColor | None) -> None:
        """A ring around the one that keys act on."""
        self.canvas.show_caption("", ring)

    def _show_message(self) -> None:
        trouble = self._trouble if self.canvas.is_empty else ""
        self.canvas.show_message(self._told or trouble)

    def _draw(self) -> None:
        colour = self._theme.text
        self._hear.setIcon(icon("sound" if self._hear.isChecked() else "muted", colour))
        self._star.setIcon(icon("star-filled" if self._is_starred else "star", colour))
        self._star.setAccessibleName("Unstar" if self._is_starred else "Star")
