"""Export: asking for a file, and telling what became of it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.export import ExportForm
from avatar_browser.domain.file_names import file_name
from avatar_browser.domain.text import isolated
from avatar_browser.services.exports import Exports
from avatar_browser.ui.words import counted

_FILTERS = {
    "Table for spreadsheets (*.csv)": ExportForm.CSV,
    "JSON for programs (*.json)": ExportForm.JSON,
}


class Exporter(QObject):
    """Opens the file dialog over ``window``; the folder chosen last is offered next time."""

    told = Signal(str)
    """A sentence for the toast: which file was written, or why there is none."""

    def __init__(self, exports: Exports, window: QWidget) -> None:
        super().__init__(window)
        self._exports = exports
        self._window = window
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        self._folder = QStandardPaths.writableLocation(documents)
        exports.written.connect(self._on_written)
        exports.failed.connect(self._on_failed)

    def ask(self, avatars: Sequence[Avatar], source: str, *, name: str = "") -> None:
        """Ask where to, then write ``avatars``. ``source`` is what they are called together.

        ``name`` is the file's name to offer, where it is not to be made of ``source``.
        """
        if not avatars:
            self.told.emit("There is nothing to export: select or find some avatars first.")
            return
        title = f"Export {counted(len(avatars), 'Avatar', 'Avatars')}"
        dialog = QFileDialog(self._window, title, self._folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters(list(_FILTERS))
        dialog.setDefaultSuffix(ExportForm.CSV.value)
        dialog.selectFile(name or proposed_name(avatars, source))
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_FILTERS[chosen]))
        dialog.fileSelected.connect(partial(self._on_file_selected, tuple(avatars)))
        dialog.open()

    def _on_file_selected(self, avatars: Sequence[Avatar], name: str) -> None:
        path = Path(name)
        self._folder = str(path.parent)
        self._exports.write(avatars, path)

    def _on_written(self, path: Path, count: int) -> None:
        what = counted(count, "avatar", "avatars")
        self.told.emit(f"Exported {what} to {isolated(path.name)}")

    def _on_failed(self, problem: Problem) -> None:
        self.told.emit(str(problem))


def proposed_name(avatars: Sequence[Avatar], source: str) -> str:
    """Named after the avatar where there is one only, else after ``source``."""
    if len(avatars) > 1:
        return f"{source.lower()}-avatars.{ExportForm.CSV}"
    only = avatars[0]
    title = f"{only.display_name} {only.display_variant}"
    return file_name(title, only.copy_id, ExportForm.CSV)
