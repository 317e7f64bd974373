"""Notes about keys outlive the program and never stop it."""

import stat
import sys
from pathlib import Path

import pytest

from avatar_browser.store.key_notes import KeyNotes, Note


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "keys.json"


def test_nothing_is_known_at_first(path: Path) -> None:
    assert KeyNotes(path).note("anam") == Note()
    assert not path.exists()


def test_notes_are_there_after_a_restart(path: Path) -> None:
    notes = KeyNotes(path)
    notes.kept("anam", "Secret Service")
    notes.kept("heygen", "KWallet")
    notes.to_be_deleted("heygen")
    later = KeyNotes(path)
    assert later.note("anam") == Note(backend="Secret Service")
    assert later.note("heygen") == Note(backend="KWallet", removed=True)
    later.gone("heygen")
    assert KeyNotes(path).note("heygen") == Note()


def test_a_key_kept_again_is_not_to_be_deleted_any_more(path: Path) -> None:
    notes = KeyNotes(path)
    notes.to_be_deleted("anam")
    notes.kept("anam", "Secret Service")
    assert KeyNotes(path).note("anam") == Note(backend="Secret Service")


@pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")
def test_only_the_owner_can_read_them(path: Path) -> None:
    KeyNotes(path).kept("anam", "Secret Service")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.expects_log("could not be read")
@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"anam": 1}', b"\xff", b"[" * 100_000])
def test_a_damaged_file_is_as_good_as_none(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    notes = KeyNotes(path)
    assert notes.note("anam") == Note()
    notes.kept("anam", "Secret Service")
    assert KeyNotes(path).note("anam") == Note(backend="Secret Service")


@pytest.mark.expects_log("could not be (read|written)")
def test_a_folder_that_cannot_be_written_keeps_them_in_memory(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"a file in the way")
    notes = KeyNotes(tmp_path / "data" / "keys.json")
    notes.kept("anam", "Secret Service")
    assert notes.note("anam") == Note(backend="Secret Service")
