"""What brings pictures and clips: all through one cache on the disk."""

from PySide6.QtCore import QObject

from avatar_browser.services import thumbnails
from avatar_browser.services.colours import Colours
from avatar_browser.services.colours_keeper import ColoursKeeper
from avatar_browser.services.fresh_links import FreshLinks
from avatar_browser.services.media_failures import MediaFailures
from avatar_browser.services.media_purge import MediaPurge
from avatar_browser.services.pictures import Pictures
from avatar_browser.services.playing_mark import PlayingMark
from avatar_browser.services.previews import Previews
from avatar_browser.services.renewal import Renewal
from avatar_browser.services.warm_up import WarmUp
from avatar_browser.store.colours import ColoursFile
from avatar_browser.store.lent_files import LentFiles
from avatar_browser.store.media_cache import MediaCache
from avatar_browser.store.paths import Paths
from avatar_browser.store.purges import Purges
from avatar_browser.wiring.foundation import Foundation


class Media(QObject):
    """Each who shows clips has previews of their own: leaving one cancels no other's fetch."""

    def __init__(self, base: Foundation, paths: Paths, parent: QObject) -> None:
        super().__init__(parent)
        self.cache = cache = MediaCache(paths.media)
        thumbnails.initialise()
        dispatcher, sessions = base.dispatcher, base.sessions
        self._dispatcher = dispatcher
        server_clock = sessions.server_clock
        self.renewal = Renewal(
            dispatcher, sessions, base.find_avatar, clock=server_clock, parent=self
        )
        failures, colours = MediaFailures(), Colours()
        self.colours_keeper = ColoursKeeper(
            colours, ColoursFile(paths.colours_file), dispatcher, self
        )
        self.pictures = Pictures(
            dispatcher,
            cache,
            self.renewal,
            failures=failures,
            colours=colours,
            fresh_links=FreshLinks(base.catalogues, server_clock, parent=self),
            parent=self,
        )
        self.purge = MediaPurge(
            base.keeper, cache, Purges(paths.purges), self.pictures.keep, dispatcher, self
        )
        base.keys.key_removed.connect(self.purge.begin)
        base.keys.key_replaced.connect(self.purge.begin_later)
        self.purge.finish_earlier()
        self.warm_up = WarmUp(
            dispatcher,
            cache,
            sessions,
            failures,
            colours,
            server_clock=server_clock,
            parent=self,
        )
        self.pane_previews = Previews(dispatcher, cache, self.renewal, parent=self)
        self.look_previews = Previews(dispatcher, cache, self.renewal, parent=self)
        self.card_previews = Previews(dispatcher, cache, self.renewal, parent=self)
        self.lent = LentFiles(paths.lent)
        self.playing_mark = PlayingMark(paths.playing_file, dispatcher, self)

    def made_previews(self) -> Previews:
        """For one more pane of a comparison."""
        return Previews(self._dispatcher, self.cache, self.renewal, parent=self)
