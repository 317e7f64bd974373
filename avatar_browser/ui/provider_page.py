"""One provider's tab: its grid, and what is said where the grid alone does not tell."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.keys import KeyService
from avatar_browser.ui.grid.model import AvatarModel
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_S, Theme
from avatar_browser.ui.notice_views import NoticeBanner, NoticePage
from avatar_browser.ui.notices import Act, Notice, details_text, notice_of


class ProviderPage(QWidget):
    """Follows one catalogue and one key; keeps its own selection and place."""

    chosen = Signal(list)
    acted = Signal(Act)
    menu_wanted = Signal(QPoint)
    text_copy_wanted = Signal(str, str)
    """Text, and what it is."""
    state_changed = Signal()

    def __init__(
        self, name: str, catalogue: Catalogue, keys: KeyService, pixmaps: PixmapStore, theme: Theme
    ) -> None:
        super().__init__()
        self.name = name
        self.catalogue = catalogue
        self._keys = keys
        self._pixmaps = pixmaps
        self._theme = theme
        self._notice: Notice | None = None
        self.model = AvatarModel(name)
        self.grid = AvatarGrid(self.model, pixmaps, theme)
        self._banner = NoticeBanner(theme)
        self._banner.hide()
        self._page = NoticePage(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._page)
        layout = column(self)
        layout.addWidget(self._banner)
        layout.addWidget(self._stack, 1)
        self._stack.setContentsMargins(SPACE_S, SPACE_S, 0, 0)
        self._connect()
        self.model.add(catalogue.avatars)
        self._show_state()

    def _connect(self) -> None:
        self.grid.chosen.connect(self.chosen)
        self.grid.menu_wanted.connect(self.menu_wanted)
        for view in (self._banner, self._page):
            view.acted.connect(self.acted)
            view.details_wanted.connect(self._on_details_wanted)
        self.catalogue.avatars_added.connect(self._on_avatars_added)
        self.catalogue.avatars_changed.connect(self.model.change)
        self.catalogue.cleared.connect(self.model.clear)
        self.catalogue.state_changed.connect(self._show_state)
        self._keys.state_changed.connect(self._on_key_state_changed)

    @property
    def provider(self) -> str:
        return self.catalogue.provider_id

    @property
    def notice(self) -> Notice | None:
        return self._notice

    @property
    def is_settled(self) -> bool:
        """The first screen is what it will be: all its pictures, or a notice to read."""
        if self._stack.currentWidget() is self._page:
            asking = self._keys.state(self.provider).busy
            return not asking and self.catalogue.state.phase is not Phase.LOADING
        return self.grid.is_painted

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.grid.set_theme(theme)
        self._show_state()

    def _on_avatars_added(self, avatars: list[Avatar]) -> None:
        self.model.add(avatars)
        self._show_state()

    def _on_key_state_changed(self, provider: str) -> None:
        if provider == self.provider:
            self._show_state()

    def _show_state(self) -> None:
        notice = notice_of(self.name, self.catalogue.state, self._keys.state(self.provider))
        self._notice = notice
        empty = self.model.rowCount() == 0
        if notice is not None and empty:
            self._page.show_notice(notice, self._theme)
        elif notice is not None:
            self._banner.show_notice(notice, self._theme)
        self._banner.setVisible(notice is not None and not empty)
        self._stack.setCurrentWidget(self._page if notice and empty else self.grid)
        self.state_changed.emit()

    def _on_details_wanted(self) -> None:
        if self._notice is not None and self._notice.problem is not None:
            self.text_copy_wanted.emit(details_text(self.name, self._notice.problem), "details")
