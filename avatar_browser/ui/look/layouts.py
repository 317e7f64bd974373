"""Small things every layout needs."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

IN_A_ROW = 3
"""So many pictures at most; more of them make two rows."""


def empty(layout: QLayout) -> None:
    """Take all widgets out of ``layout`` and let Qt delete them."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def column(
    parent: QWidget | None = None,
    *,
    spacing: int = 0,
    margins: tuple[int, int, int, int] = (0,) * 4,
) -> QVBoxLayout:
    layout = QVBoxLayout(parent) if parent else QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    return layout


def columns_for(count: int) -> int:
    """So many columns ``count`` pictures beside each other have: they stand in one row or two."""
    return count if count <= IN_A_ROW else ceil(count / 2)


def lay_beside(grid: QGridLayout, pictures: Sequence[QWidget], count: int) -> None:
    """Show the first ``count`` of ``pictures`` beside each other, and hide the rest."""
    columns = columns_for(count)
    for number, picture in enumerate(pictures):
        grid.removeWidget(picture)
        picture.setVisible(number < count)
        if number < count:
            grid.addWidget(picture, number // columns, number % columns)
