"""Texts that want to be more than text, and all that a window shows of them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

MARK = "R&D"
"""In every one of them: Qt takes an ampersand for a mnemonic where it looks for one."""
TEXTS = (
    f"{MARK} <b>Liv</b>",
    f'{MARK} <a href="https://evil.test/">Update now</a>',
    f'<img src="file:///dev/zero"> {MARK} <img src="//evil.test/share/x.png">',
    f"{MARK} {'<table><tr><td>' * 16}x",
    f"<html><qt><!-- {MARK} &lt;b&gt; &amp; \n </qt>",
    f"{MARK} \u202egpj.exe\u202c \u2066\x1b[31m\x85\x00\u200b\u2069\u2069",
    f"שלום 5 {MARK} مرحبا 7",
    f"{MARK} a" + "\u0301" * 200,
)

_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u061c\u200e\u200f")
_BEGIN, _END = "\u2068", "\u2069"
_LINES = set("\n\u2028\u2029")


def problem_of(text: str) -> str:
    """What could turn or hide the words beside it; empty where nothing could."""
    depth = 0
    for character in re.sub(r"^\u200e", "", text, flags=re.MULTILINE):  # says where a line begins
        if character in _TURNING:
            return f"turns by U+{ord(character):04X}"
        if unicodedata.category(character) == "Cc" and character not in _LINES:
            return f"holds U+{ord(character):04X}"
        depth += (character == _BEGIN) - (character == _END)
        if depth < 0:
            return "ends an isolate that it did not begin"
    return "leaves an isolate open" if depth else ""


@dataclass
class Walk:
    """Collects what is wrong with what is shown, and how much of the hostile was seen where."""

    wrong: list[str] = field(default_factory=list)
    seen: dict[str, set[str]] = field(default_factory=dict)

    def over_all(self) -> None:
        """Every window and dialog of the program that is open, and all that is in them."""
        for top in QApplication.topLevelWidgets():
            self.over(top)

    def over(self, root: QWidget) -> None:
        for widget in (root, *root.findChildren(QWidget)):
            if not is_of_file_dialog(widget):
                self._widget(widget)
        for action in root.findChildren(QAction):
            self._mnemonic("action", action.text())
            self._note("action", action.text().partition("\t")[0])  # then come its keys
            tip = action.toolTip()
            if any(not isinstance(one, QMenu) for one in action.associatedObjects()):
                self._tip("tip of an action", tip)

    def _widget(self, widget: QWidget) -> None:
        kind = type(widget).__name__
        self._tip(f"tip of {kind}", widget.toolTip())
        self._tip(f"help of {kind}", widget.whatsThis())
        self._note("title", widget.windowTitle())
        self._note("spoken", widget.accessibleName())
        self._note("spoken", widget.accessibleDescription())
        if isinstance(widget, QMessageBox):
            self.wrong.append("a message box")
        for what, text in _texts_of(widget):
            self._note(what, text)
            if what in {"button", "tab"}:
                self._mnemonic(what, text)
        if isinstance(widget, QLabel):
            self._label(widget)
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            self._model(widget.model())

    def _label(self, label: QLabel) -> None:
        if label.textFormat() is not Qt.TextFormat.PlainText:
            self.wrong.append(f"a label that is not plain: {label.text()!r}")
        if label.openExternalLinks() or label.buddy() is not None:
            self.wrong.append(f"a label that leads elsewhere: {label.text()!r}")

    def _model(self, model: QAbstractItemModel) -> None:
        for index in _indexes(model):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                self._note("item", str(index.data(role) or ""))
            for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole):
                self._tip("tip of an item", str(index.data(role) or ""))

    def _note(self, what: str, text: str) -> None:
        if (problem := problem_of(text)) and what != "typed":
            self.wrong.append(f"{what} {problem}: {text!r}")
        if "R&D" in text.replace("&&", "&"):
            self.seen.setdefault(what, set()).add(text)

    def _mnemonic(self, what: str, text: str) -> None:
        if MARK in text:
            self.wrong.append(f"{what} that eats an ampersand: {text!r}")

    def _tip(self, what: str, text: str) -> None:
        self._note(what, text)
        if Qt.mightBeRichText(text) and re.search(r"<(?!/?p>|br>)", text):
            self.wrong.append(f"{what} that is rich text: {text!r}")


def is_of_file_dialog(widget: QObject | None) -> bool:
    """Qt's own, and it shows files only."""
    while widget is not None:
        if isinstance(widget, QFileDialog):
            return True
        widget = widget.parent()
    return False


def _texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    if isinstance(widget, QLabel):
        yield "label", widget.text()
    elif isinstance(widget, QAbstractButton):
        yield "button", widget.text()
    elif isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(index)) for index in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (("choice", widget.itemText(index)) for index in range(widget.count()))
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        text = widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
        yield "field" if widget.isReadOnly() else "typed", text
        yield "hint", widget.placeholderText()


def _indexes(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        for column in range(_columns(model, above)):
            index = model.index(row, column, above)
            yield index
            if column == 0:
                yield from _indexes(model, index)


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
