"""Draws one cell of the list view. Never scales, decodes or reads a file."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar
from avatar_browser.ui.columns import COLUMNS, NAME
from avatar_browser.ui.grid.delegate import PictureOf
from avatar_browser.ui.grid.model import AVATAR_ROLE, FAVOURITE_ROLE
from avatar_browser.ui.look.icons import icon_pixmap
from avatar_browser.ui.look.labels import scaled
from avatar_browser.ui.look.theme import SPACE_M, SPACE_S, SPACE_XS, Theme

_Index = QModelIndex | QPersistentModelIndex
PICTURE = QSize(36, 48)
ROW_HEIGHT = PICTURE.height() + 2 * SPACE_XS
_STAR = 14
_MARK = 3
_ID = next(number for number, column in enumerate(COLUMNS) if column.id == "id")


class RowDelegate(QStyledItemDelegate):
    """A line of cells that look like one. ``under_pointer`` and ``is_current`` tell of a row
    whether it is so.
    """

    def __init__(
        self,
        theme: Theme,
        font: QFont,
        picture_of: PictureOf,
        under_pointer: Callable[[int], bool],
        is_current: Callable[[int], bool],
    ) -> None:
        super().__init__()
        self._picture_of = picture_of
        self._under_pointer = under_pointer
        self._is_current = is_current
        self.set_look(theme, font)

    def set_look(self, theme: Theme, font: QFont) -> None:
        self._theme = theme
        self._name_font = scaled(font, 0, bold=True)
        self._font = QFont(font)
        self._name_metrics = QFontMetrics(self._name_font)
        self._metrics = QFontMetrics(self._font)
        self._tint = QColor(theme.accent)
        self._tint.setAlphaF(0.22 if theme.dark else 0.14)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        metrics = self._metrics if index.column() else self._name_metrics
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        before = 0 if index.column() else PICTURE.width() + SPACE_M + _STAR + SPACE_S
        return QSize(before + metrics.horizontalAdvance(text) + 2 * SPACE_S, ROW_HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = option.rect
        painter.save()
        self._paint_ground(painter, cell, index, option.state)
        if index.column() == NAME:
            self._paint_name(painter, cell, index)
        else:
            text = index.data(Qt.ItemDataRole.DisplayRole)
            painter.setFont(self._font)
            painter.setPen(self._theme.text if index.column() == NAME + 1 else self._theme.muted)
            mode = Qt.TextElideMode
            elide = mode.ElideMiddle if index.column() == _ID else mode.ElideRight
            self._paint_text(painter, cell, self._metrics, text or "", elide)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, cell: QRect, index: _Index, state: QStyle.StateFlag
    ) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, self._tint)
            if index.column() == NAME:  # seen without telling colours apart
                painter.fillRect(cell.left(), cell.top(), _MARK, cell.height(), self._theme.accent)
        elif self._under_pointer(index.row()):
            painter.fillRect(cell, self._theme.card_hover)
        painter.setPen(self._theme.hairline)
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        if state & QStyle.StateFlag.State_KeyboardFocusChange and self._is_current(index.row()):
            painter.setPen(QPen(self._theme.text, 1, Qt.PenStyle.DashLine))
            painter.drawLine(cell.topLeft(), cell.topRight())
            painter.drawLine(cell.bottomLeft(), cell.bottomRight())

    def _paint_name(self, painter: QPainter, cell: QRect, index: _Index) -> None:
        avatar = index.data(AVATAR_ROLE)
        if not isinstance(avatar, Avatar):
            return
        area = QRect(cell.topLeft() + QPoint(SPACE_S, SPACE_XS), PICTURE)
        self._paint_picture(painter, area, avatar)
        rest = cell.adjusted(area.width() + SPACE_M, 0, 0, 0)
        if index.data(FAVOURITE_ROLE):
            ratio = painter.device().devicePixelRatioF()
            star = icon_pixmap("star-filled", self._theme.text, _STAR, ratio)
            rest.setRight(rest.right() - _STAR - SPACE_S)
            painter.drawPixmap(rest.right(), cell.center().y() - _STAR // 2, star)
        painter.setFont(self._name_font)
        painter.setPen(self._theme.text)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        self._paint_text(painter, rest, self._name_metrics, text, Qt.TextElideMode.ElideRight)

    def _paint_picture(self, painter: QPainter, area: QRect, avatar: Avatar) -> None:
        pixmap, failed = self._picture_of(avatar)
        if pixmap is not None:
            painter.drawPixmap(area.topLeft(), pixmap)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.placeholder)
        painter.drawRoundedRect(area, SPACE_S, SPACE_S)
        symbol = "picture" if failed or not avatar.stills else "person"
        size = 18
        ratio = painter.device().devicePixelRatioF()
        drawing = icon_pixmap(symbol, self._theme.muted, size, ratio)
        painter.setOpacity(0.5)
        painter.drawPixmap(area.center() - QRect(0, 0, size, size).center(), drawing)
        painter.setOpacity(1.0)

    def _paint_text(
        self,
        painter: QPainter,
        cell: QRect,
        metrics: QFontMetrics,
        text: str,
        elide: Qt.TextElideMode,
    ) -> None:
        area = cell.adjusted(SPACE_S, 0, -SPACE_S, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(area, flags, metrics.elidedText(text, elide, area.width()))
