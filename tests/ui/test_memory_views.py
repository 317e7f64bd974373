"""People or looks, cards or a list, and their sizes are at the next start as they were left."""

from pytestqt.qtbot import QtBot

from avatar_browser.domain.ordering import Sort
from avatar_browser.services.people import Level
from avatar_browser.ui.tab_views import ViewMode
from tests.support.studio import Studio, click_card
from tests.ui.test_memory import fill, scroll_by_hand, top_of
from tests.ui.test_offline import without_network


def test_people_are_there_again_with_the_one_that_was_opened(studio: Studio, qtbot: QtBot) -> None:
    window = fill(studio, qtbot, 30)
    window.header.choose_tab(2)
    page = window.page
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
    page.browsing.show_people(True)
    assert page.model.rowCount() == 1
    page.browsing.open_row(0)
    click_card(page, 4)
    window.pages[1].browsing.show_people(True)
    studio.close()

    window = studio.open(without_network(studio), tab=None)
    page = window.page
    qtbot.waitUntil(lambda: not page.memory.is_pending)
    assert (page.people.level, page.people.opened_name) == (Level.PERSON, "Abigail")
    assert [avatar.key.id for avatar in page.selected] == ["look-4"]
    assert window.header.people_switch.shows_people
    page.browsing.go_back()
    assert (page.people.level, [a.key.id for a in page.selected]) == (Level.PEOPLE, ["look-0"])
    levels = [other.people.level for other in window.pages]
    assert levels == [Level.LOOKS, Level.PEOPLE, Level.PEOPLE]


def test_a_list_is_there_again_with_its_columns_order_and_place(
    studio: Studio, qtbot: QtBot
) -> None:
    window = fill(studio, qtbot, 800)
    page = window.page
    page.views.set_mode(ViewMode.LIST)
    page.shelf.set_sort(Sort.ID, descending=True)
    page.views.table.head.resizeSection(0, 333)
    page.views.table.head.setSectionHidden(2, True)
    page.views.show_row(500, at_top=True)
    page.views.choose_row(505)
    left, rows = page.memory.state(), list(page.shelf.rows)
    assert left.top == rows[500].key
    studio.close()

    window = studio.open(without_network(studio), tab=None)
    page = window.page
    qtbot.waitUntil(lambda: page.model.rowCount() == 800 and not page.memory.is_pending)
    assert page.views.mode is ViewMode.LIST
    assert (page.shelf.sort, page.shelf.descending) == (Sort.ID, True)
    assert list(page.shelf.rows) == rows
    head = page.views.table.head
    assert (head.sectionSize(0), head.isSectionHidden(2)) == (333, True)
    assert page.memory.state() == left
    assert [other.views.mode for other in window.pages if other is not page] == [ViewMode.GRID] * 2


def test_columns_outlive_a_session_in_which_no_list_was_shown(studio: Studio, qtbot: QtBot) -> None:
    page = fill(studio, qtbot, 30).page
    page.views.set_mode(ViewMode.LIST)
    page.views.table.head.resizeSection(0, 333)
    page.views.set_mode(ViewMode.GRID)
    for _ in range(2):
        studio.close()
        page = studio.open(tab=None).page
    assert page.views.mode is ViewMode.GRID
    page.views.set_mode(ViewMode.LIST)
    assert page.views.table.head.sectionSize(0) == 333


def test_cards_have_the_size_that_they_had(studio: Studio, qtbot: QtBot) -> None:
    window = fill(studio, qtbot, 600)
    window.header.card_size.setValue(240)
    scroll_by_hand(window.page, 12)
    qtbot.waitUntil(lambda: abs(top_of(window.page)[1]) < 400)
    left = top_of(window.page)
    studio.close()

    window = studio.open(without_network(studio), tab=None)
    assert window.header.card_size.value() == 240
    assert [page.grid.card_width for page in window.pages] == [240] * 3
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 600)
    qtbot.waitUntil(lambda: not window.page.memory.is_pending)
    assert top_of(window.page) == left
