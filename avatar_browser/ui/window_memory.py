"""Puts the window where it was left, and says when something of that has changed."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.store.settings import Settings, TabState, Theme
from avatar_browser.ui.memory.coded import decoded
from avatar_browser.ui.memory.tab_state import first_screen_of
from avatar_browser.ui.tab_page import TabPage
from avatar_browser.ui.window import MainWindow

REST_MS = 2000
"""So much a crash may lose."""


class WindowMemory(QObject):
    """Made before the first avatar has arrived; restores when it is made."""

    rested = Signal()
    """Some time after a change: :meth:`kept` may give other settings."""

    def __init__(
        self, window: MainWindow, settings: Settings, may_keep: Callable[[str], bool]
    ) -> None:
        """What was searched for is kept if ``may_keep`` says so: a key or a signed link may have
        been pasted there."""
        super().__init__(window)
        self._window = window
        self._may_keep = may_keep
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.rested)
        for page in window.pages:
            page.memory.restore(settings.tabs.get(page.id, TabState()))
            page.memory.changed.connect(self._on_changed)
        window.restore(
            decoded(settings.window_geometry),
            decoded(settings.window_state),
            settings.current_tab,
        )
        if settings.current_tab == window.page.id:
            for catalogue in window.parts.catalogues:
                catalogue.read_first(settings.first_screen)
        window.menu_actions.show_sort(window.page.shelf.sort)
        if settings.card_width:
            window.header.card_size.setValue(settings.card_width)
        window.header.card_size.valueChanged.connect(self._on_changed)
        window.header.tab_chosen.connect(self._on_changed)

    def kept(self, settings: Settings) -> Settings:
        """``settings`` with what the window is like now."""
        geometry, state, tab = self._window.layout_to_keep()
        return replace(
            settings,
            window_geometry=b64encode(geometry).decode(),
            window_state=b64encode(state).decode(),
            current_tab=tab,
            tabs={page.id: self._state_of(page) for page in self._window.pages},
            first_screen=self._first_screen(settings),
            card_width=self._window.header.card_size.value(),
            theme=Theme(self._window.parts.appearance.choice),
        )

    def _first_screen(self, settings: Settings) -> tuple[AvatarKey, ...]:
        """Those of ``settings`` as long as the tab is not what it was then."""
        page = self._window.page
        is_restoring = any(source.catalogue.is_restoring for source in page.sources)
        if page.memory.is_pending or is_restoring or not page.shelf.total:
            return settings.first_screen if settings.current_tab == page.id else ()
        if not self._may_keep(page.shelf.query_text):
            return ()
        return first_screen_of(page.views, page.model, page.people)

    def _state_of(self, page: TabPage) -> TabState:
        state = page.memory.state()
        return state if self._may_keep(page.shelf.query_text) else replace(state, query="")

    def _on_changed(self) -> None:
        if not self._rest.isActive():
            self._rest.start()
