"""The list of a provider's accounts: two lines each, a mark at the one in use."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from avatar_browser.domain.text import isolated
from avatar_browser.services.keys import KeyAccount
from avatar_browser.ui.keys.words import account_words, spoken
from avatar_browser.ui.look.icons import icon_pixmap
from avatar_browser.ui.look.labels import scaled
from avatar_browser.ui.look.theme import RADIUS_FIELD, SPACE_S, SPACE_XS, Theme

_SLOT, _NAME, _WORDS, _CURRENT = (Qt.ItemDataRole.UserRole + n for n in range(1, 5))
_MARK = 16
_CHOSEN = 0.2
"""Of the accent: to be seen on dark as on light."""


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, 2 * option.fontMetrics.lineSpacing() + 2 * SPACE_S)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            chosen = QColor(theme.accent)
            chosen.setAlphaF(_CHOSEN)
            painter.setBrush(chosen)
            painter.drawRoundedRect(option.rect, RADIUS_FIELD, RADIUS_FIELD)
        inside = option.rect.adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S)
        if index.data(_CURRENT):
            mark = icon_pixmap("check", theme.accent, _MARK, painter.device().devicePixelRatioF())
            painter.drawPixmap(inside.left(), inside.center().y() - _MARK // 2, mark)
        inside.setLeft(inside.left() + _MARK + SPACE_S)
        line = option.fontMetrics.lineSpacing()
        upper = QRect(inside.left(), inside.top(), inside.width(), line)
        painter.setFont(scaled(option.font, 0, bold=True))
        painter.setPen(theme.text)
        self._draw(painter, upper, str(index.data(_NAME)))
        painter.setFont(scaled(option.font, -1))
        painter.setPen(theme.muted)
        self._draw(painter, upper.translated(0, line), str(index.data(_WORDS)))
        painter.restore()

    def _draw(self, painter: QPainter, place: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class AccountList(QListWidget):
    """Keeps the account chosen, however the list changes around it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Accounts")
        self.setObjectName("plain")
        self.setSpacing(SPACE_XS // 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(theme, self))
        self._accounts: dict[str, KeyAccount] = {}

    @property
    def chosen(self) -> KeyAccount | None:
        row = self.currentRow()
        return self._accounts.get(str(self.item(row).data(_SLOT))) if row >= 0 else None

    @property
    def lines(self) -> list[str]:
        """As a screen reader reads them."""
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(self.item(row).data(role)) for row in range(self.count())]

    def choose(self, slot: str) -> None:
        slots = list(self._accounts)
        if slot in slots:
            self.setCurrentRow(slots.index(slot))

    def show_accounts(self, accounts: Sequence[KeyAccount]) -> None:
        """The one chosen stays chosen, or the one that takes its row is; at first that in use."""
        chosen, row = self.chosen, self.currentRow()
        if list(self._accounts) != [account.slot for account in accounts]:
            self.clear()
            for _ in accounts:
                self.addItem(QListWidgetItem())
        self._accounts = {account.slot: account for account in accounts}
        for number, account in enumerate(accounts):
            self._fill(self.item(number), account)
        if chosen is None:
            self.choose(next((a.slot for a in accounts if a.is_current), ""))
        if self.currentRow() < 0:
            self.setCurrentRow(min(max(row, 0), self.count() - 1))
        if chosen is not None:
            self.choose(chosen.slot)

    def _fill(self, item: QListWidgetItem, account: KeyAccount) -> None:
        item.setData(_SLOT, account.slot)
        item.setData(_NAME, isolated(account.name))
        item.setData(_WORDS, account_words(account))
        item.setData(_CURRENT, account.is_current)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(account))
