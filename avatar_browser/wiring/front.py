"""The window, and what acts in it."""

from dataclasses import replace

from PySide6.QtCore import QObject

from avatar_browser.services.clip_copies import ClipCopies
from avatar_browser.services.details import Details
from avatar_browser.services.exports import Exports
from avatar_browser.services.imports import Imports
from avatar_browser.services.key_check import KeyCheck
from avatar_browser.services.lookup import Lookup
from avatar_browser.ui.commands import Commands
from avatar_browser.ui.compare.compare import Compare
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.jumping.jumps import Jumps
from avatar_browser.ui.look.scripts import ScriptFonts
from avatar_browser.ui.look.theme import Appearance
from avatar_browser.ui.marking.marking import Marking
from avatar_browser.ui.people_commands import PeopleCommands
from avatar_browser.ui.picture_commands import PictureCommands
from avatar_browser.ui.preview.hover_previews import HoverPreviews
from avatar_browser.ui.quicklook.quick_look import QuickLook
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.video.player_settings import PlayerSettings
from avatar_browser.ui.video.theatre import Theatre
from avatar_browser.ui.view_commands import ViewCommands
from avatar_browser.ui.voices.voicing import Voicing
from avatar_browser.ui.window import MainWindow, Parts
from avatar_browser.wiring.foundation import Foundation
from avatar_browser.wiring.healing import Healing
from avatar_browser.wiring.media import Media
from avatar_browser.wiring.troubles import Troubles


class Front(QObject):
    """Makes the window and every controller of it: a new feature is one line here."""

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
        self._floor = floor = Floor(self)
        self._playing = playing = PlayerSettings(
            loop=settings.loop, muted=settings.muted, volume=settings.volume
        )
        playing.changed.connect(self._on_playing_changed)
        copies = ClipCopies(base.dispatcher, media.lent, self)
        copies.take_back()
        self.theatre = Theatre(media.pane_previews, floor, playing, copies, appearance.theme)
        self.window = window = MainWindow(self._parts(appearance, label))
        commands = Commands(window)
        Marking(window, commands.exporter)
        PeopleCommands(window)
        ViewCommands(window)
        self.picture_commands = PictureCommands(window, base.settings, media.warm_up)
        self.hover = HoverPreviews(
            window, media.card_previews, media.playing_mark, floor, base.settings
        )
        Jumps(window)
        look_copies = ClipCopies(base.dispatcher, media.lent, self)
        self.quick_look = QuickLook(window, media.look_previews, floor, playing, look_copies)
        details = Details(base.sessions, base.dispatcher, parent=self)
        self.compare = Compare(window, media.made_previews, details, floor, playing)
        self.voicing = Voicing(window, media.voices, media.voice_samples, floor, playing)
        ScriptFonts(base.catalogues, window)
        self.troubles = Troubles(window, base, media)
        self.healing = Healing(window, base, media, self)
        self._connect()

    def _parts(self, appearance: Appearance, label: str) -> Parts:
        base = self._base
        dispatcher, sessions, marks = base.dispatcher, base.sessions, base.marks
        names = {spec.id: spec.name for spec in base.specs}
        return Parts(
            specs=base.specs,
            catalogues=base.catalogues,
            keys=base.keys,
            key_check=KeyCheck(sessions, dispatcher),
            details=Details(sessions, dispatcher, parent=self),
            lookup=Lookup(sessions, dispatcher, parent=self),
            marks=marks,
            exports=Exports(dispatcher, names, self, mark_of=marks.mark),
            imports=Imports(dispatcher, marks, base.catalogues, self),
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
        keeper, playing = self._base.settings, self._playing
        keeper.put(
            replace(keeper.settings, loop=playing.loop, muted=playing.muted, volume=playing.volume)
        )
