"""T10, T29, F44, F46: whatever a record says, the window and all its dialogs show it as words."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from avatar_browser.domain.facets import Facet
from avatar_browser.domain.text import displayable
from avatar_browser.ui.details.id_field import IdField
from avatar_browser.ui.links import ask_to_open
from avatar_browser.ui.marking.name_dialog import NameDialog
from avatar_browser.ui.notices import nothing_matches
from avatar_browser.ui.window import MainWindow
from tests.support.hostile import MARK, TEXTS, Walk
from tests.support.media_server import refuses, sends_json
from tests.support.quick_look import CONTROL, press
from tests.support.studio import Studio, click_card

RAW_ID = f"liv\u202e{MARK}\u200b<b>"


def hostile_anam(studio: Studio) -> list[dict[str, Any]]:
    return [
        studio.anam_record(
            number,
            id=RAW_ID if number == 0 else f"anam-{number}-{text}",
            displayName=text,
            variantName=text,
            availableVersions=[text, "cara-3"],
            activeVersion=text,
            renderStyle=text,
            createdByOrganizationId=text,
            description=text,
        )
        for number, text in enumerate(TEXTS)
    ]


def hostile_heygen(studio: Studio) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Its looks, two of each person, and its people."""
    looks = [
        {
            "id": f"look-{number}-{text}",
            "name": text,
            "avatar_type": text,
            "gender": text,
            "status": text,
            "error": {"message": text},
            "tags": [text],
            "supported_api_engines": [text],
            "default_voice_id": text,
            "group_id": f"group-{number // 2}",
            "preview_image_url": f"{studio.server.url}/still.png",
        }
        for number, text in enumerate(TEXTS)
    ]
    people = [
        {"id": f"group-{number}", "name": text, "looks_count": 2, "consent_status": text}
        for number, text in enumerate(TEXTS[: len(looks) // 2])
    ]
    return looks, people


def serve_hostile(studio: Studio) -> None:
    anam = hostile_anam(studio)
    meta = {"total": len(anam), "lastPage": 1, "currentPage": 1, "perPage": 100}
    studio.serve_anam_list(sends_json({"data": anam, "meta": meta}))
    looks, people = hostile_heygen(studio)
    for stream, records in (("avatars/looks", looks), ("avatars", people)):
        studio.server.serve(
            f"/v3/{stream}?ownership=public&limit=50",
            sends_json({"data": records, "has_more": False, "next_token": None}),
        )


def triggered(window: MainWindow, name: str) -> None:
    actions = window.findChildren(QAction)
    next(a for a in actions if a.text().replace("&", "") == name).trigger()


def on_people(window: MainWindow) -> None:
    window.header.choose_tab(2)
    buttons = window.findChildren(QToolButton)
    next(b for b in buttons if b.accessibleName() == "People" and b.isVisible()).click()


@pytest.fixture
def window(studio: Studio) -> MainWindow:
    serve_hostile(studio)
    return studio.open_filled()


@pytest.fixture
def walk() -> Walk:
    return Walk()


def test_every_text_of_the_window_is_shown_as_words(
    window: MainWindow, walk: Walk, qtbot: QtBot
) -> None:
    """T10, T29, F44, F46."""
    marks = window.parts.marks
    for row, text in enumerate(TEXTS):
        marks.add(text, [window.page.model.avatar(row)])
    for row in range(len(TEXTS)):
        click_card(window.page, row)
        for menu in window.findChildren(QMenu):
            menu.aboutToShow.emit()
        walk.over_all()
    for button in window.pane.findChildren(QToolButton):
        if button.isCheckable() and button.isVisible():
            button.click()  # the raw record
    triggered(window, "List")
    qtbot.waitUntil(lambda: window.is_settled)
    walk.over_all()
    assert walk.wrong == []
    assert {"label", "button", "action", "item", "field"} <= walk.seen.keys()
    for text in TEXTS:
        assert displayable(text) in walk.seen["label"], "the name as it is"


def test_people_and_what_is_asked_for_are_shown_as_words(
    window: MainWindow, walk: Walk, qtbot: QtBot
) -> None:
    """T10, T29, F46: the bar of a person, filters, chips and what is said where nothing fits."""
    on_people(window)
    walk.over_all()
    click_card(window.page, 0)
    press(Qt.Key.Key_Return)
    assert window.page.browsing.bar.isVisible()
    walk.over_all()
    shelf = window.page.shelf
    shelf.set_choices({Facet.TAG: [TEXTS[0].casefold()], Facet.GENDER: [TEXTS[5]]})
    window.finder.search.setText("R&D <b>nothing has this name</b>")
    qtbot.waitUntil(lambda: window.page.model.rowCount() == 0)
    qtbot.waitUntil(lambda: bool(chips(window)))
    walk.over_all()
    assert walk.wrong == []
    assert any("R&&D" in button.text() for button in chips(window))


def buttons(window: MainWindow) -> list[QPushButton]:
    return window.findChildren(QPushButton)


def chips(window: MainWindow) -> list[QToolButton]:
    return [button for button in window.findChildren(QToolButton) if button.property("chip")]


def test_what_is_suggested_is_shown_as_words(window: MainWindow, walk: Walk) -> None:
    """T29: a filter's value within a sentence."""
    for text in TEXTS:
        window.page.shelf.set_query(f'"{text}"')
        for chip in window.page.shelf.chips():
            notice = nothing_matches(3, chip)
            window.toast.show_text(notice.text)
            walk.over(window.toast)
    assert walk.wrong == []


def test_quick_look_and_comparison_show_words(
    studio: Studio, window: MainWindow, walk: Walk, qtbot: QtBot
) -> None:
    """T10, T29."""
    look = studio.applications[-1].features.quick_look
    click_card(window.page, 0)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(look.sheet.isVisible)
    press(Qt.Key.Key_I)
    for _ in TEXTS:
        walk.over_all()
        press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Escape)
    for row in range(4):
        click_card(window.page, row, control=row > 0)
    press(Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(lambda: studio.applications[-1].features.compare.is_open)
    walk.over_all()
    assert walk.wrong == []
    assert displayable(TEXTS[3]) in walk.seen["label"]


def dialogs() -> list[QDialog]:
    tops = QApplication.topLevelWidgets()
    return [top for top in tops if isinstance(top, QDialog) and top.isVisible()]


def test_every_dialog_of_the_menus_shows_words(
    window: MainWindow, walk: Walk, qtbot: QtBot
) -> None:
    """T10: each action that asks something more, one after the other."""
    for text in TEXTS:
        window.parts.marks.add(text, [window.page.model.avatar(0)])
    click_card(window.page, 0)
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
    asking = [a for a in window.findChildren(QAction) if a.text().endswith("…")]
    about = [a for a in window.findChildren(QAction) if "About" in a.text() or "Keyb" in a.text()]
    opened: list[str] = []
    for action in {id(a): a for a in (*asking, *about) if a.isEnabled()}.values():
        action.trigger()
        walk.over_all()
        for dialog in dialogs():
            opened.append(dialog.windowTitle())
            if not isinstance(dialog, QFileDialog):
                dialog.reject()
        for dialog in dialogs():
            dialog.reject()
        qtbot.waitUntil(lambda: not dialogs())
    assert walk.wrong == []
    assert {"About Avatar Browser", "Shortlists", "New Shortlist"} <= set(opened)


def _is_there(name: str, _typed: str) -> str:
    return name


def test_the_dialogs_that_are_made_of_a_name_show_words(window: MainWindow, walk: Walk) -> None:
    """T10, T29: a name that is taken, a host in letters of another alphabet."""
    for text in TEXTS:
        dialog = NameDialog(window, "Rename", "Rename", partial(_is_there, text))
        dialog.field.setText("anything")
        dialog.open()
        walk.over(dialog)
        dialog.reject()
    link = ask_to_open("https://שלום5.test/x", window)
    assert link is not None
    walk.over(link)
    link.reject()
    assert walk.wrong == []
    assert any("There is a shortlist called" in text for text in walk.seen["label"])


def test_what_a_service_says_of_a_failure_is_no_part_of_what_is_shown(
    studio: Studio, walk: Walk, qtbot: QtBot
) -> None:
    """T10: its own words are for those who copy the details."""
    said = f"<b>{MARK}</b> <a href='https://evil.test'>log in</a> \u202e"
    answer = refuses(403, {"error": {"code": "x", "message": said}})
    studio.server.serve("/v3/avatars/looks?ownership=public&limit=50", answer)
    studio.server.serve("/v3/avatars?ownership=public&limit=50", answer)
    window = studio.open(tab=2)
    details = "Copy details"
    qtbot.waitUntil(lambda: any(b.text() == details and b.isVisible() for b in buttons(window)))
    walk.over_all()
    assert walk.wrong == []
    assert walk.seen == {}
    next(b for b in buttons(window) if b.text() == details and b.isVisible()).click()
    assert MARK in QApplication.clipboard().text()


def test_an_id_is_shown_by_the_codes_of_what_cannot_be_seen_and_copied_as_it_is(
    window: MainWindow,
) -> None:
    """T29: the raw id is what a call accepts; its field never shows one id as another."""
    click_card(window.page, 0)
    [field] = [f for f in window.pane.findChildren(IdField) if "liv" in f.text()]
    assert field.text() == "liv\\u202eR&D\\u200b<b>"
    clipboard = QApplication.clipboard()
    press(Qt.Key.Key_C, CONTROL)
    assert clipboard.text() == RAW_ID
    clipboard.clear()
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, CONTROL)
    assert clipboard.text() == RAW_ID
