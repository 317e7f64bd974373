"""The dialog of shortlists, and where what it wants is done."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from avatar_browser.domain.avatar import Avatar, AvatarKey, Identifier
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.export import ExportForm
from avatar_browser.domain.facets import Facet
from avatar_browser.domain.file_names import file_name
from avatar_browser.domain.marks import Entry
from avatar_browser.domain.text import isolated
from avatar_browser.services.imports import Imports
from avatar_browser.ui.exporting import Exporter
from avatar_browser.ui.marking.name_dialog import NameDialog
from avatar_browser.ui.marking.shortlists_dialog import ShortlistsDialog
from avatar_browser.ui.window import MainWindow

_ALL = 0
_FILTERS = ["Exports and lists of IDs (*.csv *.json *.txt)", "All files (*)"]


class Shortlists(QObject):
    """``undo`` and ``redo`` work in the dialog too."""

    told = Signal(str)
    """Why nothing was imported, in a sentence."""

    def __init__(
        self,
        window: MainWindow,
        exporter: Exporter,
        imports: Imports,
        undo: QAction,
        redo: QAction,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._marks = window.parts.marks
        self._exporter = exporter
        self._imports = imports
        self._imports.failed.connect(self._on_import_failed)
        self._steps = [undo, redo]
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        self._folder = QStandardPaths.writableLocation(documents)
        self.action = window.menu_actions.add("Shortlis&ts…", "Ctrl+Shift+D")
        self.action.triggered.connect(self.open)

    def open(self) -> ShortlistsDialog:
        dialog = ShortlistsDialog(self._marks, self._is_here, self._window)
        dialog.addActions(self._steps)
        dialog.show_wanted.connect(self.show)
        dialog.renamed.connect(self._on_renamed)
        dialog.export_wanted.connect(self.export)
        dialog.import_wanted.connect(self._on_import_wanted)
        self._exporter.told.connect(dialog.say)
        self.told.connect(dialog.say)
        dialog.open()
        return dialog

    def show(self, name: str) -> None:
        """In the tab All, with nothing else asked for."""
        self._window.header.choose_tab(_ALL)
        shelf = self._window.page.shelf
        shelf.clear()
        shelf.set_choices({Facet.SHORTLIST: [name]})

    def export(self, name: str) -> None:
        """Those too that no catalogue holds, as far as they are known."""
        avatars = [
            self._avatar(entry.key) or stand_in(entry) for entry in self._marks.entries(name)
        ]
        self._exporter.ask(avatars, name, name=file_name(name, name, ExportForm.CSV))

    def ask_file(self, name: str) -> None:
        """What to import into the shortlist ``name``, which is made where it is missing."""
        title = f"Import into {isolated(name)}"
        dialog = QFileDialog(self._window, title, self._folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(_FILTERS)
        dialog.fileSelected.connect(partial(self._on_file_selected, name))
        dialog.open()

    def _avatar(self, key: AvatarKey) -> Avatar | None:
        catalogues = self._window.parts.catalogues
        found = (c.avatar(key) for c in catalogues if c.provider_id == key.provider)
        return next(found, None)

    def _is_here(self, key: AvatarKey) -> bool:
        return self._avatar(key) is not None

    def _on_import_wanted(self, name: str) -> None:
        if name:
            self.ask_file(name)
            return
        dialog = NameDialog(
            self._window, "Import into a New Shortlist", "Next", self._marks.existing
        )
        dialog.named.connect(self.ask_file)
        dialog.open()

    def _on_file_selected(self, shortlist: str, file: str) -> None:
        path = Path(file)
        self._folder = str(path.parent)
        self._imports.read(path, shortlist)

    def _on_import_failed(self, problem: Problem) -> None:
        self.told.emit(str(problem))

    def _on_renamed(self, old: str, new: str) -> None:
        """What was ticked stays ticked."""
        for page in self._window.pages:
            choices = page.shelf.choices
            ticked = choices.get(Facet.SHORTLIST, frozenset())
            if old in ticked:
                page.shelf.set_choices({**choices, Facet.SHORTLIST: ticked - {old} | {new}})


def stand_in(entry: Entry) -> Avatar:
    """What is known of an avatar that no catalogue holds."""
    copied = Identifier("ID", entry.copy_id, "", primary=True)
    return Avatar(entry.key, entry.name, entry.variant, ids=(copied,))
