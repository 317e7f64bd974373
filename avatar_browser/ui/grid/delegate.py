"""Draws one card. Never decodes or reads a file, nor scales but for a moment."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.families import Family
from avatar_browser.domain.text import displayable
from avatar_browser.ui.grid.card import CardShape
from avatar_browser.ui.grid.model import AVATAR_ROLE, BADGES_ROLE, FAMILY_ROLE, FAVOURITE_ROLE
from avatar_browser.ui.grid.overlay import CardOverlay, paint_progress
from avatar_browser.ui.grid.star import paint_star
from avatar_browser.ui.look.icons import icon_pixmap
from avatar_browser.ui.look.labels import scaled
from avatar_browser.ui.look.theme import RADIUS_CARD, SPACE_S, SPACE_XS, Theme
from avatar_browser.ui.words import person_line, second_line

_Index = QModelIndex | QPersistentModelIndex
PictureOf = Callable[[Avatar], tuple[QPixmap | None, bool]]
"""The pixmap of an avatar if it is there, and whether fetching it failed."""
ColourOf = Callable[[Avatar], int | None]
"""The mean colour of an avatar's picture, ``0xRRGGBB``, None where it is not known or has none."""
_PLACEHOLDER = 32


class CardDelegate(QStyledItemDelegate):
    """A card: picture edge to edge, name, second line, small badges on the picture."""

    def __init__(
        self, theme: Theme, font: QFont, picture_of: PictureOf, colour_of: ColourOf
    ) -> None:
        super().__init__()
        self._picture_of = picture_of
        self._colour_of = colour_of
        self.shows_whole = False
        """Pictures are shown whole: most leave some of their frame free."""
        self.overlay: CardOverlay | None = None
        self._shape = CardShape.fitting(800, 168, 48)
        self.set_look(theme, font)

    def set_look(self, theme: Theme, font: QFont) -> None:
        self._theme = theme
        self._name_font = scaled(font, 0, bold=True)
        self._small_font = scaled(font, -1)
        self._name_metrics = QFontMetrics(self._name_font)
        self._small_metrics = QFontMetrics(self._small_font)
        # Shaping a line costs more than drawing it, and every scroll step draws all lines.
        self._name_elided = _remembered(self._name_metrics)
        self._small_elided = _remembered(self._small_metrics)
        self._load()

    def _load(self) -> None:
        """Fonts and drawings, now: the first paint comes while avatars arrive."""
        self._name_elided("Avatar", 100)
        self._small_elided("Avatar", 100)
        for symbol in ("picture", "person"):
            self._placeholder(symbol, QGuiApplication.primaryScreen().devicePixelRatio())

    def _placeholder(self, symbol: str, ratio: float) -> QPixmap:
        return icon_pixmap(symbol, QColor(self._theme.muted), _PLACEHOLDER, ratio)

    @property
    def text_height(self) -> int:
        return self._name_metrics.height() + self._small_metrics.height() + 2 * 7 + 2

    def set_shape(self, shape: CardShape) -> None:
        self._shape = shape

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._shape.cell

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        avatar = index.data(AVATAR_ROLE)
        if not isinstance(avatar, Avatar):
            return
        cell = QRect(option.rect.topLeft(), self._shape.cell)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        family = index.data(FAMILY_ROLE)
        person = family if isinstance(family, Family) else None
        if person is not None:
            self._paint_stack(painter, cell)
        self._paint_ground(painter, cell, bool(state & QStyle.StateFlag.State_MouseOver))
        if self.overlay is None or self.overlay.key != avatar.key:
            self._paint_picture(painter, cell, avatar)
        else:
            self._paint_overlay(painter, cell, avatar, self.overlay)
        self._paint_text(painter, cell, avatar, person_line(person) if person else "")
        self._paint_badges(painter, self._shape.picture(cell), index.data(BADGES_ROLE))
        starred = index.data(FAVOURITE_ROLE)
        if starred or (starred is not None and state & QStyle.StateFlag.State_MouseOver):
            paint_star(painter, self._shape.picture(cell), filled=bool(starred))
        self._paint_rings(painter, cell, state)
        painter.restore()

    def _paint_stack(self, painter: QPainter, cell: QRect) -> None:
        """The edges of two cards more, behind this one: it stands for several."""
        card = self._shape.card(cell)
        shade = QColor(self._theme.muted)
        painter.setPen(Qt.PenStyle.NoPen)
        for step, strength in ((2, 0.25), (1, 0.5)):
            edge = QRectF(card).adjusted(7 * step, -3 * step, -7 * step, 0)
            edge.setHeight(card.height() / 2)
            shade.setAlphaF(strength)
            painter.setBrush(shade)
            painter.drawRoundedRect(edge, RADIUS_CARD, RADIUS_CARD)

    def _paint_ground(self, painter: QPainter, cell: QRect, hovered: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.card_hover if hovered else self._theme.card)
        painter.drawRoundedRect(self._shape.card(cell), RADIUS_CARD, RADIUS_CARD)

    def _paint_picture(self, painter: QPainter, cell: QRect, avatar: Avatar) -> None:
        area = self._shape.picture(cell)
        pixmap, failed = self._picture_of(avatar)
        colour = self._colour_of(avatar)
        if pixmap is not None:
            if colour is None or self.shows_whole:  # there is something to see behind it
                self._paint_frame(painter, area, self._theme.placeholder)
            if pixmap.deviceIndependentSize().toSize() == area.size():
                painter.drawPixmap(area.topLeft(), pixmap)
            else:  # stands in for a moment, while cards change their size
                painter.drawPixmap(area, pixmap)
            return
        if colour is not None and not failed:
            self._paint_frame(painter, area, QColor.fromRgb(colour))
            return
        self._paint_frame(painter, area, self._theme.placeholder)
        symbol = "picture" if failed or not avatar.stills else "person"
        drawing = self._placeholder(symbol, painter.device().devicePixelRatioF())
        painter.setOpacity(0.5)
        middle = QRect(0, 0, _PLACEHOLDER, _PLACEHOLDER).center()
        painter.drawPixmap(area.center() - middle, drawing)
        painter.setOpacity(1.0)

    def _paint_overlay(
        self, painter: QPainter, cell: QRect, avatar: Avatar, overlay: CardOverlay
    ) -> None:
        area = self._shape.picture(cell)
        if overlay.frame is None:
            self._paint_picture(painter, cell, avatar)
        else:
            if self.shows_whole:
                self._paint_frame(painter, area, self._theme.placeholder)
            painter.drawPixmap(area, overlay.frame)
        if overlay.progress is not None:
            paint_progress(painter, area, overlay.progress)

    def _paint_frame(self, painter: QPainter, area: QRect, colour: QColor) -> None:
        """As pictures are cut: the upper corners are round."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(area, RADIUS_CARD, RADIUS_CARD)
        painter.fillRect(area.adjusted(0, area.height() - RADIUS_CARD, 0, 0), colour)

    def _paint_text(self, painter: QPainter, cell: QRect, avatar: Avatar, below: str) -> None:
        """``below`` takes the place of the variant where it is given."""
        area = self._shape.text(cell)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        line = QRect(area.left(), area.top(), area.width(), self._name_metrics.height())
        painter.setFont(self._name_font)
        painter.setPen(self._theme.text)
        name = displayable(avatar.display_name)
        painter.drawText(line, flags, self._name_elided(name, area.width()))
        line.translate(0, line.height() + 2)
        below = below or second_line(avatar)
        painter.setFont(self._small_font)
        painter.setPen(self._theme.muted)
        painter.drawText(line, flags, self._small_elided(below, area.width()))

    def _paint_badges(self, painter: QPainter, picture: QRect, words: list[str]) -> None:
        left = picture.left() + SPACE_S
        height = self._small_metrics.height() + SPACE_XS
        painter.setFont(self._small_font)
        for word in words:
            width = self._small_metrics.horizontalAdvance(word) + 2 * 7
            if left + width > picture.right() - SPACE_XS:
                break
            pill = QRect(left, picture.bottom() - height - SPACE_S + 1, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(20, 21, 24, 175))
            painter.drawRoundedRect(pill, height / 2, height / 2)
            painter.setPen(QColor("#f4f4f6"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, word)
            left += width + SPACE_XS

    def _paint_rings(self, painter: QPainter, cell: QRect, state: QStyle.StateFlag) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        card = QRectF(self._shape.card(cell))
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self._theme.accent, 2))
            painter.drawRoundedRect(card.adjusted(-1, -1, 1, 1), RADIUS_CARD + 1, RADIUS_CARD + 1)
        by_keyboard = state & QStyle.StateFlag.State_KeyboardFocusChange
        if by_keyboard and state & QStyle.StateFlag.State_HasFocus:
            # A dashed line in the text's colour: focus shows without telling colours apart.
            painter.setPen(QPen(self._theme.text, 1.5, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(card.adjusted(-4, -4, 4, 4), RADIUS_CARD + 4, RADIUS_CARD + 4)


def _remembered(metrics: QFontMetrics) -> Callable[[str, int], str]:
    """Elides a text to a width in pixels; the last few thousand answers are kept."""

    @lru_cache(maxsize=4096)
    def elided(text: str, width: int) -> str:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    return elided
