"""Keeps the details pane on what is chosen, and brings home what the detail endpoints tell."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QTimer

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.families import Family
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.details import Details
from avatar_browser.ui.details.pane import DetailsPane
from avatar_browser.ui.telling import told

_REST_MS = 120
"""So long a choice rests before the provider is asked: arrow keys run over many avatars."""


class DetailsFollower(QObject):
    """``names`` are the providers' by their ids."""

    def __init__(
        self,
        pane: DetailsPane,
        details: Details,
        catalogues: Sequence[Catalogue],
        names: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._pane = pane
        self._details = details
        self._catalogues = {catalogue.provider_id: catalogue for catalogue in catalogues}
        self._names = names
        self._selected = 0
        self._person: Family | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rested)
        details.avatar_detailed.connect(self._on_avatar_detailed)
        details.detail_failed.connect(self._on_detail_failed)

    def show_chosen(self, avatars: Sequence[Avatar], person: Family | None = None) -> None:
        """The first of them; what Copy ID copies is all of them.

        ``person`` is whom the first stands for, where it stands for several looks.
        """
        self._selected = len(avatars)
        self._person = person
        if not avatars:
            self._rest.stop()
            self._pane.show_nothing()
            return
        self._show(avatars[0])
        if person is not None:
            self._rest.stop()
        elif not avatars[0].detailed:
            self._rest.start()

    def take_renewed(self, avatar: Avatar) -> None:
        """An avatar told anew, with fresh links."""
        self._catalogues[avatar.key.provider].update(avatar)
        if self._is_shown(avatar.key):
            self._show(avatar)

    def _show(self, avatar: Avatar) -> None:
        name = self._names[avatar.key.provider]
        self._pane.show_avatar(avatar, name, self._selected, self._person)

    def _is_shown(self, key: AvatarKey) -> bool:
        return self._pane.avatar is not None and self._pane.avatar.key == key

    def _on_rested(self) -> None:
        if self._pane.avatar is not None:
            self._details.show(self._pane.avatar)

    def _on_avatar_detailed(self, avatar: Avatar) -> None:
        if self._is_shown(avatar.key):
            self._pane.show_note("")
        self.take_renewed(avatar)

    def _on_detail_failed(self, key: AvatarKey, problem: Problem) -> None:
        if self._is_shown(key):
            text = told(problem, "select the avatar again to ask once more")
            self._pane.show_note(f"From the list only. {text}")
