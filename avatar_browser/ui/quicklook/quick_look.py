"""Quick look: Space shows what is chosen large, and plays it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.clip_copies import ClipCopies
from avatar_browser.services.previews import Previews
from avatar_browser.ui.look.motion import is_reduced
from avatar_browser.ui.look.overlay import Keys
from avatar_browser.ui.quicklook.deeds import Deeds
from avatar_browser.ui.quicklook.gallery import Gallery
from avatar_browser.ui.quicklook.pictures import LargePictures
from avatar_browser.ui.quicklook.sheet import KEYS_TOLD, Sheet, zoom_keys
from avatar_browser.ui.video.controls import Controls
from avatar_browser.ui.video.errands import Errands
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.video.playback import Playback
from avatar_browser.ui.video.player_settings import PlayerSettings
from avatar_browser.ui.video.theatre import why_not_playable
from avatar_browser.ui.window import MainWindow
from avatar_browser.ui.words import spoken_name

_REST_MS = 150
"""So long an avatar is shown before its clip is fetched: arrow keys run over many."""


class QuickLook(QObject):
    """Adds its action to the menus and its sheet to the window. ``previews`` is its own."""

    def __init__(
        self,
        window: MainWindow,
        previews: Previews,
        floor: Floor,
        settings: PlayerSettings,
        copies: ClipCopies,
    ) -> None:
        super().__init__(window)
        self._window = window
        theme = window.parts.appearance.theme
        self._names = {spec.id: spec.name for spec in window.parts.specs}
        self._gallery: Gallery | None = None
        controls = Controls(theme, settings)
        controls.keep_height()
        self.playback = Playback(previews, floor, settings, self)
        self.playback.attach(controls)
        self._errands = Errands(self.playback, controls, copies, theme)
        self._errands.told.connect(window.toast.show_text)
        self.sheet = Sheet(window.centralWidget() or window, controls, theme)
        self.deeds = Deeds(self.sheet, window.copier, window.parts.marks, self)
        self._pictures = LargePictures(window.parts.pixmaps, self.sheet.board, self)
        self._pictures.fewer_listed.connect(self._on_fewer_listed)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.playback.play)
        self.action = self._made_action()
        window.menu_actions.keys_inside.append(("In quick look", KEYS_TOLD))
        self.sheet.set_keys(self._keys())
        self._connect()

    @property
    def is_open(self) -> bool:
        return self._gallery is not None

    @property
    def avatar(self) -> Avatar | None:
        """The one that is shown, or the current one of several."""
        return self._gallery.current if self._gallery else None

    def open(self) -> None:
        """What is selected, else the current row, else the first."""
        gallery = Gallery(self._window.page)
        if gallery.current is None:
            return
        self._gallery = gallery
        self.sheet.show_over()
        self._show(anew=True)

    def close(self, *, keep_focus: bool = False) -> None:
        """The view has the keyboard again, at the avatar looked at last."""
        gallery, self._gallery = self._gallery, None
        if gallery is None:
            return
        self._rest.stop()
        self.playback.stop()
        self._pictures.stop()
        if not keep_focus:
            gallery.page.views.setFocus()
        self.sheet.hide()

    def _made_action(self) -> QAction:
        """Its key is the views' alone: elsewhere, Space presses buttons and is typed."""
        actions = self._window.menu_actions
        action = actions.add("&Quick Look", "Space")
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setAutoRepeat(False)
        actions.menus["view"].insertAction(actions.play, action)
        actions.in_context.insert(0, action)
        action.triggered.connect(self.open)
        return action

    def _keys(self) -> Keys:
        key, deeds, control = Qt.Key, self.deeds, Qt.KeyboardModifier.ControlModifier
        plain: dict[int, Callable[[], object]] = {
            key.Key_Space: self.close,
            key.Key_Escape: self.close,
            key.Key_Left: partial(self._walk, -1),
            key.Key_Right: partial(self._walk, 1),
            key.Key_Up: partial(self._walk_looks, -1),
            key.Key_Down: partial(self._walk_looks, 1),
            key.Key_I: deeds.toggle_facts,
            key.Key_G: deeds.next_guide,
            key.Key_S: deeds.star,
            key.Key_F: self._errands.show_full_screen,
            key.Key_Comma: partial(self.playback.step, -1),
            key.Key_Period: partial(self.playback.step, 1),
        }
        held = {
            key.Key_C: deeds.copy,
            key.Key_D: deeds.star,
            key.Key_P: self.playback.toggle_play,
        }
        return {
            **zoom_keys(self._zoom),
            **{(Qt.KeyboardModifier.NoModifier, k): act for k, act in plain.items()},
            **{(control, k): act for k, act in held.items()},
        }

    def _connect(self) -> None:
        window, sheet = self._window, self.sheet
        sheet.closing.connect(self._on_close_wanted)
        sheet.left.connect(self._on_left)
        sheet.board.picked.connect(self._on_picked)
        sheet.footer.close_wanted.connect(self._on_close_wanted)
        self.playback.frame_shown.connect(sheet.board.show_frame)
        self.playback.told.connect(self._on_told)
        window.parts.appearance.changed.connect(self._on_theme_changed)
        window.header.tab_chosen.connect(self._on_close_wanted)
        window.closed.connect(self._on_close_wanted)
        for page in window.pages:
            page.grid.addAction(self.action)
            page.views.mode_changed.connect(self._on_mode_changed)
            page.model.dataChanged.connect(self._on_rows_changed)
            page.model.modelReset.connect(self._on_rows_changed)
        self._on_mode_changed()

    def _show(self, *, anew: bool) -> None:
        """``anew``: another avatar than before, whose clip is to be played once it rests."""
        gallery = self._gallery
        avatar = gallery.current if gallery else None
        if gallery is None or avatar is None:
            return
        board, shown = self.sheet.board, gallery.shown
        if anew:
            self.playback.stop()
        board.show_count(len(shown))
        board.set_current(gallery.number)
        ring = self._window.parts.appearance.theme.accent
        board.show_captions([self._spoken(each) for each in shown], ring)
        name = self._names[avatar.key.provider]
        self.sheet.footer.show_avatar(avatar, name, gallery.place_text)
        self.sheet.setAccessibleDescription(self._spoken(avatar))
        self.deeds.show_avatar(avatar)
        self._pictures.show(gallery)
        video = next(iter(avatar.videos), None)
        self.playback.show(avatar, video)
        why_not = why_not_playable(avatar, video)
        self.sheet.controls.set_playable(why_not)
        if anew and not why_not and not is_reduced():
            self._rest.start()

    def _spoken(self, avatar: Avatar) -> str:
        return spoken_name(avatar, self._names[avatar.key.provider])

    def _on_fewer_listed(self) -> None:
        """One of several is listed no more."""
        self._show(anew=False)

    def _walk(self, steps: int) -> None:
        if self._gallery is not None and self._gallery.walk(steps):
            self._show(anew=True)

    def _walk_looks(self, steps: int) -> None:
        gallery = self._gallery
        if gallery is None:
            return
        if len(gallery.shown) > 1:  # side by side: a line up or down
            self._walk(steps * self.sheet.board.columns)
        elif gallery.walk_looks(steps):
            self._show(anew=True)

    def _zoom(self, steps: int) -> None:
        self.sheet.board.zoom(steps)
        self._pictures.ask()

    def _on_picked(self, number: int) -> None:
        gallery = self._gallery
        if gallery is not None and number != gallery.number and gallery.pick(number):
            self._show(anew=True)
        self.sheet.setFocus()

    def _on_told(self, text: str, _share: float | None) -> None:
        self.sheet.board.show_message(text)

    def _on_rows_changed(self) -> None:
        if self._gallery is not None and self.sender() is self._gallery.page.model:
            self._show(anew=False)

    def _on_mode_changed(self) -> None:
        for page in self._window.pages:
            page.views.view.addAction(self.action)

    def _on_close_wanted(self) -> None:
        self.close()

    def _on_left(self) -> None:
        self.close(keep_focus=True)

    def _on_theme_changed(self) -> None:
        theme = self._window.parts.appearance.theme
        self.sheet.set_theme(theme)
        self._errands.set_theme(theme)
        self._show(anew=False)
