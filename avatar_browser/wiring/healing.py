"""The way into the network, and what is tried again when it may be open."""

from PySide6.QtCore import QObject

from avatar_browser.services.proxy_setting import ProxySetting
from avatar_browser.services.reachability import Reachability
from avatar_browser.services.recovery import Recovery
from avatar_browser.services.wakefulness import Wakefulness
from avatar_browser.wiring.foundation import Foundation
from avatar_browser.wiring.media import Media


class Healing(QObject):
    def __init__(self, base: Foundation, media: Media, parent: QObject) -> None:
        super().__init__(parent)
        self._base = base
        self.reachability = Reachability(self)
        self.wakefulness = Wakefulness(parent=self)
        self.recovery = Recovery(
            base.catalogues, base.sessions, self.reachability, self.wakefulness, parent=self
        )
        self.proxy = ProxySetting(
            base.settings, base.sessions, base.wire, base.dispatcher, parent=self
        )
        self.recovery.connections_stale.connect(self._on_connections_stale)
        self.proxy.changed.connect(self.recovery.try_now)
        media.pictures.picture_failed.connect(self.recovery.note_picture)

    def _on_connections_stale(self) -> None:
        self._base.dispatcher.run(
            lambda _: self._base.wire.drop_connections(),
            owner=self,
            done=lambda _: None,
            failed=lambda _: None,
        )
