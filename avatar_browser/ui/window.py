"""The main window: puts the parts together and passes what they say from one to the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.providers.protocol import ProviderSpec
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.details import Details
from avatar_browser.services.key_check import KeyCheck
from avatar_browser.services.keys import KeyService
from avatar_browser.ui.actions import Actions
from avatar_browser.ui.copying import Copier
from avatar_browser.ui.details.pane import DetailsPane
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.header import Header
from avatar_browser.ui.look.icons import application_icon
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import Appearance
from avatar_browser.ui.provider_page import ProviderPage
from avatar_browser.ui.status_line import StatusLine
from avatar_browser.ui.toast import Toast
from avatar_browser.ui.video.theatre import Theatre


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window is built from; the composition root makes them.

    ``label`` is shown beside the tabs ("Demo"), empty for none.
    """

    specs: Sequence[ProviderSpec]
    catalogues: Sequence[Catalogue]
    keys: KeyService
    key_check: KeyCheck
    details: Details
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
        self.menu_actions = Actions(self, [(spec.id, spec.name) for spec in parts.specs])
        self.menu_actions.fill_menu_bar(self.menuBar())
        self.copier = Copier(QGuiApplication.clipboard(), self)
        self.pages = [
            ProviderPage(spec.name, catalogue, parts.keys, parts.pixmaps, theme)
            for spec, catalogue in zip(parts.specs, parts.catalogues, strict=True)
        ]
        self.header = self._made_header()
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(page)
        self.pane = DetailsPane(
            parts.theatre, parts.pixmaps, theme, self.menu_actions.copy_as_menu()
        )
        self._splitter = self._made_splitter()
        self.status = StatusLine()
        self.setStatusBar(self.status)
        central = QWidget()
        layout = column(central)
        layout.addWidget(self.header)
        layout.addWidget(self._splitter, 1)
        self.setCentralWidget(central)
        self.toast = Toast(central)
        self._connect()
        self._show_states()
        self._show_chosen([])

    @property
    def page(self) -> ProviderPage:
        return self.pages[self.header.tab_bar.currentIndex()]

    @property
    def is_settled(self) -> bool:
        """The first screen is painted, and the picture of what is chosen."""
        return self.page.is_settled and self.pane.is_settled

    def restore(self, geometry: bytes, state: bytes, provider: str) -> None:
        """Place, size, splitter and tab of the last time; what does not fit is left out."""
        self.restoreGeometry(QByteArray(geometry))
        self._splitter.restoreState(QByteArray(state))
        for number, page in enumerate(self.pages):
            if page.provider == provider:
                self.header.choose_tab(number)

    def layout_to_keep(self) -> tuple[bytes, bytes, str]:
        """What :meth:`restore` takes."""
        return (
            bytes(self.saveGeometry().data()),
            bytes(self._splitter.saveState().data()),
            self.page.provider,
        )

    def _made_header(self) -> Header:
        actions = self.menu_actions
        buttons = [(actions.refresh, "refresh"), (actions.stop, "stop"), (actions.details, "panel")]
        names = [spec.name for spec in self.parts.specs]
        return Header(names, buttons, self.parts.appearance.theme, label=self.parts.label)

    def _made_splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        self.pane.setMinimumWidth(300)
        splitter.addWidget(self._stack)
        splitter.addWidget(self.pane)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([900, 360])
        return splitter

    def _connect(self) -> None:
        parts = self.parts
        for page in self.pages:
            page.chosen.connect(self._on_chosen)
            page.state_changed.connect(self._show_states)
            page.menu_wanted.connect(self._on_menu_wanted)
            page.text_copy_wanted.connect(self.copier.copy_text)
        self.header.tab_chosen.connect(self._on_tab_chosen)
        self.pane.one_id_wanted.connect(lambda label, value: self.copier.copy_text(value, label))
        self.copier.copied.connect(self.toast.show_text)
        self.copier.failed.connect(self.toast.show_text)
        parts.details.avatar_detailed.connect(self._on_avatar_detailed)
        parts.details.detail_failed.connect(self._on_detail_failed)
        parts.appearance.changed.connect(self._on_theme_changed)

    def _show_states(self) -> None:
        self.status.show_catalogues((page.name, page.catalogue.state) for page in self.pages)
        for number, page in enumerate(self.pages):
            self.header.show_count(number, page.catalogue.state.count)
        loading = self.page.catalogue.state.phase in {Phase.LOADING, Phase.WAITING}
        self.menu_actions.stop.setEnabled(loading)
        self.menu_actions.refresh.setEnabled(not loading)

    def _on_tab_chosen(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._show_states()
        self._show_chosen(self.page.grid.selected)
        self.page.grid.setFocus()

    def _on_chosen(self, avatars: list[Avatar]) -> None:
        if self.sender() is self.page:
            self._show_chosen(avatars)

    def _show_chosen(self, avatars: list[Avatar]) -> None:
        self.menu_actions.set_copy_enabled(bool(avatars))
        self.status.show_selection(len(avatars))
        if not avatars:
            self.pane.show_nothing()
            return
        first = avatars[0]
        self.pane.show_avatar(first, self.page.name, len(avatars))
        if not first.detailed:
            self.parts.details.show(first)

    def take_renewed(self, avatar: Avatar) -> None:
        """An avatar told anew, with fresh links."""
        for page in self.pages:
            if page.provider == avatar.key.provider:
                page.catalogue.update(avatar)
        if self._is_shown(avatar.key):
            self.pane.show_avatar(avatar, self.page.name, len(self.page.grid.selected))

    def _is_shown(self, key: AvatarKey) -> bool:
        return self.pane.avatar is not None and self.pane.avatar.key == key

    def _on_avatar_detailed(self, avatar: Avatar) -> None:
        if self._is_shown(avatar.key):
            self.pane.show_note("")
        self.take_renewed(avatar)

    def _on_detail_failed(self, key: AvatarKey, problem: Problem) -> None:
        if self._is_shown(key):
            self.pane.show_note(f"From the list only. {problem}")

    def _on_menu_wanted(self, place: QPoint) -> None:
        self.menu_wanted.emit(self.page.grid.viewport().mapToGlobal(place))

    def _on_theme_changed(self) -> None:
        theme = self.parts.appearance.theme
        self.header.set_theme(theme)
        self.pane.set_theme(theme)
        for page in self.pages:
            page.set_theme(theme)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
