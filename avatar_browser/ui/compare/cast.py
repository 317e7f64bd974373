"""The players of the panes."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.previews import Previews
from avatar_browser.ui.compare.conductor import Conductor
from avatar_browser.ui.compare.hearing import Hearing
from avatar_browser.ui.compare.pane import Pane
from avatar_browser.ui.compare.panes import Panes
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.video.playback import Playback
from avatar_browser.ui.video.player_settings import PlayerSettings
from avatar_browser.ui.video.theatre import why_not_playable


class Cast(QObject):
    """One for each pane, made with it and kept: up to six clips are decoded at once.

    To all others in the window they are one, by the floor that is taken for all of them.
    """

    def __init__(
        self,
        panes: Panes,
        made_previews: Callable[[], Previews],
        floor: Floor,
        settings: PlayerSettings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._made_previews = made_previews
        self.playbacks: list[Playback] = []
        self.hearing = Hearing(settings, self)
        self.conductor = Conductor(floor, settings, self)
        panes.made.connect(self._on_pane_made)
        self.hearing.changed.connect(self._show_heard)

    def begin(self, avatars: Sequence[Avatar]) -> bool:
        """From the beginning, nothing plays yet. Whether there is a clip to be played."""
        self.hearing.begin()
        playable = []
        for playback, avatar in zip(self.playbacks, avatars, strict=False):
            if self._prepare(playback, avatar):
                playable.append(playback)
        self.conductor.begin(playable)
        return bool(playable)

    def retell(self, number: int, avatar: Avatar) -> None:
        """The same avatar as its provider tells it now: a clip may have come."""
        playback = self.playbacks[number]
        if self._prepare(playback, avatar):
            self.conductor.join(playback)

    def hear(self, number: int) -> None:
        """That pane's clip alone, or none where it is the one."""
        if self._panes.shown[number].has_clip:
            self.hearing.toggle(number)

    @staticmethod
    def _prepare(playback: Playback, avatar: Avatar) -> bool:
        video = next(iter(avatar.videos), None)
        playback.show(avatar, video)
        return not why_not_playable(avatar, video)

    def _on_pane_made(self, pane: Pane, number: int) -> None:
        own = Floor(self)  # the conductor takes the window's for all of them
        playback = Playback(self._made_previews(), own, self.hearing.add(), self)
        self.playbacks.append(playback)
        self.conductor.add(playback)
        playback.frame_shown.connect(pane.show_frame)
        playback.told.connect(pane.tell)
        pane.hear_wanted.connect(partial(self.hear, number))

    def _show_heard(self) -> None:
        for number, pane in enumerate(self._panes.shown):
            pane.show_heard(number == self.hearing.heard)
