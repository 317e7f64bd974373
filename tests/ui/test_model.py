from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from avatar_browser.ui.grid.model import AVATAR_ROLE, AvatarModel
from tests.support.avatars import an_avatar


def test_the_model_keeps_the_contract_of_qt_while_pages_arrive_and_change() -> None:
    model = AvatarModel("HeyGen")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.add([an_avatar("a"), an_avatar("b")])
    model.add([an_avatar("c")])
    model.change([an_avatar("b", name="new")])
    assert [model.avatar(row).key.id for row in range(model.rowCount())] == ["a", "b", "c"]
    assert model.avatar(1).name == "new"
    model.clear()
    assert model.rowCount() == 0


def test_items_have_the_name_a_screen_reader_says() -> None:
    model = AvatarModel("Anam")
    model.add([an_avatar("x", name="Liv", variant="home")])
    index = model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Liv, home, Anam"
    assert index.data(Qt.ItemDataRole.DisplayRole) == "Liv"
    assert index.data(AVATAR_ROLE) == model.avatar(0)


def test_only_the_rows_that_changed_are_told(qtbot: QtBot) -> None:
    model = AvatarModel("Anam")
    model.add([an_avatar(name) for name in "abcd"])
    with qtbot.waitSignal(model.dataChanged) as told:
        model.change([an_avatar("c"), an_avatar("b"), an_avatar("stranger")])
    first, last = told.args[0], told.args[1]
    assert (first.row(), last.row()) == (1, 2)


def test_an_avatar_is_found_by_its_key_after_more_pages() -> None:
    model = AvatarModel("Anam")
    model.add([an_avatar("a")])
    model.add([an_avatar("b"), an_avatar("c")])
    assert model.row_of(an_avatar("c").key) == 2
    assert model.row_of(an_avatar("z").key) is None
