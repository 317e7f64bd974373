"""What the operating system says of the network, where it says anything."""

import logging
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

_log = logging.getLogger(__name__)


class Reachability(QObject):
    """``came_back``: this computer is online again, having been off."""

    came_back = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_begun = False
        self._was_off = False

    def begin(self) -> None:
        """Listen from now on; no effect the second time, or where the system says nothing."""
        if self._has_begun:
            return
        self._has_begun = True
        # By name, because it takes 20 ms that no start needs; and only this of Qt's network.
        information: type[QNetworkInformation] = import_module(
            "PySide6.QtNetwork"
        ).QNetworkInformation
        if not information.loadBackendByFeatures(information.Feature.Reachability):
            _log.info("This system does not tell whether it is online.")
            return
        source = information.instance()
        source.reachabilityChanged.connect(self._on_changed)
        self._on_changed(source.reachability())

    def _on_changed(self, now: "QNetworkInformation.Reachability") -> None:
        """Local, site and unknown may be all that a system ever tells of: only "off" is clear."""
        is_off = now.name == "Disconnected"
        if self._was_off and not is_off:
            _log.info("The network is back.")
            self.came_back.emit()
        self._was_off = is_off
