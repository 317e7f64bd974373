"""The field in which a note is written."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from avatar_browser.domain.marks import NOTE_LIMIT

_REST_MS = 600
_LINES_SHOWN = 8
_FRAME = 16


class NoteField(QPlainTextEdit):
    """Grows with its text. What was typed is told when it rests, or when the focus leaves.

    Escape brings back the text that was there when the focus came.
    """

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Note")
        self.setPlaceholderText("Note")
        self.setTabChangesFocus(True)
        self._shown = self._first = ""
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.flush)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @property
    def is_being_written(self) -> bool:
        """Something was typed that was not told yet."""
        return self.toPlainText() != self._shown

    @property
    def is_too_long(self) -> bool:
        return len(self.toPlainText()) > NOTE_LIMIT

    def show_note(self, text: str) -> None:
        """``text`` in place of what is there; nothing is told of it."""
        self._rest.stop()
        self._shown = text
        if text != self.toPlainText():
            self.setPlainText(text)
        if not self.hasFocus():
            self._first = text

    def flush(self) -> None:
        """Tell what was typed now."""
        self._rest.stop()
        text = self.toPlainText()
        if text != self._shown:
            self._shown = text
            self.written.emit(text)

    def _on_text_changed(self) -> None:
        if self.is_being_written:
            self._rest.start()
        else:
            self._rest.stop()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._first = self.toPlainText()
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._first)
            self.flush()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines, up to a number of them."""
        lines = min(max(1, round(self.document().size().height())), _LINES_SHOWN)
        margins = round(2 * self.document().documentMargin())
        height = lines * self.fontMetrics().lineSpacing() + margins + _FRAME
        if height != self.height():
            self.setFixedHeight(height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())
