"""A sheet over the content of a window: dimmed ground, a panel, keys of its own; not modal."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenuBar, QSlider, QWidget
from typing_extensions import override

from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import RADIUS_CARD, SPACE_XL, Theme

_DIM = QColor(0, 0, 0, 150)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)

Keys = Mapping[tuple[Qt.KeyboardModifier, int], Callable[[], object]]


class Overlay(QWidget):
    """Covers ``over``; the keyboard stays in it until it is closed. Its parts are in ``panel``."""

    closing = Signal()
    """It is to be closed: a click beside what it shows."""
    left = Signal()
    """The keyboard went somewhere else in the window: whoever goes there wants to see it."""

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        self._over = over
        self._theme = theme
        self._keys: Keys = {}
        self.panel = QWidget(self)
        self.panel.setCursor(Qt.CursorShape.ArrowCursor)
        layout = column(self, margins=(SPACE_XL,) * 4)
        layout.addWidget(self.panel)
        over.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def take_keys_of(self, part: QWidget) -> None:
        """The keys do the same while a button or slider of ``part`` has the focus."""
        for child in (part, *part.findChildren(QWidget)):
            if isinstance(child, QAbstractButton | QSlider):
                child.installEventFilter(self)

    def set_keys(self, keys: Keys) -> None:
        """What keys do, by modifiers and key; they come before the window's own shortcuts."""
        self._keys = keys

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_over(self) -> None:
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        return self._keys.get((event.modifiers() & ~_KEYPAD, event.key()))

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible() or now.window() is not self.window():
            return
        inside = now is self or self.isAncestorOf(now)
        if not inside and not isinstance(now, QMenuBar):
            self.left.emit()

    @override
    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self._act(event) is not None:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act(event)
        if act is None:
            super().keyPressEvent(event)
        elif not (event.isAutoRepeat() and event.key() == Qt.Key.Key_Space):  # still held
            act()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self.setGeometry(self._over.rect())
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # A button is pressed by its own keys, a slider moved; all else is as anywhere here.
            own = _PRESSES if isinstance(watched, QAbstractButton) else _ARROWS
            act = None if event.key() in own else self._act(event)
            if act is not None:
                act()
                return True
        return False

    @override
    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Round and round inside: what is behind is covered."""
        stops = [self, *(w for w in self.findChildren(QWidget) if _takes_focus(w))]
        focus = self.focusWidget()
        at = stops.index(focus) if focus in stops else 0
        after = stops[(at + (1 if forwards else -1)) % len(stops)]
        reason = Qt.FocusReason.TabFocusReason
        after.setFocus(reason if forwards else Qt.FocusReason.BacktabFocusReason)
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.panel.geometry().contains(event.position().toPoint()):
            self.setFocus()
        else:
            self.closing.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _DIM)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.panel)
        painter.drawRoundedRect(QRectF(self.panel.geometry()), RADIUS_CARD, RADIUS_CARD)


def _takes_focus(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled()
