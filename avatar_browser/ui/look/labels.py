"""Labels that show text as it is: no rich text, no control characters (faults R5, T10, T29)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from avatar_browser.domain.text import displayable_lines

_LEFT_TO_RIGHT, _ISOLATE = "\u200e", "\u2068"


class PlainLabel(QLabel):
    """A label that takes provider text: plain, wrapped, sanitised, selectable on request."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        muted: bool = False,
        selectable: bool = False,
        wrap: bool = True,
        is_name: bool = False,
    ) -> None:
        """``is_name``: begins at the left in any script, as the names on cards do."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("muted", muted)
        if is_name:
            self.setAlignment(self.alignment() | Qt.AlignmentFlag.AlignAbsolute)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.setCursor(Qt.CursorShape.IBeamCursor)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        self.setText(_from_the_left(displayable_lines(text)))


def _from_the_left(text: str) -> str:
    """A label that can be selected reads a line from the side of the first letter in it, even of
    one that is isolated; the words around a name are ours, and read from the left."""
    if _ISOLATE not in text:
        return text
    lines = text.split("\n")
    return "\n".join(f"{_LEFT_TO_RIGHT}{line}" if _ISOLATE in line else line for line in lines)


def scaled(font: QFont, steps: float, *, bold: bool = False) -> QFont:
    """``font`` larger or smaller by ``steps`` points; with weight 600 when ``bold``."""
    result = QFont(font)
    result.setPointSizeF(max(6.5, font.pointSizeF() + steps))
    if bold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


def monospaced(like: QFont) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(like.pointSizeF())
    return font


def title_label(text: str = "", parent: QWidget | None = None) -> PlainLabel:
    label = PlainLabel(text, parent, selectable=True, is_name=True)
    label.setFont(scaled(label.font(), 4, bold=True))
    return label


def small_label(text: str = "", parent: QWidget | None = None, *, muted: bool = True) -> PlainLabel:
    label = PlainLabel(text, parent, muted=muted)
    label.setFont(scaled(label.font(), -1))
    return label


def hair_line(parent: QWidget | None = None) -> QFrame:
    line = QFrame(parent)
    line.setProperty("line", True)
    line.setFixedHeight(1)
    return line
