"""The facts beside the picture."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar
from avatar_browser.ui.details.facts import FactsTable
from avatar_browser.ui.details.ids import IdsBlock
from avatar_browser.ui.details.rows import fact_rows
from avatar_browser.ui.look.labels import PlainLabel, hair_line
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_M, Theme

_WIDTH = 300


class FactsSide(QScrollArea):
    one_id_wanted = Signal(str, str)
    """Label and raw value of a single id."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Facts")
        self.setFixedWidth(_WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._avatar: Avatar | None = None
        self._ids = IdsBlock(theme)
        self._ids.copy_wanted.connect(self.one_id_wanted)
        self._facts = FactsTable()
        self._description = PlainLabel(selectable=True)
        content = QWidget()
        inner = column(content, spacing=SPACE_M, margins=(0, 0, SPACE_M, 0))
        for widget in (self._ids, hair_line(), self._facts, self._description):
            inner.addWidget(widget)
        inner.addStretch(1)
        self.setWidget(content)

    def set_theme(self, theme: Theme) -> None:
        self._ids.set_theme(theme)

    def show_avatar(self, avatar: Avatar) -> None:
        """Made when it can be seen: most walk through many and never look."""
        self._avatar = avatar
        if not self.isHidden():
            self._fill(avatar)

    @override
    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible and self._avatar is not None:
            self._fill(self._avatar)

    def _fill(self, avatar: Avatar) -> None:
        self._ids.show_ids(avatar.ids)
        self._facts.show_rows(fact_rows(avatar))
        self._description.show_text(avatar.description)
