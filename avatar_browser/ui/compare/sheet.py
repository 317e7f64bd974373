"""The sheet that a comparison is drawn on: panes, facts below them, one bar for all."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from avatar_browser.ui.compare.facts import ComparedFacts
from avatar_browser.ui.compare.panes import Panes
from avatar_browser.ui.look.buttons import tool_button
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import PlainLabel, hair_line, scaled
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.overlay import Overlay
from avatar_browser.ui.look.theme import SPACE_L, SPACE_M, SPACE_S, Theme
from avatar_browser.ui.video.controls import Controls
from avatar_browser.ui.words import counted

KEYS_TOLD = (
    ("Play or pause all", "Space"),
    ("A second back or on", "Left, Right"),
    ("A frame back or on", "Comma, Full stop"),
    ("To an avatar", "Tab, or 1 to 6"),
    ("Listen to it alone", "M"),
    ("Copy its ID", "Ctrl+C"),
    ("Star it", "S or Ctrl+D"),
    ("Differences only", "D"),
    ("Scroll", "Up, Down, Page Up, Page Down"),
    ("Close", "Esc"),
)
"""For people."""


class _Scroll(QScrollArea):
    """Moved by the sheet's keys alone: its own would keep the arrows from the bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class ComparisonSheet(Overlay):
    def __init__(self, over: QWidget, controls: Controls, theme: Theme) -> None:
        super().__init__(over, theme)
        self.setAccessibleName("Compare")
        self.controls = controls
        self.panes = Panes(theme)
        self.facts = ComparedFacts()
        self._title = PlainLabel(wrap=False)
        self._title.setFont(scaled(self._title.font(), 3, bold=True))
        self.only_differing = QCheckBox("Differences only")
        self.only_differing.setToolTip("Show only the facts that differ (D)")
        self.only_differing.toggled.connect(self.facts.set_only_differing)
        self._close = tool_button("Close", "Close (Esc)")
        self._close.clicked.connect(self.closing)
        self._scroll = _Scroll()
        self._build()
        self._scroll.viewport().installEventFilter(self)
        self.take_keys_of(self.panel)
        self.set_theme(theme)

    def _build(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(SPACE_M)
        upper.addWidget(self._title, 1)
        upper.addWidget(self.only_differing)
        upper.addWidget(self._close)
        content = QWidget()
        inner = column(content, spacing=SPACE_M, margins=(0, 0, SPACE_S, 0))
        for widget in (self.panes, hair_line(), self.facts):
            inner.addWidget(widget)
        inner.addStretch(1)
        self._scroll.setWidget(content)
        layout = column(self.panel, spacing=SPACE_S, margins=(SPACE_L, SPACE_M, SPACE_L, SPACE_M))
        layout.addLayout(upper)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.controls)

    @property
    def title(self) -> str:
        return self._title.text()

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.controls.set_theme(theme)
        self.panes.set_theme(theme)
        self._close.setIcon(icon("close", theme.text))

    def show_count(self, count: int) -> None:
        self._title.show_text(f"Compare {counted(count, 'avatar', 'avatars')}")
        self.panes.show_count(count)
        self._fit()
        self._scroll.verticalScrollBar().setValue(0)

    def scroll_by(self, pages: float) -> None:
        """So much of what is seen down, or up where below 0."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + round(bar.pageStep() * pages))

    def go_to(self, number: int) -> None:
        """Give that pane the keyboard, in view."""
        if number < len(self.panes.shown):
            pane = self.panes.shown[number]
            pane.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(pane, 0, 0)

    def _fit(self) -> None:
        self.panes.fit(self._scroll.viewport().height())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._scroll.viewport():
            if event.type() == QEvent.Type.Resize:
                self._fit()
            return False
        return super().eventFilter(watched, event)
