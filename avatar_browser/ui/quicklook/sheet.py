"""The sheet that quick look is drawn on: dimmed ground, picture, controls, names and buttons."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSlider, QWidget
from typing_extensions import override

from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import RADIUS_CARD, SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Theme
from avatar_browser.ui.quicklook.board import Board
from avatar_browser.ui.quicklook.facts_side import FactsSide
from avatar_browser.ui.quicklook.footer import Footer
from avatar_browser.ui.video.controls import Controls

_DIM = QColor(0, 0, 0, 150)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)

Keys = Mapping[tuple[Qt.KeyboardModifier, int], Callable[[], object]]


class Sheet(QWidget):
    """Covers ``over`` and is not modal; the keyboard stays in it until it is closed."""

    closing = Signal()
    """It is to be closed: a click beside what it shows."""

    def __init__(self, over: QWidget, controls: Controls, theme: Theme) -> None:
        super().__init__(over)
        self.setAccessibleName("Quick look")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        self._over = over
        self._theme = theme
        self._keys: Keys = {}
        self.board = Board()
        self.controls = controls
        self.footer = Footer(theme)
        self.side = FactsSide(theme)
        self.side.hide()
        self._build()
        over.installEventFilter(self)
        for child in self.findChildren(QWidget):
            if isinstance(child, QAbstractButton | QSlider):
                child.installEventFilter(self)

    def _build(self) -> None:
        self._panel = QWidget(self)
        self._panel.setCursor(Qt.CursorShape.ArrowCursor)
        upper = QHBoxLayout()
        upper.setSpacing(SPACE_M)
        upper.addWidget(self.board, 1)
        upper.addWidget(self.side)
        inner = column(self._panel, spacing=SPACE_S, margins=(SPACE_L, SPACE_L, SPACE_L, SPACE_M))
        inner.addLayout(upper, 1)
        inner.addWidget(self.controls)
        inner.addWidget(self.footer)
        layout = column(self, margins=(SPACE_XL,) * 4)
        layout.addWidget(self._panel)

    def set_keys(self, keys: Keys) -> None:
        """What keys do, by modifiers and key; they come before the window's own shortcuts."""
        self._keys = keys

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.controls, self.footer, self.side):
            part.set_theme(theme)
        self.update()

    def show_over(self) -> None:
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        return self._keys.get((event.modifiers() & ~_KEYPAD, event.key()))

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
        if self._panel.geometry().contains(event.position().toPoint()):
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
        painter.drawRoundedRect(QRectF(self._panel.geometry()), RADIUS_CARD, RADIUS_CARD)


def _takes_focus(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled()


def zoom_keys(zoom: Callable[[int], object]) -> Keys:
    """Plus, minus and nought, alone or with Ctrl; plus is with Shift on many keyboards."""
    none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    shift, key = Qt.KeyboardModifier.ShiftModifier, Qt.Key
    steps = {key.Key_Plus: 1, key.Key_Equal: 1, key.Key_Minus: -1, key.Key_0: 0}
    return {
        (held, k): partial(zoom, by)
        for k, by in steps.items()
        for held in (none, shift, control, control | shift)
    }
