"""T10, T29, F45, F46: texts that Qt would read more into, or lay out in another order."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QTextDocument, QTextLayout, QTextOption
from PySide6.QtWidgets import QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from avatar_browser.domain.text import displayable, isolated
from avatar_browser.ui.look.labels import PlainLabel, title_label
from avatar_browser.ui.look.plain import literal, set_tip
from tests.support.hostile import TEXTS


@pytest.mark.parametrize("text", TEXTS)
def test_a_tip_shows_its_text_and_no_more(text: str, qtbot: QtBot) -> None:
    """T10: read as Qt reads a tip that it takes for rich text."""
    button = QToolButton()
    qtbot.addWidget(button)
    set_tip(button, text)
    document = QTextDocument()
    document.setHtml(button.toolTip())
    assert document.toPlainText() == displayable(text)
    assert "￼" not in document.toPlainText(), "no picture"


def test_a_tip_that_is_no_rich_text_stays_as_it_is(qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    for of in (button, QAction(button)):
        set_tip(of, "a < b, R&D")
        assert of.toolTip() == "a < b, R&D"


@pytest.mark.parametrize("name", ["R&D", "&&", "A & B & C", "&Liv"])
def test_an_ampersand_is_no_key_in_a_tab_a_button_or_an_action(name: str, qtbot: QtBot) -> None:
    """F46: Qt strips a mark for a key from the tip that it makes of an action's text."""
    tabs, button = QTabBar(), QToolButton()
    for widget in (tabs, button):
        qtbot.addWidget(widget)
    tabs.addTab(literal(name))
    button.setText(literal(name))
    assert button.shortcut().isEmpty()
    assert tabs.tabText(0).replace("&&", "&") == name
    assert QAction(literal(name), button).toolTip() == name


def left_of(text: str, what: str) -> float:
    """Where ``what`` is seen, in a line that is read from left to right, as all of ours are."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout = QTextLayout(text, QFont())
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    first = text.index(what)
    edges: list[Any] = [line.cursorToX(first + number) for number in range(len(what) + 1)]
    return float(min(edge[0] if isinstance(edge, tuple) else edge for edge in edges))


@pytest.mark.parametrize("name", ["שלום", "مرحبا", "דוד 7"])
def test_what_follows_a_name_from_right_to_left_is_seen_after_it(name: str, qtbot: QtBot) -> None:
    """T29, F45: else the number would be seen before the name, as if it were the name's."""
    label = PlainLabel(f"{isolated(name)}  ·  3 looks")
    qtbot.addWidget(label)
    assert left_of(label.text(), "3") > left_of(label.text(), name)
    assert label.text().startswith("\u200e"), "read from the left where it can be selected"
    careless = f"{name}  ·  3 looks"
    assert left_of(careless, "3") < left_of(careless, name)


def test_a_name_begins_at_the_left_in_any_script(qtbot: QtBot) -> None:
    """F45: above it and on the cards all else does."""
    for label in (title_label("שלום"), PlainLabel("שלום", wrap=False, is_name=True)):
        qtbot.addWidget(label)
        label.setFixedWidth(400)
        image = label.grab().toImage()
        ground = image.pixel(399, 0)
        columns = range(image.width())
        rows = range(image.height())
        inked = [x for x in columns if any(image.pixel(x, y) != ground for y in rows)]
        assert inked
        assert inked[-1] < image.width() / 2


@pytest.mark.parametrize("name", ["שלום עולם " * 9, "مرحبا بالعالم " * 9, "名前が長い" * 20])
def test_a_long_name_is_cut_at_its_own_end(name: str) -> None:
    """F45: whichever side that is."""
    shown = QFontMetrics(QFont()).elidedText(name, Qt.TextElideMode.ElideRight, 150)
    assert shown.endswith("…")
    assert name.startswith(shown.removesuffix("…").rstrip("\u200d"))  # which joins Arabic letters
    assert len(shown) > 3
