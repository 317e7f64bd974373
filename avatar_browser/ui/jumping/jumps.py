"""Pasted ids in the window: each tab follows its own, and all of them share one lookup."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.lookup import Inquiry, Lookup
from avatar_browser.ui.jumping.page_jump import PageJump
from avatar_browser.ui.jumping.sentences import found_at
from avatar_browser.ui.window import MainWindow


class Jumps(QObject):
    """Jumps to the avatar whose id or address is pasted, and takes in what was looked up."""

    def __init__(self, window: MainWindow, lookup: Lookup) -> None:
        super().__init__(window)
        self._window = window
        parts = window.parts
        self._catalogues = {c.provider_id: c for c in parts.catalogues}
        self._names = {spec.id: spec.name for spec in parts.specs}
        shelf = window.pages[0].shelf
        self._jumps = [
            PageJump(page, self._names, shelf, lookup, parts.keys, self) for page in window.pages
        ]
        for jump in self._jumps:
            jump.all_wanted.connect(self._on_all_wanted)
        lookup.found.connect(self._on_found)
        # After the finder, which narrows the tab by it.
        window.finder.search.query_changed.connect(self._on_query_changed)
        window.finder.left_downwards.connect(self._on_search_left)
        self.paste = self._made_paste()

    def _made_paste(self) -> QAction:
        """Pasting among the avatars searches, as typing there does."""
        paste = QAction("&Paste into Search", self._window)
        paste.setShortcuts(QKeySequence.StandardKey.Paste)
        # Everywhere else the key is the focused field's own.
        paste.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for page in self._window.pages:
            page.addAction(paste)
        self._window.menu_actions.menus["edit"].addAction(paste)
        paste.triggered.connect(self._on_paste)
        return paste

    def _on_paste(self) -> None:
        text = QGuiApplication.clipboard().text().strip()
        if text:
            search = self._window.finder.search
            search.clear()
            search.type_text(text)

    def _on_query_changed(self, _text: str) -> None:
        self._jumps[self._window.header.tab_bar.currentIndex()].begin()

    def _on_search_left(self) -> None:
        self._window.page.focus_offer()

    def _on_all_wanted(self, typed: str) -> None:
        self._window.header.choose_tab(0)
        self._jumps[0].show_all_of(typed)

    def _on_found(self, inquiry: Inquiry, avatar: Avatar) -> None:
        self._catalogues[inquiry.provider_id].hold(avatar)
        name = self._names[inquiry.provider_id]
        self._window.toast.show_text(found_at(avatar, name))
