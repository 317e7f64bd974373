"""Pictures larger than a card's: which are wanted, and what stands in until each is there."""

from collections.abc import Iterable

from PySide6.QtGui import QPixmap

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.services.pictures import PictureRequest
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.telling import picture_told


class LargerPictures:
    """One an avatar, for what covers the grid: quick look, a comparison."""

    def __init__(self, pixmaps: PixmapStore) -> None:
        self._pixmaps = pixmaps
        self._wanted: dict[AvatarKey, PictureRequest] = {}
        self._there: dict[AvatarKey, PictureRequest] = {}

    def want(self, requests: Iterable[PictureRequest | None]) -> None:
        """The most urgent first; None for an avatar without a picture."""
        self._wanted = {r.avatar_key: r for r in requests if r is not None}
        self._pixmaps.want_for_look(list(self._wanted.values()))

    def clear(self) -> None:
        """Nothing is wanted any more."""
        self._wanted.clear()
        self._there.clear()
        self._pixmaps.want_for_look(())

    def pixmap(self, avatar: Avatar, grid: AvatarGrid) -> QPixmap | None:
        """The large one; until it is there one of another size, else the card's."""
        for request in (self._wanted.get(avatar.key), self._there.get(avatar.key)):
            pixmap = self._pixmaps.pixmap(request) if request is not None else None
            if pixmap is not None and request is not None:
                self._there[avatar.key] = request
                return pixmap
        return grid.pixmap_of(avatar)

    def trouble(self, avatar: Avatar) -> str:
        """Why there is no large picture, empty where there is one or may be."""
        request = self._wanted.get(avatar.key)
        if request is None:
            return "" if avatar.stills else "No picture."
        problem = self._pixmaps.problem(request)
        return picture_told(problem) if problem is not None else ""
