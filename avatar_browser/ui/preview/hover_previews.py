"""Previews on cards, for a whole window: on or off, and off by themselves when they do harm."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot

from avatar_browser.services.playing_mark import PlayingMark
from avatar_browser.services.previews import Previews
from avatar_browser.services.settings_keeper import SettingsKeeper
from avatar_browser.services.slices import SliceTimer
from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.look.motion import is_reduced
from avatar_browser.ui.preview.card_preview import CardPreview
from avatar_browser.ui.preview.hover import HoverWatch
from avatar_browser.ui.preview.scrub import Scrub
from avatar_browser.ui.video import support
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.window import MainWindow

FAILURES = 2
"""So many clips one after the other that cannot be played, and no more are tried."""
_SAID_MS = 8_000
_SAID_AT_START_MS = 20_000
"""While the first avatars arrive the eye is elsewhere."""
_TURN_ON = "turn them on with “Play Previews on Hover” in the View menu."
CRASHED = f"Previews on cards are off after a crash: {_TURN_ON}"
GAVE_UP = f"Previews on cards are off since two failed to play: {_TURN_ON}"


class HoverPreviews(QObject):
    """Adds its action to the View menu, and watches the grids of all tabs."""

    def __init__(
        self,
        window: MainWindow,
        previews: Previews,
        mark: PlayingMark,
        floor: Floor,
        settings: SettingsKeeper,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._failures = 0
        self._row: int | None = None
        self.preview = CardPreview(previews, mark, floor, self)
        self._scrub = Scrub(self.preview)
        actions = window.menu_actions
        self.action = actions.add("Play Previews on &Hover", checkable=True)
        self.action.setEnabled(not support.why_missing())
        actions.menus["view"].insertAction(actions.refresh, self.action)
        self.action.triggered.connect(self._on_triggered)
        self.preview.moved.connect(self._on_moved)
        self.preview.gave_up.connect(self._on_gave_up)
        self._watches = [self._made_watch(page.grid) for page in window.pages]
        window.header.card_size.valueChanged.connect(self.stop)
        window.closed.connect(self.stop)
        chosen = settings.settings.hover_preview
        self.action.setChecked(not is_reduced() if chosen is None else chosen)
        self._crash = SliceTimer(partial(self._turn_off, CRASHED, _SAID_AT_START_MS), self)
        if mark.was_left and self.action.isChecked():
            self._crash.start()  # there is nowhere to say it before the window is shown

    @property
    def is_on(self) -> bool:
        return self.action.isEnabled() and self.action.isChecked()

    @Slot()
    def stop(self) -> None:
        """Give the still back, until mouse or keyboard move."""
        for watch in self._watches:
            watch.leave()

    def _made_watch(self, grid: AvatarGrid) -> HoverWatch:
        watch = HoverWatch(grid)
        watch.rested.connect(partial(self._on_rested, grid))
        watch.moved.connect(partial(self._on_mouse_moved, grid))
        watch.left.connect(self._on_left)
        return watch

    def _on_rested(self, grid: AvatarGrid, row: int) -> None:
        if self.is_on:
            self._row = row
            self.preview.begin(grid, row)

    def _on_mouse_moved(self, grid: AvatarGrid, place: QPoint) -> None:
        if self._row is not None:
            cell = grid.visualRect(grid.avatars.index(self._row, 0))
            self._scrub.move(place, grid.shape.picture(cell))

    @Slot()
    def _on_left(self) -> None:
        self._row = None
        self._scrub.end()
        self.preview.end()

    @Slot(bool)
    def _on_triggered(self, on: bool) -> None:
        self._failures = 0
        self._keep(on)

    @Slot()
    def _on_moved(self) -> None:
        self._failures = 0

    @Slot()
    def _on_gave_up(self) -> None:
        self._failures += 1
        if self._failures == FAILURES:
            self._turn_off(GAVE_UP)

    def _turn_off(self, why: str, said_ms: int = _SAID_MS) -> None:
        self.action.setChecked(False)
        self._keep(False)
        self._window.toast.show_text(why, said_ms)

    def _keep(self, on: bool) -> None:
        self.stop()
        self._settings.put(replace(self._settings.settings, hover_preview=on))
