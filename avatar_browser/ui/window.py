"""The main window: puts the parts together and passes what they say from one to the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.search import Digests
from avatar_browser.providers.protocol import ProviderSpec
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.details import Details
from avatar_browser.services.keys import KeyService
from avatar_browser.services.marks import Marks
from avatar_browser.services.throttle import Throttle
from avatar_browser.ui.actions import Actions
from avatar_browser.ui.copying import Copier
from avatar_browser.ui.details.follower import DetailsFollower
from avatar_browser.ui.details.pane import DetailsPane
from avatar_browser.ui.finding.finder import Finder
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.header import Header
from avatar_browser.ui.look.icons import application_icon
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import Appearance
from avatar_browser.ui.status_line import StatusLine
from avatar_browser.ui.tab_page import TabPage
from avatar_browser.ui.tab_sources import Source
from avatar_browser.ui.toast import Toast
from avatar_browser.ui.trouble_bar import TroubleBar
from avatar_browser.ui.video.theatre import Theatre
from avatar_browser.ui.words import name_in_use

_LEAST_WIDTH = 400
"""Pixels for a tab: two cards, or the sentence of a notice, in a window of 900 with all beside."""


class _Tabs(QStackedWidget):
    """Keeps its width where there is any for it, whatever its pages could do with."""

    @override
    def minimumSizeHint(self) -> QSize:
        # Not a minimum: in a window too small for all, what is beside would lie over it.
        return QSize(_LEAST_WIDTH, super().minimumSizeHint().height())


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window is built from; the composition root makes them.

    ``label`` is shown beside the tabs ("Demo"), empty for none.
    """

    specs: Sequence[ProviderSpec]
    catalogues: Sequence[Catalogue]
    keys: KeyService
    details: Details
    marks: Marks
    pixmaps: PixmapStore
    theatre: Theatre
    appearance: Appearance
    label: str = ""


