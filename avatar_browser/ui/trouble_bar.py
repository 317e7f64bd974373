"""One line above the tabs for what is wrong with the program itself, until it is dismissed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton
from typing_extensions import override

from avatar_browser.domain.errors import Problem, StoreBusy, StoreFull, StoreUnwritable
from avatar_browser.ui.look.labels import PlainLabel
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.plain import literal
from avatar_browser.ui.look.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Theme
from avatar_browser.ui.notice_views import Symbol
from avatar_browser.ui.telling import told

_MOST_LINES = 20
_MOST_DETAILS = 10
_ROWS_TO_SELECT = 4
_PASSING = (StoreFull, StoreBusy, StoreUnwritable)


@dataclass(frozen=True, slots=True)
class Remedy:
    """The one button that does something about a trouble."""

    text: str
    act: Callable[[], object]


@dataclass(slots=True, eq=False)
class _Line:
    """A trouble that is told; ``details`` of the same one, each once, in the order they came."""

    sentence: str
    sources: set[str]
    passes: bool
    remedy: Remedy | None
    to_select: str
    details: list[str] = field(default_factory=list)


class TroubleBar(QFrame):
    """Shows the newest trouble; dismissing it shows the one before. Not there while all is well.

    What is told twice is one line. Nothing is laid out until something is told.
    """

    copy_wanted = Signal(str, str)
    """What "Copy details" copies, and what it is called."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setAccessibleName("Trouble")
        self._theme = theme
        self._lines: list[_Line] = []
        self._parts: _Parts | None = None
        self.hide()

    @property
    def sentences(self) -> list[str]:
        """What is told now, the newest first."""
        return [line.sentence for line in self._lines]

    @property
    def text(self) -> str:
        """What is read in the line; empty where there is none."""
        return self._parts.text.text() if self._parts and self._lines else ""

    @property
    def selectable_text(self) -> str:
        """What is offered for copying by hand."""
        return self._lines[0].to_select if self._lines else ""

    def tell(
        self,
        problem: Problem,
        *,
        source: str = "",
        remedy: Remedy | None = None,
        to_select: str = "",
    ) -> None:
        """Show ``problem`` until it is dismissed, or until :meth:`settle` is told its ``source``.

        ``to_select`` is shown below the sentence as it is, selected, for copying by hand.
        """
        sentence = told(problem)
        line = next((known for known in self._lines if known.sentence == sentence), None)
        if line is None:
            line = _Line(sentence, set(), isinstance(problem, _PASSING), remedy, to_select)
        else:
            self._lines.remove(line)
            line.remedy, line.to_select = remedy, to_select
        line.sources.add(source)
        details = _details(problem)
        if details not in line.details and len(line.details) < _MOST_DETAILS:
            line.details.append(details)
        self._lines.insert(0, line)
        del self._lines[_MOST_LINES:]
        self._show_first()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def settle(self, source: str) -> None:
        """What was wrong at ``source`` and passes by itself is over."""
        for line in self._lines:
            if line.passes:
                line.sources.discard(source)
        self._lines = [line for line in self._lines if line.sources]
        self._show_first()

    def dismiss(self) -> None:
        """What is shown now is read; the one before is shown."""
        del self._lines[:1]
        self._show_first()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show_first()

    def _show_first(self) -> None:
        if not self._lines:
            self.hide()
            return
        if self._parts is None:
            self._parts = self._made_parts()
        self._parts.show_line(self._lines[0], len(self._lines) - 1, self._theme)
        self.show()

    def _made_parts(self) -> "_Parts":
        parts = _Parts(self, self._theme)
        parts.copy_details.clicked.connect(self._on_copy_details)
        parts.remedy.clicked.connect(self._on_remedy)
        parts.dismiss.clicked.connect(self.dismiss)
        return parts

    def _on_copy_details(self) -> None:
        self.copy_wanted.emit("\n\n".join(self._lines[0].details), "details")

    def _on_remedy(self) -> None:
        remedy = self._lines[0].remedy
        if remedy is not None:
            remedy.act()


class _Parts:
    """What is laid out in the bar."""

    def __init__(self, bar: QFrame, theme: Theme) -> None:
        self._symbol = Symbol(theme, 18, disc=False)
        self.text = PlainLabel(selectable=True)
        self._more = PlainLabel(muted=True, wrap=False)
        self.copy_details = QPushButton("Copy details")
        self.remedy = QPushButton()
        self.dismiss = QPushButton("Dismiss")
        self._to_select = _TextToSelect()
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self._symbol)
        row.addWidget(self.text, 1)
        for widget in (self._more, self.copy_details, self.remedy, self.dismiss):
            row.addWidget(widget)
        layout = column(bar, spacing=SPACE_XS, margins=(SPACE_L, SPACE_S, SPACE_M, SPACE_S))
        layout.addLayout(row)
        layout.addWidget(self._to_select)

    def show_line(self, line: _Line, more: int, theme: Theme) -> None:
        self._symbol.show_symbol("alert", theme)
        self.text.show_text(line.sentence)
        self._more.show_text(f"{more} more")
        self._more.setVisible(more > 0)
        self.remedy.setText(literal(line.remedy.text) if line.remedy else "")
        self.remedy.setVisible(line.remedy is not None)
        self._to_select.show_text(line.to_select)


class _TextToSelect(QPlainTextEdit):
    """Some rows of text that can be selected and not changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Text to copy")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)

    def show_text(self, text: str) -> None:
        if text != self.toPlainText():
            self.setPlainText(text)
            self.selectAll()
        rows = min(_ROWS_TO_SELECT, 1 + text.count("\n") + len(text) // 120)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * rows) + 2 * SPACE_L)
        self.setVisible(bool(text))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.textCursor().hasSelection():
            self.selectAll()


def _details(problem: Problem) -> str:
    lines = [str(problem), f"{type(problem).__name__} {problem.code}".strip(), problem.detail]
    return "\n".join(filter(None, lines))
