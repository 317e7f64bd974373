"""Diagnostics: the text to read first, then to save or copy. Nothing is sent."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPlainTextEdit, QPushButton

from avatar_browser.domain.errors import Problem
from avatar_browser.domain.text import displayable
from avatar_browser.services.diagnostics import Diagnostics
from avatar_browser.ui.look.labels import PlainLabel, monospaced, title_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_M, SPACE_XL
from avatar_browser.ui.window import MainWindow

_NAME = "avatar-browser-diagnostics.txt"
_PROMISE = (
    "This is all that is saved: versions, the state of each service, settings, files with their"
    " sizes, and the last lines of the log. No key and no signed link is in it. Nothing is sent"
    " anywhere."
)


class DiagnosticsCommand(QObject):
    """Help → "Save Diagnostics…"."""

    def __init__(self, window: MainWindow, diagnostics: Diagnostics) -> None:
        super().__init__(window)
        self._window = window
        self._diagnostics = diagnostics
        actions = window.menu_actions
        self.action = actions.add("Save &Diagnostics…")
        actions.menus["help"].insertAction(actions.about, self.action)
        self.action.triggered.connect(self._on_triggered)

    @Slot()
    def _on_triggered(self) -> None:
        DiagnosticsDialog(self._diagnostics, self._window).open()


class DiagnosticsDialog(QDialog):
    """What is saved or copied is what stands in it, to the letter."""

    def __init__(self, diagnostics: Diagnostics, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("Diagnostics")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._diagnostics = diagnostics
        self._copier = window.copier
        self._file_text = ""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        self._folder = QStandardPaths.writableLocation(documents)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName("What is saved")
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(monospaced(self._text.font()))
        self._result = PlainLabel("Collecting…", muted=True)
        self._save = QPushButton("Save…")
        self._save.setProperty("primary", True)
        self._copy = QPushButton("Copy")
        self._build()
        diagnostics.collected.connect(self._on_collected)
        diagnostics.written.connect(self._on_written)
        diagnostics.failed.connect(self._on_failed)
        diagnostics.collect()

    def _build(self) -> None:
        layout = column(self, spacing=SPACE_M, margins=(SPACE_XL,) * 4)
        layout.addWidget(title_label("Diagnostics"))
        layout.addWidget(PlainLabel(_PROMISE))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._result)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button, clicked in ((self._save, self._on_save), (self._copy, self._on_copy)):
            button.setEnabled(False)
            button.clicked.connect(clicked)
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.reject)
        layout.addWidget(box)
        metrics = QFontMetrics(self._text.font())
        room = self.screen().availableSize() * 0.9
        self.resize(min(metrics.averageCharWidth() * 104, room.width()), min(640, room.height()))

    @property
    def result_text(self) -> str:
        return self._result.text()

    @property
    def shown_text(self) -> str:
        return self._file_text

    def save_as(self, path: Path) -> None:
        self._diagnostics.write(self._file_text, path)

    @Slot(str)
    def _on_collected(self, text: str) -> None:
        if self._file_text:
            return  # another dialog's: what is read here stays as it is
        self._file_text = text
        self._text.setPlainText(text)
        self._result.show_text("")
        self._save.setEnabled(True)
        self._copy.setEnabled(True)
        self._save.setDefault(True)

    @Slot()
    def _on_save(self) -> None:
        dialog = QFileDialog(self, "Save Diagnostics", self._folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter("Text (*.txt)")
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(_NAME)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    @Slot(str)
    def _on_file_selected(self, name: str) -> None:
        self.save_as(Path(name))

    @Slot()
    def _on_copy(self) -> None:
        is_there = self._copier.copy_text(self._file_text, "the diagnostics")
        sentence = (
            "Copied." if is_there else "The clipboard is not available: press “Save…” instead."
        )
        self._result.show_text(sentence)

    @Slot(Path)
    def _on_written(self, path: Path) -> None:
        self._folder = str(path.parent)
        self._result.show_text(f"Saved as {displayable(path.name)}.")

    @Slot(Problem)
    def _on_failed(self, problem: Problem) -> None:
        self._result.show_text(str(problem))
