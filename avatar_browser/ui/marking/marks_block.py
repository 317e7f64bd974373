"""Star, shortlists and note of the avatar that the details are about."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.marks import NOTE_LIMIT, note_text
from avatar_browser.domain.text import isolated
from avatar_browser.services.marks import Marks
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import small_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_S, Theme
from avatar_browser.ui.marking.note_field import NoteField


class MarksBlock(QWidget):
    """The buttons act on all that is selected, as those for copying do; the note is of one."""

    def __init__(self, marks: Marks, star: QAction, add_menu: QMenu, theme: Theme) -> None:
        super().__init__()
        self._marks = marks
        self._avatar: Avatar | None = None
        self._star = _button()
        self._star.setDefaultAction(star)
        self._add = _button()
        self._add.setText("Add to Shortlist")
        self._add.setMenu(add_menu)
        self._add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._lists = small_label()
        self.note = NoteField()
        self._warning = small_label(f"Only the first {NOTE_LIMIT:,} characters are kept.")
        self._warning.setProperty("danger", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self._star)
        buttons.addWidget(self._add)
        buttons.addStretch(1)
        layout = column(self, spacing=SPACE_S)
        layout.addLayout(buttons)
        for widget in (self._lists, self.note, self._warning):
            layout.addWidget(widget)
        self.note.written.connect(self._on_note_written)
        self.note.textChanged.connect(self._show_warning)
        marks.changed.connect(self._on_marks_changed)
        self.set_theme(theme)
        self.show_avatar(None)

    def set_theme(self, theme: Theme) -> None:
        """The star's icon is its action's."""
        self._add.setIcon(icon("list-add", theme.text))

    @property
    def shortlists_text(self) -> str:
        return self._lists.text()

    @property
    def warns(self) -> bool:
        """Whether it says that the note is too long."""
        return not self._warning.isHidden()

    def show_avatar(self, avatar: Avatar | None) -> None:
        """None: of whom no single note can be written. What was typed goes to whom it was of."""
        if avatar is None or self._avatar is None or avatar.key != self._avatar.key:
            self.note.flush()
            self._avatar = avatar
            self.note.setVisible(avatar is not None)
            self.note.show_note(self._marks.mark(avatar.key).note if avatar else "")
        self._avatar = avatar
        self._show_mark()

    def _show_mark(self) -> None:
        mark = self._marks.mark(self._avatar.key) if self._avatar else None
        names = mark.shortlists if mark else ()
        self._lists.show_text(f"Shortlists: {', '.join(map(isolated, names))}" if names else "")
        self._lists.setVisible(bool(names))
        kept = mark.note if mark else ""
        # Blanks at the end are not kept, but the next word may follow them.
        if not self.note.is_being_written and note_text(self.note.toPlainText()) != kept:
            self.note.show_note(kept)
        self._show_warning()

    def _show_warning(self) -> None:
        self._warning.setVisible(self._avatar is not None and self.note.is_too_long)

    def _on_note_written(self, text: str) -> None:
        if self._avatar is not None:
            self._marks.set_note(self._avatar, text)

    def _on_marks_changed(self, keys: list[object]) -> None:
        if self._avatar is not None and self._avatar.key in keys:
            self._show_mark()


def _button() -> QToolButton:
    button = QToolButton()
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return button
