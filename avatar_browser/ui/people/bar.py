"""The bar above the looks of one person: who it is, and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from avatar_browser.domain.text import displayable
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import PlainLabel, scaled
from avatar_browser.ui.look.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Theme
from avatar_browser.ui.words import looks_words

_NAME_LIMIT = 60


class PersonBar(QWidget):
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._back = QToolButton()
        self._back.setText("All people")
        self._back.setAccessibleName("All people")
        self._back.setToolTip("Back to all people (Esc)")
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.clicked.connect(self.back_wanted)
        self._back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._full_name = ""
        self._name = PlainLabel(wrap=False)
        self._name.setMinimumWidth(SPACE_L)  # a long name must not widen the window
        self._name.setFont(scaled(self._name.font(), 1, bold=True))
        self._count = PlainLabel(wrap=False, muted=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_XS, SPACE_M, SPACE_XS)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._back)
        layout.addWidget(self._name)
        layout.addWidget(self._count)
        layout.addStretch(1)
        self.set_theme(theme)

    @property
    def text(self) -> str:
        """Who it is, and how many looks."""
        return f"{self._full_name} {self._count.text()}"

    def set_theme(self, theme: Theme) -> None:
        self._back.setIcon(icon("chevron-left", theme.text, 16))

    def show_person(self, name: str, looks: int) -> None:
        self._full_name = displayable(name, _NAME_LIMIT)
        self._count.show_text(f"·  {looks_words(looks)}")
        self._fit_name()

    def _fit_name(self) -> None:
        others = self._back.sizeHint().width() + self._count.sizeHint().width()
        gaps = 5 * SPACE_S + SPACE_M
        room = max(SPACE_L, self.width() - others - gaps)
        metrics = self._name.fontMetrics()
        shown = metrics.elidedText(self._full_name, Qt.TextElideMode.ElideRight, room)
        self._name.show_text(shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_name()
