"""What a service asks for is kept to in the window: its pauses, and not too much at once."""

import json

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.providers.media_client import IMAGES_AT_ONCE
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.ui.notice import Act
from tests.faults.scene import COUNT, LIST, Scene, detail
from tests.support import faults
from tests.support.raw_server import json_answer
from tests.support.studio import click_card


@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_is_counted_down_and_gone_on_after(status: int, scene: Scene, qtbot: QtBot) -> None:
    """F05, F07: nothing else is asked of the service meanwhile where it said so."""
    window = scene.open_filled()
    scene.own_time.hold()
    scene.service.fail(LIST, faults.refuses(status, "Retry-After: 5"))
    asked = scene.asked()
    scene.page.load_anew()
    text = scene.await_notice(f"F05 {status} counted down", "Anam needs a moment")
    assert "It goes on by itself in 5 s; " in text
    scene.shows("Anam needs a moment", text, Act.STOP, on_page=False)
    assert scene.asked() - asked == 1
    if status == 429:
        click_card(scene.page, 0)
        qtbot.waitUntil(lambda: scene.own_time.slept == [5.0, 5.0])  # its details wait as well
        assert scene.asked(detail("anam-0")) == 0
    scene.service.mend(LIST)
    scene.own_time.let_go()
    qtbot.waitUntil(lambda: scene.anam.state.phase is Phase.COMPLETE)
    qtbot.waitUntil(lambda: scene.page.notice is None)
    assert scene.asked() - asked == 2
    if status == 429:
        qtbot.waitUntil(lambda: bool(window.pane.avatar and window.pane.avatar.detailed))
        assert scene.asked(detail("anam-0")) == 1


def test_nothing_is_asked_during_a_long_pause_whatever_is_pressed(
    scene: Scene, qtbot: QtBot
) -> None:
    """F05: 90 s, of which the tab counts down every one, and a request sits out none."""
    window = scene.open_filled()
    heygen, heygen_asked = scene.heygen, len(scene.heygen_asked)
    scene.service.fail(LIST, faults.pauses("90"))
    asked = scene.asked()
    scene.page.load_anew()
    scene.await_notice("F05 long", "Anam asks for a pause", "it goes on by itself in 90 s")
    click_card(scene.page, 0)
    qtbot.waitUntil(lambda: "nothing is asked before" in window.pane.note_text)
    scene.anam.stop()
    assert scene.anam.state.phase is Phase.STOPPED, "at once"
    scene.anam.retry()
    scene.await_notice("F05 long, try again", "Anam asks for a pause", "by itself in 90 s")
    scene.page.load_anew()
    scene.await_notice("F05 long, anew", "Anam asks for a pause", "by itself in 90 s")
    assert (scene.asked() - asked, scene.asked(detail("anam-0"))) == (1, 0)
    scene.service.mend(LIST)
    scene.own_time.time += 90.0
    scene.page.load_anew()
    qtbot.waitUntil(lambda: scene.anam.state.phase is Phase.COMPLETE)
    assert scene.asked() - asked == 2
    assert scene.own_time.slept == []
    assert scene.heygen == heygen
    assert len(scene.heygen_asked) == heygen_asked


def test_a_list_without_an_end_is_read_until_it_brings_nothing_new(
    scene: Scene, qtbot: QtBot
) -> None:
    """F48: its last page is ever further off, and all pages are alike."""
    records = [scene.studio.anam_record(number) for number in range(COUNT)]
    for number in range(1, 6):
        meta = {"total": 10**9, "lastPage": 10**7, "currentPage": number, "perPage": 100}
        page = json_answer(json.dumps({"data": records, "meta": meta}))
        scene.service.serve(f"/v1/avatars?page={number}&perPage=100", page)
    scene.open()
    qtbot.waitUntil(lambda: scene.anam.state.phase is Phase.COMPLETE)
    assert scene.anam.state.count == COUNT
    listed = [r.target for r in scene.server.requests if "page=" in r.target]
    assert listed == [f"/v1/avatars?page={number}&perPage=100" for number in (1, 2)]


def test_pictures_that_hang_are_few_and_hold_up_nothing_else(scene: Scene, qtbot: QtBot) -> None:
    """F31: six at once; the list, the details and a clip come all the same."""
    records = []
    for number in range(COUNT):
        target = f"/hung-{number}.png"
        scene.service.fail(target, faults.says_nothing())
        records.append(scene.studio.anam_record(number, imageUrl=scene.server.url(target)))
    scene.serve(records)
    window = scene.open()
    qtbot.waitUntil(lambda: scene.anam.state.phase is Phase.COMPLETE)
    qtbot.waitUntil(lambda: len(hung(scene)) == IMAGES_AT_ONCE)
    click_card(scene.page, 0)
    window.parts.theatre.toggle_play()
    stage = window.parts.theatre.stage
    with scene.measuring("F31 six hung pictures"):
        qtbot.waitUntil(lambda: stage.is_showing_frame)
    qtbot.waitUntil(lambda: bool(window.pane.avatar and window.pane.avatar.detailed))
    scene.await_heygen()
    assert len(hung(scene)) == IMAGES_AT_ONCE


def hung(scene: Scene) -> list[str]:
    return [r.target for r in scene.server.requests if r.target.startswith("/hung-")]
