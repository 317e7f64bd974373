"""The row above the grid: tabs on the left, a few buttons on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QWidget

from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import PlainLabel
from avatar_browser.ui.look.theme import SPACE_L, SPACE_M, SPACE_S, Theme


class Header(QWidget):
    """``buttons`` pairs an action with its icon's name."""

    tab_chosen = Signal(int)

    def __init__(
        self,
        names: Sequence[str],
        buttons: Sequence[tuple[QAction, str]],
        theme: Theme,
        *,
        label: str = "",
    ) -> None:
        super().__init__()
        self.label = label
        self._names = list(names)
        self._buttons = list(buttons)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("Providers")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        for name in names:
            self._tabs.addTab(name)
        self._tabs.currentChanged.connect(self.tab_chosen)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_S, 0, SPACE_M, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._tabs)
        layout.addStretch(1)
        if label:
            pill = PlainLabel(label, wrap=False)
            pill.setProperty("pill", True)
            layout.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
            layout.addSpacing(SPACE_L)
        for action, _ in self._buttons:
            button = QToolButton()
            button.setDefaultAction(action)
            layout.addWidget(button)
        self.set_theme(theme)

    @property
    def tab_bar(self) -> QTabBar:
        return self._tabs

    def set_theme(self, theme: Theme) -> None:
        for action, name in self._buttons:
            action.setIcon(icon(name, theme.text))

    def choose_tab(self, index: int) -> None:
        self._tabs.setCurrentIndex(index)

    def show_count(self, index: int, count: int) -> None:
        """A count may follow the name; none while there is nothing to count."""
        text = f"{self._names[index]} {count:,}" if count else self._names[index]
        self._tabs.setTabText(index, text.replace("&", "&&"))
