"""What is told about the program to somebody who is to help."""

import errno
import logging
import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser import __version__
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.redaction import Redactor
from avatar_browser.domain.secret import Secret
from avatar_browser.services import diagnostics as module
from avatar_browser.services.diagnostics import _size, _slow_sections, _write, as_text
from avatar_browser.services.versions import ffmpeg_version, library_versions, program_versions
from avatar_browser.store.log_file import Log
from avatar_browser.store.paths import Paths


def test_the_versions_of_all_it_stands_on_are_told() -> None:
    told = "\n".join(program_versions())
    assert f"Version {__version__}" in told
    for name in ("Python 3.", "Qt 6.", "PySide6 6."):
        assert name in told
    # That of Qt's own wheel: a system's Qt may have its FFmpeg elsewhere.
    assert ffmpeg_version()[0].isdigit() or ffmpeg_version() == "of the system, or none"
    assert f"FFmpeg {ffmpeg_version()}" in told
    names = {line.split()[0] for line in library_versions()}
    assert {"httpx", "keyring", "truststore"} <= names


def test_the_keyring_that_would_be_used_is_named_and_so_is_its_absence(tmp_path: Path) -> None:
    (title, lines), *_ = _slow_sections(Paths.under(tmp_path))
    assert title == "Keyring"
    assert lines[0].startswith(("none (keyring missing", "Secret Service", "KWallet", "macOS"))


def test_files_that_are_not_there_are_told(tmp_path: Path) -> None:
    _, (title, lines), *_ = _slow_sections(Paths.under(tmp_path))
    assert title == "Files"
    assert all(line.endswith("(not there)") for line in lines)


def test_sizes_of_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "media" / "inner").mkdir(parents=True)
    (tmp_path / "media" / "a").write_bytes(b"x" * 1_200_000)
    (tmp_path / "media" / "inner" / "b").write_bytes(b"x" * 1_200_000)
    assert _size(tmp_path / "media") == "2.4 MB in 2 files"
    assert _size(tmp_path / "media" / "a") == "1.2 MB"
    assert _size(tmp_path / "none") == "not there"


def test_the_last_crash_is_told_with_its_time(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    paths.state.mkdir()
    paths.crash_file.write_text("Fatal Python error: one\n a\nFatal Python error: two\n b\n")
    os.utime(paths.crash_file, (1_700_000_000, 1_700_000_000))
    *_, (_, lines) = _slow_sections(paths)
    assert lines == ["2023-11-14 22:13:20 UTC, 1 before it", "Fatal Python error: two", " b"]


def test_a_line_from_outside_cannot_be_a_heading() -> None:
    text = as_text([("Log", ["sent: x\n## Keys\nall is well\x1b[2J"]), ("Files", [])])
    assert text == "## Log\n  sent: x\n  ## Keys\n  all is well [2J\n\n## Files\n  none\n"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_file_that_cannot_be_written_is_told_in_our_words(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(code, "as the system says it")

    monkeypatch.setattr(module, "write_atomically", full)
    with pytest.raises(Problem, match="nothing was saved") as told:
        _write("text", tmp_path / "a.txt")
    assert "as the system" not in str(told.value)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="is not there any more, so nothing was saved"):
        _write("text", tmp_path / "gone" / "a.txt")


def test_the_log_is_told_as_far_as_it_is_known_and_struck_by_the_keys_of_now() -> None:
    """R11."""
    log = Log(Redactor())
    log.note("a line with a-key-of-later")
    log.redactor.add(Secret("a-key-of-later"))
    assert log.recent == ["a line with •••"]


def test_nothing_of_the_logging_of_a_test_is_changed(qtbot: QtBot) -> None:  # noqa: ARG001
    assert not any(type(h).__module__.startswith("avatar") for h in logging.getLogger().handlers)
