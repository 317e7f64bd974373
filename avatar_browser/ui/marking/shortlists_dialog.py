"""All shortlists, and what can be done with one as a whole."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.marks import Shortlist
from avatar_browser.domain.text import isolated
from avatar_browser.services.marks import Marks
from avatar_browser.ui.look.labels import PlainLabel, small_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_M, SPACE_S, SPACE_XL
from avatar_browser.ui.marking.name_dialog import NameDialog
from avatar_browser.ui.words import counted

_NAME_ROLE = Qt.ItemDataRole.UserRole + 1
_PURPOSE = "Shortlists hold avatars of all providers, and stay when a key is changed or removed."
_NONE_YET = (
    "There is none yet. Make one here, or add what is selected to a new one from the menu Edit."
)


class ShortlistsDialog(QDialog):
    """Follows the marks; whatever is done here can be undone.

    ``is_here`` tells whether a catalogue holds an avatar.
    """

    show_wanted = Signal(str)
    export_wanted = Signal(str)
    import_wanted = Signal(str)
    """Empty where there is no shortlist to import into."""
    renamed = Signal(str, str)
    """From, to."""

    def __init__(self, marks: Marks, is_here: Callable[[AvatarKey], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Shortlists")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(460, 380)
        self._marks = marks
        self._is_here = is_here
        self.list = QListWidget()
        self.list.setAccessibleName("Shortlists")
        self.list.setObjectName("plain")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._purpose = PlainLabel(muted=True)
        self._said = small_label()
        self._of_one: list[QPushButton] = []
        self._build()
        self.list.itemActivated.connect(self._on_show)
        self.list.currentItemChanged.connect(self._show_buttons)
        marks.shortlists_changed.connect(self._show_shortlists)
        marks.told.connect(self.say)
        self._show_shortlists()
        self.list.setFocus()

    def _build(self) -> None:
        side = column(spacing=SPACE_S)
        new = QPushButton("&New…")
        new.clicked.connect(self.ask_new)
        bring = QPushButton("&Import…")
        bring.clicked.connect(self._on_import)
        for button in (new, bring):
            button.setAutoDefault(False)
            side.addWidget(button)
        side.addSpacing(SPACE_S)
        for label, key, slot in (
            ("&Show", "", self._on_show),
            ("&Rename…", "F2", self.ask_name),
            ("&Export…", "", self._on_export),
            ("&Delete", "Del", self._on_delete),
        ):
            side.addWidget(self._button_of_one(label, key, slot))
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_M)
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        layout = column(self, spacing=SPACE_M, margins=(SPACE_XL,) * 4)
        layout.addWidget(self._purpose)
        layout.addLayout(middle, 1)
        layout.addWidget(self._said)
        layout.addWidget(box)

    def _button_of_one(self, label: str, key: str, slot: Callable[[], object]) -> QPushButton:
        """Does something with the shortlist chosen; so does its key."""
        button = QPushButton(label)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        self._of_one.append(button)
        if key:
            action = QAction(label.replace("&", ""), self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(slot)
            self.addAction(action)
        return button

    @property
    def names(self) -> list[str]:
        return [str(self.list.item(row).data(_NAME_ROLE)) for row in range(self.list.count())]

    @property
    def lines(self) -> list[str]:
        """As they read."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    @property
    def chosen(self) -> str:
        """The name of the shortlist chosen, empty where there is none."""
        row = self.list.currentRow()
        return "" if row < 0 else str(self.list.item(row).data(_NAME_ROLE))

    @property
    def said(self) -> str:
        """What became of the last command."""
        return self._said.text()

    def say(self, text: str) -> None:
        self._said.show_text(text)

    def choose(self, name: str) -> None:
        if name in self.names:
            self.list.setCurrentRow(self.names.index(name))

    def ask_new(self) -> NameDialog:
        dialog = NameDialog(self, "New Shortlist", "Make", self._marks.existing)
        dialog.named.connect(self._on_new_named)
        dialog.open()
        return dialog

    def ask_name(self) -> NameDialog | None:
        """Another name for the shortlist chosen."""
        old = self.chosen
        if not old:
            return None
        dialog = NameDialog(self, "Rename Shortlist", "Rename", self._marks.existing, old)
        dialog.named.connect(lambda new: self._on_named(old, new))
        dialog.open()
        return dialog

    def _on_new_named(self, name: str) -> None:
        self._marks.add(name, [])
        self.choose(name)

    def _on_named(self, old: str, new: str) -> None:
        self._marks.rename(old, new)
        self.choose(new)
        self.renamed.emit(old, new)

    def _on_show(self) -> None:
        if self.chosen:
            self.show_wanted.emit(self.chosen)
            self.accept()

    def _on_delete(self) -> None:
        if self.chosen:
            self._marks.delete(self.chosen)

    def _on_export(self) -> None:
        if self.chosen:
            self.export_wanted.emit(self.chosen)

    def _on_import(self) -> None:
        self.import_wanted.emit(self.chosen)

    def _show_shortlists(self) -> None:
        """The one chosen stays chosen, or the one that takes its row is."""
        chosen, row = self.chosen, self.list.currentRow()
        self.list.clear()
        for shortlist in self._marks.shortlists:
            item = QListWidgetItem(f"{isolated(shortlist.name)}  ·  {self._counts(shortlist)}")
            item.setData(_NAME_ROLE, shortlist.name)
            self.list.addItem(item)
        self._purpose.show_text(_PURPOSE if self.list.count() else _NONE_YET)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self.choose(chosen)
        self._show_buttons()

    def _counts(self, shortlist: Shortlist) -> str:
        """An avatar that is not here was removed by its provider, or is of another account."""
        entries = self._marks.entries(shortlist.name)
        away = sum(not self._is_here(entry.key) for entry in entries)
        return counted(shortlist.count, "avatar", "avatars") + (
            f", {away:,} not here" if away else ""
        )

    def _show_buttons(self) -> None:
        for button in self._of_one:
            button.setEnabled(bool(self.chosen))
