"""Asks the detail endpoints about several avatars, one after the other."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.details import Details


class Asking(QObject):
    """``told`` is called with each answer; where one fails the listed record stands."""

    def __init__(
        self, details: Details, told: Callable[[Avatar], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._details = details
        self._told = told
        self._waiting: list[Avatar] = []
        details.avatar_detailed.connect(self._on_avatar_detailed)
        details.detail_failed.connect(self._next)

    def begin(self, avatars: Sequence[Avatar]) -> None:
        """Those of them that are known from the list alone."""
        self._waiting = [avatar for avatar in avatars if not avatar.detailed]
        self._next()

    def stop(self) -> None:
        self._waiting.clear()
        self._details.cancel()

    def _on_avatar_detailed(self, avatar: Avatar) -> None:
        self._told(avatar)
        self._next()

    def _next(self) -> None:
        if self._waiting:
            self._details.show(self._waiting.pop(0))
