"""The window, and what acts in it."""

from dataclasses import replace

from PySide6.QtCore import QObject

from avatar_browser.services.clip_copies import ClipCopies
from avatar_browser.services.details import Details
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.look.scripts import ScriptFonts
from avatar_browser.ui.look.theme import Appearance
from avatar_browser.ui.people_commands import PeopleCommands
from avatar_browser.ui.picture_commands import PictureCommands
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.video.player_settings import PlayerSettings
from avatar_browser.ui.video.theatre import Theatre
from avatar_browser.ui.view_commands import ViewCommands
from avatar_browser.ui.window import MainWindow, Parts
from avatar_browser.wiring.foundation import Foundation
from avatar_browser.wiring.healing import Healing
from avatar_browser.wiring.media import Media
from avatar_browser.wiring.troubles import Troubles


class Front(QObject):
    """Makes the window, and every controller that its first screen needs."""

    def __init__(
        self,
        base: Foundation,
        media: Media,
        appearance: Appearance,
        *,
        label: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._base, self._media = base, media
        settings = base.settings.settings
        self.floor = Floor(self)
        self.playing = PlayerSettings(
            loop=settings.loop, muted=settings.muted, volume=settings.volume
        )
        self.playing.changed.connect(self._on_playing_changed)
        copies = ClipCopies(base.dispatcher, media.lent, self)
        copies.take_back()
        self.theatre = Theatre(
            media.pane_previews, self.floor, self.playing, copies, appearance.theme
        )
        self.window = window = MainWindow(self._parts(appearance, label))
        PeopleCommands(window)
        ViewCommands(window)
        self.picture_commands = PictureCommands(window, base.settings, media.warm_up)
        ScriptFonts(base.catalogues, window)
        self.troubles = Troubles(window, base, media)
        self.healing = Healing(base, media, self)
        self._connect()

    def _parts(self, appearance: Appearance, label: str) -> Parts:
        base = self._base
        return Parts(
            specs=base.specs,
            catalogues=base.catalogues,
            keys=base.keys,
            details=Details(base.sessions, base.dispatcher, parent=self),
            marks=base.marks,
            pixmaps=PixmapStore(self._media.pictures),
            theatre=self.theatre,
            appearance=appearance,
            label=label,
        )

    def _connect(self) -> None:
        window = self.window
        self.theatre.told.connect(window.toast.show_text)
        self._media.renewal.avatar_renewed.connect(window.follower.take_renewed)

    def _on_playing_changed(self) -> None:
        keeper, playing = self._base.settings, self.playing
        keeper.put(
            replace(keeper.settings, loop=playing.loop, muted=playing.muted, volume=playing.volume)
        )
