"""A notice as a whole page where there is nothing to see, or as a banner over the grid."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from avatar_browser.ui.look.icons import icon_pixmap
from avatar_browser.ui.look.labels import PlainLabel, title_label
from avatar_browser.ui.look.layouts import column, empty
from avatar_browser.ui.look.plain import literal
from avatar_browser.ui.look.theme import SPACE_L, SPACE_M, SPACE_S, Theme
from avatar_browser.ui.notice import ACT_TEXT, Act, Notice, Offer

_BLOCK_WIDTH = 440
_LEAST_TEXT = 280
"""Pixels for the words of a banner beside its buttons."""


class Symbol(QWidget):
    """An icon, in a soft disc where it is large."""

    def __init__(self, theme: Theme, size: int, *, disc: bool) -> None:
        super().__init__()
        self._theme, self._size, self._disc = theme, size, disc
        self._name = "person"
        side = size * 2 if disc else size
        self.setFixedSize(QSize(side, side))

    def show_symbol(self, name: str, theme: Theme) -> None:
        self._name, self._theme = name, theme
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._disc:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.placeholder)
            painter.drawEllipse(self.rect())
        pixmap = icon_pixmap(self._name, self._theme.muted, self._size, self.devicePixelRatioF())
        corner = self.rect().center() - self.rect().topLeft()
        half = self._size // 2
        painter.drawPixmap(corner.x() - half + 1, corner.y() - half + 1, pixmap)


class _ActButton(QPushButton):
    """A button that stands for an act of the notice shown, hidden where there is none."""

    acted = Signal(Act)

    def __init__(self, *, primary: bool) -> None:
        super().__init__()
        self.setProperty("primary", primary)
        self._act: Act | None = None
        self.clicked.connect(self._on_clicked)

    def show_act(self, act: Act | None) -> None:
        self._act = act
        self.setText(ACT_TEXT[act] if act else "")
        self.setVisible(act is not None)

    def _on_clicked(self) -> None:
        if self._act is not None:
            self.acted.emit(self._act)


class _Offers(QHBoxLayout):
    """A button for each offer of the notice shown."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(SPACE_S)
        self._offers: tuple[Offer, ...] = ()
        self._buttons: list[QPushButton] = []

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        if offers == self._offers:
            return
        self._offers = offers
        had_focus = any(button.hasFocus() for button in self._buttons)
        empty(self)
        self._buttons = []
        for offer in offers:
            button = QPushButton(literal(offer.text))
            button.clicked.connect(partial(self.taken.emit, offer))
            self.addWidget(button)
            self._buttons.append(button)
            button.show()
        if had_focus:
            self.focus_first()

    def focus_first(self) -> None:
        if self._buttons:
            self._buttons[0].setFocus()


class NoticePage(QWidget):
    """A drawing, a title, a sentence, a button: in the middle of the tab."""

    acted = Signal(Act)
    details_wanted = Signal()
    offer_taken = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._symbol = Symbol(theme, 40, disc=True)
        self._title = title_label()
        self._text = PlainLabel(muted=True)
        self._first, self._second = _ActButton(primary=True), _ActButton(primary=False)
        self._details = QPushButton("Copy details")
        self._details.clicked.connect(self.details_wanted)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._offers = _Offers()
        self._offers.taken.connect(self.offer_taken)
        buttons = self._buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        for button in (self._first, self._second):
            buttons.addWidget(button)
            button.acted.connect(self.acted)
        buttons.addLayout(self._offers)
        buttons.addWidget(self._details)
        buttons.addStretch(1)
        block = QWidget()
        block.setMaximumWidth(_BLOCK_WIDTH)
        inner = column(block, spacing=SPACE_M)
        inner.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._title, self._text):
            inner.addWidget(label)
        inner.addLayout(buttons)
        # Not by an alignment: what is aligned is not asked how high wrapped text is.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(block, 100)
        middle.addStretch(1)
        layout = column(self, margins=(SPACE_L,) * 4)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)

    def show_notice(self, notice: Notice, theme: Theme) -> None:
        self._symbol.show_symbol(notice.symbol, theme)
        self._title.show_text(notice.title)
        self._text.show_text(notice.text)
        self._first.show_act(notice.act)
        self._second.show_act(notice.second_act)
        self._offers.show_offers(notice.offers)
        self._details.setVisible(notice.problem is not None)
        self._arrange()

    def _arrange(self) -> None:
        _lay_along(min(_BLOCK_WIDTH, self.width() - 2 * SPACE_L), self._buttons, self._offers)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def focus_offer(self) -> None:
        """The keyboard goes to the first offer, if there is one."""
        self._offers.focus_first()


class NoticeBanner(QFrame):
    """One calm line above the grid; what is shown there stays. Its buttons are beside the text,
    or below it where that would be left too narrow a column."""

    acted = Signal(Act)
    details_wanted = Signal()
    offer_taken = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._symbol = Symbol(theme, 18, disc=False)
        self._text = PlainLabel()
        self._first, self._second = _ActButton(primary=False), _ActButton(primary=False)
        for button in (self._first, self._second):
            button.acted.connect(self.acted)
        self._details = QPushButton("Copy details")
        self._details.clicked.connect(self.details_wanted)
        self._offers = _Offers()
        self._offers.taken.connect(self.offer_taken)
        words = QHBoxLayout()
        words.setSpacing(SPACE_S)
        words.addWidget(self._symbol)
        words.addWidget(self._text, 1)
        buttons = self._buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        buttons.addWidget(self._details)
        buttons.addLayout(self._offers)
        buttons.addWidget(self._second)
        buttons.addWidget(self._first)
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addLayout(words, 1)
        layout.addLayout(buttons)

    def show_notice(self, notice: Notice, theme: Theme) -> None:
        self._symbol.show_symbol(notice.symbol, theme)
        self._text.show_text(f"{notice.title}. {notice.text}")
        self._first.show_act(notice.act)
        self._second.show_act(notice.second_act)
        self._offers.show_offers(notice.offers)
        self._details.setVisible(notice.problem is not None)
        self._arrange()

    def _arrange(self) -> None:
        room = self.contentsRect().width() - SPACE_L - SPACE_M
        _lay_along(room, self._buttons, self._offers)
        _lay_along(room - _LEAST_TEXT, self._layout, by=self._buttons)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _lay_along(room: int, *layouts: QBoxLayout, by: QBoxLayout | None = None) -> None:
    """Lay out ``layouts`` from left to right, or downwards where the first of them, or ``by`` in
    its place, is wider than ``room``."""
    for layout in layouts:
        layout.setDirection(QBoxLayout.Direction.LeftToRight)
    if (by or layouts[0]).sizeHint().width() > room:
        for layout in layouts:
            layout.setDirection(QBoxLayout.Direction.TopToBottom)
