"""The program asked to end from outside, by signals."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.services.instance import Instance, Place
from avatar_browser.store.paths import Paths
from avatar_browser.store.settings import SettingsFile
from tests.support.media_server import hangs, sends
from tests.support.studio import Studio, keys_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals there")

_ASKED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

# Goes to another tab and sets the mark of a clip that plays, which are what an end by force loses.
_PROGRAM = """
import sys
from avatar_browser import app, cli

start = app.Application.start

def start_and_tell(self):
    start(self)
    self.window.header.choose_tab(2)
    self._media.playing_mark.begin(lambda: print("plays", flush=True))

app.Application.start = start_and_tell
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def usual_signals() -> Iterator[None]:
    """Programs that are started inherit what is ignored: a shell's jobs in the background do."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in _ASKED}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@contextmanager
def running(
    studio: Studio, *arguments: str, under: tuple[str, ...] = ()
) -> Iterator["subprocess.Popen[str]"]:
    """Once it plays; in a process group of its own, with those that it has started."""
    with subprocess.Popen(
        [*under, sys.executable, "-c", _PROGRAM, *arguments],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **keys_for(studio.server)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "plays\n"
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]
)
def test_a_signal_closes_the_window_as_the_user_does(
    studio: Studio, number: signal.Signals, code: int
) -> None:
    """F82, T28: nothing is left over; what was set last is kept."""
    with running(studio) as process:
        process.send_signal(number)
        _out, err = process.communicate(timeout=60)
        assert process.returncode == code
    assert err == ""
    paths = Paths.of_user()
    assert SettingsFile(paths.settings_file).load().current_tab == "heygen"
    assert not paths.playing_file.exists(), "else previews are off at the next start"
    assert not (paths.data / "lock").exists()


def test_ctrl_c_in_a_terminal_ends_the_demo_and_its_servers_without_a_word(studio: Studio) -> None:
    """The terminal signals all programs at once; none of them may speak of an exception."""
    with running(studio, "--demo") as process:
        os.killpg(process.pid, signal.SIGINT)
        _out, err = process.communicate(timeout=60)  # closed once the servers are gone, too
        assert process.returncode == 130
    assert err == ""


def test_a_signal_ends_a_program_whose_requests_hang(studio: Studio, qtbot: QtBot) -> None:
    """F99."""
    studio.server.serve("/still.png", hangs(sends(b"")))
    with running(studio) as process:
        qtbot.waitUntil(lambda: studio.server.targets.count("/still.png") >= 6)
        process.terminate()
        assert process.wait(timeout=60) == 143


def test_a_signal_that_is_ignored_stays_so(studio: Studio) -> None:
    """As under ``nohup``: the terminal goes and the program stays."""
    with running(studio, under=("nohup",)) as process:
        process.send_signal(signal.SIGHUP)
        process.terminate()
        assert process.wait(timeout=60) == 143


def test_a_killed_program_leaves_the_mark(studio: Studio) -> None:
    """That the mark is set is what makes its absence above mean something."""
    with running(studio) as process:
        process.kill()
        process.wait(timeout=60)
    assert Paths.of_user().playing_file.exists()


def test_ctrl_c_while_the_program_still_starts_is_no_exception(studio: Studio) -> None:
    """A first program that does not answer gives the time for it."""
    first = Instance(Paths.of_user().data)
    assert first.take() is Place.FIRST
    first.stop_listening()
    waits = "from avatar_browser import app, cli; import sys; begin = app._paths\n"
    waits += "app._paths = lambda options: print('begins', flush=True) or begin(options)\n"
    waits += "sys.exit(cli.main([]))"
    with subprocess.Popen(
        [sys.executable, "-c", waits],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **keys_for(studio.server)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as second:
        assert second.stdout is not None
        assert second.stdout.readline() == "begins\n"
        second.send_signal(signal.SIGINT)
        _out, err = second.communicate(timeout=60)
    first.release()
    assert (second.returncode, err) == (130, "")
