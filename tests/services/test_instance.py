"""Two processes that want the same folder."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from avatar_browser.services import instance as instance_module
from avatar_browser.services.instance import Instance, Place

_BUSY = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import Qt
from avatar_browser.services import instance as module
module.LINGERING = 0.1
instance = module.Instance(Path(sys.argv[1]))
held = threading.Event()
instance.called.connect(held.wait, Qt.ConnectionType.DirectConnection)
print(instance.take().name, flush=True)
sys.stdin.readline()
instance.release()
print("released", flush=True)
sys.stdin.readline()
held.set()
"""
_HOLDER = """
import sys, threading
from pathlib import Path
from avatar_browser.services.instance import Instance
instance = Instance(Path(sys.argv[1]))
print(instance.take().name, flush=True)
threading.Event().wait(60)
"""


@pytest.fixture
def start(
    qtbot: QtBot,  # noqa: ARG001 - signals need it
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[Path], Instance]]:
    monkeypatch.setattr(instance_module, "PATIENCE", 20.0)  # a machine may pause for longer than 2
    made: list[Instance] = []

    def make(folder: Path) -> Instance:
        made.append(Instance(folder))
        return made[-1]

    yield make
    for instance in made:
        instance.release()


def test_the_second_is_answered_and_the_first_is_called(
    start: Callable[[Path], Instance], tmp_path: Path, qtbot: QtBot
) -> None:
    """Fault F81."""
    first, second = start(tmp_path), start(tmp_path)
    assert first.take() is Place.FIRST
    with qtbot.waitSignal(first.called):
        assert second.take() is Place.SECOND


def test_each_folder_has_a_first(start: Callable[[Path], Instance], tmp_path: Path) -> None:
    assert start(tmp_path / "a").take() is Place.FIRST
    assert start(tmp_path / "b").take() is Place.FIRST


def test_a_folder_that_was_let_go_of_can_be_had(
    start: Callable[[Path], Instance], tmp_path: Path
) -> None:
    first = start(tmp_path)
    first.take()
    first.release()
    assert start(tmp_path).take() is Place.FIRST


def test_who_comes_while_the_first_ends_waits_for_the_end(
    start: Callable[[Path], Instance], tmp_path: Path
) -> None:
    first, second = start(tmp_path), start(tmp_path)
    first.take()
    first.stop_listening()
    end = threading.Timer(0.3, first.release)
    end.start()
    assert second.take() is Place.FIRST
    end.join()


def test_a_first_that_never_answers_is_not_waited_for_without_end(
    start: Callable[[Path], Instance], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F81."""
    first, second = start(tmp_path), start(tmp_path)
    first.take()
    first.stop_listening()
    monkeypatch.setattr(instance_module, "PATIENCE", 0.2)
    assert second.take() is Place.UNKNOWN
    assert "is running already and does not answer" in str(second.trouble)
    assert first.trouble is None


def test_what_a_killed_process_left_is_taken_over(
    start: Callable[[Path], Instance], tmp_path: Path, qtbot: QtBot
) -> None:
    """F82, T28."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "FIRST\n"
    assert start(tmp_path).take() is Place.SECOND
    holder.kill()
    holder.communicate()
    heir = start(tmp_path)
    assert heir.take() is Place.FIRST
    with qtbot.waitSignal(heir.called):
        assert start(tmp_path).take() is Place.SECOND


def test_a_door_that_closes_late_leaves_its_successors_alone(
    start: Callable[[Path], Instance], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F81: the thread that answers is held up until the folder is another's."""
    monkeypatch.setattr(instance_module, "LINGERING", 0.05)
    first, heir = start(tmp_path), start(tmp_path)
    held = threading.Event()
    first.called.connect(lambda: held.wait(20.0), Qt.ConnectionType.DirectConnection)
    assert first.take() is Place.FIRST
    assert first._door is not None
    thread = first._door._thread
    assert start(tmp_path).take() is Place.SECOND
    first.release()
    assert heir.take() is Place.FIRST
    assert thread.is_alive()
    held.set()
    thread.join(20.0)
    assert not thread.is_alive()
    with qtbot.waitSignal(heir.called):
        assert start(tmp_path).take() is Place.SECOND


def test_a_process_that_ends_late_leaves_its_successors_alone(
    start: Callable[[Path], Instance], tmp_path: Path, qtbot: QtBot
) -> None:
    """F81: also what Python does at the end of one."""
    first = subprocess.Popen(
        [sys.executable, "-c", _BUSY, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdin is not None
    assert first.stdout is not None
    assert first.stdout.readline() == "FIRST\n"
    assert start(tmp_path).take() is Place.SECOND
    first.stdin.write("release\n")
    first.stdin.flush()
    assert first.stdout.readline() == "released\n"
    heir = start(tmp_path)
    assert heir.take() is Place.FIRST
    first.communicate("end\n", timeout=50)
    assert first.returncode == 0
    with qtbot.waitSignal(heir.called):
        assert start(tmp_path).take() is Place.SECOND


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no path there")
def test_who_ends_leaves_no_socket(start: Callable[[Path], Instance], tmp_path: Path) -> None:
    first = start(tmp_path)
    first.take()
    assert (tmp_path / "instance").is_socket()
    first.release()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_gone_without(
    start: Callable[[Path], Instance], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    instance = start(tmp_path / "file" / "folder")
    assert instance.take() is Place.UNKNOWN
    assert instance.trouble is None, "what is kept there tells of it"


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no path there")
def test_a_socket_that_cannot_be_made_costs_the_call_and_not_the_place(
    start: Callable[[Path], Instance], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("x" * 120)  # a local socket's address is shorter
    assert start(deep).take() is Place.FIRST
    monkeypatch.setattr(instance_module, "PATIENCE", 0.2)
    assert start(deep).take() is Place.UNKNOWN
