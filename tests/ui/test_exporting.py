"""Export as a user does it: the menu, the dialog, a real file."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Identifier
from avatar_browser.ui.exporting import proposed_name
from avatar_browser.ui.window import MainWindow
from tests.support.avatars import a_full_avatar, an_avatar
from tests.support.studio import KEY, Studio, click_card


def dialog_of(window: MainWindow) -> QFileDialog:
    (dialog,) = (d for d in window.findChildren(QFileDialog) if d.isVisible())
    return dialog


def save_as(window: MainWindow, path: Path) -> None:
    dialog = dialog_of(window)
    dialog.selectFile(str(path))
    dialog.accept()


def wait_for_toast(window: MainWindow, qtbot: QtBot, begin: str) -> None:

    def told() -> None:
        assert window.toast.text.startswith(begin), window.toast.text

    qtbot.waitUntil(told)


def test_the_selection_is_exported_as_a_table(studio: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    window = studio.open_filled()
    click_card(window.page, 3)
    click_card(window.page, 5, control=True)
    window.menu_actions.export_selection.trigger()
    assert dialog_of(window).windowTitle() == "Export 2 Avatars"
    save_as(window, tmp_path / "mine.csv")
    wait_for_toast(window, qtbot, "Exported")
    assert window.toast.text == "Exported 2 avatars to mine.csv"
    data = (tmp_path / "mine.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [(row["provider_name"], row["id"]) for row in rows] == [
        ("Anam", "anam-3"),
        ("Anam", "anam-5"),
    ]
    assert KEY.encode() not in data
    assert b"http" not in data


def test_all_that_is_shown_is_exported_as_json(
    studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    window = studio.open_filled()
    window.menu_actions.export_shown.trigger()
    save_as(window, tmp_path / "all.json")
    wait_for_toast(window, qtbot, "Exported 30 avatars to all.json")
    told = json.loads((tmp_path / "all.json").read_bytes())
    assert [avatar["id"] for avatar in told] == [f"anam-{number}" for number in range(30)]


def test_a_name_without_an_ending_gets_the_one_of_the_form(
    studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    window = studio.open_filled()
    window.menu_actions.export_shown.trigger()
    dialog = dialog_of(window)
    dialog.selectNameFilter(dialog.nameFilters()[1])
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    save_as(window, tmp_path / "bare")
    wait_for_toast(window, qtbot, "Exported 30 avatars to bare.json")
    assert len(json.loads((tmp_path / "bare.json").read_bytes())) == 30


def test_the_folder_chosen_last_is_offered_again(
    studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    window = studio.open_filled()
    folder = tmp_path / "exports"
    folder.mkdir()
    window.menu_actions.export_shown.trigger()
    save_as(window, folder / "all.csv")
    wait_for_toast(window, qtbot, "Exported")
    window.menu_actions.export_shown.trigger()
    dialog = dialog_of(window)
    assert Path(dialog.directory().absolutePath()) == folder
    dialog.reject()


def test_a_dialog_that_is_dismissed_writes_nothing(
    studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    window = studio.open_filled()
    folder = tmp_path / "exports"  # one of its own: the application writes beside it
    folder.mkdir()
    window.menu_actions.export_shown.trigger()
    dialog = dialog_of(window)
    dialog.selectFile(str(folder / "all.csv"))
    dialog.reject()
    qtbot.waitUntil(lambda: studio.is_at_rest)  # a file would be written on a thread
    assert list(folder.iterdir()) == []
    assert not window.toast.isVisible()


def test_what_cannot_be_written_is_told_in_the_toast(
    studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    window = studio.open_filled()
    folder = tmp_path / "exports"
    folder.mkdir()
    window.menu_actions.export_shown.trigger()
    dialog = dialog_of(window)
    dialog.selectFile(str(folder / "all.csv"))
    folder.rmdir()
    dialog.fileSelected.emit(str(folder / "all.csv"))
    wait_for_toast(window, qtbot, "That folder is not there any more, so nothing was exported: ")
    dialog.reject()


def test_nothing_selected_leaves_the_action_off_and_nothing_shown_is_told(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open({})
    qtbot.waitUntil(lambda: studio.is_at_rest)  # the keyring was asked for keys
    assert not window.menu_actions.export_selection.isEnabled()
    window.menu_actions.export_shown.trigger()
    assert window.toast.text == "There is nothing to export: select or find some avatars first."


@pytest.mark.parametrize("name", ["../../x", "CON", "\u202egpj.exe", ""])
def test_the_proposed_name_of_one_avatar_stays_in_the_folder(name: str) -> None:
    only = an_avatar("a/../b", name=name, ids=(Identifier("Look ID", "a/../b", "", True),))
    assert re.fullmatch(r"[\w-]*[0-9a-f]{10}\.csv", proposed_name([only], "HeyGen"))
    assert proposed_name([a_full_avatar()], "HeyGen").startswith("abigail-office-")


def test_the_proposed_name_of_many_is_that_of_the_tab() -> None:
    assert proposed_name([an_avatar("a"), an_avatar("b")], "HeyGen") == "heygen-avatars.csv"
