"""F5 and Ctrl+F5 as a user meets them."""

from pytestqt.qtbot import QtBot

from tests.support.media_server import hangs, refuses, sends, sends_json
from tests.support.pictures import encoded, plain
from tests.support.studio import Studio, click_card

LIST = "/v1/avatars?page=1&perPage=100"


def test_a_full_resync_asks_for_lists_details_and_failed_pictures_anew(
    studio: Studio, qtbot: QtBot
) -> None:
    still = f"{studio.server.url}/lost.png"
    studio.serve_anam([studio.anam_record(n, imageUrl=still) for n in range(3)])
    studio.server.serve("/lost.png", refuses(404))
    window = studio.open_filled()
    [application] = studio.applications
    qtbot.waitUntil(lambda: application.catalogues[0].state.synced_at is not None)
    click_card(window.page, 1)
    qtbot.waitUntil(lambda: bool(window.pane.avatar and window.pane.avatar.detailed))
    qtbot.waitUntil(lambda: studio.is_at_rest)

    studio.server.serve("/lost.png", sends(encoded(plain(72, 96)), "image/png"))
    studio.serve_detail(1, description="Told later.")
    asked = studio.server.targets.count(LIST)
    window.menu_actions.resync.trigger()
    qtbot.waitUntil(
        lambda: window.pane.avatar is not None and window.pane.avatar.description == "Told later."
    )
    qtbot.waitUntil(lambda: studio.server.targets.count(LIST) == asked + 1)
    shown = window.page.model.avatar(1)
    qtbot.waitUntil(lambda: window.page.grid.pixmap_of(shown) is not None)
    assert [avatar.name for avatar in window.page.selected] == ["Liv 1"]


def test_it_is_there_while_a_sync_runs_which_refresh_is_not(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_anam_list(hangs(sends_json({"data": [], "meta": {}})))
    window = studio.open()
    qtbot.waitUntil(lambda: studio.server.targets.count(LIST) == 1)
    assert window.menu_actions.resync.isEnabled()
    assert not window.menu_actions.refresh.isEnabled()
    studio.serve_anam([studio.anam_record(0)])
    window.menu_actions.resync.trigger()
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 1)


def test_without_a_network_it_leaves_everything_as_it_is(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    [application] = studio.applications
    qtbot.waitUntil(lambda: all(c.state.synced_at for c in application.catalogues))
    click_card(window.page, 2)
    studio.serve_anam_list(refuses(400))
    window.menu_actions.resync.trigger()
    qtbot.waitUntil(lambda: application.catalogues[0].state.phase.name == "PARTIAL")
    assert window.page.model.rowCount() == 30
    assert [avatar.name for avatar in window.page.selected] == ["Liv 2"]
    assert application.catalogues[0].state.gone == 0
