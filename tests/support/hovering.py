"""A mouse over cards, and what is seen there."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtMultimedia import QMediaPlayer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.preview.hover_previews import HoverPreviews
from avatar_browser.ui.window import MainWindow
from tests.support.studio import Studio


def hover(grid: AvatarGrid, row: int, across: float = 0.5) -> None:
    """Move the mouse onto the picture of a card, so much of its width from its left edge."""
    picture = picture_of(grid, row)
    place = QPoint(picture.left() + round(across * (picture.width() - 1)), picture.center().y())
    move_mouse(grid, place)


def picture_of(grid: AvatarGrid, row: int) -> QRect:
    return grid.shape.picture(grid.visualRect(grid.avatars.index(row, 0)))


def move_mouse(grid: AvatarGrid, place: QPoint, held: Qt.MouseButton | None = None) -> None:
    viewport = grid.viewport()
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(viewport.mapToGlobal(place)),
        none,
        held or none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def go_away(grid: AvatarGrid) -> None:
    QApplication.sendEvent(grid.viewport(), QEvent(QEvent.Type.Leave))


def card(grid: AvatarGrid, row: int) -> QImage:
    """The picture below its star, which comes and goes with the real mouse."""
    return grid.viewport().grab(picture_of(grid, row).adjusted(0, 48, 0, 0)).toImage()


def hover_of(studio: Studio) -> HoverPreviews:
    return studio.applications[-1].features.hover


def is_moving(grid: AvatarGrid) -> bool:
    return grid.overlay is not None and grid.overlay.frame is not None


def row_that_moves(grid: AvatarGrid) -> int | None:
    return grid.overlay.row if grid.overlay is not None and grid.overlay.frame else None


def play_on_card(studio: Studio, qtbot: QtBot, row: int = 0) -> MainWindow:
    window = studio.open_filled()
    hover(window.page.grid, row)
    qtbot.waitUntil(lambda: is_moving(window.page.grid))
    return window


def players(window: MainWindow) -> list[QMediaPlayer]:
    """All that have a file open."""
    made = window.findChildren(QMediaPlayer)
    return [p for p in made if not p.source().isEmpty()]


def files(studio: Studio) -> set[Path]:
    """All of the media cache, what is half fetched too."""
    return {path for path in studio.paths.media.rglob("*") if path.is_file()}
