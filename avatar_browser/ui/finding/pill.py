""" "12 new – show": what arrived meanwhile and waits, so that nothing moves under the eye."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from avatar_browser.ui.look.theme import SPACE_M


class Pill(QPushButton):
    """Floats over the upper edge of its parent while something is held back."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("pill")
        over.installEventFilter(self)
        self.hide()

    def show_count(self, count: int) -> None:
        self.setText(f"{count:,} new – show")
        self.setVisible(count > 0)
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, SPACE_M)
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
