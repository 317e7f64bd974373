"""One tab: the avatars of one provider or of all, and what is said where they do not tell."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.search import Digests
from avatar_browser.domain.standing import Standing
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.keys import KeyService
from avatar_browser.services.marks import Marks
from avatar_browser.services.people import Level, People
from avatar_browser.services.shelf import Shelf
from avatar_browser.services.throttle import Throttle
from avatar_browser.ui.finding.chips import ChipsRow
from avatar_browser.ui.finding.pill import Pill
from avatar_browser.ui.grid.model import AvatarModel
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_S, Theme
from avatar_browser.ui.memory.tab_memory import TabMemory
from avatar_browser.ui.notice import Act, Notice
from avatar_browser.ui.people.browsing import Browsing
from avatar_browser.ui.tab_notices import TabNotices
from avatar_browser.ui.tab_sources import Source, Sources
from avatar_browser.ui.tab_views import TabViews


class TabPage(QWidget):
    """Follows its catalogues through a shelf; keeps its own filter, selection and place."""

    chosen = Signal(list)
    acted = Signal(str, Act)
    """Provider and what the user wants done."""
    offer_taken = Signal(object)
    """An Offer of what :meth:`say` says."""
    menu_wanted = Signal(QPoint)
    """Where in global coordinates."""
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
        marks: Marks,
    ) -> None:
        """``digests`` are shared by all tabs: an avatar's text is folded once."""
        super().__init__()
        self.id = tab_id
        self.name = name
        self.sources = tuple(sources)
        self._marks = marks
        self._phases: list[Phase] = []
        self._throttle = Throttle(self._show_state, self)
        self._sources = Sources(sources, keys)
        self._catalogues = self._sources.catalogues
        names = self._sources.names
        catalogues = list(self._catalogues.values())
        self.shelf = Shelf(catalogues, names, self, standing_of=self._standing_of, digests=digests)
        self.shelf.set_hurried(False)
        self.people = People(self.shelf, self)
        self.model = AvatarModel(self.people, names, self._standing_of)
        self.views = TabViews(self.model, self.shelf, pixmaps, theme)
        self.grid = self.views.grid
        self.browsing = Browsing(self.people, self.views, theme, self)
        self.memory = TabMemory(self.shelf, self.people, self.model, self.views)
        self._chips = ChipsRow(theme)
        self._notices = TabNotices(self.shelf, self.people, self._sources, theme, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.views)
        self._stack.addWidget(self._notices.page)
        self._stack.setContentsMargins(SPACE_S, SPACE_S, 0, 0)
        layout = column(self)
        layout.addWidget(self._chips)
        layout.addWidget(self._notices.banner)
        layout.addWidget(self.browsing.bar)
        layout.addWidget(self._stack, 1)
        self._pill = Pill(self)
        self._connect(keys)
        self._show_state()

    def _connect(self, keys: KeyService) -> None:
        self.views.chosen.connect(self.chosen)
        self.views.looked.connect(self._on_looked)
        self.memory.ended.connect(self._on_looked)
        self.views.menu_wanted.connect(self.menu_wanted)
        self._notices.acted.connect(self.acted)
        self._notices.offer_taken.connect(self.offer_taken)
        self._notices.people_wanted.connect(self.browsing.go_back)
        self._notices.text_copy_wanted.connect(self.text_copy_wanted)
        for source in self.sources:
            source.catalogue.state_changed.connect(self._on_catalogue_changed)
            source.catalogue.standings_changed.connect(self._on_standings_changed)
        self.shelf.arrangement_changed.connect(self._show_state)
        self.people.level_changed.connect(self._show_state)
        self.shelf.held_back_changed.connect(self._pill.show_count)
        self._pill.clicked.connect(self.shelf.show_held_back)
        self._chips.dropped.connect(self.shelf.drop)
        self._chips.cleared.connect(self.shelf.clear)
        keys.state_changed.connect(self._on_key_state_changed)
        self._marks.changed.connect(self._on_marks_changed)

    @property
    def notice(self) -> Notice | None:
        return self._notices.notice

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
    def selected(self) -> list[Avatar]:
        """Selected avatars in the order of the rows."""
        return self.views.selected

    @property
    def selected_looks(self) -> list[Avatar]:
        """The same, with all looks of a person selected, in the order of the rows."""
        return self.browsing.selected_looks

    @property
    def current(self) -> Avatar | None:
        """The one that the keyboard is on; it need not be selected."""
        return self.views.current

    @property
    def is_loading(self) -> bool:
        return self._sources.is_loading

    @property
    def is_settled(self) -> bool:
        """The first screen is what it will be: all its pictures, or a notice to read."""
        if self._notices.is_on_page:
            return not self._sources.is_asking and not self.is_loading
        return self.views.is_painted

    @property
    def has_first_screen(self) -> bool:
        """Nothing of what is shown first is waited for, or the user does not wait for it."""
        if self.shelf.rows:
            return self.shelf.is_looked_at or self.is_settled
        return not (self._sources.is_asking or self.shelf.is_taking_in)

    def say(self, notice: Notice | None) -> None:
        """Show this in place of what the catalogues' states tell, until it is None again."""
        if self._notices.say(notice):
            self._show_state()

    def focus_offer(self) -> None:
        """Where a notice takes the place of the rows, the keyboard goes to what it offers."""
        if self._notices.is_on_page:
            self._notices.page.focus_offer()

    def load(self) -> None:
        self._sources.load()

    def load_anew(self) -> None:
        """From the first page, details too."""
        self._sources.load_anew()

    def stop(self) -> None:
        self._sources.stop()

    def set_theme(self, theme: Theme) -> None:
        self._notices.set_theme(theme)
        self.views.set_theme(theme)
        self._chips.set_theme(theme)
        self.browsing.bar.set_theme(theme)
        self._show_state()

    def _on_looked(self) -> None:
        """Not while what was left is put back: rows that are still to come have to go between."""
        if self.views.is_looked_at and not self.memory.is_pending:
            self.shelf.look()

    def _on_marks_changed(self, keys: list[AvatarKey]) -> None:
        self.shelf.take_marks(keys)
        self._on_standings_changed()

    def _on_standings_changed(self) -> None:
        self.views.repaint_rows()

    def _standing_of(self, key: AvatarKey) -> Standing:
        return self._marks.standing(key, self._catalogues[key.provider].facts(key))

    def _on_catalogue_changed(self) -> None:
        """A figure among others may be told a little later, what a catalogue does never."""
        phases = [source.catalogue.state.phase for source in self.sources]
        if phases != self._phases:
            self._phases = phases
            self._throttle.at_once()
        else:
            self._throttle.ask()

    def _on_key_state_changed(self, provider: str) -> None:
        if provider in self._catalogues:
            self._show_state()

    def _show_state(self) -> None:
        self._notices.show_state()
        page = self._notices.page
        self._stack.setCurrentWidget(page if self._notices.is_on_page else self.views)
        counts_people = self.people.level is Level.PEOPLE and self.shelf.total > 0
        people = len(self.people.rows) if counts_people else None
        shown = len(self.people.looks)
        self._chips.show_chips(self.shelf.chips(), shown, self.shelf.total, people)
        self._note_progress()
        self.state_changed.emit()

    def _note_progress(self) -> None:
        restored = self._sources.is_restored
        self.memory.note_progress(restored=restored, settled=restored and not self.is_loading)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shelf.set_hurried(True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shelf.set_hurried(False)
