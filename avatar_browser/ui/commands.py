"""What happens when an action is triggered."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.ordering import Sort
from avatar_browser.providers.protocol import ProviderSpec
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.exports import Exports
from avatar_browser.services.key_check import KeyCheck
from avatar_browser.ui.about import about_dialog, keys_sheet
from avatar_browser.ui.copying import FORMATS, CopyFormat
from avatar_browser.ui.exporting import Exporter
from avatar_browser.ui.keys.account_commands import AccountCommands
from avatar_browser.ui.links import ask_to_open
from avatar_browser.ui.notice import Act
from avatar_browser.ui.people.browsing import refusal
from avatar_browser.ui.video.keys import KEYS_TOLD
from avatar_browser.ui.window import MainWindow


class Commands(QObject):
    """Connects the actions of a window, and the buttons of its notices, to what they do."""

    def __init__(self, window: MainWindow, exports: Exports, key_check: KeyCheck) -> None:
        super().__init__(window)
        self._window = window
        self._parts = window.parts
        actions = window.menu_actions
        actions.keys_inside.append(("In the player of the details pane", KEYS_TOLD))
        actions.copy_id.triggered.connect(partial(self._copy, FORMATS[0]))
        for action, form in actions.copy_as:
            action.triggered.connect(partial(self._copy, form))
        actions.open_copy_as.triggered.connect(window.pane.open_copy_as)
        self.exporter = Exporter(exports, window)
        self.exporter.told.connect(window.toast.show_text)
        actions.export_selection.triggered.connect(self._on_export_selection)
        actions.export_shown.triggered.connect(self._on_export_shown)
        actions.select_all.triggered.connect(self._on_select_all)
        actions.play.triggered.connect(self._parts.theatre.toggle_play)
        actions.refresh.triggered.connect(self._on_refresh)
        actions.resync.triggered.connect(self._on_resync)
        actions.stop.triggered.connect(self._on_stop)
        actions.details.toggled.connect(self._on_details_toggled)
        actions.filters.toggled.connect(self._on_filters_toggled)
        actions.find.triggered.connect(self._on_find)
        for sort, action in actions.sorts.items():
            action.triggered.connect(partial(self._on_sort, sort))
        actions.next_region.triggered.connect(self._on_next_region)
        actions.full_screen.toggled.connect(self._on_full_screen_toggled)
        actions.quit.triggered.connect(window.close)
        actions.about.triggered.connect(self._on_about)
        actions.keys_sheet.triggered.connect(self._on_keys_sheet)
        self.accounts = AccountCommands(window, key_check)
        self.accounts.link_wanted.connect(self._on_link_wanted)
        for number, action in enumerate(actions.tabs):
            action.triggered.connect(partial(self._on_tab, number))
        for choice, action in actions.themes.items():
            action.setChecked(choice == self._parts.appearance.choice)
            action.triggered.connect(partial(self._on_theme, choice))
        for page in window.pages:
            page.acted.connect(self._on_acted)
        window.pane.copy_wanted.connect(partial(self._copy, FORMATS[0]))
        window.menu_wanted.connect(self._on_menu_wanted)

    def _chosen(self) -> list[Avatar]:
        return self._window.page.selected

    def _copy(self, form: CopyFormat, _checked: bool = False) -> None:
        reason = refusal(self._window.page.browsing.selected_people)
        if reason:
            self._window.toast.show_text(reason)
        else:
            self._window.copier.copy_avatars(self._chosen(), form)

    def _on_export_selection(self) -> None:
        self.exporter.ask(self._window.page.selected_looks, self._window.page.name)

    def _on_export_shown(self) -> None:
        shown = list(self._window.page.people.looks)
        self.exporter.ask(shown, self._window.page.name)

    def _on_select_all(self) -> None:
        self._window.page.views.select_all()

    def _on_refresh(self) -> None:
        self._parts.pixmaps.forget_problems()
        self._window.page.load()

    def _on_resync(self) -> None:
        """What is looked at is asked for at once, the details of others when they are chosen."""
        window = self._window
        self._parts.pixmaps.forget_problems()
        window.page.load_anew()
        if window.pane.avatar is not None:
            self._parts.details.show(window.pane.avatar)

    def _on_stop(self) -> None:
        self._window.page.stop()

    def _on_details_toggled(self, shown: bool) -> None:
        self._window.pane.setVisible(shown)
        if not shown:
            self._parts.theatre.stop()

    def _on_filters_toggled(self, shown: bool) -> None:
        self._window.finder.sidebar.setVisible(shown)
        self._window.finder.show_counts()

    def _on_find(self) -> None:
        self._window.finder.search.setFocus()
        self._window.finder.search.selectAll()

    def _on_sort(self, sort: Sort, _checked: bool = False) -> None:
        self._window.page.shelf.set_sort(sort)

    def _on_next_region(self) -> None:
        window = self._window
        regions = [
            window.finder.search,
            window.header.tab_bar,
            window.finder.sidebar,
            window.page.views,
            window.pane,
        ]
        focus = QApplication.focusWidget()
        inside = (
            i for i, r in enumerate(regions) if focus and (r is focus or r.isAncestorOf(focus))
        )
        after = regions[(next(inside, -1) + 1) % len(regions)]
        to = window.pane.first_field if after is window.pane else after
        to.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_full_screen_toggled(self, full: bool) -> None:
        if full:
            self._window.showFullScreen()
        else:
            self._window.showNormal()

    def _on_tab(self, number: int, _checked: bool = False) -> None:
        self._window.header.choose_tab(number)

    def _on_theme(self, choice: str, _checked: bool = False) -> None:
        self._parts.appearance.choose(choice)

    def _on_about(self) -> None:
        about_dialog(self._window).open()

    def _on_keys_sheet(self) -> None:
        actions = self._window.menu_actions
        keys_sheet(self._window, actions.shortcuts(), actions.keys_inside).open()

    def _on_menu_wanted(self, place: QPoint) -> None:
        if self._chosen():
            menu = self._window.menu_actions.context_menu(self._window)
            menu.popup(place)

    def _on_link_wanted(self, address: str) -> None:
        """Where it leads is confirmed first."""
        dialog = ask_to_open(address, self._window)
        if dialog is None:
            self._window.toast.show_text(
                "That page has no https address: look for it in your browser."
            )
            return
        dialog.copy_wanted.connect(self._window.copier.copy_text)
        dialog.failed.connect(self._on_link_failed)

    def _on_link_failed(self, address: str) -> None:
        sentence = "No browser could be opened: copy the address of the page by hand."
        self._window.troubles.tell(Problem(sentence, code="browser"), to_select=address)

    def _on_acted(self, provider: str, act: Act) -> None:
        if act is Act.GET_KEY:
            self._on_link_wanted(self._spec(provider).keys_page)
        elif act is Act.RETRY:
            self._catalogue(provider).retry()
        elif act is Act.STOP:
            self._catalogue(provider).stop()

    def _spec(self, provider: str) -> ProviderSpec:
        return next(spec for spec in self._parts.specs if spec.id == provider)

    def _catalogue(self, provider: str) -> Catalogue:
        return next(c for c in self._parts.catalogues if c.provider_id == provider)
