"""A section that is folded until it is wanted; its content is made when it opens."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QToolButton, QWidget

from avatar_browser.domain.text import displayable_lines
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.labels import monospaced, scaled
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_XS, Theme


class FoldedText(QWidget):
    """``text_of`` is asked when the section is opened, and when it is told to refresh."""

    def __init__(self, title: str, theme: Theme, text_of: Callable[[], str]) -> None:
        super().__init__()
        self._text_of = text_of
        self._header = QToolButton()
        self._header.setText(title)
        self._header.setCheckable(True)
        self._header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._header.toggled.connect(self._on_toggled)
        self._body = QPlainTextEdit()
        self._body.setReadOnly(True)
        self._body.setAccessibleName(title)
        self._body.setFont(monospaced(scaled(self._body.font(), -1)))
        self._body.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._body.setFixedHeight(260)
        self._body.hide()
        layout = column(self, spacing=SPACE_XS)
        layout.addWidget(self._header)
        layout.addWidget(self._body)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show_arrow()

    def refresh(self) -> None:
        if self._header.isChecked():
            text = self._text_of()
            self._body.setPlainText(displayable_lines(text, len(text)))

    def _show_arrow(self) -> None:
        name = "chevron-down" if self._header.isChecked() else "chevron-right"
        self._header.setIcon(icon(name, self._theme.muted, 16))

    def _on_toggled(self, opened: bool) -> None:
        self._body.setVisible(opened)
        self._show_arrow()
        self.refresh()
