"""Search, filters and order as they are used in the window."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from avatar_browser.domain.ordering import Sort
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import hangs, sends_json
from tests.support.studio import Studio, click_card

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def names_shown(window: MainWindow) -> list[str]:
    model = window.page.model
    return [model.avatar(row).name for row in range(model.rowCount())]


def sidebar_lines(window: MainWindow) -> list[str]:
    model = window.finder.sidebar.model()
    return [str(model.index(row, 0).data(ACCESSIBLE)) for row in range(model.rowCount())]


def tick(window: MainWindow, start: str) -> None:
    """Click the line of the sidebar that a screen reader begins with ``start``."""
    sidebar = window.finder.sidebar
    row = next(i for i, line in enumerate(sidebar_lines(window)) if line.startswith(start))
    index: QModelIndex = sidebar.model().index(row, 0)
    sidebar.scrollTo(index)
    place = sidebar.visualRect(index).center()
    QTest.mouseClick(
        sidebar.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )


def chip_button(window: MainWindow, label: str) -> QToolButton:
    buttons = window.page.chips.findChildren(QToolButton)
    return next(b for b in reversed(buttons) if b.accessibleName() == f"Drop {label}")


def test_all_shows_the_avatars_of_every_provider_with_their_names(studio: Studio) -> None:
    window = studio.open_filled()
    window.header.choose_tab(0)
    spoken = [
        window.page.model.index(row, 0).data(ACCESSIBLE)
        for row in range(window.page.model.rowCount())
    ]
    assert len(spoken) == 36
    assert "Liv 3, home, Anam" in spoken
    assert "Abigail, Abby 2, HeyGen" in spoken


def test_three_key_strokes_lead_from_a_known_name_to_its_id(studio: Studio) -> None:
    window = studio.open_filled()
    window.page.grid.setFocus()
    QTest.keyClicks(window.page.grid, "l")
    QTest.keyClicks(window.focusWidget(), "iv 17")
    assert names_shown(window) == ["Liv 17"]
    QTest.keyClick(window.finder.search, Qt.Key.Key_Down)
    QTest.keyClick(window.page.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "anam-17"


def test_what_is_typed_in_the_grid_is_searched_for(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    QTest.keyClicks(window.page.grid, "2")
    assert window.finder.search.text() == "2"
    assert window.finder.search.hasFocus() or window.focusWidget() is window.finder.search
    assert set(names_shown(window)) == {n for n in map("Liv {}".format, range(30)) if "2" in n}


def test_escape_takes_the_query_back(studio: Studio) -> None:
    window = studio.open_filled()
    window.finder.search.setText("liv 1")
    QTest.keyClick(window.finder.search, Qt.Key.Key_Escape)
    assert window.finder.search.text() == ""
    assert len(names_shown(window)) == 30


def test_each_tab_keeps_its_own_query(studio: Studio) -> None:
    window = studio.open_filled()
    window.finder.search.setText("liv 3")
    window.header.choose_tab(2)
    assert window.finder.search.text() == ""
    assert len(names_shown(window)) == 6
    window.header.choose_tab(1)
    assert window.finder.search.text() == "liv 3"
    assert names_shown(window) == ["Liv 3", "Liv 13", "Liv 23"]


def test_the_sidebar_counts_what_occurs_and_ticking_filters(studio: Studio) -> None:
    window = studio.open_filled()
    window.header.choose_tab(0)
    assert "Provider Anam, 30" in sidebar_lines(window)
    tick(window, "Provider HeyGen")
    assert len(names_shown(window)) == 6
    assert window.page.chips.count_text == "6 of 36"
    assert "Provider HeyGen, 6, ticked" in sidebar_lines(window)
    tick(window, "Provider HeyGen")
    assert len(names_shown(window)) == 36
    assert not window.page.chips.isVisible()


def test_a_chip_drops_what_it_stands_for(studio: Studio) -> None:
    window = studio.open_filled()
    window.header.choose_tab(0)
    tick(window, "Provider HeyGen")
    chip_button(window, window.page.chips.labels[0]).click()
    assert len(names_shown(window)) == 36


def test_nothing_matches_names_what_to_drop(studio: Studio) -> None:
    window = studio.open_filled()
    window.header.choose_tab(0)
    tick(window, "Provider HeyGen")
    window.finder.search.setText("liv")
    texts = [label.text() for label in window.page.findChildren(QLabel) if label.isVisible()]
    assert "Nothing matches" in texts
    assert any("Without “" in text for text in texts)
    buttons = window.page.findChildren(QPushButton)
    next(b for b in buttons if b.text() == "Show them" and b.isVisible()).click()
    assert len(names_shown(window)) in {6, 30}


def test_the_order_can_be_chosen_and_the_selection_stays(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 2)
    window.menu_actions.sorts[Sort.NAME].trigger()
    assert names_shown(window) == sorted(
        names_shown(window), key=lambda name: int(name.removeprefix("Liv "))
    )
    assert [avatar.name for avatar in window.page.selected] == ["Liv 2"]


def test_a_selected_avatar_that_is_filtered_out_is_no_longer_copied(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 2)
    window.finder.search.setText("liv 5")
    assert window.page.selected == []
    assert not window.menu_actions.copy_id.isEnabled()


def test_arrivals_that_belong_above_wait_until_they_are_shown(studio: Studio, qtbot: QtBot) -> None:
    records = [studio.anam_record(number) for number in range(100, 200)]
    late = [studio.anam_record(number) for number in range(10)]

    def meta(page: int) -> dict[str, int]:
        return {"total": 110, "lastPage": 2, "currentPage": page, "perPage": 100}

    studio.serve_anam_list(sends_json({"data": records, "meta": meta(1)}))
    studio.server.serve(
        "/v1/avatars?page=2&perPage=100", hangs(sends_json({"data": late, "meta": meta(2)}))
    )
    window = studio.open()
    qtbot.waitUntil(lambda: len(names_shown(window)) == 100)
    window.menu_actions.sorts[Sort.NAME].trigger()
    click_card(window.page, 0)
    first = names_shown(window)[0]
    studio.server.release()
    qtbot.waitUntil(window.page.pill.isVisible)
    assert window.page.pill.text() == "10 new – show"
    assert names_shown(window)[0] == first
    window.page.pill.click()
    assert names_shown(window)[0] == "Liv 0"
    assert [avatar.name for avatar in window.page.selected] == [first]


def test_slash_and_ctrl_f_go_to_the_search(studio: Studio) -> None:
    window = studio.open_filled()
    window.menu_actions.find.trigger()
    assert window.focusWidget() is window.finder.search
    keys = [key.toString() for key in window.menu_actions.find.shortcuts()]
    assert {"Ctrl+F", "/"} <= set(keys)
