import json

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Identifier
from avatar_browser.ui.copying import (
    FORMATS,
    Copier,
    environment_text,
    ids_text,
    json_text,
    names_and_ids_text,
)
from tests.support.avatars import a_full_avatar, an_avatar


def test_the_look_id_is_copied_never_the_group_id() -> None:
    assert ids_text([a_full_avatar()]) == "abigail_office"


def test_several_ids_are_copied_one_a_line() -> None:
    assert ids_text([an_avatar("a"), an_avatar("b")]) == "a\nb"


def test_the_raw_id_is_copied_whatever_it_holds() -> None:
    odd = "a/b?c#d%\u202e"
    avatar = an_avatar(odd, ids=(Identifier("Look ID", odd, "", primary=True),))
    assert ids_text([avatar]) == odd


def test_formats_hold_the_id_in_their_own_syntax() -> None:
    avatar = an_avatar('q"1', name="Liv", variant="home")
    assert names_and_ids_text([avatar]) == 'Liv\thome\tq"1'
    assert environment_text([avatar]) == 'HEYGEN_AVATAR_ID="q\\"1"'
    assert json.loads(json_text([avatar])) == {
        "provider": "heygen",
        "id": 'q"1',
        "name": "Liv",
        "variant": "home",
    }
    assert [entry["id"] for entry in json.loads(json_text([avatar, avatar]))] == ['q"1', 'q"1']


def test_a_copy_is_confirmed_with_what_was_copied(qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    copier = Copier(clipboard)
    with qtbot.waitSignal(copier.copied) as told:
        copier.copy_avatars([an_avatar("look-7")])
    assert told.args == ["Copied Look ID look-7"]
    assert clipboard.text() == "look-7"


def test_several_copies_are_confirmed_by_their_number(qtbot: QtBot) -> None:
    copier = Copier(QGuiApplication.clipboard())
    with qtbot.waitSignal(copier.copied) as told:
        copier.copy_avatars([an_avatar("a"), an_avatar("b")], FORMATS[1])
    assert told.args == ["Copied 2 avatars as Name and ID"]
    with qtbot.waitSignal(copier.copied) as told:
        copier.copy_avatars([an_avatar("a"), an_avatar("b")])
    assert told.args == ["Copied 2 IDs"]


def test_nothing_selected_leaves_the_clipboard_alone(qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    copier = Copier(clipboard)
    with qtbot.assertNotEmitted(copier.copied):
        copier.copy_avatars([])
    assert clipboard.text() == "before"
