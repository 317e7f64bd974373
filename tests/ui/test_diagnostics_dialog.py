"""Help → "Save Diagnostics…": read first, then saved to the letter."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.services import diagnostics as service
from avatar_browser.ui.diagnostics_dialog import DiagnosticsDialog
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import refuses
from tests.support.studio import KEY, Studio


def opened(studio: Studio, window: MainWindow, qtbot: QtBot) -> DiagnosticsDialog:
    studio.applications[-1].features.helping.command.action.trigger()
    dialog = window.findChildren(DiagnosticsDialog)[-1]
    qtbot.waitUntil(lambda: bool(dialog.shown_text))
    return dialog


def button(dialog: DiagnosticsDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def test_the_entry_stands_in_the_help_menu(studio: Studio) -> None:
    window = studio.open_filled()
    texts = [action.text() for action in window.menu_actions.menus["help"].actions()]
    assert "Save &Diagnostics…" in texts


def test_what_is_shown_is_what_is_saved_and_what_is_copied(
    studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    window = studio.open_filled()
    dialog = opened(studio, window, qtbot)
    box = dialog.findChild(QPlainTextEdit)
    assert box is not None
    assert box.isReadOnly()
    assert box.toPlainText() == dialog.shown_text
    button(dialog, "Save…").click()
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.selectFile(str(tmp_path / "told.txt"))
    chooser.accept()
    qtbot.waitUntil(lambda: dialog.result_text == "Saved as told.txt.")
    assert (tmp_path / "told.txt").read_text(encoding="utf-8") == dialog.shown_text
    button(dialog, "Copy").click()
    assert QGuiApplication.clipboard().text() == dialog.shown_text
    assert dialog.result_text == "Copied."


def test_it_tells_how_each_service_stands_and_no_key_no_name_and_no_link(
    studio: Studio, qtbot: QtBot
) -> None:
    """T07, T23."""
    studio.serve_anam_list(refuses(503))
    window = studio.open()
    qtbot.waitUntil(lambda: window.parts.catalogues[0].state.problem is not None)
    qtbot.waitUntil(lambda: window.parts.catalogues[1].state.count == 6)
    window.finder.search.type_text("something searched")
    text = opened(studio, window, qtbot).shown_text
    assert "Key: environment" in text
    assert "503" in text
    assert "6 avatars" in text
    assert "ANAM_API_KEY" in text
    for absent in (KEY, "••••", "Abby", "something searched", "://", "?"):
        assert absent not in text, absent


def test_a_mute_keyring_is_told_after_some_seconds_and_the_rest_is_there(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F89. Nothing waits for a keyring without end."""
    window = studio.open_filled()
    monkeypatch.setattr(service, "_DEADLINE", 0.2)
    monkeypatch.setattr(service, "_slow_sections", lambda _: studio.server.released.wait(30))
    text = opened(studio, window, qtbot).shown_text
    assert "no answer in" in text
    assert "## Settings" in text
    studio.server.release()


def test_a_file_that_cannot_be_written_is_told_in_the_dialog(
    studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    window = studio.open_filled()
    dialog = opened(studio, window, qtbot)
    dialog.save_as(tmp_path / "gone" / "told.txt")
    qtbot.waitUntil(lambda: "nothing was saved" in dialog.result_text)
    button(dialog, "Close").click()


def test_closed_before_it_is_collected_nothing_is_shown(studio: Studio, qtbot: QtBot) -> None:
    """F101."""
    window = studio.open_filled()
    studio.applications[-1].features.helping.command.action.trigger()
    window.findChildren(DiagnosticsDialog)[-1].reject()
    with qtbot.waitSignal(
        studio.applications[-1].features.helping.diagnostics.collected, timeout=20_000
    ):
        pass
    assert opened(studio, window, qtbot).isVisible()
