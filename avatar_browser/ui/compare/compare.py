"""Compare: the avatars that are selected, side by side."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.details import Details
from avatar_browser.services.previews import Previews
from avatar_browser.ui.compare.cast import Cast
from avatar_browser.ui.compare.comparison import Comparison
from avatar_browser.ui.compare.panes import MOST
from avatar_browser.ui.compare.sheet import KEYS_TOLD, ComparisonSheet
from avatar_browser.ui.tab_page import TabPage
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.video.player_settings import PlayerSettings
from avatar_browser.ui.window import MainWindow

LEAST = 2


def comparable(page: TabPage) -> list[Avatar]:
    """What is selected, with all looks of a person or else the first; empty unless two to six."""
    if len(page.views.choice.rows) > MOST:
        return []
    several = (page.selected_looks, page.selected)
    return next((avatars for avatars in several if LEAST <= len(avatars) <= MOST), [])


class Compare(QObject):
    """Adds its action to the menus; the sheet is made when it is first wanted."""

    def __init__(
        self,
        window: MainWindow,
        made_previews: Callable[[], Previews],
        details: Details,
        floor: Floor,
        settings: PlayerSettings,
    ) -> None:
        """``details`` are its own, and so is each of the previews that are made."""
        super().__init__(window)
        self._window = window
        self._made_previews = made_previews
        self._details = details
        self._floor = floor
        self._settings = settings
        self._comparison: Comparison | None = None
        self.action = self._made_action()
        window.header.tab_chosen.connect(self._show_enabled)
        for page in window.pages:
            page.chosen.connect(self._on_chosen)
        self._show_enabled()

    @property
    def is_open(self) -> bool:
        return self._comparison is not None and self._comparison.is_open

    @property
    def shown(self) -> list[Avatar]:
        """Those that are compared."""
        return self._comparison.shown if self._comparison is not None else []

    @property
    def sheet(self) -> ComparisonSheet:
        return self._made_comparison().sheet

    @property
    def cast(self) -> Cast:
        return self._made_comparison().cast

    def open(self) -> None:
        avatars = comparable(self._window.page)
        if avatars:
            self._made_comparison().begin(self._window.page, avatars)

    def close(self) -> None:
        if self._comparison is not None:
            self._comparison.close()

    def _made_comparison(self) -> Comparison:
        if self._comparison is None:
            self._comparison = Comparison(
                self._window, self._made_previews, self._details, self._floor, self._settings
            )
        return self._comparison

    def _made_action(self) -> QAction:
        actions = self._window.menu_actions
        action = actions.add("Co&mpare", "Ctrl+K")
        action.setStatusTip("Two to six avatars that are selected, side by side")
        actions.menus["view"].insertAction(actions.play, action)
        actions.in_context.insert(1, action)
        actions.keys_inside.append(("In a comparison", KEYS_TOLD))
        action.triggered.connect(self.open)
        return action

    def _show_enabled(self) -> None:
        self.action.setEnabled(bool(comparable(self._window.page)))

    def _on_chosen(self) -> None:
        if self.sender() is self._window.page:
            self._show_enabled()
