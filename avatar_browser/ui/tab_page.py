"""One tab: the avatars of one provider or of all, and what is said where they do not tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.search import Digests
from avatar_browser.domain.standing import Standing
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.keys import KeyService
from avatar_browser.services.shelf import Shelf
from avatar_browser.ui.finding.chips import ChipsRow
from avatar_browser.ui.finding.pill import Pill
from avatar_browser.ui.grid.model import AvatarModel
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_S, Theme
from avatar_browser.ui.notice_views import NoticeBanner, NoticePage
from avatar_browser.ui.notices import Act, Notice, details_text, nothing_matches, notice_of


@dataclass(frozen=True, slots=True)
class Source:
    """A provider whose avatars a tab shows."""

    name: str
    catalogue: Catalogue


class TabPage(QWidget):
    """Follows its catalogues through a shelf; keeps its own filter, selection and place."""

    chosen = Signal(list)
    acted = Signal(str, Act)
    """Provider and what the user wants done."""
    menu_wanted = Signal(QPoint)
    text_copy_wanted = Signal(str, str)
    """Text, and what it is."""
    state_changed = Signal()

    def __init__(
        self,
        tab_id: str,
        name: str,
        sources: Sequence[Source],
        keys: KeyService,
        pixmaps: PixmapStore,
        theme: Theme,
        digests: Digests,
    ) -> None:
        """``digests`` are shared by all tabs: an avatar's text is folded once."""
        super().__init__()
        self.id = tab_id
        self.name = name
        self.sources = tuple(sources)
        self._keys = keys
        self._theme = theme
        self._notice: Notice | None = None
        self._about = self.sources[0]
        names = {source.catalogue.provider_id: source.name for source in sources}
        catalogues = [source.catalogue for source in sources]
        self._catalogues = {catalogue.provider_id: catalogue for catalogue in catalogues}
        self.shelf = Shelf(catalogues, names, self, standing_of=self._standing_of, digests=digests)
        self.model = AvatarModel(self.shelf, names, self._standing_of)
        self.grid = AvatarGrid(self.model, pixmaps, theme)
        self._chips = ChipsRow(theme)
        self._banner = NoticeBanner(theme)
        self._page = NoticePage(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._page)
        self._stack.setContentsMargins(SPACE_S, SPACE_S, 0, 0)
        layout = column(self)
        layout.addWidget(self._chips)
        layout.addWidget(self._banner)
        layout.addWidget(self._stack, 1)
        self._pill = Pill(self)
        self._connect()
        self._show_state()

    def _connect(self) -> None:
        self.grid.chosen.connect(self.chosen)
        self.grid.chosen.connect(self._on_looked)
        self.grid.verticalScrollBar().valueChanged.connect(self._on_looked)
        self.grid.menu_wanted.connect(self.menu_wanted)
        for view in (self._banner, self._page):
            view.acted.connect(self._on_acted)
            view.details_wanted.connect(self._on_details_wanted)
        for source in self.sources:
            source.catalogue.state_changed.connect(self._show_state)
            source.catalogue.standings_changed.connect(self._on_standings_changed)
        self.shelf.arrangement_changed.connect(self._show_state)
        self.shelf.held_back_changed.connect(self._pill.show_count)
        self._pill.clicked.connect(self.shelf.show_held_back)
        self._chips.dropped.connect(self.shelf.drop)
        self._chips.cleared.connect(self.shelf.clear)
        self._keys.state_changed.connect(self._on_key_state_changed)

    @property
    def notice(self) -> Notice | None:
        return self._notice

    @property
    def chips(self) -> ChipsRow:
        return self._chips

    @property
    def pill(self) -> Pill:
        return self._pill

    @property
    def count(self) -> int:
        """All avatars of the tab, filtered out ones too."""
        return self.shelf.total

    @property
    def is_loading(self) -> bool:
        busy = {Phase.LOADING, Phase.WAITING}
        return any(source.catalogue.state.phase in busy for source in self.sources)

    @property
    def is_settled(self) -> bool:
        """The first screen is what it will be: all its pictures, or a notice to read."""
        if self._stack.currentWidget() is self._page:
            asking = any(self._keys.state(s.catalogue.provider_id).busy for s in self.sources)
            return not asking and not self.is_loading
        return self.grid.is_painted

    def load(self) -> None:
        for source in self.sources:
            source.catalogue.load()

    def stop(self) -> None:
        for source in self.sources:
            source.catalogue.stop()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.grid.set_theme(theme)
        self._chips.set_theme(theme)
        self._show_state()

    def _on_looked(self) -> None:
        if self.grid.is_looked_at:
            self.shelf.look()

    def _on_standings_changed(self) -> None:
        self.grid.viewport().update()

    def _standing_of(self, key: AvatarKey) -> Standing:
        return self._catalogues[key.provider].facts(key)

    def _on_key_state_changed(self, provider: str) -> None:
        if provider in self._catalogues:
            self._show_state()

    def _show_state(self) -> None:
        total, shown = self.shelf.total, len(self.shelf.rows)
        self._notice = self._notice_now(total, shown)
        notice = self._notice
        on_page = notice is not None and not shown
        if notice is not None and on_page:
            self._page.show_notice(notice, self._theme)
        elif notice is not None:
            self._banner.show_notice(notice, self._theme)
        self._banner.setVisible(notice is not None and not on_page)
        self._stack.setCurrentWidget(self._page if on_page else self.grid)
        self._chips.show_chips(self.shelf.chips(), shown, total)
        self.state_changed.emit()

    def _notice_now(self, total: int, shown: int) -> Notice | None:
        """What is wrong, before what is missing; a provider without a key is no trouble to All."""
        if total and not shown and self.shelf.chips():
            return nothing_matches(total, self.shelf.suggestion())
        found: list[tuple[Source, Notice]] = []
        for source in self.sources:
            key = self._keys.state(source.catalogue.provider_id)
            notice = notice_of(source.name, source.catalogue.state, key)
            if notice is not None:
                found.append((source, notice))
        if total and len(self.sources) > 1:
            found = [pair for pair in found if pair[1].problem is not None and pair[1].is_trouble]
        if not found:
            return None
        self._about, notice = min(found, key=lambda pair: not pair[1].is_trouble)
        return notice

    def _on_acted(self, act: Act) -> None:
        if act is Act.DROP:
            suggestion = self.shelf.suggestion()
            if suggestion is not None:
                self.shelf.drop(suggestion)
        else:
            self.acted.emit(self._about.catalogue.provider_id, act)

    def _on_details_wanted(self) -> None:
        if self._notice is not None and self._notice.problem is not None:
            text = details_text(self._about.name, self._notice.problem)
            self.text_copy_wanted.emit(text, "details")
