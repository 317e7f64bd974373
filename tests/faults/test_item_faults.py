"""One avatar that its service does not give, or a whole list that is said not to be there."""

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.services.catalogue_state import Phase
from tests.faults.scene import COUNT, LIST, Scene, detail
from tests.support import faults
from tests.support.faults import Fault
from tests.support.media_server import Turn, refuses, sends_json
from tests.support.studio import click_card

_LOOKS = "/v3/avatars/looks?ownership=public&limit=50"


@pytest.mark.parametrize(
    ("row", "fault", "note"),
    [
        ("F02 item", faults.refuses(403), "have that changed at the service, or use another key"),
        ("F04 item", faults.refuses(404), "no longer be offered, so choose another one."),
        ("F15 item", faults.log_in_page(), "log-in page: log in to this network"),
        ("F22 item", faults.cut_unseen(b'{"id":'), "cannot be read: select the avatar again"),
    ],
)
def test_an_avatar_without_details_is_shown_from_the_list(
    row: str, fault: Fault, note: str, scene: Scene, qtbot: QtBot
) -> None:
    """F02, F04, F15, F22: the pane says so, the tab has nothing to say, and nobody asks twice."""
    window = scene.open_filled()
    scene.service.fail(detail("anam-0"), fault)
    with scene.measuring(row):
        click_card(scene.page, 0)
        qtbot.waitUntil(lambda: note in window.pane.note_text)
    assert window.pane.note_text.startswith("From the list only.")
    assert window.pane.title_text == "Liv 0"
    assert scene.asked(detail("anam-0")) == 1
    assert scene.asked() == 1
    assert scene.page.notice is None
    assert scene.anam.state.count == COUNT


def test_a_list_that_is_not_there_takes_nothing_away(scene: Scene, qtbot: QtBot) -> None:
    """F04: Anam documents 404 for an empty list."""
    scene.open_filled()
    scene.service.fail(LIST, faults.refuses(404))
    asked = scene.asked()
    scene.page.load_anew()
    qtbot.waitUntil(lambda: scene.asked() > asked)
    qtbot.waitUntil(lambda: scene.anam.state.phase is Phase.COMPLETE)
    assert (scene.anam.state.count, scene.anam.state.gone) == (COUNT, 0)


@pytest.mark.parametrize(
    ("row", "turn", "title"),
    [
        ("F08 error object", sends_json({"error": {"message": "boom"}}), "HeyGen has trouble"),
        ("F08 error text", sends_json({"error": "boom", "data": []}), "HeyGen has trouble"),
        ("F04 list", refuses(404), "HeyGen could not be read"),
        ("F02 list", refuses(403), "HeyGen does not permit this"),
    ],
)
def test_a_list_of_heygens_that_fails_takes_nothing_away(
    row: str, turn: Turn, title: str, scene: Scene, qtbot: QtBot
) -> None:
    """F02, F04, F08: 200 with an error is one; the streams beside it are read."""
    window = scene.open_filled()
    held = scene.application.catalogues[1].avatars[:]
    anam_asked = scene.asked()
    scene.studio.server.serve(_LOOKS, turn)
    page = window.pages[2]
    window.header.choose_tab(2)
    page.load_anew()
    with scene.measuring(row):
        qtbot.waitUntil(lambda: bool(page.notice and page.notice.title == title))
    assert scene.application.catalogues[1].avatars == held
    assert scene.heygen.gone == 0
    assert scene.asked() == anam_asked
    assert scene.page.notice is None
