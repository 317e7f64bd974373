"""The real application against the demo's servers, which speak both dialects as documented."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from avatar_browser.app import Application
from avatar_browser.demo.server import DemoThread
from avatar_browser.demo.switches import ANAM_KEY, HEYGEN_KEY
from avatar_browser.store.paths import Paths
from avatar_browser.ui.tab_page import TabPage
from avatar_browser.ui.window import MainWindow
from tests.support.studio import click_card
from tests.test_cli import run

PATIENCE = 20_000


@pytest.fixture
def demo() -> Iterator[DemoThread]:
    with DemoThread() as demo:
        yield demo


class Viewer:
    """The application on the demo's servers, as somebody with keys for both sees it."""

    def __init__(self, demo: DemoThread, qtbot: QtBot, home: Path) -> None:
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        environment = demo.endpoints.as_environment()
        self.application = Application(qt, Paths.under(home), environment, demo=True)
        self.application.features.complete()
        self._qtbot = qtbot

    @property
    def window(self) -> MainWindow:
        return self.application.window

    def open(self) -> None:
        self.application.start()
        self.until(lambda: all(page.model.rowCount() for page in self.window.pages))

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=PATIENCE)

    def choose(self, tab: int, row: int) -> TabPage:
        self.window.header.choose_tab(tab)
        page = self.window.page
        self.until(lambda: page.model.rowCount() > row and page.grid.isVisible())
        click_card(page, row)
        return page

    def play(self) -> QImage:
        """The first frame of the preview of what is chosen, as the stage shows it."""
        stage = self.window.parts.theatre.stage
        self.window.menu_actions.play.trigger()
        failed = {"", "Fetching"}
        self.until(lambda: stage.is_showing_frame or stage.message.partition(" ")[0] not in failed)
        assert stage.message == ""
        return stage.grab().toImage()


@pytest.fixture
def viewer(demo: DemoThread, qtbot: QtBot, tmp_path: Path) -> Iterator[Viewer]:
    viewer = Viewer(demo, qtbot, tmp_path)
    yield viewer
    viewer.application.shut_down()
    viewer.window.deleteLater()


def test_both_catalogues_arrive_whole_and_the_window_says_demo(viewer: Viewer) -> None:
    viewer.open()
    catalogues = viewer.window.parts.catalogues
    viewer.until(lambda: all(c.state.phase.name == "COMPLETE" for c in catalogues))
    together, anam, heygen = (page.model for page in viewer.window.pages)
    viewer.until(lambda: heygen.rowCount() >= 600 and anam.rowCount() >= 120)
    viewer.until(lambda: together.rowCount() == anam.rowCount() + heygen.rowCount())
    assert viewer.window.header.label == "Demo"


@pytest.mark.parametrize("tab", [1, 2])
def test_an_avatar_is_seen_watched_and_copied(viewer: Viewer, tab: int) -> None:
    viewer.open()
    page = viewer.choose(tab, 0)
    viewer.until(lambda: viewer.window.is_settled)
    chosen = page.selected[0]
    assert page.grid.pixmap_of(chosen) is not None
    still = viewer.window.parts.theatre.stage.grab().toImage()
    viewer.window.menu_actions.copy_id.trigger()
    assert QGuiApplication.clipboard().text() == chosen.key.id
    assert viewer.play() != still


def test_no_credential_reaches_the_media_host_or_the_other_provider(
    demo: DemoThread, viewer: Viewer
) -> None:
    """Rules R3 and R15, threats T01 and T02: every header of a session is looked at."""
    viewer.open()
    for tab in (1, 2):
        viewer.choose(tab, 0)
        viewer.until(lambda: viewer.window.is_settled)
        viewer.play()
    keys = {"anam": ANAM_KEY, "heygen": HEYGEN_KEY}
    log = tuple(demo.log)  # which goes on growing
    assert {request.server for request in log} == {"anam", "heygen", "media"}
    for request in log:
        sent = f"{request.target} {request.headers}"
        for server, key in keys.items():
            assert (key in sent) == (request.server == server), request.target
        if request.server == "media":
            assert not {"authorization", "x-api-key", "cookie"} & set(request.headers)


def test_links_that_are_past_are_renewed_without_a_word(demo: DemoThread, viewer: Viewer) -> None:
    demo.switches.signed_seconds = -60
    viewer.open()
    demo.switches.signed_seconds = 3600
    viewer.choose(1, 0)
    viewer.play()


def test_where_v3_is_gone_the_second_road_fills_the_tab(demo: DemoThread, viewer: Viewer) -> None:
    demo.switches.v3_gone = True
    viewer.open()
    page = viewer.window.pages[2]
    viewer.until(lambda: not page.is_loading)
    viewer.until(lambda: page.model.rowCount() >= 600)
    viewer.choose(2, 0)
    viewer.window.menu_actions.copy_id.trigger()
    assert QGuiApplication.clipboard().text() == page.selected[0].key.id


def test_what_only_v2_tells_is_shown_while_it_answers_and_missed_quietly_after(
    demo: DemoThread, viewer: Viewer
) -> None:
    viewer.open()
    viewer.choose(2, 1)
    viewer.until(lambda: viewer.window.page.selected[0].premium is not None)
    demo.switches.v2_gone = True
    viewer.choose(2, 2)
    viewer.until(lambda: viewer.window.page.selected[0].detailed)
    assert viewer.window.pane.note_text == ""


def test_keys_that_are_refused_are_told_in_both_tabs(demo: DemoThread, viewer: Viewer) -> None:
    demo.switches.key_seconds = 0
    viewer.application.start()
    viewer.until(lambda: all(page.notice is not None for page in viewer.window.pages[1:]))
    viewer.until(
        lambda: (
            [page.notice.title for page in viewer.window.pages[1:] if page.notice]
            == ["Anam refused the key", "HeyGen refused the key"]
        )
    )


def test_the_demo_draws_its_window_to_a_file_without_a_display(tmp_path: Path) -> None:
    picture = tmp_path / "demo.png"
    result = run(
        *("--demo", "--screenshot", str(picture)),
        QT_QPA_PLATFORM=None,
        DISPLAY=None,
        WAYLAND_DISPLAY=None,
    )
    assert (result.returncode, result.stderr) == (0, "")
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 800)
    colours = {image.pixelColor(x, 250).rgb() for x in range(0, 900, 5)}
    assert len(colours) > 50  # portraits, not placeholders
