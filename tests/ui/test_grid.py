"""The grid on real services: which pictures it asks for, and what stays where it is."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.support.media_server import hangs, refuses, sends, sends_json
from tests.support.pictures import encoded, plain
from tests.support.studio import Studio, click_card

MANY = 200


@pytest.fixture
def large(studio: Studio) -> Studio:
    studio.serve_pictures_apart(MANY)
    return studio


def test_visible_rows_are_those_qt_lays_out_in_view(large: Studio) -> None:
    window = large.open_filled()
    grid = window.page.grid
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum() // 2)
    view = grid.viewport().rect()
    model = window.page.model
    laid_out = [
        row
        for row in range(model.rowCount())
        if grid.visualRect(model.index(row, 0)).intersects(view)
    ]
    visible = grid.visible_rows()
    assert set(laid_out) <= set(visible)
    assert len(visible) - len(laid_out) <= 2 * grid.shape.columns


def test_qt_lays_out_as_many_columns_as_the_cards_are_made_for(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    grid, model = window.page.grid, window.page.model
    for width in range(700, 720):
        window.resize(width, 600)
        columns = grid.shape.columns

        def is_laid_out(columns: int = columns) -> bool:
            tops = [grid.visualRect(model.index(row, 0)).top() for row in range(columns + 1)]
            return len(set(tops[:columns])) == 1 and tops[columns] > tops[0]

        qtbot.waitUntil(is_laid_out)


def test_only_what_is_in_view_and_one_screen_ahead_is_fetched(large: Studio) -> None:
    window = large.open_filled()
    screen = len(window.page.grid.visible_rows())
    asked = large.stills_asked
    assert set(window.page.grid.visible_rows()) <= set(asked)
    assert max(asked) < 2 * screen < MANY


def test_what_is_in_view_is_asked_for_before_what_is_ahead(large: Studio) -> None:
    window = large.open_filled()
    visible = set(window.page.grid.visible_rows())
    first = large.stills_asked[: len(visible) - 6]  # six are under way side by side
    assert set(first) <= visible


def test_pictures_scrolled_away_are_no_longer_waited_for(large: Studio, qtbot: QtBot) -> None:
    for number in range(MANY):
        picture = sends(encoded(plain(36, 48)))
        turn = hangs(picture) if number < 60 else picture
        large.server.serve(f"/still-{number}.png", turn)
    window = large.open()
    grid = window.page.grid
    qtbot.waitUntil(lambda: window.page.model.rowCount() == MANY and len(large.stills_asked) >= 6)
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: grid.is_painted)
    assert max(large.stills_asked) == MANY - 1


def test_the_hidden_tab_asks_for_nothing(large: Studio, qtbot: QtBot) -> None:
    window = large.open()
    window.header.choose_tab(2)
    qtbot.waitUntil(lambda: large.is_at_rest and window.pages[1].model.rowCount() == MANY)
    before = len(large.stills_asked)
    window.pages[1].grid.ask_for_pictures()
    QTest.qWait(0)
    qtbot.waitUntil(lambda: large.is_at_rest)  # what it asked for would be on its way
    assert len(large.stills_asked) == before


def test_pages_that_arrive_never_move_what_is_in_view(studio: Studio, qtbot: QtBot) -> None:
    records = [studio.anam_record(number) for number in range(MANY)]

    def meta(page: int) -> dict[str, int]:
        return {"total": MANY, "lastPage": 2, "currentPage": page, "perPage": 100}

    studio.serve_anam_list(sends_json({"data": records[:100], "meta": meta(1)}))
    second = sends_json({"data": records[100:], "meta": meta(2)})
    studio.server.serve("/v1/avatars?page=2&perPage=100", hangs(second))
    window = studio.open()
    grid = window.page.grid
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 100 and window.is_settled)
    qtbot.waitUntil(lambda: "100 of 200" in window.status.text)  # told a few times a second
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    click_card(window.page, grid.visible_rows()[grid.shape.columns])
    place, chosen = bar.value(), window.page.selected
    studio.server.release()
    qtbot.waitUntil(lambda: window.page.model.rowCount() == MANY)
    assert bar.value() == place
    assert window.page.selected == chosen


def test_the_avatar_at_the_top_stays_there_when_the_window_is_resized(large: Studio) -> None:
    window = large.open_filled()
    grid = window.page.grid
    columns = grid.shape.columns
    grid.verticalScrollBar().setValue(grid.shape.cell.height() * 10)
    top = grid.visible_rows().start
    window.resize(window.width() + 160, window.height())
    QTest.qWait(0)
    assert grid.shape.columns != columns
    assert top in range(grid.visible_rows().start, grid.visible_rows().start + grid.shape.columns)


def test_a_picture_that_cannot_be_read_leaves_a_placeholder(studio: Studio, qtbot: QtBot) -> None:
    """Fault F62."""
    url = studio.server.serve("/broken.png", sends(b"<html>not a picture</html>", "image/png"))
    records = [studio.anam_record(0, imageUrl=url), studio.anam_record(1)]
    studio.serve_anam(records)
    window = studio.open_filled()
    qtbot.waitUntil(lambda: window.page.grid.is_painted)
    assert [window.page.grid.pixmap_of(a) is not None for a in window.page.shelf.rows] == [
        False,
        True,
    ]


def test_a_picture_that_failed_comes_once_its_avatar_is_told_with_another_link(
    studio: Studio, qtbot: QtBot
) -> None:
    gone = studio.server.serve("/gone.png", refuses(404))
    studio.serve_anam([studio.anam_record(0, imageUrl=gone)])
    window = studio.open_filled()
    assert window.page.grid.pixmap_of(window.page.model.avatar(0)) is None

    studio.serve_detail(0)
    click_card(window.page, 0)
    qtbot.waitUntil(lambda: window.page.model.avatar(0).detailed)
    qtbot.waitUntil(lambda: window.page.grid.pixmap_of(window.page.model.avatar(0)) is not None)


def test_pictures_have_as_many_pixels_as_the_screen(studio: Studio) -> None:
    window = studio.open_filled()
    grid = window.page.grid
    ratio = grid.devicePixelRatioF()
    pixmap = grid.pixmap_of(window.page.model.avatar(0))
    assert pixmap is not None
    assert pixmap.width() == round(grid.shape.picture_size.width() * ratio)
    assert pixmap.height() == round(grid.shape.picture_size.height() * ratio)
