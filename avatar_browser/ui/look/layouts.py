"""Small things every layout needs."""

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget


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
