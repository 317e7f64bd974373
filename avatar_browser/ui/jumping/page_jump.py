"""The id that was searched for last on one tab: chosen where it is there, else talked about."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.pasted import Meant, Pasted, pasted_in
from avatar_browser.domain.query import Query
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.keys import KeyService
from avatar_browser.services.lookup import Inquiry, Lookup
from avatar_browser.services.people import Level
from avatar_browser.services.shelf import Shelf
from avatar_browser.ui.jumping.sentences import Search, hidden_by_filters, in_another_tab, unknown
from avatar_browser.ui.notice import Act, Offer
from avatar_browser.ui.tab_page import TabPage


class PageJump(QObject):
    """Follows its tab from :meth:`begin` until something else is searched for.

    It chooses a row once, as soon as there is one; after that the rows are the user's.
    """

    all_wanted = Signal(str)
    """What was typed is to be shown in the tab of all providers."""

    def __init__(
        self,
        page: TabPage,
        names: Mapping[str, str],
        everywhere: Shelf,
        lookup: Lookup,
        keys: KeyService,
        parent: QObject,
    ) -> None:
        """``names`` are those of all providers by their ids, ``everywhere`` has all avatars."""
        super().__init__(parent)
        self._page = page
        self._names = names
        self._everywhere = everywhere
        self._lookup = lookup
        self._keys = keys
        self._pasted: Pasted | None = None
        self._answers: dict[str, Problem] = {}
        self._has_chosen = False
        self._is_showing = False
        self._total_elsewhere = 0
        self._elsewhere = Meant()
        page.offer_taken.connect(self._on_offer_taken)
        page.state_changed.connect(self._on_state_changed)
        lookup.changed.connect(self._show)
        lookup.failed.connect(self._on_failed)

    def begin(self) -> None:
        """The user has typed or pasted the query that the tab has now."""
        self._forget()
        self._pasted = self._present()
        self._show()

    def show_all_of(self, typed: str) -> None:
        """Search for ``typed`` and nothing else."""
        self._page.shelf.set_query(typed)
        self._page.shelf.set_choices({})
        self.begin()

    def _present(self) -> Pasted | None:
        return pasted_in(Query.parse(self._page.shelf.query_text))

    def _forget(self) -> None:
        if self._pasted is not None and self._asked_of(self._pasted) is not None:
            self._pasted = None
            self._lookup.cancel()
        self._pasted = None
        self._total_elsewhere = 0
        self._elsewhere = Meant()
        self._answers.clear()
        self._has_chosen = False
        self._page.say(None)

    def _on_state_changed(self) -> None:
        if self._pasted is None or self._is_showing:
            return
        if self._present() != self._pasted:
            self._forget()
        else:
            self._show()

    def _show(self) -> None:
        if self._pasted is not None:
            self._is_showing = True
            self._show_what_is_meant(self._pasted)
            self._is_showing = False

    def _show_what_is_meant(self, pasted: Pasted) -> None:
        """Choose the row, or say why there is none."""
        shelf = self._page.shelf
        here = shelf.meant_by(pasted) if shelf.finds_words else Meant()
        if here.avatars:
            self._show_here(here)
            return
        there = self._meant_elsewhere(pasted)
        if there.avatars:
            self._page.say(in_another_tab(there.avatars, self._name_of(there.avatars[0])))
        elif shelf.finds_words or not pasted.asked:
            self._page.say(None)
        else:
            self._page.say(unknown(self._search(pasted)))

    def _meant_elsewhere(self, pasted: Pasted) -> Meant:
        """Looked for again only when there are other avatars."""
        everywhere = self._everywhere
        if self._page.shelf is everywhere:
            return Meant()
        if self._total_elsewhere != everywhere.total:
            self._total_elsewhere = everywhere.total
            self._elsewhere = everywhere.meant_by(pasted)
        return self._elsewhere

    def _show_here(self, meant: Meant) -> None:
        shelf = self._page.shelf
        rows = {row: a for a in meant.avatars if (row := shelf.row_of(a.key)) is not None}
        if rows:
            self._page.say(None)
            if not self._has_chosen and (len(meant.avatars) == 1 or meant.as_person):
                self._has_chosen = True
                self._choose(rows[min(rows)], as_person=meant.as_person)
        elif self._is_filtered:
            self._page.say(hidden_by_filters(meant.avatars))
        else:
            self._page.say(None)  # it waits behind the pill of new avatars

    @property
    def _is_filtered(self) -> bool:
        shelf = self._page.shelf
        return bool(shelf.choices or Query.parse(shelf.query_text).filters)

    def _choose(self, avatar: Avatar, *, as_person: bool) -> None:
        people, model = self._page.people, self._page.model
        row = people.row_for(avatar.key)
        family = people.family_at(row) if row is not None else None
        is_among_others = family is not None and len(family.looks) > 1 and not as_person
        is_of_another = people.level is Level.PERSON and model.row_of(avatar.key) is None
        if is_among_others or is_of_another:
            people.open(avatar)
        row = people.row_for(avatar.key)
        row = model.row_of(avatar.key) if row is None else row
        if row is not None:
            self._page.views.choose_row(row)

    def _search(self, pasted: Pasted) -> Search:
        sources = [(source.catalogue, source.name) for source in self._page.sources]
        busy = {Phase.LOADING, Phase.WAITING}
        return Search(
            avatar_id=pasted.asked,
            providers={
                catalogue.provider_id: name
                for catalogue, name in sources
                if self._keys.secret(catalogue.provider_id) is not None
            },
            asking=self._asked_of(pasted),
            answers={
                provider: problem
                for provider, problem in self._answers.items()
                if self._keys.secret(provider) is not None
            },
            reading=[name for catalogue, name in sources if catalogue.state.phase in busy],
        )

    def _asked_of(self, pasted: Pasted) -> str | None:
        """The provider of this tab that is being asked for the id."""
        asking = self._lookup.asking
        if asking is None or asking.avatar_id != pasted.asked:
            return None
        here = (source.catalogue.provider_id for source in self._page.sources)
        return asking.provider_id if asking.provider_id in here else None

    def _name_of(self, avatar: Avatar) -> str:
        return self._names[avatar.key.provider]

    def _on_failed(self, inquiry: Inquiry, problem: Problem) -> None:
        if self._pasted is not None and self._pasted.asked == inquiry.avatar_id:
            self._answers.pop(inquiry.provider_id, None)
            self._answers[inquiry.provider_id] = problem
            self._show()

    def _on_offer_taken(self, offer: Offer) -> None:
        pasted, shelf = self._pasted, self._page.shelf
        if pasted is None:
            return
        if offer.act is Act.LOOK_UP:
            self._lookup.ask(Inquiry(offer.provider_id, pasted.asked))
        elif offer.act is Act.CANCEL:
            self._lookup.cancel()
        elif offer.act is Act.SHOW_IT:
            shelf.set_query(self._typed)
            shelf.set_choices({})
        elif offer.act is Act.SHOW_IN_ALL:
            self.all_wanted.emit(self._typed)
        elif offer.act is Act.DROP:
            shelf.set_query("")
        else:
            self._page.acted.emit(offer.provider_id, offer.act)

    @property
    def _typed(self) -> str:
        """The word of the query that holds the id, without its filter words."""
        return Query.parse(self._page.shelf.query_text).words[0].typed
