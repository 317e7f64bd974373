"""Pictures whole or cut to fit, their colour while they come, and pictures fetched ahead."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from avatar_browser.app import Application
from avatar_browser.store.media_cache import MediaId
from avatar_browser.store.settings import Settings, SettingsFile
from avatar_browser.ui.window import MainWindow
from tests.services.media_benches import signed
from tests.support.media_server import hangs, sends, sends_json
from tests.support.pictures import encoded, plain
from tests.support.studio import Studio

COUNT = 60


@pytest.fixture(autouse=True)
def no_clips(studio: Studio) -> None:
    """Pictures are looked at here: a clip that plays in a card would cover its picture."""
    SettingsFile(studio.paths.settings_file).save(Settings(hover_preview=False))


def hurry(application: Application) -> None:
    """The warm-up neither waits for rest nor between two pictures."""
    warming = application.picture_commands.warming
    warming._rest_seconds = 0.0
    warming._tick.set_interval(5)
    application.warm_up._next.set_interval(1)


def pixel(window: MainWindow, row: int, x: float, y: float) -> str:
    """The colour at a place of a card's picture, given as shares of its sides."""
    grid = window.page.grid
    cell = grid.visualRect(window.page.model.index(row, 0))
    area = grid.shape.picture(cell)
    place = area.topLeft() + QPointF(area.width() * x, area.height() * y).toPoint()
    assert grid.viewport().rect().contains(place), (cell, grid.viewport().rect())
    image = grid.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(place.x() * ratio), round(place.y() * ratio)).name()


def near(one: str, other: str) -> bool:
    a, b = QColor(one), QColor(other)
    apart = (a.red() - b.red(), a.green() - b.green(), a.blue() - b.blue())
    return all(abs(part) <= 6 for part in apart)


def test_whole_pictures_lie_on_a_neutral_ground_and_the_choice_is_kept(
    studio: Studio, qtbot: QtBot
) -> None:
    studio.server.serve("/still.png", sends(encoded(plain(800, 450))))
    window = studio.open_filled()
    commands = studio.applications[0].picture_commands
    assert near(pixel(window, 0, 0.5, 0.1), "#3a7bd5")
    commands.whole.trigger()
    qtbot.waitUntil(lambda: window.is_settled)
    ground = window.parts.appearance.theme.placeholder.name()
    assert near(pixel(window, 0, 0.5, 0.1), ground)
    assert near(pixel(window, 0, 0.5, 0.5), "#3a7bd5")
    studio.close()

    window = studio.open_filled()
    assert studio.applications[0].picture_commands.whole.isChecked()
    assert near(pixel(window, 0, 0.5, 0.1), ground)


def test_a_cut_out_lies_on_the_same_ground(studio: Studio) -> None:
    studio.server.serve("/still.png", sends(encoded(plain(600, 800, "#00000000"))))
    window = studio.open_filled()
    ground = window.parts.appearance.theme.placeholder.name()
    for y in (0.2, 0.5, 0.97):
        assert near(pixel(window, 0, 0.5, y), ground)


def test_a_picture_that_is_still_to_come_has_its_colour_from_the_last_time(
    studio: Studio, qtbot: QtBot
) -> None:
    studio.server.serve("/still.png", sends(encoded(plain(600, 800, "#3a7bd5"))))
    studio.open_filled()
    qtbot.waitUntil(lambda: studio.applications[0].dispatcher.pending == 0)
    studio.close()
    for path in studio.paths.media.rglob("*"):
        if path.is_file():
            path.unlink()

    studio.server.serve("/still.png", hangs(sends(encoded(plain(600, 800)))))
    window = studio.open()
    qtbot.waitUntil(lambda: window.page.count > 0)
    qtbot.waitUntil(lambda: near(pixel(window, 0, 0.5, 0.5), "#3a7bd5"))
    assert not window.page.grid.is_painted
    studio.server.release()


def test_it_stops_at_once_for_a_key_or_a_movement_and_by_its_action(
    studio: Studio, qtbot: QtBot
) -> None:
    studio.serve_pictures_apart(COUNT)
    window = studio.open_filled()
    application = studio.applications[0]
    warm_up, ahead = application.warm_up, application.picture_commands.ahead
    seen = len(studio.stills_asked)
    warming = application.picture_commands.warming
    hurry(application)
    warming.set_on(True)
    qtbot.waitUntil(lambda: warm_up._allowed and len(studio.stills_asked) > seen)

    warming._rest_seconds = 60.0
    place = QPointF(10, 10)
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        place,
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window.windowHandle(), moved)
    assert not warm_up._allowed

    warming._rest_seconds = 0.0
    qtbot.waitUntil(lambda: warm_up._allowed)
    ahead.trigger()
    assert not ahead.isChecked()
    assert not warm_up._allowed
    assert not application.settings.settings.warm_up


def test_the_rest_of_the_tab_is_fetched_when_nothing_else_is_to_do(
    studio: Studio, qtbot: QtBot
) -> None:
    studio.serve_pictures_apart(COUNT)
    studio.warms_up = True
    window = studio.open_filled()
    application = studio.applications[0]
    hurry(application)
    qtbot.waitUntil(lambda: len(set(studio.stills_asked)) == COUNT)
    qtbot.waitUntil(lambda: application.dispatcher.pending == 0)
    assert len(studio.stills_asked) < COUNT + COUNT // 4  # some may be given up on their way
    cache = application.pictures._cache
    for row in range(COUNT):
        key = window.page.model.avatar(row).key
        media_id = MediaId(key.provider, key.catalogue, key.id, "", "imageUrl")
        assert cache.find(media_id) is not None


def test_links_that_are_past_at_a_start_come_with_the_list_and_cost_no_other_call(
    studio: Studio, qtbot: QtBot
) -> None:
    soon = datetime.now(UTC) + timedelta(hours=1)
    records = []
    for number in range(8):
        url = signed(f"{studio.server.url}/still-{number}.png", "s", soon)
        studio.server.serve(url.removeprefix(studio.server.url), sends(encoded(plain(60, 80))))
        records.append(studio.anam_record(number, imageUrl=url))
    studio.serve_anam(records)
    studio.open_filled()
    qtbot.waitUntil(lambda: studio.applications[0].dispatcher.pending == 0)
    studio.close()
    for path in studio.paths.media.rglob("*"):
        if path.is_file():
            path.unlink()

    studio.server.asked.clear()
    meta = {"total": 8, "lastPage": 1, "currentPage": 1, "perPage": 100}
    studio.serve_anam_list(hangs(sends_json({"data": records, "meta": meta})))
    window = studio.open()
    pictures = studio.applications[0].pictures
    qtbot.waitUntil(lambda: window.page.count == 8 and pictures._link_pause.isActive())
    studio.server.release()
    qtbot.waitUntil(lambda: window.is_settled and not window.page.is_loading)
    stills = [t for t in studio.server.targets if t.startswith("/still-")]
    assert len(stills) == len(set(stills)) > 0
    assert not [t for t in studio.server.targets if t.startswith("/v1/avatars/")]
