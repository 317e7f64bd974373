"""About and the keys sheet."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QWidget,
)

from avatar_browser.services.versions import program_versions
from avatar_browser.ui.look.icons import application_icon
from avatar_browser.ui.look.labels import PlainLabel, scaled, title_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS

Keys = tuple[str, str]
"""What is done, and the keys that do it."""

_IN_GRID = (
    ("Move", "Arrow keys, Page Up, Page Down, Home, End"),
    ("Select several", "Shift or Ctrl with arrows or clicks"),
    ("Search", "Type a name"),
)


def _dialog(parent: QWidget, title: str) -> QDialog:
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    return dialog


def _close_box(dialog: QDialog) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.rejected.connect(dialog.reject)
    return box


def about_dialog(parent: QWidget) -> QDialog:
    dialog = _dialog(parent, "About Avatar Browser")
    dialog.setMinimumWidth(420)
    drawing = PlainLabel(wrap=False)
    drawing.setPixmap(application_icon().pixmap(96, 96))
    layout = column(dialog, spacing=SPACE_S, margins=(SPACE_XL,) * 4)
    centre = Qt.AlignmentFlag.AlignHCenter
    layout.addWidget(drawing, 0, centre)
    layout.addWidget(title_label("Avatar Browser"), 0, centre)
    versions = PlainLabel("\n".join(program_versions()), muted=True, selectable=True)
    versions.setAlignment(centre)
    layout.addWidget(versions)
    promise = PlainLabel("It only reads: it never creates, edits, renders or spends credits.")
    promise.setAlignment(centre)
    layout.addWidget(promise)
    layout.addWidget(_close_box(dialog))
    return dialog


def keys_sheet(
    parent: QWidget, shortcuts: Sequence[Keys], inside: Sequence[tuple[str, Sequence[Keys]]]
) -> QDialog:
    """``shortcuts`` work in the whole window, ``inside`` where its titles say."""
    dialog = _dialog(parent, "Keyboard Shortcuts")
    left, right = _keys_column(), _keys_column()
    _add_keys(left, "In the window", shortcuts)
    _add_keys(right, "In the grid and the list", _IN_GRID)
    for title, keys in inside:
        _add_keys(right, title, keys)
    for rows in (left, right):
        rows.setRowStretch(rows.rowCount(), 1)
    sheet = QWidget()
    columns = QHBoxLayout(sheet)
    columns.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_M)
    columns.setSpacing(SPACE_XL)
    columns.addLayout(left)
    columns.addLayout(right)
    scroll = QScrollArea()
    scroll.setAccessibleName("Keys")
    scroll.setWidget(sheet)
    scroll.setWidgetResizable(True)
    layout = column(dialog, spacing=SPACE_S, margins=(0, 0, 0, SPACE_M))
    layout.addWidget(scroll)
    box = _close_box(dialog)
    box.setContentsMargins(0, 0, SPACE_M, 0)
    layout.addWidget(box)
    room = parent.screen().availableSize() * 0.9
    dialog.resize((sheet.sizeHint() + QSize(24, 64)).boundedTo(room))
    scroll.setFocus()  # so that the keys move it
    return dialog


def _keys_column() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_L)
    grid.setVerticalSpacing(SPACE_XS)
    return grid


def _add_keys(grid: QGridLayout, title: str, keys: Sequence[Keys]) -> None:
    row = grid.rowCount()
    heading = PlainLabel(title, wrap=False)
    heading.setFont(scaled(heading.font(), 0, bold=True))
    if row > 1:
        grid.setRowMinimumHeight(row, SPACE_M)
    grid.addWidget(heading, row + 1, 0, 1, 2)
    for number, (name, names) in enumerate(keys, start=row + 2):
        grid.addWidget(PlainLabel(name, wrap=False), number, 0)
        grid.addWidget(PlainLabel(names, muted=True, wrap=False), number, 1)
