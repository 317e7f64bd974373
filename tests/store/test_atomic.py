"""A file is there whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from avatar_browser.store.atomic import AtomicFile, write_atomically

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX")

# The kernel itself refuses the write half-way, as on a full disk.
_WRITE_WITH_A_LIMIT = """
import resource, sys
from pathlib import Path
from avatar_browser.store.atomic import write_atomically
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_atomically(Path(sys.argv[1]), b"new" * 100_000)
except OSError as error:
    print(error.errno)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_written_is_read_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "made" / "on demand" / "file"
    write_atomically(path, b"first")
    write_atomically(path, b"second")
    assert path.read_bytes() == b"second"
    assert names(path.parent) == ["file"]


@posix_only
def test_only_the_owner_can_read_the_file_whatever_the_mask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_atomically(tmp_path / "folder" / "file", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "folder" / "file").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == 0o700


@posix_only
def test_a_write_that_the_system_refuses_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    """Fault F69."""
    path = tmp_path / "file"
    write_atomically(path, b"old")
    child = subprocess.run(
        [sys.executable, "-c", _WRITE_WITH_A_LIMIT, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert child.stdout.strip() == str(errno.EFBIG)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


def test_a_file_that_was_not_committed_is_never_there(tmp_path: Path) -> None:
    with AtomicFile(tmp_path / "file") as file:
        file.write(b"x")
        assert not (tmp_path / "file").exists()
    assert names(tmp_path) == []


def test_an_error_while_writing_leaves_nothing(tmp_path: Path) -> None:
    def write_half() -> None:
        with AtomicFile(tmp_path / "file") as file:
            file.write(b"half")
            raise ConnectionError

    with pytest.raises(ConnectionError):
        write_half()
    assert names(tmp_path) == []


def test_abort_after_commit_does_nothing_and_commit_after_abort_is_refused(
    tmp_path: Path,
) -> None:
    kept = AtomicFile(tmp_path / "kept")
    kept.commit()
    kept.abort()
    dropped = AtomicFile(tmp_path / "dropped")
    dropped.abort()
    with pytest.raises(ValueError, match="closed"):
        dropped.commit()
    assert names(tmp_path) == ["kept"]
