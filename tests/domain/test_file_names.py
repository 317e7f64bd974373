"""Threat T19: nothing from outside leads a file astray."""

import os
import re
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from avatar_browser.domain.file_names import file_name

HOSTILE = (
    "../../x",
    "..\\..\\x",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "\\\\server\\share\\x",
    "..",
    ".",
    ".bashrc",
    "",
    "   ",
    "CON",
    "com1",
    "COM¹",
    "nul.csv",
    "aux ",
    "a:ads",
    "name::$DATA",
    "a" * 300,
    "陳" * 300,
    "x\x00.exe",
    "line\nbreak\r\ttab",
    "\u202egpj.exe",
    "\u2066exe\u2069.csv",
    "zero\u200bwidth\ufeff",
    "／etc／passwd",
    "a\u2215b\u2044c",
    "qu\"ote's|pipe<>*?",
    "-rf",
    "~root",
    "$(reboot);`id`&%PATH%!",
    "a" + "\u0301" * 50_000,
    "\ud800lone\udfff",
)


def test_the_corpus_has_thirty_two_names() -> None:
    assert len(set(HOSTILE)) == 32


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_gives_one_new_file_in_its_folder(title: str, tmp_path: Path) -> None:
    name = file_name(title, "id-1", "csv")
    path = tmp_path / name
    assert path.resolve().parent == tmp_path.resolve()
    with path.open("x") as file:
        file.write("x")
    assert os.listdir(tmp_path) == [name]  # noqa: PTH208 - the name as the system has it


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_gives_a_name_that_every_system_takes(title: str) -> None:
    name = file_name(title, "id-1", "csv")
    assert re.fullmatch(r"[^.]*[0-9a-f]{10}\.csv", name)
    assert name == PurePosixPath(name).name == PureWindowsPath(name).name
    assert not PureWindowsPath(name).is_reserved()
    assert not set(name) & set('<>:"/\\|?*\x00 ~$`%&;!')
    assert not [c for c in name if unicodedata.category(c)[0] in "CZ"]
    assert not name.startswith(("-", "."))
    assert len(name.encode()) <= 200


def test_letters_of_every_script_stay_readable() -> None:
    assert file_name("Amélie Laurent Studio", "x", "csv").startswith("amélie-laurent-studio-")
    assert file_name("陳怡君", "x", "json").startswith("陳怡君-")
    assert file_name("गायत्री शर्मा", "x", "json").startswith("गायत्री-शर्मा-")
    assert file_name("Ｗｉｄｅ", "x", "csv").startswith("wide-")


def test_a_name_without_letters_is_told_by_its_digits_alone() -> None:
    assert re.fullmatch(r"[0-9a-f]{10}\.csv", file_name("❤️ !?", "x", "csv"))


def test_two_avatars_of_one_name_do_not_meet_and_one_keeps_its_name() -> None:
    assert file_name("Liv", "id-1", "csv") != file_name("Liv", "id-2", "csv")
    assert file_name("Liv", "id-1", "csv") == file_name("Liv", "id-1", "csv")
    assert file_name("Liv", "a\ud800", "csv") != file_name("Liv", "a", "csv")
