"""The model on a real shelf over a real catalogue, whose pages the test gives."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from avatar_browser.domain.ordering import Sort
from avatar_browser.providers.protocol import Page
from avatar_browser.services.shelf import Shelf
from avatar_browser.ui.grid.model import AVATAR_ROLE, BADGES_ROLE, AvatarModel
from tests.services.desk import MakeDesk
from tests.services.scripted import END, ScriptedStream
from tests.support.avatars import an_avatar


class Rows:
    """A model and what feeds it."""

    def __init__(self, qtbot: QtBot, make_desk: MakeDesk, names: dict[str, str]) -> None:
        self._qtbot = qtbot
        self.stream = ScriptedStream("all")
        self.desk = make_desk(self.stream)
        self.shelf = Shelf([self.desk.catalogue], names)
        self.model = AvatarModel(self.shelf, names)
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        self.desk.catalogue.load()

    @property
    def ids(self) -> list[str]:
        return [self.model.avatar(row).key.id for row in range(self.model.rowCount())]

    def give(self, *ids: str, **fields: str) -> None:
        before = len(self.ids)
        new = [name for name in ids if name not in self.ids]
        self.stream.give(Page(tuple(an_avatar(name, "one", **fields) for name in ids)))
        self._qtbot.waitUntil(lambda: len(self.ids) == before + len(new))


@pytest.fixture
def rows(qtbot: QtBot, make_desk: MakeDesk) -> Rows:
    return Rows(qtbot, make_desk, {"one": "One"})


def test_the_model_keeps_the_contract_of_qt_while_rows_come_change_and_go(
    rows: Rows, qtbot: QtBot
) -> None:
    rows.give("b", "a")
    rows.give("c")
    assert rows.ids == ["b", "a", "c"]
    rows.shelf.set_sort(Sort.NAME)
    assert rows.ids == ["a", "b", "c"]
    rows.shelf.set_query("name of c")
    assert rows.ids == ["c"]
    rows.shelf.clear()
    assert len(rows.ids) == 3
    rows.stream.give(END)
    qtbot.waitUntil(lambda: rows.desk.phase().name == "COMPLETE")


def test_items_have_the_name_a_screen_reader_says(rows: Rows) -> None:
    rows.give("x", name="Liv", variant="home")
    index = rows.model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Liv, home, One"
    assert index.data(Qt.ItemDataRole.DisplayRole) == "Liv"
    assert index.data(AVATAR_ROLE) == rows.model.avatar(0)


def test_the_provider_is_told_where_a_tab_shows_several(
    qtbot: QtBot,
    make_desk: MakeDesk,
    rows: Rows,
) -> None:
    rows.give("x")
    assert rows.model.index(0, 0).data(BADGES_ROLE) == []
    several = Rows(qtbot, make_desk, {"one": "One", "two": "Two"})
    several.give("x")
    assert several.model.index(0, 0).data(BADGES_ROLE) == ["One"]


def test_an_avatar_told_anew_changes_its_row_only(rows: Rows, qtbot: QtBot) -> None:
    rows.give("a", "b", "c")
    with qtbot.waitSignal(rows.model.dataChanged) as told:
        rows.desk.catalogue.update(an_avatar("b", "one", name="new"))
    first, last = told.args[0], told.args[1]
    assert (first.row(), last.row()) == (1, 1)
    assert rows.model.avatar(1).name == "new"


def test_an_avatar_is_found_by_its_key_after_more_pages_and_another_order(rows: Rows) -> None:
    rows.give("b")
    rows.give("c", "a")
    assert rows.model.row_of(an_avatar("c", "one").key) == 1
    rows.shelf.set_sort(Sort.NAME)
    assert rows.model.row_of(an_avatar("c", "one").key) == 2
    assert rows.model.row_of(an_avatar("z", "one").key) is None
