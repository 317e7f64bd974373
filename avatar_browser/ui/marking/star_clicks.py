"""Clicks on the star of a card."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar
from avatar_browser.ui.grid.model import AVATAR_ROLE, FAVOURITE_ROLE
from avatar_browser.ui.grid.star import star_area
from avatar_browser.ui.grid.view import AvatarGrid

_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseButtonRelease,
}


class StarClicks(QObject):
    """Takes them before the grid does: a star is clicked without choosing its card."""

    clicked = Signal(object)
    """The Avatar whose star it is."""

    def __init__(self, grid: AvatarGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._is_held = False
        grid.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOUSE and isinstance(event, QMouseEvent):
            return self._takes(event)
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._tells(event)
        return False

    def _takes(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            was_held, self._is_held = self._is_held, False
            return was_held
        avatar = self._avatar_at(event.position().toPoint())
        self._is_held = avatar is not None
        if avatar is not None:
            self._grid.setFocus(Qt.FocusReason.MouseFocusReason)
            self.clicked.emit(avatar)
        return self._is_held

    def _tells(self, event: QHelpEvent) -> bool:
        avatar = self._avatar_at(event.pos())
        if avatar is not None:
            QToolTip.showText(event.globalPos(), "Star or unstar (Ctrl+D)", self._grid.viewport())
        return avatar is not None

    def _avatar_at(self, place: QPoint) -> Avatar | None:
        """Whose star is there; a person with several looks has none."""
        index = self._grid.indexAt(place)
        avatar = index.data(AVATAR_ROLE) if index.data(FAVOURITE_ROLE) is not None else None
        picture = self._grid.shape.picture(self._grid.visualRect(index))
        return avatar if isinstance(avatar, Avatar) and star_area(picture).contains(place) else None
