"""About and the keys sheet."""

import platform
import sys
from collections.abc import Sequence

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QWidget

from avatar_browser import __version__
from avatar_browser.ui.look.icons import application_icon
from avatar_browser.ui.look.labels import PlainLabel, title_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_L, SPACE_S, SPACE_XL


def versions_text() -> str:
    return (
        f"Version {__version__}\nPython {platform.python_version()} · Qt {qVersion()} ·"
        f" PySide6 {pyside_version}\n{platform.system()} {platform.release()} ({sys.platform})"
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
    drawing = QLabel()
    drawing.setTextFormat(Qt.TextFormat.PlainText)
    drawing.setPixmap(application_icon().pixmap(96, 96))
    layout = column(dialog, spacing=SPACE_S, margins=(SPACE_XL,) * 4)
    centre = Qt.AlignmentFlag.AlignHCenter
    layout.addWidget(drawing, 0, centre)
    layout.addWidget(title_label("Avatar Browser"), 0, centre)
    versions = PlainLabel(versions_text(), muted=True, selectable=True)
    versions.setAlignment(centre)
    layout.addWidget(versions)
    promise = PlainLabel("It only reads: it never creates, edits, renders or spends credits.")
    promise.setAlignment(centre)
    layout.addWidget(promise)
    layout.addWidget(_close_box(dialog))
    return dialog


def keys_sheet(parent: QWidget, shortcuts: Sequence[tuple[str, str]]) -> QDialog:
    dialog = _dialog(parent, "Keyboard Shortcuts")
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_XL)
    fixed = [
        ("Move in the grid", "Arrow keys, Page Up, Page Down, Home, End"),
        ("Select several", "Shift or Ctrl with arrows or clicks"),
    ]
    for row, (name, keys) in enumerate([*fixed, *shortcuts]):
        grid.addWidget(PlainLabel(name, wrap=False), row, 0)
        grid.addWidget(PlainLabel(keys, muted=True, wrap=False), row, 1)
    layout = column(dialog, spacing=SPACE_L, margins=(SPACE_XL,) * 4)
    layout.addLayout(grid)
    layout.addWidget(_close_box(dialog))
    return dialog
