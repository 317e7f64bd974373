"""A picture or a clip whose host is faulty: said over the picture, and nothing else suffers."""

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.providers import media_client
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.pictures import PictureRequest
from avatar_browser.store.media_cache import MediaId
from avatar_browser.ui.window import MainWindow
from tests.faults.media_cases import CLIP, CLIPS, PICTURE, PICTURES, MediaCase
from tests.faults.scene import LIST, Scene, detail
from tests.support.media_server import sends
from tests.support.raw_server import answer
from tests.support.studio import CLIP as GOOD_CLIP
from tests.support.studio import click_card

FAULTY = AvatarKey("anam", "avatars", "anam-0")


@pytest.fixture(autouse=True)
def patient_player(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("patience")


def limit(case: MediaCase, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in case.limits.items():
        monkeypatch.setattr(media_client, name, value)


def serve_faulty(scene: Scene) -> None:
    """The first of two avatars has its picture and its clip at the faulty host."""
    faulty = scene.studio.anam_record(
        0, imageUrl=scene.server.url(PICTURE), videoUrl=scene.server.url(CLIP)
    )
    scene.serve([faulty, scene.studio.anam_record(1)])


def play_button(window: MainWindow) -> QToolButton:
    buttons = window.pane.findChildren(QToolButton)
    return next(b for b in buttons if b.accessibleName() == "Play")


def is_kept(scene: Scene) -> bool:
    """The clip is on the disk."""
    version = scene.anam.avatars[0].version
    clip = MediaId(FAULTY.provider, FAULTY.catalogue, FAULTY.id, version, "videoUrl")
    return scene.application._media.cache.find(clip) is not None


def all_else_is_well(scene: Scene) -> None:
    assert scene.page.notice is None
    assert scene.anam.state.phase is Phase.COMPLETE
    assert scene.asked() == 1
    assert scene.heygen.problem is None


@pytest.mark.parametrize("case", PICTURES, ids=lambda case: case.id)
def test_a_faulty_picture(
    case: MediaCase, scene: Scene, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F03, F04, F07, F11 to F15, F19 to F25: the card has none, and its avatar tells why."""
    limit(case, monkeypatch)
    serve_faulty(scene)
    scene.service.fail(PICTURE, case.fault)
    failed: list[tuple[PictureRequest, Problem]] = []
    window = scene.open()
    scene.application.pictures.picture_failed.connect(lambda *told: failed.append(told))
    with scene.measuring(f"{case.id}, picture"):
        qtbot.waitUntil(lambda: scene.studio.is_at_rest and bool(failed))
    assert FAULTY in {request.avatar_key for request, _ in failed}
    assert scene.asked(PICTURE) == case.asked
    assert scene.asked(detail(FAULTY.id)) <= 1
    click_card(scene.page, 0)
    stage = window.parts.theatre.stage
    with scene.measuring(f"{case.id}, picture, chosen"):
        qtbot.waitUntil(lambda: bool(stage.message) and case.said in stage.message)
    other = scene.anam.avatars[1]
    if not case.limits:  # else a slow moment of this computer is enough
        assert {request.avatar_key for request, _ in failed} == {FAULTY}
        assert scene.page.grid.pixmap_of(other) is not None
    all_else_is_well(scene)


@pytest.mark.parametrize("case", CLIPS, ids=lambda case: case.id)
def test_a_faulty_clip(
    case: MediaCase, scene: Scene, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F03, F04, F07, F11 to F15, F19 to F25: the still stays, and Play tries once more."""
    serve_faulty(scene)
    scene.service.serve(PICTURE, answer(200, scene.studio.picture, "Content-Type: image/png"))
    window = scene.open()
    qtbot.waitUntil(lambda: scene.studio.is_at_rest)
    click_card(scene.page, 0)
    qtbot.waitUntil(lambda: bool(window.pane.avatar and window.pane.avatar.detailed))
    scene.service.fail(CLIP, case.fault)
    stage = window.parts.theatre.stage
    with monkeypatch.context() as limited, scene.measuring(f"{case.id}, clip"):
        limit(case, limited)
        play_button(window).click()
        qtbot.waitUntil(lambda: case.said in stage.message and "Fetching" not in stage.message)
    assert stage.message
    assert not stage.is_showing_frame
    assert scene.asked(CLIP) == case.asked
    assert scene.asked(detail(FAULTY.id)) <= 2
    assert not is_kept(scene)
    scene.service.serve(CLIP, answer(200, GOOD_CLIP.read_bytes(), "Content-Type: video/mp4"))
    play_button(window).click()
    qtbot.waitUntil(lambda: stage.is_showing_frame)
    assert is_kept(scene)
    all_else_is_well(scene)


def test_a_picture_behind_a_link_that_is_past_is_renewed_once(scene: Scene, qtbot: QtBot) -> None:
    """F03: two requests for the picture and one for its avatar, and nobody hears of it."""
    serve_faulty(scene)
    scene.service.fail(PICTURE, lambda connection: connection.send(answer(403)))
    fresh = scene.studio.server.serve("/fresh.png", sends(scene.studio.picture, "image/png"))
    scene.serve_detail(0, imageUrl=fresh)
    scene.open()
    qtbot.waitUntil(lambda: scene.studio.is_at_rest)
    assert scene.page.grid.pixmap_of(scene.anam.avatars[0]) is not None
    assert scene.asked(PICTURE) == 1
    assert scene.studio.server.targets.count("/fresh.png") == 1
    assert scene.asked(detail(FAULTY.id)) == 1
    assert scene.asked(LIST) == 1
