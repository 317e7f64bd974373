"""What helps when something is wrong."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from avatar_browser.services.diagnostics import Diagnostics, Sources
from avatar_browser.store.log_file import Log
from avatar_browser.store.paths import Paths
from avatar_browser.ui.diagnostics_dialog import DiagnosticsCommand
from avatar_browser.ui.window import MainWindow
from avatar_browser.wiring.foundation import Foundation


class Helping(QObject):
    """The diagnostics, and their entry in the menu."""

    def __init__(
        self,
        base: Foundation,
        window: MainWindow,
        paths: Paths,
        log: Log,
        environment: Mapping[str, str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        sources = Sources(
            base.specs, base.catalogues, base.keys, base.settings, paths, log, environment
        )
        self.diagnostics = Diagnostics(sources, base.dispatcher, self)
        self.command = DiagnosticsCommand(window, self.diagnostics)
