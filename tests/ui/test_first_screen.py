"""The first screen of a start is there at once and stays, while all else is read."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot
from typing_extensions import override

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.ordering import Sort
from avatar_browser.services import pictures
from avatar_browser.services.first_look import FirstLook
from avatar_browser.services.picture_work import Decoded, PictureRequest, look_up
from avatar_browser.services.stored_copy import FIRST_SLICE
from avatar_browser.store.media_cache import MediaCache
from avatar_browser.store.settings import SettingsFile
from avatar_browser.ui.tab_page import TabPage
from avatar_browser.ui.tab_views import ViewMode
from tests.support.media_server import hangs, sends
from tests.support.studio import Studio
from tests.ui.test_memory import fill, scroll_by_hand

STORED = 1_500
SIZE = 780, 700
"""Of the window, which the screen of the tests has room for: it is put back as it is."""
View = tuple[int, list[AvatarKey]]


def view_of(page: TabPage) -> View:
    """The avatars in view, and how far the first is above it."""
    rows = page.views.visible_rows()
    top = page.views.view.visualRect(page.model.index(rows.start, 0)).top()
    return top, list(page.model.keys[rows.start : rows.stop])


class Screens(QObject):
    """What a tab has painted, one after the other, but for the same again and nothing at all."""

    def __init__(self, page: TabPage) -> None:
        super().__init__(page)
        self._page = page
        self.seen: list[View] = []
        page.views.view.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._page.model.rowCount():
            view = view_of(self._page)
            if view not in self.seen[-1:]:
                self.seen.append(view)
        return False


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[AvatarKey]:
    """Whose pictures are looked for on the disk."""
    keys: list[AvatarKey] = []

    def noted(cache: MediaCache, request: PictureRequest) -> Decoded | None:
        keys.append(request.avatar_key)
        return look_up(cache, request)

    monkeypatch.setattr(pictures, "look_up", noted)
    return keys


def leave_all(studio: Studio, qtbot: QtBot, leave: Callable[[TabPage], None]) -> View:
    """A session that ends in the tab of all providers, as ``leave`` leaves it."""
    window = fill(studio, qtbot, STORED)
    window.resize(*SIZE)
    window.header.choose_tab(0)
    page = window.page
    qtbot.waitUntil(lambda: page.model.rowCount() == STORED + 6)
    leave(page)
    qtbot.waitUntil(lambda: studio.is_at_rest)
    left = view_of(page)
    studio.close()
    return left


def at_the_top(_page: TabPage) -> None:
    pass


def far_down(page: TabPage) -> None:
    page.views.show_row(700, at_top=True)
    scroll_by_hand(page, 1)


def by_name(page: TabPage) -> None:
    page.shelf.set_sort(Sort.NAME, descending=True)


def far_down_by_name(page: TabPage) -> None:
    by_name(page)
    far_down(page)


def far_down_in_a_search(page: TabPage) -> None:
    page.shelf.set_query("liv 1")
    page.views.show_row(300, at_top=True)
    scroll_by_hand(page, 1)


def far_down_in_a_list(page: TabPage) -> None:
    page.views.set_mode(ViewMode.LIST)
    by_name(page)
    page.views.show_row(700, at_top=True)


@pytest.mark.parametrize(
    "leave",
    [
        at_the_top,
        far_down,
        by_name,
        far_down_by_name,
        far_down_in_a_search,
        far_down_in_a_list,
    ],
)
def test_it_is_what_it_was_and_never_changes(
    studio: Studio,
    qtbot: QtBot,
    looked_up: list[AvatarKey],
    leave: Callable[[TabPage], None],
) -> None:
    left = leave_all(studio, qtbot, leave)
    looked_up.clear()
    window = studio.open(tab=None)
    page = window.page
    assert page.id == "all"
    screens = Screens(page)
    qtbot.waitUntil(lambda: page.shelf.total == STORED + 6 and not page.shelf.is_taking_in)
    qtbot.waitUntil(lambda: studio.is_at_rest and not page.memory.is_pending)
    assert screens.seen == [left]
    ahead = 1 if page.views.mode is ViewMode.GRID else 2  # a table that is put back looks both ways
    assert len(looked_up) <= (1 + ahead) * len(left[1])
    assert set(left[1]) <= set(looked_up)


def test_without_a_memory_of_it_the_first_rows_stay(
    studio: Studio, qtbot: QtBot, looked_up: list[AvatarKey]
) -> None:
    """As after an update of the program."""
    left = leave_all(studio, qtbot, at_the_top)
    studio.paths.settings_file.unlink()
    looked_up.clear()
    window = studio.open(tab=0)
    page = window.page
    screens = Screens(page)
    qtbot.waitUntil(lambda: page.shelf.total == STORED + 6 and not page.shelf.is_taking_in)
    qtbot.waitUntil(lambda: studio.is_at_rest)
    assert [keys for _, keys in screens.seen] == [view_of(page)[1]]
    shared = min(len(left[1]), len(screens.seen[0][1]))
    assert screens.seen[0][1][:shared] == left[1][:shared]
    assert len(looked_up) <= 2 * len(screens.seen[0][1])


def test_the_rest_is_read_once_it_stands_or_the_user_does_something(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(studio, qtbot, STORED)
    studio.close()
    studio.paths.settings_file.unlink()
    for path in studio.paths.cache.rglob("*"):
        with suppress(IsADirectoryError, PermissionError):
            path.unlink()
    studio.server.serve("/still.png", hangs(sends(studio.picture, "image/png")))
    monkeypatch.setattr(FirstLook.__init__, "__kwdefaults__", {"at_most_ms": 60_000})
    window = studio.open()
    page = window.page
    qtbot.waitUntil(lambda: page.model.rowCount() == FIRST_SLICE)
    catalogue = page.sources[0].catalogue
    assert catalogue.is_restoring
    window.finder.search.setText("liv 14")
    qtbot.waitUntil(lambda: not catalogue.is_restoring)
    found = sum("14" in str(number) for number in range(STORED))
    qtbot.waitUntil(lambda: page.model.rowCount() == found)
    assert page.shelf.held_back == 0


def test_what_is_kept_of_it_is_what_is_in_view_and_as_much_again(
    studio: Studio, qtbot: QtBot
) -> None:
    left = leave_all(studio, qtbot, far_down)
    kept = SettingsFile(studio.paths.settings_file).load().first_screen
    assert kept[: len(left[1])] == tuple(left[1])
    assert len(kept) == 2 * len(left[1])
    studio.open({}, tab=None)  # without a key nothing is shown, and nothing forgotten
    studio.close()
    assert SettingsFile(studio.paths.settings_file).load().first_screen == kept
