"""What is left of a program that crashed, with its key in memory. Real crashes, in a child."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from avatar_browser.domain.secret import Secret
from avatar_browser.services import crash_guard
from avatar_browser.services.crash_guard import CrashFile, crash_text, may_hide
from tests.support.canary import CANARY_KEY, Canary

linux = pytest.mark.skipif(sys.platform != "linux", reason="dumps of Linux")

_BEGIN = """
import ctypes, faulthandler, os, resource, sys
from pathlib import Path
from avatar_browser.domain.secret import Secret
from avatar_browser.services import crash_guard
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
crash_guard._is_checkout = lambda: False
"""
_GUARD = "crash_guard.forbid_dumps({})\n"
_LIMIT = "print(resource.getrlimit(resource.RLIMIT_CORE)[0])\n"
_FILTER = "print(open('/proc/self/coredump_filter').read().strip())\n"
_DUMPABLE = "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
_KEEP_KEY = "secret = Secret(sys.stdin.readline().strip())\n"
_CRASH_FILE = """
crashes = crash_guard.CrashFile(Path(sys.argv[1]))
crashes.open()
def in_the_decoder(key):
    os.abort()
in_the_decoder(secret.reveal())
"""


def child(program: str, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """The key comes through a pipe: nothing but the memory holds it."""
    return subprocess.run(
        [sys.executable, "-c", _BEGIN + program, *arguments],
        input=CANARY_KEY.encode() + b"\n",
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(crash_guard.__file__).parents[2])},
        timeout=60,
        check=False,
    )


@linux
def test_no_dump_holds_memory(tmp_path: Path) -> None:
    """T25. The limit is for files, the filter for programs that dumps are piped to."""
    told = child(_GUARD.replace("{}", "{'DBUS_SESSION_BUS_ADDRESS': 'x'}") + _LIMIT, tmp_path)
    assert told.stdout.split() == [b"0"]
    program = _GUARD.replace("{}", "{'DBUS_SESSION_BUS_ADDRESS': 'x'}") + _FILTER + _DUMPABLE
    assert child(program, tmp_path).stdout.split() == [b"00000000", b"1"]


@linux
def test_the_memory_is_closed_to_other_programs_where_nothing_breaks_by_it(tmp_path: Path) -> None:
    """T25."""
    assert child(_GUARD + _DUMPABLE, tmp_path).stdout.split() == [b"0"]


def test_it_stays_open_where_a_desktop_has_to_look_at_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T25. And to the debugger of who has a checkout."""
    monkeypatch.setattr(crash_guard, "_is_checkout", lambda: False)
    runtime = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert may_hide({})
    assert may_hide(runtime)
    assert may_hide({"DBUS_SESSION_BUS_ADDRESS": "disabled:"})
    assert not may_hide({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"})
    (tmp_path / "bus").touch()
    assert not may_hide(runtime)
    monkeypatch.undo()
    assert not may_hide({})


@linux
def test_a_crash_leaves_where_it_stood_and_no_key(tmp_path: Path) -> None:
    """T25."""
    place = tmp_path / "state" / "crash.txt"
    ended = child(_GUARD + _KEEP_KEY + _CRASH_FILE, tmp_path, str(place))
    assert ended.returncode < 0
    assert "in in_the_decoder" in crash_text(place)
    assert place.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.rglob("*")] == ["state", "crash.txt"]  # no core file
    (tmp_path / "stdout").write_bytes(ended.stdout)
    (tmp_path / "stderr").write_bytes(ended.stderr)
    assert Canary(CANARY_KEY).found_below(tmp_path) == []


@linux
def test_a_run_without_a_crash_leaves_no_file(tmp_path: Path) -> None:
    place = tmp_path / "crash.txt"
    program = "crashes = crash_guard.CrashFile(Path(sys.argv[1])); crashes.open(); print(1)\n"
    ended = child(program + "crashes.close(); crashes.close()", tmp_path, str(place))
    assert (ended.returncode, ended.stdout.split()) == (0, [b"1"])
    assert not place.exists()
    assert crash_text(tmp_path / "crash.txt") == ""


@linux
def test_what_was_told_of_an_earlier_crash_is_kept_until_it_is_too_much(tmp_path: Path) -> None:
    place = tmp_path / "crash.txt"
    for _ in range(2):
        child(_KEEP_KEY + _CRASH_FILE, tmp_path, str(place))
    assert crash_text(place).count("in in_the_decoder") == 2
    place.write_bytes(b"x" * 300_000)
    child(_KEEP_KEY + _CRASH_FILE, tmp_path, str(place))
    assert crash_text(place).count("in in_the_decoder") == 1
    assert "xxx" not in crash_text(place)


def test_where_no_file_can_be_had_crashes_are_told_as_before(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    crashes = CrashFile(tmp_path / "state" / "crash.txt")
    crashes.open()
    crashes.close()
    assert crash_text(tmp_path / "state" / "crash.txt") == ""


def test_the_secret_itself_tells_a_dump_of_variables_nothing() -> None:
    """T25, T07. As traceback with captured locals would print it."""
    assert CANARY_KEY not in f"{Secret(CANARY_KEY)!r} {Secret(CANARY_KEY)!s}"
