"""The network in the menu of the window, and what heals by itself brought to what it shows."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from avatar_browser.services.proxy_setting import ProxySetting
from avatar_browser.services.recovery import Recovery
from avatar_browser.ui.network.proxy_dialog import ProxyDialog
from avatar_browser.ui.notice import Act
from avatar_browser.ui.window import MainWindow


class NetworkCommands(QObject):
    """Adds "Proxy…" to the file menu, and opens it from the notices that offer it."""

    def __init__(self, window: MainWindow, setting: ProxySetting, recovery: Recovery) -> None:
        super().__init__(window)
        self._window = window
        self._setting = setting
        self.proxy = QAction("Pro&xy…", window)
        self.proxy.triggered.connect(self.open_proxy)
        menu = window.menu_actions.menus["file"]
        first_group_ends = next(action for action in menu.actions() if action.isSeparator())
        menu.insertAction(first_group_ends, self.proxy)
        for page in window.pages:
            page.acted.connect(self._on_acted)
        recovery.pictures_due.connect(window.parts.pixmaps.ask_failed_again)
        setting.changed.connect(window.parts.pixmaps.ask_failed_again)

    def open_proxy(self, _checked: bool = False) -> ProxyDialog:
        dialog = ProxyDialog(self._setting, self._window)
        dialog.open()
        return dialog

    def _on_acted(self, _provider: str, act: Act) -> None:
        if act is Act.PROXY:
            self.open_proxy()
