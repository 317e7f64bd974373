"""One comparison after the other: the sheet, and all that is behind it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.details import Details
from avatar_browser.services.previews import Previews
from avatar_browser.ui.compare.asking import Asking
from avatar_browser.ui.compare.cast import Cast
from avatar_browser.ui.compare.deeds import Deeds
from avatar_browser.ui.compare.differences import compared, headings
from avatar_browser.ui.compare.pane import Pane
from avatar_browser.ui.compare.panes import MOST
from avatar_browser.ui.compare.sheet import ComparisonSheet
from avatar_browser.ui.compare.stills import Stills
from avatar_browser.ui.look.motion import is_reduced
from avatar_browser.ui.look.overlay import Keys
from avatar_browser.ui.tab_page import TabPage
from avatar_browser.ui.video.controls import SEEK_MS, Controls
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.video.player_settings import PlayerSettings
from avatar_browser.ui.video.theatre import why_not_playable
from avatar_browser.ui.window import MainWindow
from avatar_browser.ui.words import spoken_name


class Comparison(QObject):
    """See Cast for how the clips play."""

    def __init__(
        self,
        window: MainWindow,
        made_previews: Callable[[], Previews],
        details: Details,
        floor: Floor,
        settings: PlayerSettings,
    ) -> None:
        super().__init__(window)
        self._window = window
        theme = window.parts.appearance.theme
        self._names = {spec.id: spec.name for spec in window.parts.specs}
        self._page: TabPage | None = None
        controls = Controls(theme, settings)
        self.sheet = ComparisonSheet(window.centralWidget() or window, controls, theme)
        self._panes = panes = self.sheet.panes
        self.cast = Cast(panes, made_previews, floor, settings, self)
        self._deeds = Deeds(panes, window.copier, window.parts.marks, self)
        self._stills = Stills(window.parts.pixmaps, panes, self)
        self._asking = Asking(details, window.follower.take_renewed, self)
        self.sheet.set_keys(self._keys())
        self._connect()

    @property
    def is_open(self) -> bool:
        return self._page is not None

    @property
    def shown(self) -> list[Avatar]:
        """Those that are compared."""
        panes = self._panes.shown if self.is_open else []
        return [pane.avatar for pane in panes if pane.avatar is not None]

    def begin(self, page: TabPage, avatars: Sequence[Avatar]) -> None:
        """With two to six of that page."""
        self.close(keep_focus=True)
        self._page = page
        self.sheet.show_over()  # first: a quick look that was open lets go of its pictures
        self.sheet.show_count(len(avatars))
        for pane, avatar in zip(self._panes.shown, avatars, strict=True):
            self._show_avatar(pane, avatar)
        has_clips = self.cast.begin(avatars)
        why_not = "" if has_clips else "None of them has a preview that can be played."
        self.sheet.controls.set_playable(why_not)
        if has_clips and not is_reduced():
            self.cast.conductor.play()
        self._show_facts()
        self._deeds.show_stars()
        self._stills.begin(page.grid)
        self._asking.begin(avatars)
        self.sheet.go_to(0)

    def close(self, *, keep_focus: bool = False) -> None:
        """The view has the keyboard again, as it was left."""
        page, self._page = self._page, None
        if page is None:
            return
        self.cast.conductor.stop()
        self._asking.stop()
        self._stills.stop()
        if not keep_focus:
            page.views.setFocus()
        self.sheet.hide()

    def _keys(self) -> Keys:
        key, conductor, sheet = Qt.Key, self.cast.conductor, self.sheet
        plain: dict[int, Callable[[], object]] = {
            key.Key_Space: conductor.toggle,
            key.Key_Escape: self.close,
            key.Key_Left: partial(conductor.seek_by, -SEEK_MS),
            key.Key_Right: partial(conductor.seek_by, SEEK_MS),
            key.Key_Comma: partial(conductor.step, -1),
            key.Key_Period: partial(conductor.step, 1),
            key.Key_Home: partial(conductor.seek, 0),
            key.Key_Up: partial(sheet.scroll_by, -0.2),
            key.Key_Down: partial(sheet.scroll_by, 0.2),
            key.Key_PageUp: partial(sheet.scroll_by, -0.9),
            key.Key_PageDown: partial(sheet.scroll_by, 0.9),
            key.Key_M: self._hear,
            key.Key_S: self._deeds.star,
            key.Key_D: sheet.only_differing.toggle,
        }
        plain |= {key.Key_1 + number: partial(sheet.go_to, number) for number in range(MOST)}
        held = {
            key.Key_C: self._deeds.copy,
            key.Key_D: self._deeds.star,
            key.Key_P: conductor.toggle,
        }
        return {
            **{(Qt.KeyboardModifier.NoModifier, k): act for k, act in plain.items()},
            **{(Qt.KeyboardModifier.ControlModifier, k): act for k, act in held.items()},
        }

    def _connect(self) -> None:
        window, sheet, conductor = self._window, self.sheet, self.cast.conductor
        sheet.closing.connect(self._on_close_wanted)
        sheet.left.connect(self._on_left)
        self._panes.made.connect(self._on_pane_made)
        controls = sheet.controls
        controls.play_toggled.connect(conductor.toggle)
        controls.sought.connect(conductor.seek)
        controls.stepped.connect(conductor.step)
        conductor.playing_changed.connect(controls.show_playing)
        conductor.duration_changed.connect(controls.show_duration)
        conductor.position_changed.connect(controls.show_position)
        window.parts.appearance.changed.connect(self._on_theme_changed)
        window.header.tab_chosen.connect(self._on_close_wanted)
        window.closed.connect(self._on_close_wanted)
        for catalogue in window.parts.catalogues:
            catalogue.avatars_changed.connect(self._on_avatars_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _show_avatar(self, pane: Pane, avatar: Avatar) -> None:
        name = self._names[avatar.key.provider]
        why_not = why_not_playable(avatar, next(iter(avatar.videos), None))
        pane.show_avatar(avatar, name, spoken_name(avatar, name), why_not)

    def _show_facts(self) -> None:
        self.sheet.facts.show_lines(headings(self.shown), compared(self.shown))

    def _hear(self) -> None:
        self.cast.hear(self._panes.number)

    def _on_pane_made(self, pane: Pane, _number: int) -> None:
        self.sheet.take_keys_of(pane)

    def _on_avatars_changed(self, changed: list[Avatar]) -> None:
        """Told anew: facts, links, perhaps a clip. What plays goes on."""
        if not self.is_open:
            return
        told = {avatar.key: avatar for avatar in changed}
        for number, avatar in enumerate(self.shown):
            if avatar.key in told:
                self._show_avatar(self._panes.shown[number], told[avatar.key])
                self.cast.retell(number, told[avatar.key])
        if any(avatar.key in told for avatar in self.shown):
            self._show_facts()
            self._stills.ask()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        number = self._panes.pane_of(now) if now is not None and self.is_open else None
        if number is not None:
            self._panes.set_current(number)

    def _on_close_wanted(self) -> None:
        self.close()

    def _on_left(self) -> None:
        self.close(keep_focus=True)

    def _on_theme_changed(self) -> None:
        self.sheet.set_theme(self._window.parts.appearance.theme)
