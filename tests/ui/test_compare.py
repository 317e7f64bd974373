"""Comparing through the whole application: what is compared, facts, copying, closing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from avatar_browser.ui.compare.facts import MARK
from avatar_browser.ui.compare.pane import Pane
from tests.support.comparing import compare_of, names, opened, panes, wait_until_all_play
from tests.support.quick_look import CONTROL, press
from tests.support.studio import Studio

Key = Qt.Key


pytestmark = pytest.mark.usefixtures("patience")


@pytest.fixture(autouse=True)
def cards_rest(studio: Studio) -> None:
    """Where the mouse is left, a preview would take the floor."""
    studio.plays_on_hover = False


def test_what_is_selected_stands_side_by_side(studio: Studio) -> None:
    compare = opened(studio)
    assert compare.sheet.accessibleName() == "Compare"
    assert compare.sheet.isVisible()
    assert names(compare) == ["Liv 0", "Liv 1", "Liv 2"]
    assert [pane.second for pane in panes(compare)] == ["home  ·  Anam"] * 3
    assert panes(compare)[1].accessibleName().startswith("Liv 1, home, Anam")
    assert [avatar.copy_id for avatar in compare.shown] == ["anam-0", "anam-1", "anam-2"]


def test_the_cards_pictures_are_there_at_once(studio: Studio) -> None:
    assert not any(pane.canvas.is_empty for pane in panes(opened(studio)))


def test_rows_that_differ_are_marked(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_anam(
        [studio.anam_record(0), studio.anam_record(1, availableVersions=["cara-4"], tags=["x"])]
    )
    compare = opened(studio, 2)
    facts = compare.sheet.facts
    qtbot.waitUntil(lambda: all(avatar.detailed for avatar in compare.shown))
    qtbot.waitUntil(lambda: len(labels_of(facts, "Engines")) == 2)
    told = {line.label: line for line in facts.shown}
    assert told["Engines"].differs
    assert not told["Ownership"].differs
    marked = [w for w in facts.findChildren(QLabel) if w.isVisible() and w.text() == MARK]
    assert len(marked) == len([line for line in facts.shown if line.differs])
    assert {w.accessibleName() for w in marked} == {"Differs"}
    assert [w.text() for w in labels_of(facts, "Engines")] == ["cara-3", "cara-4"]
    for label, other in zip(
        labels_of(facts, "Engines"), labels_of(facts, "Ownership"), strict=True
    ):
        assert label.font().weight() > other.font().weight()
        assert "differs" in label.accessibleDescription()
        assert "differs" not in other.accessibleDescription()
    press(Key.Key_D)
    assert compare.sheet.only_differing.isChecked()
    assert "Ownership" not in {line.label for line in facts.shown}
    assert "Engines" in {line.label for line in facts.shown}


def labels_of(facts: QWidget, fact: str) -> list[QLabel]:
    """The values that are seen in the row of that fact."""
    labels = [label for label in facts.findChildren(QLabel) if label.isVisible()]
    return [w for w in labels if w.accessibleDescription().startswith(f"{fact} of ")]


def test_what_the_detail_answer_tells_comes_into_the_facts(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_detail(1, availableVersions=["cara-3", "cara-4"])
    compare = opened(studio)
    qtbot.waitUntil(lambda: all(avatar.detailed for avatar in compare.shown))
    engines = next(line for line in compare.sheet.facts.shown if line.label == "Engines")
    assert engines.values == ("cara-3", "cara-3\ncara-4", "cara-3")


def test_copy_and_star_act_on_the_pane_with_the_keyboard(studio: Studio, qtbot: QtBot) -> None:
    compare = opened(studio)
    marks = studio.applications[-1].marks
    assert compare.sheet.panes.number == 0
    press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "anam-0"
    press(Key.Key_3)
    press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "anam-2"
    press(Key.Key_S)
    qtbot.waitUntil(lambda: [p.is_starred for p in panes(compare)] == [False, False, True])
    assert marks.mark(compare.shown[2].key).is_favourite
    press(Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: not panes(compare)[2].is_starred)
    QTest.mouseClick(panes(compare)[1].buttons[2], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "anam-1"


def test_tab_goes_through_the_panes_and_stays_inside(studio: Studio) -> None:
    compare = opened(studio)
    seen = set()
    for _ in range(40):
        press(Key.Key_Tab)
        focus = QGuiApplication.focusObject()
        assert isinstance(focus, QWidget)
        assert focus is compare.sheet or compare.sheet.isAncestorOf(focus)
        if isinstance(focus, Pane):
            seen.add(focus.name)
            assert compare.sheet.panes.current is focus
    assert seen == {"Liv 0", "Liv 1", "Liv 2"}


def test_escape_closes_and_the_selection_is_as_it_was(studio: Studio, qtbot: QtBot) -> None:
    compare = opened(studio)
    wait_until_all_play(compare, qtbot)
    views = studio.applications[-1].window.page.views
    press(Key.Key_Escape)
    assert not compare.is_open
    assert not compare.sheet.isVisible()
    assert views.view.hasFocus()
    assert views.choice.rows == [0, 1, 2]
    assert not any(playback.source for playback in compare.cast.playbacks)


def test_a_click_beside_and_the_button_close(studio: Studio) -> None:
    compare = opened(studio)
    QTest.mouseClick(compare.sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not compare.is_open
    compare.open()
    close = next(
        b for b in compare.sheet.findChildren(QToolButton) if b.accessibleName() == "Close"
    )
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not compare.is_open


def test_it_is_enabled_with_two_to_six(studio: Studio) -> None:
    window = studio.open_filled()
    action = compare_of(studio).action
    enabled = []
    for row in range(7):
        window.page.views.choice.choose_keys(list(window.page.model.keys[: row + 1]), None)
        enabled.append(action.isEnabled())
    assert enabled == [False, True, True, True, True, True, False]
    window.header.choose_tab(2)
    assert not action.isEnabled()


def test_the_looks_of_one_person_are_compared(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    window.header.choose_tab(2)
    window.page.browsing.show_people(True)
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 1)
    window.page.views.choose_row(0)
    assert compare_of(studio).action.isEnabled()
    compare_of(studio).open()
    assert len(panes(compare_of(studio))) == 6
    assert compare_of(studio).sheet.panes.columns == 3


def test_avatars_of_both_providers_are_compared(studio: Studio) -> None:
    window = studio.open_filled()
    window.header.choose_tab(0)
    keys = window.page.model.keys
    chosen = [next(k for k in keys if k.provider == name) for name in ("anam", "heygen")]
    window.page.views.choice.choose_keys(chosen, None)
    compare_of(studio).open()
    told = [pane.second.rsplit("  ·  ", maxsplit=1)[-1] for pane in panes(compare_of(studio))]
    assert sorted(told) == ["Anam", "HeyGen"]


def test_going_elsewhere_or_to_another_tab_closes_it(studio: Studio) -> None:
    compare = opened(studio)
    press(Key.Key_F, CONTROL)
    assert not compare.is_open
    assert studio.applications[-1].window.finder.search.hasFocus()
    compare.open()
    studio.applications[-1].window.header.choose_tab(0)
    assert not compare.is_open


def test_it_is_in_the_menus_and_on_the_keys_sheet(studio: Studio) -> None:
    window = studio.open_filled()
    action = compare_of(studio).action
    assert action in window.menu_actions.menus["view"].actions()
    assert action in window.menu_actions.in_context
    assert ("Compare", "Ctrl+K") in window.menu_actions.shortcuts()
    assert "In a comparison" in dict(window.menu_actions.keys_inside)
    assert [a for a in window.findChildren(QAction) if a.shortcut() == action.shortcut()] == [
        action
    ]


def test_names_are_shown_as_they_are(studio: Studio) -> None:
    studio.serve_anam([studio.anam_record(n, displayName="<b>Liv</b>\u202e\n") for n in range(2)])
    compare = opened(studio, 2)
    assert all("<b>Liv</b>" in name and "\u202e" not in name for name in names(compare))
