"""Starring, listing and noting avatars of a window, and taking it back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.imports import Imports
from avatar_browser.services.marks import Marks
from avatar_browser.ui.exporting import Exporter
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.plain import literal, set_tip
from avatar_browser.ui.marking.marks_block import MarksBlock
from avatar_browser.ui.marking.shortlist_menus import ShortlistMenus
from avatar_browser.ui.marking.shortlists import Shortlists
from avatar_browser.ui.marking.star_clicks import StarClicks
from avatar_browser.ui.window import MainWindow
from avatar_browser.ui.words import counted


class Marking(QObject):
    """Adds its actions to the menus, its block to the details, and stars that can be clicked."""

    def __init__(self, window: MainWindow, exporter: Exporter, imports: Imports) -> None:
        super().__init__(window)
        self._window = window
        self._marks: Marks = window.parts.marks
        actions = window.menu_actions
        self.undo = actions.add("&Undo", "Ctrl+Z")
        self.redo = actions.add("&Redo")
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.star = actions.add("&Star", "Ctrl+D")
        for action, name in ((self.undo, "Undo"), (self.redo, "Redo"), (self.star, "Star")):
            action.setData(name)
            action.setIconVisibleInMenu(False)
        self.menus = ShortlistMenus(self._marks, self._chosen, window)
        self.shortlists = Shortlists(window, exporter, imports, self.undo, self.redo)
        self.block = MarksBlock(
            self._marks, self.star, self.menus.add, window.parts.appearance.theme
        )
        window.pane.put_below_buttons(self.block)
        self._is_news = False
        self._fill_menus()
        self._connect()
        self.block.show_avatar(window.pane.look)
        self._show_chosen(self._chosen())
        self._show_undo()

    def _fill_menus(self) -> None:
        actions = self._window.menu_actions
        edit = actions.menus["edit"]
        first = edit.actions()[0]
        edit.insertActions(first, [self.undo, self.redo])
        edit.insertSeparator(first)
        marking = [self.star, self.menus.add.menuAction(), self.menus.remove.menuAction()]
        edit.addSeparator()
        edit.addActions([*marking, self.shortlists.action])
        edit.addSeparator()
        actions.in_context += marking

    def _connect(self) -> None:
        window, marks = self._window, self._marks
        self.star.triggered.connect(self._on_star)
        self.undo.triggered.connect(self._on_undo)
        self.redo.triggered.connect(self._on_redo)
        for page in window.pages:
            page.chosen.connect(self._on_chosen)
            StarClicks(page.grid).clicked.connect(self._on_star_clicked)
        window.header.tab_chosen.connect(self._on_marks_changed)
        window.pane.look_shown.connect(self.block.show_avatar)
        window.pane.one_id_wanted.connect(self._on_one_id_wanted)
        window.copier.avatars_copied.connect(marks.note_copied)
        window.parts.appearance.changed.connect(self._on_marks_changed)
        window.closed.connect(self.block.note.flush)
        marks.changed.connect(self._on_marks_changed)
        marks.shortlists_changed.connect(self._on_marks_changed)
        marks.undo_changed.connect(self._show_undo)
        marks.told.connect(self._on_told)
        self.shortlists.told.connect(window.toast.show_text)

    def _chosen(self) -> list[Avatar]:
        return self._window.page.selected_looks

    def _on_star(self) -> None:
        self._marks.toggle_favourite(self._chosen())

    def _on_star_clicked(self, avatar: Avatar) -> None:
        self._marks.toggle_favourite([avatar])

    def _on_undo(self) -> None:
        self._marks.undo()

    def _on_redo(self) -> None:
        self._marks.redo()

    def _on_one_id_wanted(self, _label: str, value: str) -> None:
        """The button beside an id: the window has copied it by now."""
        avatar = self._window.pane.avatar
        is_copied = QGuiApplication.clipboard().text() == value
        if avatar is not None and value == avatar.copy_id and is_copied:
            self._marks.note_copied([avatar])

    def _on_told(self, text: str) -> None:
        """With the way back after something new; not where the keys would undo typing instead."""
        if self._is_news and not self._marks.redo_text and not _is_typing():
            keys = self.undo.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            text = f"{text}  ·  {keys} to undo"
        self._is_news = False
        self._window.toast.show_text(text)

    def _show_undo(self) -> None:
        self._is_news = True
        _show_step(self.undo, "Undo", self._marks.undo_text)
        _show_step(self.redo, "Redo", self._marks.redo_text)

    def _on_chosen(self) -> None:
        if self.sender() is self._window.page:
            self._show_chosen(self._chosen())

    def _on_marks_changed(self) -> None:
        self._show_chosen(self._chosen())

    def _show_chosen(self, avatars: Sequence[Avatar]) -> None:
        starred = bool(avatars) and all(self._marks.mark(a.key).is_favourite for a in avatars)
        word = "Unstar" if starred else "Star"
        several = f" {counted(len(avatars), 'Avatar', 'Avatars')}" if len(avatars) > 1 else ""
        self.star.setText(f"&{word}{several}")
        self.star.setIconText(word)
        self.star.setEnabled(bool(avatars))
        theme = self._window.parts.appearance.theme
        self.star.setIcon(icon("star-filled" if starred else "star", theme.text))
        self.block.set_theme(theme)
        self.menus.show_chosen(bool(avatars))


def _show_step(action: QAction, word: str, what: str) -> None:
    action.setText(f"&{word} {literal(what)}".strip())
    set_tip(action, f"{word} {what}")  # which Qt would make of the text
    action.setEnabled(bool(what))


def _is_typing() -> bool:
    return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
