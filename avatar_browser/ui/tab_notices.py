"""What a tab says where its avatars do not tell: on the whole page, or in a banner above them."""

from PySide6.QtCore import QObject, Signal

from avatar_browser.services.people import People
from avatar_browser.services.shelf import Shelf
from avatar_browser.ui.look.theme import Theme
from avatar_browser.ui.notice import Act, Notice
from avatar_browser.ui.notice_views import NoticeBanner, NoticePage
from avatar_browser.ui.notices import details_text, no_look_matches, nothing_matches
from avatar_browser.ui.tab_sources import Sources


class TabNotices(QObject):
    """``page`` is to be seen while :attr:`is_on_page`; ``banner`` shows itself."""

    acted = Signal(str, Act)
    """Provider and what the user wants done."""
    offer_taken = Signal(object)
    """An Offer of what :meth:`say` says."""
    people_wanted = Signal()
    text_copy_wanted = Signal(str, str)
    """Text, and what it is."""

    def __init__(
        self, shelf: Shelf, people: People, sources: Sources, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._people = people
        self._sources = sources
        self._theme = theme
        self._said: Notice | None = None
        self._notice: Notice | None = None
        self._about = sources.all[0]
        self.is_on_page = False
        self.banner = NoticeBanner(theme)
        self.page = NoticePage(theme)
        for view in (self.banner, self.page):
            view.acted.connect(self._on_acted)
            view.offer_taken.connect(self.offer_taken)
            view.details_wanted.connect(self._on_details_wanted)

    @property
    def notice(self) -> Notice | None:
        return self._notice

    def say(self, notice: Notice | None) -> bool:
        """Say this in place of what the catalogues' states tell. False where it is said already.

        It is seen from the next :meth:`show_state` on.
        """
        is_other = notice != self._said
        self._said = notice
        return is_other

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_state(self) -> None:
        """Say what is to be said now; page and banner hold the same thing at no time."""
        shown = len(self._people.looks)
        notice = self._notice = self._notice_now(self._shelf.total, shown)
        self.is_on_page = notice is not None and not shown
        if notice is not None:
            view = self.page if self.is_on_page else self.banner
            view.show_notice(notice, self._theme)
        self.banner.setVisible(notice is not None and not self.is_on_page)

    def _notice_now(self, total: int, shown: int) -> Notice | None:
        if total and self._said is not None:
            return self._said
        if total and not shown and self._shelf.rows:
            return no_look_matches(self._people.opened_name)
        if total and not shown and self._shelf.chips():
            return nothing_matches(total, self._shelf.suggestion())
        trouble = self._sources.trouble(total)
        if trouble is None:
            return None
        self._about, notice = trouble
        return notice

    def _on_acted(self, act: Act) -> None:
        if act is Act.DROP:
            suggestion = self._shelf.suggestion()
            if suggestion is not None:
                self._shelf.drop(suggestion)
        elif act is Act.ALL_PEOPLE:
            self.people_wanted.emit()
        else:
            self.acted.emit(self._about.catalogue.provider_id, act)

    def _on_details_wanted(self) -> None:
        if self._notice is not None and self._notice.problem is not None:
            name = self._notice.provider or self._about.name
            text = details_text(name, self._notice.problem)
            self.text_copy_wanted.emit(text, "details")
