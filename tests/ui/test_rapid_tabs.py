"""A hand that switches tabs faster than anything can be fetched."""

import itertools
import threading

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from avatar_browser.ui.window import MainWindow
from tests.support.media_server import hangs, sends
from tests.support.pictures import encoded, plain
from tests.support.studio import Studio, click_card

_SWITCHES = 300
_LISTS = ("/v1/avatars?", "/v3/avatars?", "/v3/avatars/looks?")


def switch(window: MainWindow, times: int, last: int) -> None:
    """From tab to tab, with what waits in the event loop in between."""
    for number in itertools.islice(itertools.cycle((0, 1, 2)), times):
        window.header.choose_tab(number)
        QApplication.processEvents()
    window.header.choose_tab(last)


def list_requests(studio: Studio) -> int:
    return sum(target.startswith(_LISTS) for target in studio.server.targets)


def test_switching_while_avatars_arrive_asks_for_each_list_once(
    studio: Studio, qtbot: QtBot
) -> None:
    """F103."""
    studio.open_filled()
    once = list_requests(studio)
    studio.close()
    window = studio.open()
    switch(window, _SWITCHES, last=2)
    qtbot.waitUntil(lambda: bool(window.page.model.rowCount()) and studio.is_at_rest)
    assert list_requests(studio) == 2 * once
    assert window.page.id == "heygen"


def test_after_300_switches_the_last_tab_is_shown_with_its_own_choice(
    studio: Studio, qtbot: QtBot
) -> None:
    """F103: details that were asked for before go nowhere."""
    window = studio.open_filled()
    click_card(window.page, 3)
    window.header.choose_tab(2)
    qtbot.waitUntil(lambda: studio.is_at_rest)
    click_card(window.page, 2)
    threads = threading.active_count()
    switch(window, _SWITCHES, last=1)
    assert window.pane.avatar is not None
    assert window.pane.title_text == "Liv 3"
    qtbot.waitUntil(lambda: studio.is_at_rest)
    assert window.pane.title_text == "Liv 3"
    assert [page.isVisible() for page in window.pages] == [False, True, False]
    assert threading.active_count() < threads + 20, "pools may fill up, but none has one a switch"


def test_switching_with_pictures_that_hang_leaves_few_requests_open(
    studio: Studio, qtbot: QtBot
) -> None:
    """F103, F31: what was wanted on a tab that is left is not waited for."""
    studio.server.serve("/still.png", hangs(sends(encoded(plain(8, 8)))))
    window = studio.open()
    qtbot.waitUntil(lambda: all(page.model.rowCount() for page in window.pages))
    [application] = studio.applications
    pending: list[int] = []
    for _ in range(20):
        switch(window, 3, last=1)
        pending.append(application.dispatcher.pending)
    assert max(pending) <= 40, "as many as a screen has cards, and not one more for each switch"
    assert [page.isVisible() for page in window.pages] == [False, True, False]


def test_each_tab_has_the_room_that_it_takes_when_it_is_chosen(
    studio: Studio, qtbot: QtBot
) -> None:
    """The chosen one is bold; what is cut would bring arrows in place of the last tab."""
    window = studio.open({})
    tabs = window.header.tab_bar
    for number in (0, 1, 2, 0, 2, 1):
        window.header.choose_tab(number)
        qtbot.waitUntil(lambda: tabs.width() >= tabs.sizeHint().width())
