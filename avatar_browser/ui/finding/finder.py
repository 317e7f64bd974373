"""Ties the search field and the sidebar to the shelf of the tab that is shown."""

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from avatar_browser.domain.facets import Facet
from avatar_browser.services.shelf import Shelf
from avatar_browser.services.slices import SliceTimer
from avatar_browser.ui.finding.search_field import SearchField
from avatar_browser.ui.finding.sidebar import Sidebar
from avatar_browser.ui.look.theme import Theme


class Finder(QObject):
    """One search field and one sidebar for all tabs; each tab keeps its own query and choices."""

    left_downwards = Signal()

    def __init__(self, theme: Theme, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self.search = SearchField(theme, self._completions)
        self.sidebar = Sidebar(theme)
        self.search.query_changed.connect(self._on_query_changed)
        self.search.left_downwards.connect(self.left_downwards)
        self.sidebar.toggled.connect(self._on_toggled)
        self._counting = SliceTimer(self.show_counts, self.sidebar)  # ends with it
        self.follow(shelf)

    def follow(self, shelf: Shelf) -> None:
        """Show what narrows this tab, and narrow it from now on."""
        self._shelf.disconnect(self)
        self._shelf = shelf
        shelf.facets_changed.connect(self._on_facets_changed)
        shelf.arrangement_changed.connect(self._on_arrangement_changed)
        self._on_arrangement_changed()
        self.show_counts()

    def set_theme(self, theme: Theme) -> None:
        self.search.set_theme(theme)
        self.sidebar.set_theme(theme)

    def show_counts(self) -> None:
        """Counting costs time, so a sidebar that is closed is left as it is."""
        if not self.sidebar.isHidden():
            self.sidebar.show_counts(self._shelf.facet_counts())

    def _on_facets_changed(self) -> None:
        """The list is painted first: who types looks there."""
        if not self._counting.is_active:
            self._counting.start()

    def _completions(self, text: str) -> list[str]:
        return self._shelf.completions(text)

    def _on_query_changed(self, text: str) -> None:
        self._shelf.set_query(text)

    def _on_toggled(self, facet: Facet, value: str) -> None:
        self._shelf.toggle(facet, value)
        self._counting.stop()
        self.show_counts()  # who ticks looks at the sidebar

    def _on_arrangement_changed(self) -> None:
        """A chip that was dropped shortens the query."""
        if self.search.text() != self._shelf.query_text:
            with QSignalBlocker(self.search):
                self.search.setText(self._shelf.query_text)