class MainWindow(QMainWindow):
    """Shows one page a provider, and the details of what is chosen in the current one."""

    closed = Signal()
    menu_wanted = Signal(QPoint)
    """Where in global coordinates."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.parts = parts
        theme = parts.appearance.theme
        self.setWindowTitle("Avatar Browser")
        self.setAccessibleName("Avatar Browser")
        self.setWindowIcon(application_icon())
        self.resize(1280, 800)
        self.setMinimumSize(640, 480)
        self.pages = self._made_pages()
        self.menu_actions = Actions(
            self,
            [(spec.id, spec.name) for spec in parts.specs],
            [page.name for page in self.pages],
        )
        self.menu_actions.fill_menu_bar(self.menuBar())
        self.copier = Copier(QGuiApplication.clipboard(), self)
        self.finder = Finder(theme, self.pages[0].shelf)
        self.header = self._made_header()
        self._stack = _Tabs()
        for page in self.pages:
            self._stack.addWidget(page)
        self.pane = DetailsPane(
            parts.theatre, parts.pixmaps, theme, self.menu_actions.copy_as_menu()
        )
        names = {spec.id: spec.name for spec in parts.specs}
        self.follower = DetailsFollower(self.pane, parts.details, parts.catalogues, names)
        self._splitter = self._made_splitter()
        self.status = StatusLine()
        self.setStatusBar(self.status)
        central = QWidget()
        self.troubles = TroubleBar(theme)
        layout = column(central)
        layout.addWidget(self.troubles)
        layout.addWidget(self.header)
        layout.addWidget(self._splitter, 1)
        self.setCentralWidget(central)
        self.toast = Toast(central)
        self._throttle = Throttle(self._show_states, self)
        self._connect()
        self._show_states()
        self._show_chosen([])

    def _made_pages(self) -> list[TabPage]:
        """All, then one tab a provider."""
        parts = self.parts
        sources = [
            Source(spec.name, catalogue)
            for spec, catalogue in zip(parts.specs, parts.catalogues, strict=True)
        ]
        tabs = [("all", "All", sources)]
        tabs += [(s.catalogue.provider_id, s.name, [s]) for s in sources]
        theme = parts.appearance.theme
        digests = Digests({spec.id: spec.name for spec in parts.specs})
        rest = (parts.keys, parts.pixmaps, theme, digests, parts.marks)
        return [TabPage(tab_id, name, shown, *rest) for tab_id, name, shown in tabs]

    @property
    def page(self) -> TabPage:
        return self.pages[self.header.tab_bar.currentIndex()]

    @property
    def is_settled(self) -> bool:
        """The first screen is painted, and the picture of what is chosen."""
        return self.page.is_settled and self.pane.is_settled

    def restore(self, geometry: bytes, state: bytes, tab_id: str) -> None:
        """Place, size, splitter and tab of the last time; what does not fit is left out."""
        self.restoreGeometry(QByteArray(geometry))
        self._splitter.restoreState(QByteArray(state))
        for number, page in enumerate(self.pages):
            if page.id == tab_id:
                self.header.choose_tab(number)

    def layout_to_keep(self) -> tuple[bytes, bytes, str]:
        """What :meth:`restore` takes."""
        return (
            bytes(self.saveGeometry().data()),
            bytes(self._splitter.saveState().data()),
            self.page.id,
        )

    def _made_header(self) -> Header:
        actions = self.menu_actions
        buttons = [
            (actions.filters, "filter"),
            (actions.refresh, "refresh"),
            (actions.stop, "stop"),
            (actions.details, "panel"),
        ]
        names = [page.name for page in self.pages]
        return Header(
            names,
            self.finder.search,
            buttons,
            actions.sort_menu(self),
            self.parts.appearance.theme,
            label=self.parts.label,
        )

    def _made_splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        self.pane.setMinimumWidth(300)
        self.finder.sidebar.setMinimumWidth(160)
        splitter.addWidget(self.finder.sidebar)
        splitter.addWidget(self._stack)
        splitter.addWidget(self.pane)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([190, 740, 350])
        return splitter

    def _connect(self) -> None:
        parts = self.parts
        for page in self.pages:
            page.chosen.connect(self._on_chosen)
            page.state_changed.connect(self._on_state_changed)
            page.menu_wanted.connect(self.menu_wanted)
            page.text_copy_wanted.connect(self.copier.copy_text)
            page.views.typed.connect(self.finder.search.type_text)
        self.finder.left_downwards.connect(self._on_search_left)
        self.header.tab_chosen.connect(self._on_tab_chosen)
        self.pane.one_id_wanted.connect(lambda label, value: self.copier.copy_text(value, label))
        self.copier.copied.connect(self.toast.show_text)
        self.troubles.copy_wanted.connect(self.copier.copy_text)
        parts.appearance.changed.connect(self._on_theme_changed)
        parts.keys.accounts_changed.connect(self._show_states)

    def _on_state_changed(self) -> None:
        """While avatars arrive, their counts are told a few times a second."""
        if any(page.is_loading for page in self.pages):
            self._throttle.ask()
        else:
            self._throttle.at_once()
        self._show_what_can_be_done()

    def _show_states(self) -> None:
        sources = self.pages[0].sources
        accounts = self.parts.keys.accounts
        self.status.show_catalogues(
            (name_in_use(s.name, accounts(s.catalogue.provider_id)), s.catalogue.state)
            for s in sources
        )
        for number, page in enumerate(self.pages):
            self.header.show_count(number, page.count)
        self._show_what_can_be_done()

    def _show_what_can_be_done(self) -> None:
        is_loading = self.page.is_loading
        self.menu_actions.stop.setEnabled(is_loading)
        self.menu_actions.refresh.setEnabled(not is_loading)

    def _on_tab_chosen(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.finder.follow(self.page.shelf)
        self.menu_actions.show_sort(self.page.shelf.sort)
        self._show_states()
        self._show_chosen(self.page.selected)
        self.page.views.setFocus()

    def _on_search_left(self) -> None:
        views = self.page.views
        views.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not views.selected:
            views.choose_row(0)

    def _on_chosen(self, avatars: list[Avatar]) -> None:
        if self.sender() is self.page:
            self._show_chosen(avatars)

    def _show_chosen(self, avatars: list[Avatar]) -> None:
        self.menu_actions.set_copy_enabled(bool(avatars))
        self.status.show_selection(len(avatars))
        row = self.page.model.row_of(avatars[0].key) if avatars else None
        person = None if row is None else self.page.model.family(row)
        self.follower.show_chosen(avatars, person)

    def _on_theme_changed(self) -> None:
        theme = self.parts.appearance.theme
        self.troubles.set_theme(theme)
        self.header.set_theme(theme)
        self.finder.set_theme(theme)
        self.pane.set_theme(theme)
        for page in self.pages:
            page.set_theme(theme)

    @Slot()
    def come_to_front(self) -> None:
        """As far as the window system lets a window do that by itself."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
