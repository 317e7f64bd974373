"""Whatever a host sends for a clip: played, or refused in its own words over the still."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from avatar_browser.ui.video.theatre import Theatre
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import Turn, sends, sends_unframed
from tests.support.pictures import encoded, plain
from tests.support.studio import CLIP, Studio, click_card

CLIPS = CLIP.parent
HTML = b"<!DOCTYPE html><title>Sign in to the network</title>" + bytes(2_000)
XML = b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>"


def clip(name: str) -> bytes:
    return (CLIPS / name).read_bytes()


def asked_to_play(studio: Studio, turn: Turn) -> MainWindow:
    studio.serve_clip(turn)
    studio.plays_on_hover = False  # the pane alone asks for it
    window = studio.open_filled()
    click_card(window.page, 0)
    window.menu_actions.play.trigger()
    return window


def theatre_of(window: MainWindow) -> Theatre:
    return window.parts.theatre


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("clip-moov-last.mp4", "video/mp4"),
        ("clip-fragmented.mp4", "video/mp4"),
        ("clip-vp8.webm", "video/mp4"),
        ("clip-vp9.webm", "text/html"),
        ("clip.mp4", "image/png"),
    ],
)
def test_it_plays_whatever_it_is_called(studio: Studio, qtbot: QtBot, name: str, kind: str) -> None:
    """Also with the index at the end, and as the one kind that HTTP says it is not (F15)."""
    window = asked_to_play(studio, sends(clip(name), kind))
    stage = theatre_of(window).stage
    qtbot.waitUntil(lambda: stage.is_showing_frame)
    first = stage.grab().toImage()
    qtbot.waitUntil(lambda: stage.grab().toImage() != first)
    assert stage.message == ""


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        pytest.param(sends(b"", "video/mp4"), "empty", id="F53 zero bytes"),
        pytest.param(sends_unframed(b""), "empty", id="F53 zero bytes without a length"),
        pytest.param(sends(HTML, "video/mp4"), "no mp4 or webm", id="F54 HTML"),
        pytest.param(sends(XML, "video/mp4"), "no mp4 or webm", id="F54 XML"),
        pytest.param(
            sends(encoded(plain(72, 96)), "video/mp4"), "no mp4 or webm", id="F55 a picture"
        ),
        pytest.param(
            sends(b"ffconcat version 1.0\nfile /etc/passwd\n", "video/mp4"),
            "no mp4 or webm",
            id="F55 a playlist",
        ),
        pytest.param(
            sends_unframed(clip("clip.mp4")[:-200]), "incomplete", id="F56 cut unnoticed by HTTP"
        ),
        pytest.param(sends(clip("sound-only.mp4")), "no moving picture", id="no picture"),
        pytest.param(sends(clip("too-wide.mp4")), "4112 by 64", id="T15 too wide"),
        pytest.param(sends(clip("too-long.mp4")), "10 minutes", id="T15 too long"),
        pytest.param(sends(clip("not-webm.mkv"), "video/webm"), "no mp4 or webm", id="mkv"),
    ],
)
def test_it_is_refused_in_its_own_words_and_no_player_sees_it(
    studio: Studio, qtbot: QtBot, turn: Turn, words: str
) -> None:
    window = asked_to_play(studio, turn)
    theatre = theatre_of(window)
    qtbot.waitUntil(lambda: words in theatre.stage.message)
    assert not theatre.playback.has_player
    assert not theatre.stage.is_showing_frame
    assert theatre.controls.reason == "", "it may be tried again"
    files = [p for p in studio.paths.media.rglob("*") if p.is_file()]
    assert not any(p.read_bytes().startswith((b"<", b"ffconcat")) for p in files)


def test_what_cannot_be_decoded_here_is_still_for_the_system_s_player(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault F58."""
    given: list[str] = []

    def take(url: QUrl) -> bool:
        given.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    window = asked_to_play(studio, sends(clip("clip-av1.mp4"), "video/mp4"))
    theatre = theatre_of(window)
    qtbot.waitUntil(lambda: "cannot be decoded" in theatre.stage.message)
    assert "“Open in the System's Player”" in theatre.stage.message
    theatre.errands.open.trigger()
    qtbot.waitUntil(lambda: bool(given))
    assert given[0].endswith(".mp4")
    assert Path(given[0]).read_bytes() == clip("clip-av1.mp4")


def test_after_a_clip_that_failed_another_plays(studio: Studio, qtbot: QtBot) -> None:
    url = studio.server.serve("/good.mp4", sends(clip("clip-vp9.webm")))
    bad = studio.server.serve("/bad.mp4", sends(HTML, "video/mp4"))
    studio.serve_anam([studio.anam_record(n, videoUrl=u) for n, u in enumerate((bad, url))])
    window = studio.open_filled()
    theatre = theatre_of(window)
    click_card(window.page, 0)
    window.menu_actions.play.trigger()
    qtbot.waitUntil(lambda: "no mp4 or webm" in theatre.stage.message)
    click_card(window.page, 1)
    assert theatre.stage.message == ""
    window.menu_actions.play.trigger()
    qtbot.waitUntil(lambda: theatre.stage.is_showing_frame)


def test_quick_look_tells_why_and_goes_on_to_the_next(studio: Studio, qtbot: QtBot) -> None:
    half = studio.server.serve("/half.mp4", sends(clip("clip-cut-in-half.mp4"), "video/mp4"))
    whole = studio.server.serve("/whole.webm", sends(clip("clip-vp8.webm")))
    studio.serve_anam([studio.anam_record(n, videoUrl=u) for n, u in enumerate((half, whole))])
    window = studio.open_filled()
    window.page.views.choose_row(0)
    look = studio.applications[-1].features.quick_look
    look.open()
    board = look.sheet.board
    qtbot.waitUntil(lambda: "incomplete" in board.current.message)
    assert board.current.accessibleDescription() == board.current.message
    assert not board.current.is_empty, "the still stays"
    look._walk(1)
    qtbot.waitUntil(lambda: board.current.is_showing_frame)
    assert board.current.message == ""
