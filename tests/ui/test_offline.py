"""What was seen once is there at the next start without a network, pictures and all."""

import socket

from pytestqt.qtbot import QtBot

from avatar_browser.domain.secret import Secret
from tests.support.media_server import hangs, sends_json
from tests.support.studio import KEY, Studio, click_card, keys_for


def dead_address() -> str:
    """Where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def without_network(studio: Studio) -> dict[str, str]:
    address = dead_address()
    keys = keys_for(studio.server)
    return {name: address if name.endswith("_URL") else key for name, key in keys.items()}


def test_a_second_start_without_a_network_shows_the_catalogue_with_its_pictures(
    studio: Studio, qtbot: QtBot
) -> None:
    studio.open_filled()
    [first] = studio.applications
    qtbot.waitUntil(lambda: all(c.state.synced_at for c in first.catalogues))
    before = [list(catalogue.avatars) for catalogue in first.catalogues]
    studio.close()
    asked = len(studio.server.asked)

    window = studio.open(without_network(studio))
    [second] = studio.applications
    qtbot.waitUntil(lambda: [c.state.phase.name for c in second.catalogues] == ["PARTIAL"] * 2)
    assert [list(catalogue.avatars) for catalogue in second.catalogues] == before
    assert all(catalogue.state.is_offline_copy for catalogue in second.catalogues)
    qtbot.waitUntil(lambda: window.page.grid.is_painted)
    assert window.page.grid.pixmap_of(before[0][0]) is not None
    assert len(studio.server.asked) == asked


def test_the_stored_catalogue_is_on_screen_while_the_service_has_not_answered(
    studio: Studio, qtbot: QtBot
) -> None:
    studio.open_filled()
    studio.close()
    studio.serve_anam_list(hangs(sends_json({"data": [], "meta": {}})))
    studio.open()
    [second] = studio.applications
    qtbot.waitUntil(lambda: second.catalogues[0].state.count == 30)
    assert second.catalogues[0].state.phase.name == "LOADING"


def test_no_key_and_no_signed_link_is_in_the_data_folder(studio: Studio, qtbot: QtBot) -> None:
    """Threats T07 and T23, after a session in which a signed clip was looked at."""
    link = f"{studio.server.url}/clip.mp4?X-Amz-Signature=CANARY-signature"
    records = [studio.anam_record(number, videoUrl=link) for number in range(3)]
    studio.serve_anam(records)
    window = studio.open_filled()
    click_card(window.page, 0)
    qtbot.waitUntil(lambda: bool(window.pane.avatar and window.pane.avatar.detailed))
    studio.close()
    files = [path for path in studio.paths.data.rglob("*") if path.is_file()]
    stored = b"".join(path.read_bytes() for path in files)
    assert b"/clip.mp4" in stored
    assert KEY.encode() not in stored
    assert b"CANARY" not in stored


def test_a_key_that_is_removed_takes_the_stored_avatars_along(studio: Studio, qtbot: QtBot) -> None:
    """Threat T24."""
    environment = keys_for(studio.server)
    key = Secret(environment.pop("ANAM_API_KEY"))
    window = studio.open(environment)
    window.parts.keys.use("anam", key, remember=False)
    [application] = studio.applications
    qtbot.waitUntil(lambda: all(c.state.synced_at for c in application.catalogues))
    application.keys.remove("anam")
    assert application.catalogues[0].state.count == 0
    qtbot.waitUntil(lambda: not application.dispatcher.pending)  # what is stored is gone as well
    studio.close()
    stored = studio.paths.catalogue_file.read_bytes()
    assert b"anam-0" not in stored
    assert b"look-0" in stored
