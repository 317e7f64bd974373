"""The line above the tabs: what is wrong with the program, until it is read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import (
    Problem,
    StoreBusy,
    StoreFull,
    StoreNewer,
    StoreRebuilt,
    StoreTrouble,
    StoreUnwritable,
)
from avatar_browser.ui.look.theme import light
from avatar_browser.ui.trouble_bar import Remedy, TroubleBar


@pytest.fixture
def bar(qtbot: QtBot) -> TroubleBar:
    bar = TroubleBar(light(QColor("#2f6fed")))
    bar.resize(900, 60)
    qtbot.addWidget(bar)
    return bar


def button(bar: TroubleBar, text: str) -> QPushButton:
    return next(b for b in bar.findChildren(QPushButton) if b.text() == text)


def press(bar: TroubleBar, text: str) -> None:
    QTest.mouseClick(button(bar, text), Qt.MouseButton.LeftButton)


def test_nothing_is_laid_out_while_all_is_well(bar: TroubleBar) -> None:
    assert bar.isHidden()
    assert bar.layout() is None


def test_a_trouble_stays_until_it_is_dismissed_and_the_one_before_comes_back(
    bar: TroubleBar,
) -> None:
    bar.tell(Problem("First."))
    bar.tell(Problem("Second."))
    assert bar.text == "Second."
    press(bar, "Dismiss")
    assert (bar.text, bar.isVisible()) == ("First.", True)
    press(bar, "Dismiss")
    assert (bar.text, bar.isVisible()) == ("", False)


def test_what_is_told_again_is_one_line_with_the_details_of_each(
    bar: TroubleBar, qtbot: QtBot
) -> None:
    """F104."""
    for detail in ("here", "there", "here"):
        bar.tell(Problem("A bug.", code="bug", detail=detail))
    assert bar.sentences == ["A bug."]
    with qtbot.waitSignal(bar.copy_wanted) as copied:
        press(bar, "Copy details")
    assert copied.args == ["A bug.\nProblem bug\nhere\n\nA bug.\nProblem bug\nthere", "details"]


def test_there_is_one_remedy_at_most_and_only_where_it_helps(bar: TroubleBar) -> None:
    done: list[str] = []
    bar.tell(Problem("First."), remedy=Remedy("Save & quit…", lambda: done.append("saved")))
    press(bar, "Save && quit…")
    assert done == ["saved"]
    bar.tell(Problem("Second."))
    assert {b.text() for b in bar.findChildren(QPushButton) if b.isVisible()} == {
        "Copy details",
        "Dismiss",
    }


@pytest.mark.parametrize("kind", [StoreFull, StoreBusy, StoreUnwritable])
def test_what_is_over_everywhere_goes_by_itself(bar: TroubleBar, kind: type[Problem]) -> None:
    """F68, F76."""
    bar.tell(kind("No room.", advice="make some"), source="catalogue")
    bar.tell(kind("No room.", advice="make some"), source="marks")
    bar.settle("catalogue")
    assert bar.sentences == ["No room: make some."]
    bar.settle("marks")
    assert bar.isHidden()


@pytest.mark.parametrize("kind", [StoreRebuilt, StoreNewer, StoreTrouble, Problem])
def test_what_happened_has_to_be_read(bar: TroubleBar, kind: type[Problem]) -> None:
    """F71, F75, F78."""
    bar.tell(kind("It was so.", advice=""), source="catalogue")
    bar.settle("catalogue")
    assert bar.sentences == ["It was so."]


def test_text_to_copy_by_hand_is_shown_as_it_is_and_selected(bar: TroubleBar) -> None:
    """F97: also what looks like markup, and what would turn the text around."""
    text = "<b>a</b>\u202e&amp;\nsecond"
    bar.tell(Problem("Copy by hand:"), to_select=text)
    [field] = bar.findChildren(QPlainTextEdit)
    assert field.isVisible()
    assert field.isReadOnly()
    assert field.toPlainText() == text
    assert field.textCursor().selectedText().replace("\u2029", "\n") == text
    bar.tell(Problem("Something else."))
    assert field.isHidden()


def test_a_very_long_text_takes_some_rows_only(bar: TroubleBar) -> None:
    """F97."""
    bar.tell(Problem("Copy by hand:"), to_select="\n".join(["an-id"] * 10_000))
    assert bar.sizeHint().height() < 250


def test_a_sentence_is_plain_text(bar: TroubleBar) -> None:
    """T10."""
    bar.tell(Problem("<b>bold</b>"))
    assert bar.text == "<b>bold</b>"


def test_the_keyboard_reaches_each_button(bar: TroubleBar) -> None:
    bar.tell(Problem("First."), remedy=Remedy("Help", print))
    for text in ("Copy details", "Help", "Dismiss"):
        assert button(bar, text).focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_storm_of_troubles_is_kept_small(bar: TroubleBar) -> None:
    for number in range(100):
        bar.tell(Problem(f"Trouble {number}."))
    assert len(bar.sentences) == 20
    assert bar.text == "Trouble 99."
