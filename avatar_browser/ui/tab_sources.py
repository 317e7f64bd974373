"""The providers behind a tab, taken together."""

from collections.abc import Sequence
from dataclasses import dataclass

from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.keys import KeyService
from avatar_browser.ui.notice import Notice
from avatar_browser.ui.notices import notice_of


@dataclass(frozen=True, slots=True)
class Source:
    """A provider whose avatars a tab shows."""

    name: str
    catalogue: Catalogue


class Sources:
    """``catalogues`` and ``names`` go by the provider's id."""

    def __init__(self, sources: Sequence[Source], keys: KeyService) -> None:
        self.all = tuple(sources)
        self._keys = keys
        self.catalogues = {source.catalogue.provider_id: source.catalogue for source in sources}
        self.names = {source.catalogue.provider_id: source.name for source in sources}

    @property
    def is_loading(self) -> bool:
        busy = {Phase.LOADING, Phase.WAITING}
        return any(source.catalogue.state.phase in busy for source in self.all)

    @property
    def is_asking(self) -> bool:
        """A key is being looked for."""
        return any(self._keys.state(provider).busy for provider in self.catalogues)

    @property
    def is_restored(self) -> bool:
        """What is stored is all there. A provider without a key brings nothing to wait for."""
        states = [source.catalogue.state for source in self.all]
        coming = [state for state in states if state.phase is not Phase.NO_KEY]
        return bool(coming) and not self.is_asking and all(state.is_restored for state in coming)

    def load(self) -> None:
        for source in self.all:
            source.catalogue.load()

    def load_anew(self) -> None:
        """From the first page, details too."""
        for source in self.all:
            source.catalogue.load_anew()

    def stop(self) -> None:
        for source in self.all:
            source.catalogue.stop()

    def trouble(self, total: int) -> tuple[Source, Notice] | None:
        """What is wrong, before what is missing; with ``total`` avatars there to be seen.

        A provider without a key is no trouble to a tab that has avatars of another.
        """
        found: list[tuple[Source, Notice]] = []
        for source in self.all:
            key = self._keys.state(source.catalogue.provider_id)
            notice = notice_of(source.name, source.catalogue.state, key)
            if notice is not None:
                found.append((source, notice))
        if total and len(self.all) > 1:
            found = [pair for pair in found if pair[1].problem is not None and pair[1].is_trouble]
        return min(found, key=lambda pair: not pair[1].is_trouble, default=None)
