"""What the window says when a service does not simply answer."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.ui.notice import Act
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import Turn, hangs, redirects, refuses, sends, sends_json
from tests.support.studio import KEY, Studio, keys_for


def anam_notice(window: MainWindow, qtbot: QtBot, title: str) -> str:
    """The sentence under the title, once the tab shows it."""

    def shown() -> bool:
        notice = window.pages[1].notice
        return notice is not None and notice.title == title

    qtbot.waitUntil(shown)
    notice = window.pages[1].notice
    assert notice is not None
    return notice.text


@pytest.mark.parametrize(
    ("turn", "title"),
    [
        (refuses(401), "Anam refused the key"),
        (refuses(403), "Anam does not permit this"),
        (sends(b"<html>Log in</html>", "text/html"), "Anam could not be read"),
        (redirects("https://elsewhere.example/"), "Anam could not be read"),
        (refuses(404), "No avatars"),
        (sends_json({"data": []}), "No avatars"),
    ],
)
def test_each_answer_has_its_own_words(
    studio: Studio, qtbot: QtBot, turn: Turn, title: str
) -> None:
    studio.serve_anam_list(turn)
    window = studio.open()
    text = anam_notice(window, qtbot, title)
    shown = [label.text() for label in window.pages[1].findChildren(QLabel)]
    assert title in shown
    assert text in shown


def test_a_service_out_of_reach_is_told_and_tried_again(studio: Studio, qtbot: QtBot) -> None:
    nowhere = {"AVATAR_BROWSER_ANAM_URL": "http://127.0.0.1:9"}
    window = studio.open(keys_for(studio.server) | nowhere)
    anam_notice(window, qtbot, "Anam cannot be reached")
    page = window.pages[1]
    again = next(b for b in page.findChildren(QPushButton) if b.text() == "Try again")
    again.click()
    assert page.notice is not None
    assert page.notice.title == "Loading Anam avatars…"
    anam_notice(window, qtbot, "Anam cannot be reached")


def test_an_address_that_cannot_be_used_is_named(studio: Studio, qtbot: QtBot) -> None:
    """Threat T03: plain http is for loopback only."""
    wrong = {"AVATAR_BROWSER_ANAM_URL": "http://api.example.com"}
    window = studio.open(keys_for(studio.server) | wrong)
    text = anam_notice(window, qtbot, "Anam could not be read")
    assert "(Plain http is accepted for this computer only; use https)" in text
    assert "correct AVATAR_BROWSER_ANAM_URL, then start Avatar Browser again" in text
    assert "Try again" not in text, "as that would change nothing"


def test_the_first_page_on_its_way_can_be_stopped_and_resumed(studio: Studio, qtbot: QtBot) -> None:
    records = [studio.anam_record(number) for number in range(3)]
    studio.serve_anam_list(hangs(sends_json({"data": records})), sends_json({"data": records}))
    window = studio.open()
    anam_notice(window, qtbot, "Loading Anam avatars…")
    qtbot.waitUntil(lambda: "/v1/avatars?page=1&perPage=100" in studio.server.targets)
    window.pages[1].acted.emit("anam", Act.STOP)
    anam_notice(window, qtbot, "Stopped")
    window.pages[1].acted.emit("anam", Act.RETRY)
    qtbot.waitUntil(lambda: window.pages[1].model.rowCount() == 3)


def test_a_second_page_that_fails_leaves_the_first_and_a_banner(
    studio: Studio, qtbot: QtBot
) -> None:
    records = [studio.anam_record(number) for number in range(100)]
    meta = {"total": 150, "lastPage": 2, "currentPage": 1, "perPage": 100}
    studio.serve_anam_list(sends_json({"data": records, "meta": meta}))
    studio.server.serve("/v1/avatars?page=2&perPage=100", sends(b"{", "application/json"))
    window = studio.open()
    text = anam_notice(window, qtbot, "Anam could not be read")
    assert "; 100 avatars shown so far, " in text
    qtbot.waitUntil(window.pages[1].grid.isVisible)
    qtbot.waitUntil(lambda: "100 of 150, avatars failed" in window.status.text)


def test_details_of_a_problem_can_be_copied_and_hold_no_key(studio: Studio, qtbot: QtBot) -> None:
    """Threat T07: the answer quotes the key back."""
    studio.serve_anam_list(refuses(401))
    window = studio.open()
    anam_notice(window, qtbot, "Anam refused the key")
    copy = next(
        b
        for b in window.pages[1].findChildren(QPushButton)
        if b.text() == "Copy details" and b.isVisible()
    )
    copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "KeyRejected" in copied
    assert KEY not in copied


def test_every_label_of_the_window_is_plain_text(studio: Studio) -> None:
    """Rule R5."""
    name = "<table><tr><td>big</td></tr></table>"
    studio.serve_anam([studio.anam_record(0, displayName=name)])
    window = studio.open_filled()
    window.page.views.choose_row(0)
    labels = window.findChildren(QLabel)
    assert name in [label.text() for label in labels]
    rich = [label.text() for label in labels if label.textFormat().name != "PlainText"]
    assert rich == []
