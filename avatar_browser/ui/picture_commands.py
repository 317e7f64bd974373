"""The actions for pictures: how they lie in their cards, and whether they are fetched ahead."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Slot

from avatar_browser.services.settings_keeper import SettingsKeeper
from avatar_browser.services.warm_up import WarmUp
from avatar_browser.ui.warming import Warming
from avatar_browser.ui.window import MainWindow


class PictureCommands(QObject):
    """Both are settings, and the same for all tabs."""

    def __init__(self, window: MainWindow, settings: SettingsKeeper, warm_up: WarmUp) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self.warming = Warming(window, warm_up)
        actions = window.menu_actions
        self.whole = actions.add("Fit &Whole Pictures", checkable=True)
        self.ahead = actions.add("Load Pictures in the Bac&kground", checkable=True)
        view = actions.menus["view"]
        view.insertActions(actions.play, [self.whole, self.ahead])
        view.insertSeparator(actions.play)
        self.whole.setChecked(settings.settings.fit_pictures)
        self.ahead.setChecked(settings.settings.warm_up)
        self.whole.toggled.connect(self._on_whole_toggled)
        self.ahead.toggled.connect(self._on_ahead_toggled)
        self._show_whole(settings.settings.fit_pictures)
        self.warming.set_on(settings.settings.warm_up)

    @Slot(bool)
    def _on_whole_toggled(self, on: bool) -> None:
        self._put(fit_pictures=on)
        self._show_whole(on)

    @Slot(bool)
    def _on_ahead_toggled(self, on: bool) -> None:
        self._put(warm_up=on)
        self.warming.set_on(on)

    def _show_whole(self, on: bool) -> None:
        for page in self._window.pages:
            page.grid.set_fit("fit" if on else "fill")

    def _put(self, **changes: Any) -> None:
        self._settings.put(replace(self._settings.settings, **changes))
