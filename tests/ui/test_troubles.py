"""Bad days: each is told in a line that stays, and the window works all the same."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.domain.redaction import Redactor
from avatar_browser.services.bugs import SENTENCE
from avatar_browser.services.logbook import Logbook
from avatar_browser.store.log_file import Log
from avatar_browser.ui.diagnostics_dialog import DiagnosticsDialog
from avatar_browser.ui.window import MainWindow
from tests.support.studio import KEY, Studio, click_card

pytestmark = pytest.mark.expects_log(
    "cannot be (written|read)", "could not be (saved|read)", "of no use", "was damaged", "A bug"
)


def is_told(window: MainWindow, *parts: str) -> bool:
    return all(any(part in told for told in window.troubles.sentences) for part in parts)


def press(window: MainWindow, text: str) -> None:
    buttons = window.troubles.findChildren(QPushButton)
    QTest.mouseClick(next(b for b in buttons if b.text() == text), Qt.MouseButton.LeftButton)


def fill(studio: Studio) -> None:
    studio.open_filled()
    studio.close()


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("data", ("data folder cannot be written", "list of stars and notes cannot be stored")),
        ("cache", ("pictures are not kept",)),
        ("config", ("settings could not be read",)),
        ("state", ()),
    ],
)
def test_a_folder_that_cannot_be_made_is_told_and_avatars_are_there(
    studio: Studio, qtbot: QtBot, folder: str, told: tuple[str, ...]
) -> None:
    """F70."""
    getattr(studio.paths, folder).write_bytes(b"in the way")
    window = studio.open_filled()
    qtbot.waitUntil(lambda: is_told(window, *told))
    assert window.troubles.isVisible() is bool(told)
    click_card(window.page, 3)
    window.menu_actions.copy_id.trigger()
    assert QGuiApplication.clipboard().text() == "anam-3"


def test_a_log_that_cannot_be_written_is_told_until_it_can_be(studio: Studio, qtbot: QtBot) -> None:
    """F70: and what follows."""
    studio.paths.state.write_bytes(b"in the way")
    window = studio.open_filled()
    log = Log(Redactor())
    logbook = Logbook(log, studio.paths)
    studio.applications[-1].listen("log", logbook.troubled, logbook.recovered)
    logbook.open()
    log.note("lost")
    qtbot.waitUntil(lambda: is_told(window, "The log cannot be written, so that none is kept"))
    assert [s for s in window.troubles.sentences if "state folder writable" in s]
    studio.paths.state.unlink()
    log.note("kept")
    qtbot.waitUntil(lambda: not is_told(window, "The log cannot be written"))
    assert logbook.close(timeout=5.0)


def test_settings_that_cannot_be_written_are_told_until_they_can_be(
    studio: Studio, qtbot: QtBot
) -> None:
    """F70, F85."""
    window = studio.open_filled()
    settings = studio.applications[-1].settings
    qtbot.waitUntil(studio.paths.config.exists)
    held = studio.paths.config.rename(studio.paths.config.with_name("held"))
    studio.paths.config.write_bytes(b"in the way")
    studio.applications[-1].features.hover.action.trigger()
    qtbot.waitUntil(lambda: is_told(window, "The settings cannot be written"))
    studio.paths.config.unlink()
    held.rename(studio.paths.config)
    studio.applications[-1].features.hover.action.trigger()
    qtbot.waitUntil(lambda: not window.troubles.sentences)
    assert window.troubles.isHidden()
    assert settings.settings.hover_preview is not None


def test_damaged_settings_are_told_and_where_the_copy_is(studio: Studio) -> None:
    """F85."""
    studio.paths.config.mkdir()
    studio.paths.settings_file.write_text('{"volume": "loud", "theme": "dark"')
    window = studio.open_filled()
    assert is_told(window, "settings file was damaged", "settings.json.corrupt")
    press(window, "Dismiss")
    assert window.troubles.isHidden()


def test_settings_of_which_one_field_is_damaged_keep_the_others(studio: Studio) -> None:
    """F85."""
    studio.paths.config.mkdir()
    studio.paths.settings_file.write_text(json.dumps({"volume": "loud", "card_width": 200}))
    window = studio.open_filled()
    assert is_told(window, "settings file was damaged")
    assert studio.applications[-1].settings.settings.card_width == 200


def test_a_damaged_catalogue_is_told_and_read_anew(studio: Studio, qtbot: QtBot) -> None:
    """F71."""
    fill(studio)
    studio.paths.catalogue_file.write_bytes(b"\0" * 5_000)
    window = studio.open_filled()
    qtbot.waitUntil(lambda: is_told(window, "catalogue was damaged and is begun anew"))
    assert window.page.model.rowCount() == 30


def test_a_catalogue_of_a_newer_program_is_told_and_left_alone(
    studio: Studio, qtbot: QtBot
) -> None:
    """F75."""
    fill(studio)
    with closing(sqlite3.connect(studio.paths.catalogue_file)) as connection:
        connection.execute("PRAGMA user_version=999")
    window = studio.open_filled()
    qtbot.waitUntil(lambda: is_told(window, "newer version of this program"))
    studio.close()
    with closing(sqlite3.connect(studio.paths.catalogue_file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (999,)


@contextmanager
def another_program_writes(studio: Studio) -> Iterator[None]:
    with closing(sqlite3.connect(studio.paths.catalogue_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_a_catalogue_that_another_program_holds_is_told_and_avatars_are_there(
    studio: Studio, qtbot: QtBot
) -> None:
    """F76."""
    fill(studio)
    with another_program_writes(studio):
        window = studio.open()
        qtbot.waitUntil(lambda: window.page.model.rowCount() == 30)
        qtbot.waitUntil(lambda: is_told(window, "Another program holds the stored catalogue"))
    assert window.isVisible()


def test_what_is_copied_of_a_trouble_is_on_the_clipboard(studio: Studio) -> None:
    """F70: and holds no key (T07)."""
    studio.paths.data.write_bytes(b"in the way")
    window = studio.open_filled()
    press(window, "Copy details")
    text = QGuiApplication.clipboard().text()
    assert "StoreUnwritable" in text
    assert KEY not in text


def test_a_bug_is_told_in_a_line_that_stays_and_the_window_goes_on(
    studio: Studio, qtbot: QtBot
) -> None:
    """F104."""
    window = studio.open_filled()
    bugs = studio.applications[-1].bugs
    for _ in range(3):
        try:
            int("planted")
        except ValueError as error:
            bugs.report(ValueError, error, error.__traceback__)
    assert window.troubles.sentences == [SENTENCE]
    press(window, "Copy details")
    assert "bug ValueError" in QGuiApplication.clipboard().text()
    press(window, "Save diagnostics…")
    [dialog] = window.findChildren(DiagnosticsDialog)
    dialog.reject()
    window.header.choose_tab(2)
    qtbot.waitUntil(lambda: window.page.model.rowCount() > 0)


class _DeafClipboard:
    """Takes nothing, as a Wayland compositor does of a window without focus."""

    def setText(self, text: str) -> None:  # noqa: N802 - as Qt names it
        """Not kept."""

    def text(self) -> str:
        return ""


def test_without_a_clipboard_the_ids_are_shown_to_be_copied_by_hand(studio: Studio) -> None:
    """F97."""
    window = studio.open_filled()
    window.copier._clipboard = _DeafClipboard()  # type: ignore[assignment]
    click_card(window.page, 3)
    click_card(window.page, 5, control=True)
    window.menu_actions.copy_id.trigger()
    assert not window.toast.isVisible()
    [field] = window.troubles.findChildren(QPlainTextEdit)
    assert field.isVisible()
    assert field.toPlainText() == "anam-3\nanam-5"
    assert field.textCursor().selectedText() == "anam-3\u2029anam-5"
    press(window, "Copy details")
    assert field.toPlainText().startswith("The clipboard is not available: copy"), (
        "nor does that work"
    )
