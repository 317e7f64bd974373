"""Below the picture: who it is, the ids, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.text import displayable, escaped, isolated
from avatar_browser.ui.look.buttons import tool_button
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import PlainLabel, monospaced, scaled, small_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_M, SPACE_S, SPACE_XS, Theme
from avatar_browser.ui.video.canvas import Guide


class Footer(QWidget):
    copy_wanted = Signal()
    star_wanted = Signal()
    facts_wanted = Signal()
    guide_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._starred = False
        self._title = PlainLabel(wrap=False, is_name=True)
        self._title.setFont(scaled(self._title.font(), 3, bold=True))
        self._second = PlainLabel(muted=True, wrap=False)
        self._ids = small_label()
        self._ids.setWordWrap(False)
        self._ids.setFont(monospaced(self._ids.font()))
        self._ids.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._ids.setAccessibleDescription("IDs")
        self._copy = QPushButton("Copy ID")
        self._copy.setProperty("primary", True)
        self._copy.setToolTip("Copy the ID (Ctrl+C)")
        self._copy.clicked.connect(self.copy_wanted)
        self._star = QPushButton("Star")
        self._star.setToolTip("Star or unstar (S)")
        self._star.clicked.connect(self.star_wanted)
        self._guide = tool_button("Frame Guide", "Frame guide: none, 16:9, 9:16, 1:1 (G)")
        self._guide.setText("Guide")
        self._guide.setCheckable(True)
        self._guide.clicked.connect(self.guide_wanted)
        self._facts = tool_button("Facts", "Facts beside the picture (I)")
        self._facts.setCheckable(True)
        self._facts.clicked.connect(self.facts_wanted)
        self._close = tool_button("Close", "Close (Space or Esc)")
        self._close.clicked.connect(self.close_wanted)
        self._build()
        self.set_theme(theme)

    def _build(self) -> None:
        words = column(spacing=2)
        for label in (self._title, self._second, self._ids):
            # A long name is cut; it must not widen the sheet.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            words.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, SPACE_XS, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addLayout(words, 1)
        layout.addSpacing(SPACE_M)
        for button in (self._guide, self._facts, self._star, self._copy, self._close):
            layout.addWidget(button)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def second(self) -> str:
        return self._second.text()

    @property
    def ids(self) -> str:
        return self._ids.text()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._facts.setIcon(icon("panel", theme.text))
        self._close.setIcon(icon("close", theme.text))
        self._show_star()

    def show_avatar(self, avatar: Avatar, provider_name: str, place: str) -> None:
        self._title.show_text(displayable(avatar.display_name))
        variant = isolated(avatar.display_variant)
        self._second.show_text("  ·  ".join(filter(None, (variant, provider_name, place))))
        ids = (f"{i.label} {isolated(escaped(i.value))}" for i in avatar.ids)
        self._ids.show_text("  ·  ".join(ids))

    def show_starred(self, starred: bool) -> None:
        self._starred = starred
        self._show_star()

    def show_guide(self, guide: Guide) -> None:
        self._guide.setChecked(guide is not Guide.NONE)
        self._guide.setText(guide.title or "Guide")

    def show_facts_shown(self, shown: bool) -> None:
        self._facts.setChecked(shown)

    def _show_star(self) -> None:
        self._star.setText("Unstar" if self._starred else "Star")
        name = "star-filled" if self._starred else "star"
        self._star.setIcon(icon(name, self._theme.text))
