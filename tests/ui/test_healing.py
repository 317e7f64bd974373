"""A window that was opened without a network, and the network comes: F28, F29, F30."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from avatar_browser.services import recovery, retry_round
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.ui.window import MainWindow
from tests.support.gate import Gate
from tests.support.media_server import refuses
from tests.support.studio import Studio, keys_for

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def gate(studio: Studio) -> Iterator[Gate]:
    with Gate(studio.server.url) as gate:
        yield gate
        studio.close()


@pytest.fixture(autouse=True)
def in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "SETTLE_MS", 1)


def offline(studio: Studio, gate: Gate) -> MainWindow:
    """The window, on Anam's tab, with Anam behind the gate."""
    return studio.open({**keys_for(studio.server), "AVATAR_BROWSER_ANAM_URL": gate.url})


def notice_text(window: MainWindow) -> str:
    notice = window.page.notice
    return f"{notice.title}. {notice.text}" if notice else ""


def test_a_window_opened_offline_fills_by_itself_when_the_network_comes(
    studio: Studio, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F28: the user has nothing to do; the window says that it goes on trying."""
    monkeypatch.setattr(retry_round, "FIRST", 0.05)
    monkeypatch.setattr(retry_round, "LONGEST", 0.05)
    window = offline(studio, gate)
    expected = (
        "Anam cannot be reached. Check this computer's network, and it is tried again by itself"
        " within minutes."
    )
    qtbot.waitUntil(lambda: notice_text(window) == expected)
    [application] = studio.applications
    said: list[str] = []
    application.catalogues[0].state_changed.connect(lambda: said.append(notice_text(window)))
    qtbot.waitUntil(lambda: len(said) > 4)
    assert set(said) == {expected}, "the same through all tries"
    gate.open()
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 30)
    qtbot.waitUntil(lambda: window.page.notice is None)


def test_the_system_s_word_that_the_network_is_back_is_enough(
    studio: Studio, gate: Gate, qtbot: QtBot
) -> None:
    """F28: half a minute is not waited then."""
    window = offline(studio, gate)
    qtbot.waitUntil(lambda: "tried again by itself" in notice_text(window))
    gate.open()
    [application] = studio.applications
    application._front.healing.reachability.came_back.emit()
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 30)


def test_waking_tries_again_too(studio: Studio, gate: Gate, qtbot: QtBot) -> None:
    """F29."""
    window = offline(studio, gate)
    qtbot.waitUntil(lambda: "tried again by itself" in notice_text(window))
    gate.open()
    [application] = studio.applications
    application._front.healing.wakefulness.woke.emit(3_600.0)
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 30)


def test_nothing_is_tried_once_the_window_was_told_to_stop(
    studio: Studio, gate: Gate, qtbot: QtBot
) -> None:
    """F28: neither by the clock nor by the system's word."""
    window = offline(studio, gate)
    [application] = studio.applications
    [anam, _] = application.catalogues
    qtbot.waitUntil(lambda: anam.state.phase is Phase.FAILED)
    round_of_anam = application._front.healing.recovery._rounds["anam"]
    waited = round_of_anam.is_waiting
    anam.retry()
    anam.stop()
    assert anam.state.phase is Phase.STOPPED
    assert (waited, round_of_anam.is_waiting) == (True, False)
    assert window.page.name == "Anam"


def test_a_refused_key_is_not_sent_again_by_itself(studio: Studio, qtbot: QtBot) -> None:
    """F01: not after a sleep, not with a new network."""
    studio.serve_anam_list(refuses(401))
    window = studio.open()
    [application] = studio.applications
    [anam, _] = application.catalogues
    qtbot.waitUntil(lambda: anam.state.phase is Phase.FAILED)
    healing = application._front.healing
    healing.reachability.came_back.emit()
    healing.wakefulness.woke.emit(7_200.0)
    qtbot.waitUntil(lambda: not healing.recovery._settling.isActive())
    qtbot.waitUntil(lambda: not application.dispatcher.pending)
    asked = [target for target in studio.server.targets if target.startswith("/v1/avatars?")]
    assert len(asked) == 1
    assert "by itself" not in notice_text(window)


def test_an_item_that_is_not_there_any_more_says_so_on_its_card(
    studio: Studio, qtbot: QtBot
) -> None:
    """F04, F49: the row stays, with what was known, until a full sync decides."""
    studio.server.serve("/v1/avatars/anam-0", refuses(404))
    window = studio.open_filled()
    page = window.page
    page.views.setFocus()
    index = page.model.index(0, 0)
    page.grid.setCurrentIndex(index)
    qtbot.waitUntil(lambda: "Not offered" in str(index.data(SPOKEN)))
    qtbot.waitUntil(lambda: "does not know" in window.pane.note_text)
    assert page.model.rowCount() == 30
    window.menu_actions.refresh.trigger()
    qtbot.waitUntil(lambda: "Not offered" not in str(index.data(SPOKEN)))
