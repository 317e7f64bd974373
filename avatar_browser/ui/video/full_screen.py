"""A clip over the whole screen."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_M, SPACE_S, SPACE_XL, Theme
from avatar_browser.ui.video.canvas import Canvas
from avatar_browser.ui.video.controls import Controls
from avatar_browser.ui.video.keys import PlayerKeys
from avatar_browser.ui.video.playback import Playback

_ENDS = (Qt.Key.Key_Escape, Qt.Key.Key_F, Qt.Key.Key_F11)


class FullScreen(QWidget):
    """A window of its own that shows what ``playback`` plays; Esc, F and a double click end it.

    The player goes on as it was before.
    """

    def __init__(self, playback: Playback, theme: Theme, over: QWidget) -> None:
        super().__init__(over, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Preview")
        self.setAccessibleName("Preview, full screen")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(over.screen().geometry())  # a desktop may not know "full screen"
        self._playback = playback
        self._canvas = Canvas()
        self._controls = Controls(theme, playback.settings)
        self._controls.set_playable("")
        playback.attach(self._controls)
        playback.frame_shown.connect(self._canvas.show_frame)
        playback.told.connect(self._on_told)
        ground = QWidget()
        ground.setObjectName("details")  # the panel's colours
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = column(ground, margins=(SPACE_XL, SPACE_S, SPACE_XL, SPACE_M))
        inner.addWidget(self._controls)
        layout = column(self)
        layout.addWidget(self._canvas, 1)
        layout.addWidget(ground)
        PlayerKeys(playback, self.close, self, self._controls).setParent(self)
        self._canvas.installEventFilter(self)
        playback.ask_for_frame()

    @property
    def canvas(self) -> Canvas:
        return self._canvas

    def _on_told(self, text: str, _share: float | None) -> None:
        self._canvas.show_message(text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.close()
            return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENDS:
            self.close()
        elif event.key() == Qt.Key.Key_Space:
            self._playback.toggle_play()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(Qt.GlobalColor.black))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._playback.detach(self._controls)
        super().closeEvent(event)
