"""The rows above the grid: search and buttons, and below them the tabs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QToolButton, QWidget
from typing_extensions import override

from avatar_browser.ui.card_size import CardSizeSlider
from avatar_browser.ui.finding.search_field import SearchField
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import PlainLabel
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.plain import literal
from avatar_browser.ui.look.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Theme
from avatar_browser.ui.people.switch import PeopleSwitch

_WIDE = 780


class Header(QWidget):
    """``buttons`` pairs an action with its icon's name; the sort menu has a button of its own."""

    tab_chosen = Signal(int)

    def __init__(
        self,
        names: Sequence[str],
        search: SearchField,
        buttons: Sequence[tuple[QAction, str]],
        sort_menu: QMenu,
        theme: Theme,
        *,
        label: str = "",
    ) -> None:
        super().__init__()
        self.label = label
        self._names = list(names)
        self._search = search
        self._buttons = list(buttons)
        self.people_switch = PeopleSwitch()
        self.card_size = CardSizeSlider()
        self._theme = theme
        self._sort = QToolButton()
        self._sort.setAccessibleName("Sort")
        self._sort.setToolTip("Sort")
        self._sort.setMenu(sort_menu)
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("Providers")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        for name in names:
            self._tabs.addTab(literal(name))
        self._tabs.currentChanged.connect(self.tab_chosen)
        self._tabs.currentChanged.connect(self._tabs.updateGeometry)  # bold, so it may be wider
        layout = column(self)
        layout.addLayout(self._made_toolbar(label))
        layout.addLayout(self._made_tabs())
        self.set_theme(theme)

    def _made_toolbar(self, label: str) -> QHBoxLayout:
        row = self._toolbar = QHBoxLayout()
        row.setContentsMargins(SPACE_L, SPACE_XS, SPACE_M, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._search, 1)
        row.addStretch(1)
        if label:
            pill = PlainLabel(label, wrap=False)
            pill.setProperty("pill", True)
            row.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.people_switch)
        row.addWidget(self.card_size)
        row.addWidget(self._sort)
        for action, _ in self._buttons:
            button = QToolButton()
            button.setDefaultAction(action)
            row.addWidget(button)
        return row

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where all of it is too much, the keys do what the slider does."""
        self.card_size.setVisible(event.size().width() >= _WIDE)
        super().resizeEvent(event)

    def add_button(self, action: QAction, icon_name: str) -> None:
        """Before the sort menu."""
        self._buttons.append((action, icon_name))
        action.setIcon(icon(icon_name, self._theme.text))
        button = QToolButton()
        button.setDefaultAction(action)
        self._toolbar.insertWidget(self._toolbar.indexOf(self._sort), button)

    def _made_tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_S, 0, SPACE_M, 0)
        row.addWidget(self._tabs)
        row.addStretch(1)
        return row

    @property
    def tab_bar(self) -> QTabBar:
        return self._tabs

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._sort.setIcon(icon("sort", theme.text))
        for action, name in self._buttons:
            action.setIcon(icon(name, theme.text))

    def choose_tab(self, index: int) -> None:
        self._tabs.setCurrentIndex(index)

    def show_count(self, index: int, count: int) -> None:
        """A count may follow the name; none while there is nothing to count."""
        text = f"{self._names[index]} {count:,}" if count else self._names[index]
        text = literal(text)
        if text != self._tabs.tabText(index):  # else Qt lays out all tabs anew all the same
            self._tabs.setTabText(index, text)
