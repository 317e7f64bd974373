"""A quiet confirmation that goes by itself."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from avatar_browser.ui.look.labels import PlainLabel
from avatar_browser.ui.look.theme import SPACE_L, SPACE_S, SPACE_XL

_SHOWN_MS = 2_000
_READ_MS = 60
"""For each letter: what is longer than a glance stays until it can have been read."""
_MOST_LINES = 4


class Toast(QFrame):
    """Floats over the lower edge of its parent; takes no focus and no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = parent
        self._label = PlainLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        layout.addWidget(self._label)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def show_text(self, text: str, shown_ms: int = _SHOWN_MS) -> None:
        """For at least so long; in as many lines as its width takes, four at most."""
        metrics = self._label.fontMetrics()
        room = max(1, self._over.width() - 4 * SPACE_XL)
        most = room * (_MOST_LINES - 1)  # the ends of the lines take some
        text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, most)
        self._label.show_text(text)
        self._label.setFixedWidth(min(room, metrics.horizontalAdvance(text) + 2))
        self._place()
        self.show()
        self.raise_()
        self._timer.start(max(shown_ms, _READ_MS * len(text)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        parent = self._over
        left = (parent.width() - self.width()) // 2
        self.move(left, parent.height() - self.height() - SPACE_XL)
